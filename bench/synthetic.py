"""A million made-up claims for ``bench/pages.py``: the same every time, written by COPY, all marked as samples.

The shape is that of a real record: documents of fifty figures, provinces with long series, communes with short ones,
most figures confirmed and public, some waiting, some set aside. Nothing in it is a figure of anybody.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from django.db import connection

from thongsuot.platform.search import Entry, index
from thongsuot.registry.indicators.models import Indicator
from thongsuot.registry.units.models import Unit, UnitKind

PER_DOCUMENT = 50
START = datetime(2021, 1, 1, tzinfo=UTC)
NAMES = ("Tỷ lệ hồ sơ trực tuyến", "Số thủ tục cắt giảm", "Tỷ lệ đúng hạn", "Số cuộc kiểm tra", "Tỷ lệ số hóa kết quả")
Row = Sequence[Any]


def fill(count: int) -> None:
    """Documents, claims, spans, orders and search entries; units and indicators must be there already."""
    made = _Maker(count)
    _copy("registry_document", DOCUMENT, made.documents())
    _copy("registry_passage", PASSAGE, made.passages())
    _copy("registry_claim", CLAIM, made.claims())
    _copy("registry_claimspan", SPAN, made.spans())
    _copy("registry_directive", DIRECTIVE, made.directives())
    _copy("registry_finding", FINDING, made.findings())
    for table in ("document", "passage", "claim", "claimspan", "directive", "finding"):
        with connection.cursor() as cursor:
            sequence = f"pg_get_serial_sequence('registry_{table}', 'id')"
            cursor.execute(f"SELECT setval({sequence}, (SELECT max(id) FROM registry_{table}))")
    index(made.entries())
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


DOCUMENT = (
    "id key title kind number dated dated_text unit_id unit_text unit_suggestion source_name source_url text digest "
    "file_digest file_name status is_public is_sample added_at"
)
PASSAGE = "document_id kind anchor section role speaker start end"
CLAIM = (
    "id document_id origin subject_id subject_text indicator_id name period_kind period_start period_end period_text "
    "value value_exponent unit_of_measure qualifier rank out_of rank_scope change_unit change_base equivalent_unit "
    "target_direction outcome grade source_body cue note status revision_reason is_public is_sample created_at"
)
SPAN = "claim_id start end quote locator value_start value_end is_primary"
DIRECTIVE = (
    "document_id start end quote cue status text kind assignee_text assignee_id coordinating deadline deadline_text "
    "speaker section confidence quantity note"
)
FINDING = "document_id kind severity start end quote message question digest dismissal_reason found_at"


class _Maker:
    def __init__(self, count: int) -> None:
        self.count = count
        columns = ("pk", "name", "path")
        self.provinces = list(Unit.objects.filter(kind=UnitKind.PROVINCE).order_by("pk").values_list(*columns))
        self.communes = list(
            Unit.objects.filter(kind=UnitKind.COMMUNE, valid_to__isnull=True).order_by("pk").values_list(*columns)
        )
        self.indicators = list(Indicator.objects.order_by("pk").values_list("pk", "name"))

    def _document_ids(self) -> range:
        return range(1, self.count // PER_DOCUMENT + 1)

    def _place(self, document: int) -> tuple[int, str, str]:
        """Every third document is a commune's."""
        dice = Random(document)
        place: tuple[int, str, str] = dice.choice(self.communes if document % 3 == 0 else self.provinces)
        return place

    def _is_open(self, document: int) -> bool:
        """One document in ten waits for somebody."""
        return document % 10 == 0

    def documents(self) -> Iterator[Row]:
        for number in self._document_ids():
            unit, name, _path = self._place(number)
            title = f"Báo cáo mẫu số {number} của {name}"
            dated = date(2021, 1, 1) + timedelta(days=number % 2100)
            text = "".join(self._sentence(one) for one in self._claims_of(number))
            yield (
                number, f"mau-{number}", title, "report", f"{number}/BC", dated, "", unit, name, "", "Dữ liệu mẫu", "",
                text, hashlib.sha256(str(number).encode()).hexdigest(), "", "",
                "in_review" if self._is_open(number) else "reviewed", number % 20 != 0, True,
                START + timedelta(minutes=number),
            )  # fmt: skip

    def _claims_of(self, document: int) -> range:
        first = (document - 1) * PER_DOCUMENT + 1
        return range(first, first + PER_DOCUMENT)

    def _sentence(self, claim: int) -> str:
        """Seventy characters, so that offsets follow from the number."""
        return f"{NAMES[claim % 5]} của đơn vị trong kỳ đạt {_value(claim)}%.".ljust(69) + "\n"

    def passages(self) -> Iterator[Row]:
        for number in self._document_ids():
            for part in range(PER_DOCUMENT):
                yield number, "paragraph", f"p{part}", "", "", "", part * 70, part * 70 + 69

    def claims(self) -> Iterator[Row]:
        for document in self._document_ids():
            unit, place, _path = self._place(document)
            for number in self._claims_of(document):
                indicator = self.indicators[number % (2 * len(self.indicators)) // 2] if number % 2 else (None, "")
                start, end, kind, text = _period(number)
                value = _value(number)
                rank = number % 63 + 1 if number % 4 else None
                yield (
                    number, document, "table", unit, place, indicator[0], indicator[1] or NAMES[number % 5], kind,
                    start, end, text, Decimal(value.replace(",", ".")), -2, "%", "=", rank, 63,
                    "", "", "", "", "", "", "", "", "", "", self._status(document, number), "", document % 20 != 0,
                    True, START + timedelta(minutes=number),
                )  # fmt: skip

    def _status(self, document: int, number: int) -> str:
        if self._is_open(document) and number % 2:
            return "proposed"
        return "rejected" if number % 17 == 0 else "confirmed"

    def spans(self) -> Iterator[Row]:
        for number in range(1, self.count // PER_DOCUMENT * PER_DOCUMENT + 1):
            start = (number - 1) % PER_DOCUMENT * 70
            yield number, start, start + 69, self._sentence(number).strip(), "", start, start + 30, True

    def directives(self) -> Iterator[Row]:
        for document in self._document_ids():
            unit, place, _path = self._place(document)
            for number in range(3):
                at = number * 700
                yield (
                    document, at, at + 69, "trích mẫu", "giao", "proposed" if self._is_open(document) else "confirmed",
                    f"Hoàn thành việc mẫu {number}", "nhiệm vụ", place, unit, "[]", date(2024, 12, 31), "31/12/2024",
                    "", "", Decimal("0.9"), "", "",
                )  # fmt: skip

    def findings(self) -> Iterator[Row]:
        for document in self._document_ids():
            if self._is_open(document):
                digest = hashlib.sha256(str(document).encode()).hexdigest()
                yield (
                    document,
                    "ratio_mismatch",
                    "error",
                    0,
                    69,
                    "trích",
                    "Nhận xét mẫu",
                    "Câu hỏi mẫu?",
                    digest,
                    "",
                    START,
                )

    def entries(self) -> Iterator[Entry]:
        for document in self._document_ids():
            _unit, place, path = self._place(document)
            permission = "" if document % 20 else "registry.document.read_draft"
            for number in self._claims_of(document):
                if self._status(document, number) != "rejected":
                    yield Entry(
                        kind="claim", key=str(number), title=f"{place} · {NAMES[number % 5]} · {_value(number)}%",
                        subtitle=f"{_period(number)[3]} · Báo cáo mẫu số {document}", url=f"/so-lieu/{number}",
                        updated_at=START + timedelta(minutes=number), unit_path=path, permission=permission, weight=20,
                    )  # fmt: skip


def _value(claim: int) -> str:
    return f"{claim * 7919 % 10000 / 100:.2f}".replace(".", ",")


def _period(claim: int) -> tuple[date, date, str, str]:
    """A quarter or a year from 2012 to 2025."""
    year = 2012 + claim % 14
    if claim % 5 == 0:
        return date(year, 1, 1), date(year, 12, 31), "year", f"năm {year}"
    quarter = claim // 14 % 4
    end = date(year + quarter // 3, (3 * quarter + 3) % 12 + 1, 1) - timedelta(days=1)
    return date(year, 3 * quarter + 1, 1), end, "quarter", f"quý {('I', 'II', 'III', 'IV')[quarter]}/{year}"


def _copy(table: str, columns: str, rows: Iterable[Row]) -> None:
    names = ", ".join(f'"{name}"' for name in columns.split())
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
