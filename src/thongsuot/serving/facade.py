"""What other loops and the joints may use of the serving loop: functions and frozen dataclasses, nothing else."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from thongsuot.serving.dossiers.choices import Status
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.facts.answers import Freshness, procedure_counts
from thongsuot.serving.facts.answers import counts as fact_counts
from thongsuot.serving.facts.answers import freshness as fact_freshness
from thongsuot.serving.facts.answers import province_counts as fact_province_counts
from thongsuot.serving.facts.domain.measures import Counts as FactCounts
from thongsuot.serving.facts.exporting import fact_batches, fact_parts
from thongsuot.serving.facts.refresh import refresh_all
from thongsuot.serving.facts.sourcing import database_mark as fact_database_mark
from thongsuot.serving.facts.sourcing import fact_month_sums
from thongsuot.serving.facts.sourcing import procedure_rows as fact_procedure_rows
from thongsuot.serving.facts.writing import put_facts
from thongsuot.serving.procedures.models import Procedure

__all__ = [
    "Freshness",
    "OnTime",
    "OnlineShare",
    "dossier_numbers",
    "fact_batches",
    "fact_counts",
    "fact_database_mark",
    "fact_freshness",
    "fact_month_sums",
    "fact_parts",
    "fact_procedure_counts",
    "fact_procedure_rows",
    "fact_province_counts",
    "on_time",
    "online_share",
    "procedure_numbers",
    "put_facts",
    "status_words",
]


@dataclass(frozen=True, slots=True)
class OnTime:
    """Dossiers a unit decides. ``kept`` of ``all`` by index 766; ``kept_solved`` of ``solved`` by form II.06a."""

    kept: int
    all: int
    kept_solved: int
    solved: int


@dataclass(frozen=True, slots=True)
class OnlineShare:
    """Dossiers received: filed online by the people themselves, with help, by an officer; ``received`` in all."""

    self_filed: int
    assisted: int
    officer_filed: int
    received: int

    @property
    def online(self) -> int:
        return self.self_filed + self.assisted + self.officer_filed


def on_time(unit_ids: Collection[int], since: date, until: date) -> dict[int, OnTime]:
    """Unit → what it kept between the two days, both inside; units without a dossier are left out: missing is not 0."""
    found = {}
    for unit, one in _counts(unit_ids, since, until).items():
        if one.all_766:
            found[unit] = OnTime(one.kept_766, one.all_766, one.kept_report, one.solved)
    return found


def online_share(unit_ids: Collection[int], since: date, until: date) -> dict[int, OnlineShare]:
    """Unit → how its dossiers of these days were filed; units that received none are left out."""
    found = {}
    for unit, one in _counts(unit_ids, since, until).items():
        if one.received:
            found[unit] = OnlineShare(one.online_self, one.online_assisted, one.online_officer, one.received)
    return found


def fact_procedure_counts(province_id: int | None, first: date, last: date) -> dict[int, FactCounts]:
    """Procedure → its counts in a province (or ministry), ``None``: everywhere."""
    return procedure_counts(first, last, None if province_id is None else [province_id])


def procedure_numbers(codes: Collection[str]) -> dict[str, int]:
    """Code → number of the procedures we know; internal ones are no one-stop service and stay out."""
    known = Procedure.objects.filter(code__in=codes, is_internal=False)
    return dict(known.values_list("code", "pk"))


def status_words(number: int) -> str:
    """The portal's own name of one of its ten statuses."""
    return str(Status(number).label)


def dossier_numbers(codes: Collection[str]) -> dict[str, int]:
    """Code → number of the dossiers that are ours."""
    return dict(Dossier.objects.filter(code__in=codes).values_list("code", "pk"))


def _counts(unit_ids: Collection[int], since: date, until: date) -> dict[int, FactCounts]:
    """What waits to be counted is counted first: a score is taken of what is so now, not of a moment ago."""
    refresh_all(timezone.now())
    return fact_counts(unit_ids, since, until)
