"""Counters: what a dossier adds to a day. Each is written once, over the fact table; all are whole numbers that add up.

A counter stands on an axis, the moment that puts the dossier into a day. So the sums of any period are sums of days,
and a dossier that changes moves them by (its new counters − its old ones), whichever days these fall on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from thongsuot.serving.facts.domain.schema import Channel, Mode

if TYPE_CHECKING:
    import ibis.expr.types as ir

Expression = Any  # an Ibis column
Where = Callable[[Any], Expression]
MOST_SUPPLEMENTS = 1  # index 766: a second request makes the dossier late, whenever it ends


class Axis(StrEnum):
    """The moment that puts a dossier into a day; a dossier without it is not counted on that axis."""

    STARTED = "started"
    SETTLED = "settled"
    PAUSED = "paused"
    LATE_766 = "late_766"
    LATE_REPORT = "late_report"


@dataclass(frozen=True, slots=True)
class Counter:
    """``where`` gets the fact table and gives a boolean column: rows where it is true count one."""

    name: str
    meaning: str
    axis: Axis
    where: Where


def settled_at(t: Any) -> Expression:
    """End by index 766: the result, or the end without one."""
    return t.finished_at.fill_null(t.closed_at)


def _spoilt(t: Any) -> Expression:
    return t.supplements > MOST_SUPPLEMENTS


def _before_the_day(end: Any, due: Any) -> Expression:
    return (end.date() < due.date()).fill_null(False)


def _after(end: Any, due: Any) -> Expression:
    return (end > due).fill_null(False)


def late_766(t: Any) -> Expression:
    """Settled late by index 766."""
    return _spoilt(t) | _after(settled_at(t), t.due_at)


def early_766(t: Any) -> Expression:
    return ~_spoilt(t) & _before_the_day(settled_at(t), t.due_at)


def late_report(t: Any) -> Expression:
    """Settled late by form II.06a; handed back or withdrawn after its date is late all the same."""
    return _after(settled_at(t), t.due_at)


def early_report(t: Any) -> Expression:
    """Only a result can be early; what was handed back or withdrawn in time is on time."""
    return _before_the_day(t.finished_at, t.due_at)


def _open(t: Any) -> Expression:
    return t.finished_at.isnull() & t.closed_at.isnull()


def _stood_before_due(t: Any) -> Expression:
    """Waits for the citizen since before its date: form II.06a never calls it overdue."""
    return (t.paused_at <= t.due_at).fill_null(False)


def _online(t: Any, mode: Mode) -> Expression:
    return _online_any(t) & (t.mode == int(mode))


def _paid(t: Any) -> Expression:
    return _online_any(t) & (t.is_paid_online | ~t.has_fee)


def _online_any(t: Any) -> Expression:
    return t.channel == int(Channel.ONLINE)


def _begun(t: Any) -> Expression:
    return t.has_electronic_part | t.has_electronic_result


def _all(t: Any) -> Expression:
    return t.started_at.notnull()


_S, _E, _P, _L, _R = Axis.STARTED, Axis.SETTLED, Axis.PAUSED, Axis.LATE_766, Axis.LATE_REPORT
COUNTERS: tuple[Counter, ...] = (
    Counter("received", "hồ sơ tiếp nhận", _S, _all),
    Counter("online_self", "nộp trực tuyến, người dân tự nộp", _S, lambda t: _online(t, Mode.SELF)),
    Counter("online_assisted", "nộp trực tuyến, được hỗ trợ", _S, lambda t: _online(t, Mode.ASSISTED)),
    Counter("online_officer", "nộp trực tuyến, cán bộ nộp thay", _S, lambda t: _online(t, Mode.OFFICER)),
    Counter("direct", "nộp trực tiếp", _S, lambda t: t.channel == int(Channel.DIRECT)),
    Counter("post", "nộp qua bưu chính", _S, lambda t: t.channel == int(Channel.POST)),
    Counter("with_fee", "có phí, lệ phí", _S, lambda t: t.has_fee),
    Counter("paid_online", "có phí, lệ phí và đã trả qua ngân hàng", _S, lambda t: t.has_fee & t.is_paid_online),
    Counter("digitised", "có giấy tờ hoặc kết quả ở dạng điện tử", _S, _begun),
    Counter(
        "wholly_digitised",
        "không còn giấy tờ chỉ có bản giấy, có kết quả điện tử",
        _S,
        lambda t: ~t.has_paper_part & t.has_electronic_result,
    ),
    Counter(
        "reused", "được số hóa và dùng lại giấy tờ, kết quả, dữ liệu đã có", _S, lambda t: _begun(t) & t.is_reusing
    ),
    Counter("from_store", "lấy giấy tờ từ kho của người dân", _S, lambda t: t.is_from_store),
    Counter("identified", "người nộp đã định danh điện tử", _S, lambda t: t.is_identified),
    Counter(
        "same_day",
        "không phiếu hẹn, có kết quả ngay trong ngày",
        _S,
        lambda t: t.is_same_day & (t.finished_at.date() == t.started_at.date()).fill_null(False),
    ),
    Counter("disliked", "người nộp không hài lòng", _S, lambda t: t.is_disliked),
    # The funnel (V9): each is part of the one before, the first of all that came online.
    Counter("funnel_paid", "trực tuyến, đã trả trực tuyến hoặc không phải trả", _S, _paid),
    Counter(
        "funnel_papers",
        "trực tuyến, đã trả trực tuyến hoặc không phải trả, giấy tờ điện tử toàn bộ",
        _S,
        lambda t: _paid(t) & ~t.has_paper_part,
    ),
    Counter(
        "funnel_result",
        "trực tuyến, đã trả hoặc không phải trả, giấy tờ điện tử toàn bộ, kết quả điện tử",
        _S,
        lambda t: _paid(t) & ~t.has_paper_part & t.has_electronic_result,
    ),
    Counter("settled", "đã kết thúc: có kết quả, hoặc trả lại, dừng, rút", _E, _all),
    Counter("early_766", "xong trước ngày hẹn, theo bộ chỉ số 766", _E, early_766),
    Counter("late_766", "xong trễ hoặc bị yêu cầu bổ sung từ hai lần, theo bộ chỉ số 766", _E, late_766),
    Counter("early_report", "có kết quả trước ngày hẹn, theo Biểu II.06a", _E, early_report),
    Counter("late_report", "xong sau giờ hẹn, theo Biểu II.06a", _E, late_report),
    Counter(
        "with_result", "có kết quả, thủ tục trả bằng văn bản", _E, lambda t: t.finished_at.notnull() & t.gives_paper
    ),
    Counter(
        "electronic_result",
        "có kết quả, thủ tục trả bằng văn bản, kết quả là bản điện tử đã ký",
        _E,
        lambda t: t.finished_at.notnull() & t.gives_paper & t.has_electronic_result,
    ),
    # Leaves the heap of overdue ones again: the other side of the two last counters.
    Counter("left_766", "rời nhóm quá hạn của bộ chỉ số 766", _E, lambda t: _spoilt(t) | t.is_past_due),
    Counter("left_report", "rời nhóm quá hạn của Biểu II.06a", _E, lambda t: t.is_past_due),
    Counter("paused", "đang chờ người dân", _P, _open),
    Counter(
        "paused_late",
        "đang chờ người dân, dừng sau khi đã quá hẹn: Biểu II.06a thôi tính là quá hạn",
        _P,
        lambda t: _open(t) & t.is_past_due & ~_stood_before_due(t),
    ),
    Counter("fell_766", "vào nhóm quá hạn của bộ chỉ số 766", _L, lambda t: _spoilt(t) | t.is_past_due),
    Counter("fell_report", "vào nhóm quá hạn của Biểu II.06a", _R, lambda t: t.is_past_due),
)
NAMES: tuple[str, ...] = tuple(one.name for one in COUNTERS)


def moment_of(axis: Axis, t: Any) -> Expression:
    """When the dossier comes into the sums of ``axis``; empty where it never does, never before its clock began."""
    import ibis

    def when(condition: Expression, moment: Expression) -> Expression:
        return ibis.ifelse(condition, _not_before_start(t, moment), ibis.null("timestamp"))

    moments: dict[Axis, Callable[[], Expression]] = {
        Axis.STARTED: lambda: t.started_at,
        Axis.SETTLED: lambda: _not_before_start(t, settled_at(t)),
        Axis.PAUSED: lambda: when(_open(t), t.paused_at),
        Axis.LATE_766: lambda: ibis.ifelse(_spoilt(t), t.started_at, when(t.is_past_due, t.due_at)),
        Axis.LATE_REPORT: lambda: when(t.is_past_due & ~_stood_before_due(t), t.due_at),
    }
    return moments[axis]()


def _not_before_start(t: Any, moment: Expression) -> Expression:
    """Done at once after hours, or a date without an hour: it cannot leave the table before it lies there."""
    import ibis

    return ibis.ifelse(moment < t.started_at, t.started_at, moment)


def cells(facts: ir.Table, keys: tuple[str, ...] = ("unit",), bucket: str = "day", sign: int = 1) -> ir.Table:
    """Sums by ``keys`` and ``bucket`` («day», or «month» = its first day).

    Columns: the keys, ``day``, one a counter. ``sign`` −1 takes the dossiers away again. Several rows may come for one
    cell, one an axis: add them up (``folded``), here or where they are written.
    """
    import ibis

    return ibis.union(*(_on_axis(facts, axis, keys, bucket, sign) for axis in Axis))


def folded(rows: ir.Table, keys: tuple[str, ...] = ("unit",)) -> ir.Table:
    """One row a cell."""
    return rows.group_by([*keys, "day"]).aggregate(**{name: rows[name].sum().cast("int64") for name in NAMES})


def _on_axis(facts: ir.Table, axis: Axis, keys: tuple[str, ...], bucket: str, sign: int) -> ir.Table:
    import ibis

    moment = moment_of(axis, facts)
    inside = facts.mutate(day=moment.date() if bucket == "day" else moment.truncate("M").date())
    inside = inside.filter(inside.day.notnull())
    mine = {one.name: one.where(inside) for one in COUNTERS if one.axis == axis}
    sums = {
        name: (inside.count(where=mine[name]) * sign).cast("int64") if name in mine else ibis.literal(0, "int64")
        for name in NAMES
    }
    return inside.group_by([*keys, "day"]).aggregate(**sums)
