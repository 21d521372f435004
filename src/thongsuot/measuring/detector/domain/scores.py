"""Self-scores far above what is found, by unit and criterion (E08); criteria that tell nobody apart (E07). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from statistics import median

from thongsuot.kernel.formatting import format_number, round_half_up
from thongsuot.measuring.analysis.domain.discrimination import Discrimination
from thongsuot.measuring.analysis.domain.shape import Scored, Scoring, Sheet
from thongsuot.measuring.appraisal.domain.inflation import Gap, gap_of
from thongsuot.measuring.detector.domain.questions import Kind, Question

_LEAST_LEAVES = 8
_LEAST_UNITS = 5
_FAR = Decimal("3.5")  # robust deviations (Iglewicz and Hoaglin 1993)
_LEAST_GAP = Decimal(5)  # % more than was found: less is within an honest reading of a criterion
_MAD_TO_SD = Decimal("1.4826")
_HALF = 2
_MUCH_OF_LEAF = Decimal(20)  # % of what was claimed


def inflation_questions(scoring: Scoring) -> list[Question]:
    return [*_units(scoring), *_leaves(scoring)]


def _units(scoring: Scoring) -> Iterator[Question]:
    """A unit is asked when its gap stands apart from everybody's."""
    gaps = {key: gap_of(_pairs(scoring, sheet)) for key, sheet in scoring.sheets.items()}
    known = {key: (gap, gap.percent) for key, gap in gaps.items() if gap.judged >= _LEAST_LEAVES}
    percents = {key: percent for key, (_gap, percent) in known.items() if percent is not None}
    if len(percents) < _LEAST_UNITS:
        return
    middle = median(percents.values())
    spread = _MAD_TO_SD * median(abs(one - middle) for one in percents.values())
    for key, percent in percents.items():
        if percent >= _LEAST_GAP and percent - middle > _FAR * max(spread, Decimal(1)):
            yield _unit_question(key, scoring.sheets[key].name, gaps[key], percent, middle)


def _pairs(scoring: Scoring, sheet: Sheet) -> Iterator[tuple[Decimal | None, Decimal | None]]:
    """What a unit claims and what is found, penalties below zero."""
    for item in scoring.items:
        if item.code in sheet.scores:
            yield _pair(sheet.scores[item.code])


def _pair(one: Scored) -> tuple[Decimal | None, Decimal | None]:
    found = one.appraised if one.appraised is not None else (one.points if one.is_scored else None)
    return one.self_points, found


def _unit_question(key: str, name: str, gap: Gap, percent: Decimal, middle: Decimal) -> Question:
    text = (
        f"{name}: vì sao tự chấm {_n(gap.claimed)} điểm, thẩm định {_n(gap.found)} điểm, "
        f"cao hơn {_n(percent, 1)}% trong khi đơn vị ở giữa cao hơn {_n(middle, 1)}%?"
    )
    figures = (("Tiêu chí đã đối chiếu", str(gap.judged)), ("Chênh", f"{_n(gap.points)} điểm"))
    return Question(Kind.INFLATED_UNIT, text, unit=key, figures=figures)


def _leaves(scoring: Scoring) -> Iterator[Question]:
    """A criterion is asked about when at least half of the units were reduced on it, and by much: it may be unclear."""
    for item in scoring.base_items():
        scored = [sheet.scores[item.code] for sheet in scoring.sheets.values() if item.code in sheet.scores]
        pairs = [pair for pair in map(_pair, scored) if None not in pair]
        gap = gap_of(pairs)
        reduced = sum(own > found for own, found in pairs if own is not None and found is not None)
        if gap.judged < _LEAST_UNITS or reduced * _HALF < gap.judged or not gap.claimed:
            continue
        lost = gap.points * 100 / gap.claimed
        if lost >= _MUCH_OF_LEAF:
            yield Question(
                Kind.INFLATED_LEAF,
                f"Tiêu chí {item.code} «{item.name}»: vì sao {reduced}/{gap.judged} đơn vị tự chấm cao hơn điểm thẩm "
                f"định, mất {_n(lost, 1)}% số điểm đã kê? Tiêu chí có chỗ nào khó hiểu không?",
                code=item.code,
                figures=(("Đơn vị bị giảm", str(reduced)), ("Đã đối chiếu", str(gap.judged))),
            )


def ceiling_questions(items: Iterable[Discrimination]) -> list[Question]:
    """For the council: is the criterion still worth its points?"""
    found = []
    for one in items:
        if one.is_flat and one.units >= _LEAST_UNITS:
            text = (
                f"Tiêu chí {one.item.code} «{one.item.name}»: {one.at_ceiling}/{one.units} đơn vị đạt từ 95% điểm tối "
                f"đa, tiêu chí có còn phân hóa không?"
            )
            figures = (("Đạt từ 95%", str(one.at_ceiling)), ("Đơn vị", str(one.units)))
            found.append(Question(Kind.CEILING, text, code=one.item.code, figures=figures))
    return found


def _n(value: Decimal, decimals: int = 2) -> str:
    return format_number(round_half_up(value, decimals))
