"""Sentences about points of index 766: why these, what is lost, what to do. Pure."""

from __future__ import annotations

from decimal import Decimal

from thongsuot.kernel.formatting import format_number, without_trailing_zeros
from thongsuot.measuring.index766.domain import Count, Score, Standing, Sum, points_at, ratio, short_of_full
from thongsuot.measuring.index766.rules import Group, Index, Metric


def number(value: Decimal | int) -> str:
    """«8,1», «349.383»: only the digits that say something."""
    return format_number(without_trailing_zeros(Decimal(value)))


def formula(metric: Metric, count: Count, score: Score) -> str:
    """How the counts become the points, as one sentence; empty where there is nothing to compute."""
    if score.standing is not Standing.SCORED or score.points is None or metric.maximum is None:
        return ""
    return _product(metric, metric.maximum, count, score.points)


def _product(metric: Metric, maximum: Decimal, count: Count, points: Decimal) -> str:
    assert count.numerator is not None and count.denominator is not None
    share = f"{number(count.numerator)}/{number(count.denominator)} = {number(ratio(count) or Decimal(0))}%"
    if metric.full_at == 100:
        return f"{share}; {number(maximum)} điểm × tỷ lệ = {number(points)} điểm"
    full = f"đạt tối đa từ {number(metric.full_at)}%"
    if count.numerator * 100 >= metric.full_at * count.denominator:
        return f"{share}, {full} nên được trọn {number(points)} điểm"
    return f"{share}, {full}; {number(maximum)} điểm × tỷ lệ ÷ {number(metric.full_at)}% = {number(points)} điểm"


def why(metric: Metric, count: Count, score: Score) -> str:
    """Why the points are empty or not a plain share; empty when the formula says all."""
    match score.standing:
        case Standing.SCORED:
            return ""
        case Standing.ZERO_UNSCORED:
            return "Mẫu số bằng 0: không có gì để chấm, nhóm cộng 0 điểm."
        case Standing.ZERO_NOTHING:
            return "Mẫu số bằng 0: được 0 điểm."
        case Standing.ZERO_FULL:
            return "Mẫu số bằng 0 (không có phản ánh, kiến nghị): được điểm tối đa."
        case Standing.NOT_COUNTED:
            return "Không có số đếm nên không tính được."
        case Standing.IMPOSSIBLE:
            return impossible(count)
        case Standing.UNSCORED:
            return f"{metric.unscored}{guess(metric, count)}"


def impossible(count: Count) -> str:
    return (
        f"Tử số {number(count.numerator or 0)} lớn hơn mẫu số {number(count.denominator or 0)}: "
        "không thể là một tỷ lệ. Hãy kiểm tra lại hai số."
    )


def guess(metric: Metric, count: Count) -> str:
    """What a third party's formula would give, said as such and added nowhere."""
    if metric.guess is None or count.numerator is None or not count.denominator:
        return ""
    points = points_at(metric.guess, metric.full_at, count.numerator, count.denominator)
    words = _product(metric, metric.guess, count, points)
    return f" Theo công thức của bên thứ ba, chưa kiểm chứng, không cộng vào nhóm: {words}."


def group_why(group: Group, found: Sum, *, by_name: bool = False) -> str:
    """Why a group has no points; its metrics by code, as tables name them, or by name, as people do."""
    if group.unknown:
        return group.unknown
    if not found.missing:
        return ""
    named = {metric.code: metric for metric in group.metrics}
    missing = [named[code] for code in found.missing]
    parts = ", ".join(f"{f'«{one.name}»' if by_name else one.code} ({number(one.maximum or 0)})" for one in missing)
    return f"Còn thiếu {parts}.{_known(found)}"


def sum_differs(group: Group, printed: Decimal, found: Sum) -> str:
    """Says why the group's points are not the plain sum of the points printed for its metrics; empty when they are."""
    if found.points is None or printed == found.points:
        return ""
    return f"Tổng các điểm thành phần in ra là {number(printed)}. {group.parts_why}"


def total_why(index: Index, found: Sum) -> str:
    """Why there is no total."""
    if not found.missing:
        return ""
    maxima = {group.code: group.maximum for group in index.groups}
    parts = ", ".join(f"{code} ({number(maxima[code])})" for code in found.missing)
    return f"Chưa đủ các nhóm: {parts}.{_known(found)}"


def _known(found: Sum) -> str:
    if not found.known_maximum:
        return ""
    return f" Phần tính được: {number(found.known)}/{number(found.known_maximum)} điểm."


def next_step(metric: Metric, count: Count, score: Score) -> str:
    """How far from the maximum, in things to do; empty when nothing is lost."""
    more = short_of_full(metric, count)
    if not more or metric.maximum is None or score.points is None:
        return ""
    return f"Cần thêm {number(more)} {metric.noun} để đạt trọn {number(metric.maximum)} điểm."
