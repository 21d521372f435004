"""Place and class of units from their percents. Pure.

Percents are rounded half-up before anything else: what is printed decides, so that two units shown with 89,50% share a
rank and a class. One call ranks one peer group; units of different populations never meet in one.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import Any, TypeVar

from thongsuot.kernel.formatting import format_number, round_half_up
from thongsuot.kernel.ranking import competition_ranking

Key = TypeVar("Key", bound=Hashable)


class ThresholdError(ValueError):
    """The threshold table of a round cannot be used; ``str`` is Vietnamese and names the line."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """The class of every percent from ``least`` up to the next better threshold."""

    name: str
    least: Decimal


@dataclass(frozen=True, slots=True)
class Standing:
    """``percent`` as rounded for ranking; ``class_name`` is empty below the lowest threshold."""

    percent: Decimal
    position: int
    out_of: int
    tied: bool
    class_name: str

    @property
    def text(self) -> str:
        """«đồng hạng 3/34», «hạng 5/34»."""
        return f"{'đồng hạng' if self.tied else 'hạng'} {self.position}/{self.out_of}"


@dataclass(frozen=True, slots=True)
class Entrant:
    """A unit with the two things that decide whom it may be compared with."""

    key: Hashable
    population: str
    peer_group: str
    percent: Decimal | None


def standings(
    percents: Mapping[Key, Decimal | None], thresholds: Sequence[Mapping[str, Any]], decimals: int = 2
) -> dict[Key, Standing]:
    """Ranks with ties (1, 2, 3, 3, 5) and classes of one peer group.

    ``thresholds`` as a round keeps them: ``[{"name": "Tốt", "from": "80"}, …]``, best first. A unit without a percent
    has no standing and does not count in ``out_of``. Raises ``ThresholdError``.
    """
    table = thresholds_from(thresholds)
    known = {key: round_half_up(value, decimals) for key, value in percents.items() if value is not None}
    return {
        key: Standing(known[key], rank.position, rank.out_of, rank.tied, class_of(known[key], table))
        for key, rank in competition_ranking(known).items()
    }


def standings_apart(
    entrants: Iterable[Entrant], thresholds: Sequence[Mapping[str, Any]], decimals: int = 2
) -> dict[Hashable, Standing]:
    """``standings`` of each population and peer group for itself, in one answer (E15). Raises ``ThresholdError``."""
    groups: dict[tuple[str, str], dict[Hashable, Decimal | None]] = {}
    for one in entrants:
        groups.setdefault((one.population, one.peer_group), {})[one.key] = one.percent
    found: dict[Hashable, Standing] = {}
    for percents in groups.values():
        found |= standings(percents, thresholds, decimals)
    return found


def thresholds_from(plain: Sequence[Mapping[str, Any]]) -> tuple[Threshold, ...]:
    """Raises ``ThresholdError`` for a line that cannot be read, a name twice, or lines not strictly best first."""
    table = tuple(_threshold(one, number) for number, one in enumerate(plain, start=1))
    for better, worse in pairwise(table):
        if worse.least >= better.least:
            raise ThresholdError(
                f"Bảng ngưỡng xếp loại: «{worse.name}» từ {format_number(worse.least)} đứng sau «{better.name}» từ "
                f"{format_number(better.least)}. Hãy xếp từ cao xuống thấp, mỗi mức một ngưỡng riêng."
            )
    names = [one.name for one in table]
    for name in names:
        if names.count(name) > 1:
            raise ThresholdError(f"Bảng ngưỡng xếp loại có hai dòng «{name}». Hãy đặt mỗi loại một tên.")
    return table


def _threshold(plain: Mapping[str, Any], number: int) -> Threshold:
    try:
        name, least = str(plain["name"]).strip(), Decimal(str(plain["from"]))
    except (KeyError, TypeError, InvalidOperation) as error:
        raise ThresholdError(f"Bảng ngưỡng xếp loại, dòng {number}: cần tên loại và mức điểm bằng số.") from error
    if not name or not least.is_finite():
        raise ThresholdError(f"Bảng ngưỡng xếp loại, dòng {number}: cần tên loại và mức điểm bằng số.")
    return Threshold(name, least)


def class_of(percent: Decimal, table: Sequence[Threshold]) -> str:
    """The best class whose threshold is reached; empty below the lowest. ``percent`` as rounded for print."""
    return next((one.name for one in table if percent >= one.least), "")
