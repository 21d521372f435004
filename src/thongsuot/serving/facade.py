"""What other loops and the joints may use of the serving loop: functions and frozen dataclasses, nothing else."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.insight.counting import counts_by_unit
from thongsuot.serving.insight.domain.measures import Counts
from thongsuot.serving.insight.domain.span import span_of
from thongsuot.serving.procedures.models import Procedure

__all__ = ["OnTime", "OnlineShare", "dossier_numbers", "on_time", "online_share", "procedure_numbers"]


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


def procedure_numbers(codes: Collection[str]) -> dict[str, int]:
    """Code → number of the procedures we know; internal ones are no one-stop service and stay out."""
    known = Procedure.objects.filter(code__in=codes, is_internal=False)
    return dict(known.values_list("code", "pk"))


def dossier_numbers(codes: Collection[str]) -> dict[str, int]:
    """Code → number of the dossiers that are ours."""
    return dict(Dossier.objects.filter(code__in=codes).values_list("code", "pk"))


def _counts(unit_ids: Collection[int], since: date, until: date) -> dict[int, Counts]:
    rows = Dossier.objects.filter(competent_unit__in=list(unit_ids))
    return counts_by_unit(rows, span_of(since, until, timezone.now()))
