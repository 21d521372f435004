"""What stands behind a figure: formula, inputs, what follows from it. Pure; the page draws it as a tree (V16)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from thongsuot.kernel.figures import Direction, Figure
from thongsuot.kernel.formatting import (
    format_change,
    format_gap,
    format_number,
    format_percent,
    round_percent,
    without_trailing_zeros,
)
from thongsuot.kernel.intervals import ratio_check, relative_change
from thongsuot.kernel.ranking import rank_before, rank_is_possible

_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Node:
    """One line of the evidence tree. ``agrees`` is ``None`` where there is nothing to compare."""

    label: str
    text: str
    agrees: bool | None = None
    children: list[Node] = field(default_factory=list)


def evidence(figure: Figure) -> list[Node]:
    """How the figure came about and what it implies, each line with its arithmetic, in reading order."""
    return [*_formula(figure), *_ranking(figure), *_change(figure), *_target(figure), *_scale(figure)]


def _formula(figure: Figure) -> Iterator[Node]:
    if figure.numerator is None or figure.denominator is None:
        return
    parts = [
        Node("Tử số", format_number(figure.numerator)),
        Node("Mẫu số", format_number(figure.denominator)),
        Node("Còn lại", format_number(figure.denominator - figure.numerator)),
    ]
    fraction = f"{format_number(figure.numerator)} / {format_number(figure.denominator)}"
    if figure.denominator == 0:
        yield Node("Cách tính", f"{fraction}: mẫu số bằng 0, không có tỷ lệ", None, parts)
        return
    rate = figure.numerator * _HUNDRED / figure.denominator
    agrees = _rate_agrees(figure)
    yield Node(
        "Cách tính", f"{fraction} = {format_percent(without_trailing_zeros(round_percent(rate, 4)))}", agrees, parts
    )


def _rate_agrees(figure: Figure) -> bool | None:
    """Only a rate can be compared with its parts; a count («62/63 địa phương») is one of them."""
    assert figure.numerator is not None and figure.denominator is not None
    if figure.value is None or figure.value == figure.numerator:
        return None
    return ratio_check(figure.numerator, figure.denominator, figure.value).agrees


def _ranking(figure: Figure) -> Iterator[Node]:
    if figure.rank is None:
        return
    place = f"{figure.rank}–{figure.rank_max}" if figure.rank_max else str(figure.rank)
    text = f"hạng {place}" + (f"/{figure.out_of}" if figure.out_of else "")
    children = []
    if figure.region_rank is not None:
        region = f"hạng {figure.region_rank}" + (f"/{figure.region_out_of}" if figure.region_out_of else "")
        children.append(Node("Trong vùng", region))
    if figure.rank_change is not None:
        before = rank_before(figure.rank, figure.rank_change)
        possible = rank_is_possible(before, figure.out_of) if figure.out_of else None
        moved = format_change(Decimal(figure.rank_change), "bậc")
        children.append(Node("Kỳ trước, suy ra", f"{moved}, kỳ trước hạng {before}", possible))
    yield Node("Thứ hạng", text, None, children)


def _change(figure: Figure) -> Iterator[Node]:
    if figure.change is None:
        return
    if figure.change_unit == "lần":
        yield Node("Thay đổi", f"gấp {format_number(figure.change)} lần{_base(figure)}")
        return
    text = format_change(figure.change, figure.change_unit or "") + _base(figure)
    children = []
    if figure.value is not None and figure.change_unit in (figure.unit, "điểm %"):
        before = figure.value - figure.change
        children.append(Node("Kỳ trước, suy ra", format_number(before)))
        relative = relative_change(figure.value, figure.change)
        if relative is not None:
            children.append(Node("Thay đổi tương đối", format_percent(relative, 2)))
    yield Node("Thay đổi", text, None, children)


def _base(figure: Figure) -> str:
    return f" so với {figure.change_base}" if figure.change_base else ""


def _target(figure: Figure) -> Iterator[Node]:
    if figure.target is not None and figure.value is not None:
        sign = {Direction.AT_LEAST: "ít nhất", Direction.AT_MOST: "không quá"}.get(
            figure.target_direction or Direction.EQUAL, "bằng"
        )
        unit = figure.unit or ""
        goal = f"{sign} {format_number(figure.target)}{unit if unit == '%' else f' {unit}'.rstrip()}"
        at_most = figure.target_direction is Direction.AT_MOST
        reached = figure.value <= figure.target if at_most else figure.value >= figure.target
        gap = format_gap(figure.target, figure.value) if unit == "%" else ("đạt" if reached else "chưa đạt")
        yield Node("Mục tiêu", f"{goal}: {gap}", reached)
    if figure.target_surplus is not None and figure.value is not None:
        planned = figure.value - figure.target_surplus
        yield Node("Kế hoạch, suy ra", f"{format_number(planned)}, vượt {format_number(figure.target_surplus)}")


def _scale(figure: Figure) -> Iterator[Node]:
    if figure.equivalent is not None:
        yield Node("Trên thang khác", f"{format_number(figure.equivalent)}{figure.equivalent_unit or ''}")
