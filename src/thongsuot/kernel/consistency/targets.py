"""Targets against results (product B05, D06, D07, F09; trap T7)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from thongsuot.kernel.consistency import arithmetic as a
from thongsuot.kernel.consistency.identity import related, same_subject, subject_of
from thongsuot.kernel.consistency.model import Finding, FindingKind, Severity, doubt
from thongsuot.kernel.figures import Direction, Figure

_MET = ("đạt", "vượt", "đạt, vượt")
_MISSED = ("chưa đạt", "không đạt")
GOAL = "mục tiêu"
_CLEARLY = Decimal(2)  # points: plans often ask to keep what is just reached, which is no slip of the pen


def target_status(figure: Figure) -> Iterator[Finding]:
    """The word says missed or beaten, the numbers beside it say otherwise (D06)."""
    value, target = figure.value, figure.target
    if value is None or target is None or figure.status is None:
        return
    reached = is_reached(value, target, figure.target_direction)
    stated = f"{a.show_unit(value, figure.unit)} so với mục tiêu {a.show_unit(target, figure.unit)}"
    if figure.status in _MISSED and reached:
        yield doubt(
            FindingKind.TARGET_ALREADY_MET,
            Severity.ERROR,
            figure,
            f"Viết là {figure.status} nhưng {stated} là đã đạt.",
            "Kết quả, mục tiêu hay lời nhận xét bị sai?",
        )
    elif figure.status in _MET and not reached:
        yield doubt(
            FindingKind.TARGET_STATUS_MISMATCH,
            Severity.ERROR,
            figure,
            f"Viết là {figure.status} nhưng {stated} là chưa đạt, còn cách {a.show(abs(target - value))}"
            f"{' điểm %' if figure.unit == '%' else ''}.",
            "Kết quả, mục tiêu hay lời nhận xét bị sai?",
        )


def is_reached(value: Decimal, target: Decimal, direction: Direction | None) -> bool:
    return value <= target if direction is Direction.AT_MOST else value >= target


def target_already_met(figures: Sequence[Figure]) -> Iterator[Finding]:
    """A goal still ahead that the latest result has already passed: which measure is meant? (F09)"""
    results: dict[object, list[Figure]] = {}
    goals = [figure for figure in figures if figure.status == GOAL and figure.target is not None]
    if not goals:
        return
    for figure in figures:
        if figure.status is None and (key := subject_of(figure.name)):
            results.setdefault(key, []).append(figure)
    told: set[tuple[object, ...]] = set()
    for goal in goals:
        key = subject_of(goal.name)
        passed = next((result for result in results.get(key or "", ()) if _passes(goal, result)), None)
        if passed is not None and (key, goal.target, goal.org) not in told:
            told.add((key, goal.target, goal.org))  # a goal repeated in the headline is one goal (T3)
            yield _met(goal, passed)


def _passes(goal: Figure, result: Figure) -> bool:
    value = _comparable(goal, result)
    if (
        value is None
        or goal.target is None
        or (goal.unit == "%" and goal.target >= a.HUNDRED)
        or not same_subject(goal, result)
    ):
        return False
    return related(goal.name, result.name) and is_reached(value, goal.target, goal.target_direction)


def _comparable(goal: Figure, result: Figure) -> Decimal | None:
    """The result in the goal's unit. The satisfaction and reform indices are printed in points and in percent alike."""
    if goal.unit == "%":
        return _on_percent_scale(result)
    return result.value if result.unit == goal.unit else None


def _on_percent_scale(result: Figure) -> Decimal | None:
    if result.unit == "%":
        return result.value
    return result.equivalent if result.equivalent_unit == "%" else None


def _met(goal: Figure, result: Figure) -> Finding:
    value = _comparable(goal, result)
    shown = a.show_unit(value or Decimal(0), goal.unit)
    return doubt(
        FindingKind.TARGET_ALREADY_MET,
        Severity.WARNING if abs((value or Decimal(0)) - (goal.target or Decimal(0))) >= _CLEARLY else Severity.NOTE,
        goal,
        f"Mục tiêu {a.show_unit(goal.target or Decimal(0), goal.unit)} đặt ra cho thời gian tới, nhưng số đã nêu là "
        f"{shown}, tức đã đạt từ trước.",
        "Mục tiêu này đo bằng chỉ số nào, có cùng thước đo với số đã nêu không?",
        result,
    )
