"""Loads published results of PAR INDEX, SIPAS, PCI, PAPI and the like as claims, each with its source and doubts."""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterable
from functools import cache

from django.db import transaction

from thongsuot.kernel.rules import rules_root
from thongsuot.kernel.text import fold
from thongsuot.measuring.published.elsewhere import elsewhere
from thongsuot.measuring.published.recheck import Report, recheck
from thongsuot.measuring.published.table import (
    AVERAGES,
    DOUBTFUL,
    POPULATION_SCOPES,
    PublishedResult,
    by_source,
    results,
)
from thongsuot.registry import facade
from thongsuot.registry.facade import TableClaim, TableDocument


def published_rows() -> list[PublishedResult]:
    with (rules_root() / "results" / "indices.csv").open(encoding="utf-8", newline="") as stream:
        return list(results(csv.DictReader(stream)))


@cache
def published_report() -> Report:
    """The tables counted again; they are files, so once a process is enough."""
    with (rules_root() / "results" / "also_printed.csv").open(encoding="utf-8", newline="") as stream:
        return recheck(published_rows(), elsewhere(csv.DictReader(stream)))


def load_published_results() -> int:
    """Bring every table in; one that is there already is left alone. How many documents came in."""
    rows = [row for row in published_rows() if row.says_something]
    names, subjects = facade.indicator_names(), facade.subject_resolver()
    with transaction.atomic():
        return sum(
            facade.add_table(
                _document(names[indicator], period, source, members), _claims(names[indicator], members), subjects
            )
            for (indicator, period, source), members in by_source(rows)
        )


def _document(name: str, period: str, source: str, members: list[PublishedResult]) -> TableDocument:
    text = "\n".join(repr((m.unit, m.population, m.value, m.rank, m.out_of, m.grade, m.note)) for m in members)
    digest = hashlib.sha256(f"{name}|{period}|{source}|{text}".encode()).hexdigest()
    host = re.sub(r"^https?://(?:www\.)?([^/]+).*$", r"\1", source)
    words = re.sub(r"[^a-z0-9]+", "-", fold(f"{name} {period}")).strip("-")
    return TableDocument(
        key=f"ket-qua-{words[:80].rstrip('-')}-{digest[:8]}",
        title=f"{name}, {period}: kết quả theo {host}",
        digest=digest,
        source_name=host,
        source_url=source if source.startswith("http") else "",
    )


def _claims(name: str, members: Iterable[PublishedResult]) -> list[TableClaim]:
    return [
        TableClaim(
            indicator=None if one.population in AVERAGES else one.indicator,
            name=name if one.population not in AVERAGES else f"{name}, {POPULATION_SCOPES[one.population]}",
            subject=re.sub(r"\s*\(bình quân.*\)$", "", one.unit),
            period=one.period,
            value=one.value,
            grade=one.grade,
            unit_of_measure="" if one.grade else one.unit_of_measure,
            rank=one.rank,
            out_of=one.out_of,
            rank_change=one.rank_change,
            change=one.change,
            region_rank=one.region_rank,
            region_out_of=one.region_out_of,
            equivalent=one.equivalent,
            equivalent_unit=one.equivalent_unit,
            rank_scope=POPULATION_SCOPES[one.population],
            note=one.note,
            derived=one.status == "derived",
            doubtful=one.status in DOUBTFUL,
            locator=f"dòng {one.line} của bảng kết quả",
        )
        for one in members
    ]
