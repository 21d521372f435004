"""Where an appraiser is likeliest to disagree with a unit (J2.4): what to look at first, and why, in words. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from thongsuot.kernel.formatting import format_date, format_number

FAR = Decimal("0.3")  # of the maximum: a jump of a third of a criterion in one year asks to be looked at
RARE = Decimal("0.5")  # full marks where fewer than half of the others claim them
HEAVY = Decimal(2)  # times the mean leaf


@dataclass(frozen=True, slots=True)
class LeafFacts:
    """What is known of one leaf of one unit before anybody judges it. Points are decimals, shares 0…1.

    ``computed``: what the rule gives for the inputs, ``None`` where it cannot be computed. ``last_share``: last year's
    final points ÷ maximum of the same criterion. ``full_share``: share of the other units that claim full marks;
    ``None`` where no other unit has scored. ``weight``: this maximum ÷ the mean maximum of a leaf.
    """

    maximum: Decimal
    claimed: Decimal | None
    computed: Decimal | None
    dates: tuple[date | None, ...]  # one a piece of evidence; None where it bears no date
    has_note: bool
    is_applicable: bool
    last_share: Decimal | None
    full_share: Decimal | None
    weight: Decimal
    year: int


@dataclass(frozen=True, slots=True)
class Reason:
    """One ground for doubt: how heavy, and the sentence the appraiser reads."""

    weight: int
    text: str


@dataclass(frozen=True, slots=True)
class Risk:
    """``level`` is the sum of the weights; heavier first, then the larger claim."""

    level: int
    stake: Decimal
    reasons: tuple[Reason, ...]

    @property
    def order(self) -> tuple[int, Decimal]:
        return (-self.level, -self.stake)


def risk_of(facts: LeafFacts) -> Risk:
    """A claim of nothing risks nothing; «not applicable» is a claim too, for it takes the leaf out of the maximum."""
    if not facts.is_applicable:
        return Risk(4, facts.maximum, (Reason(4, "Đơn vị cho là không áp dụng: điểm tối đa sẽ giảm theo."),))
    if facts.claimed is None or facts.claimed == 0:
        return Risk(0, Decimal(0), ())
    found = (*_evidence(facts), *_figures(facts), *_others(facts))
    return Risk(sum(one.weight for one in found), abs(facts.claimed), found)


def _evidence(facts: LeafFacts) -> Iterable[Reason]:
    if not facts.dates:
        if facts.has_note:
            yield Reason(3, "Chỉ có giải thích, không có minh chứng.")
        else:
            yield Reason(4, "Không có minh chứng nào.")
    outside = [day for day in facts.dates if day is not None and day.year != facts.year]
    if outside:
        days = ", ".join(format_date(day) for day in sorted(outside))
        yield Reason(3, f"Minh chứng ngoài năm {facts.year}: {days}.")


def _figures(facts: LeafFacts) -> Iterable[Reason]:
    claimed = facts.claimed
    if facts.computed is not None and claimed is not None and facts.computed != claimed:
        yield Reason(4, f"Tính lại theo quy tắc được {_bare(facts.computed)} điểm, đơn vị ghi {_bare(claimed)}.")


def _others(facts: LeafFacts) -> Iterable[Reason]:
    assert facts.claimed is not None
    share = facts.claimed / facts.maximum if facts.maximum else Decimal(0)
    if share >= 1 and facts.full_share is not None and facts.full_share < RARE:
        percent = format_number(facts.full_share * 100, 0)
        yield Reason(2, f"Tự chấm tối đa, trong khi chỉ {percent}% đơn vị khác tự chấm tối đa.")
    if facts.last_share is not None and abs(share - facts.last_share) >= FAR:
        way = "cao" if share > facts.last_share else "thấp"
        then, now = (format_number(one * 100, 0) for one in (facts.last_share, share))
        yield Reason(2, f"{way.capitalize()} hơn hẳn năm trước: {then}% điểm tối đa nay {now}%.")
    if facts.weight >= HEAVY:
        yield Reason(1, f"Tiêu chí nặng điểm (tối đa {_bare(facts.maximum)}).")


def _bare(points: Decimal) -> str:
    """Without the zeros a column of four places adds."""
    return format_number(points.normalize() + 0)
