"""Theirs and ours, metric by metric, the difference in words. Pure.

Theirs: what the portal printed, with its own counts, computed again by the same rules. Ours: counted from dossiers.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from thongsuot.kernel.formatting import format_number, format_percent
from thongsuot.measuring.facade import Compared, Count, Metric, Score, ratio
from thongsuot.reporting.board.scoring import BY_METRIC, Card, Line

_NONE = Decimal(0)
_SAME = "Cùng cách đếm; khác hồ sơ, khác ngày."


@dataclass(frozen=True, slots=True)
class Pair:
    """One metric. ``printed`` and ``again`` are points of theirs; ``difference`` ours − theirs in points of percent."""

    metric: Metric
    theirs: Count
    printed: Decimal | None
    again: Score | None
    ours: Line
    reasons: tuple[str, ...]

    @property
    def rounding(self) -> Decimal | None:
        """Their points computed again − as printed; 0 where both agree to the cent."""
        if self.printed is None or self.again is None or self.again.points is None:
            return None
        return self.again.points - self.printed

    @property
    def difference(self) -> Decimal | None:
        theirs, ours = ratio(self.theirs), ratio(self.ours.count) if self.ours.count else None
        return None if theirs is None or ours is None else ours - theirs


def pairs_of(compared: Compared, card: Card) -> list[Pair]:
    """Every metric of the index that the portal prints."""
    lines = {line.metric.code: line for part in card.parts for line in part.lines}
    return [_pair(compared, line, card) for line in lines.values() if line.metric.code in compared.printed.counts]


def _pair(compared: Compared, line: Line, card: Card) -> Pair:
    code, printed = line.metric.code, compared.printed
    reasons = tuple(_reasons(line, printed.counts[code], printed.counts.get("ON_TIME"), card))
    again = compared.computed.scores.get(code)
    return Pair(line.metric, printed.counts[code], printed.points.get(code), again, line, reasons)


def _reasons(line: Line, theirs: Count, all_theirs: Count | None, card: Card) -> list[str]:
    if line.count is None:
        return [line.why]
    if theirs.numerator is None or theirs.denominator is None:
        return ["Cổng không nêu số đếm."]
    if all_theirs and theirs.denominator == all_theirs.denominator:
        return _other_denominator(line, line.count, card) or [_SAME]
    return [_SAME]


def _other_denominator(line: Line, ours: Count, card: Card) -> list[str]:
    """The portal divides by all dossiers of the period, carried ones too; the formula as described does not."""
    feed, everything = BY_METRIC[line.metric.code], int(card.counts.all_766)
    if ours.denominator == everything or not everything or ours.numerator is None:
        return []
    share = format_percent(ratio(Count(min(ours.numerator, everything), everything)) or _NONE)
    return [
        f"Khác mẫu số: Cổng chia cho mọi hồ sơ trong kỳ, của ta chia cho {feed.whole_words}. "
        f"Chia như Cổng thì của ta là {share}."
    ]


@dataclass(frozen=True, slots=True)
class Alike:
    """Points over the metrics that both can count, so that like stands beside like."""

    theirs: Decimal
    ours: Decimal
    maximum: Decimal

    @property
    def difference(self) -> Decimal:
        return self.ours - self.theirs


def alike_of(pairs: list[Pair]) -> Alike | None:
    """``None`` while no metric has points on both sides."""
    both = [
        (one.printed, one.ours.score.points, one.metric.maximum)
        for one in pairs
        if one.printed is not None and one.ours.score is not None and one.ours.score.points is not None
    ]
    if not both:
        return None
    theirs, ours, maximum = (sum((row[place] or _NONE for row in both), _NONE) for place in range(3))
    return Alike(theirs, ours, maximum)


def count_text(count: Count | None) -> str:
    """«358.660/405.424»; empty where nothing is known."""
    if count is None or count.numerator is None or count.denominator is None:
        return ""
    return f"{format_number(count.numerator)}/{format_number(count.denominator)}"


def percent_text(count: Count | None) -> str:
    share = ratio(count) if count else None
    return "" if share is None else format_percent(share)
