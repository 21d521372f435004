"""Where a dossier stands, as one tells it to the person who waits: the step, the office, the time left, what to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from thongsuot.kernel.clock import format_moment, local
from thongsuot.serving.clock.calendars import calendar_of
from thongsuot.serving.dossiers.choices import Status
from thongsuot.serving.dossiers.domain.happenings import CLOSED, Kind
from thongsuot.serving.dossiers.models import Dossier, SupplementRequest
from thongsuot.serving.dossiers.telling import has_signed_result
from thongsuot.serving.dossiers.timeline import Turn, timeline
from thongsuot.serving.procedures.queries import content_of

_DAY_MINUTES = 8 * 60
_WAITS_FOR_CITIZEN = {Status.SUPPLEMENT, Status.FINANCIAL_DUTY}


@dataclass(frozen=True, slots=True)
class Standing:
    """``tone``: good, warn, bad, info, neutral; ``headline`` the one sentence; ``asked`` the open list of papers."""

    tone: str
    word: str
    headline: str
    turns: tuple[Turn, ...]
    asked: SupplementRequest | None
    apology: Turn | None
    is_late: bool
    can_withdraw: bool
    can_rate: bool


def standing_of(dossier: Dossier, now: datetime) -> Standing:
    turns = [one for one in timeline(dossier, for_citizen=True) if one.kind is not Kind.PAID or dossier.fee]
    is_late = bool(
        dossier.due_at and dossier.due_at < now and not dossier.finished_at and dossier.status not in _WAITS_FOR_CITIZEN
        and dossier.status not in CLOSED
    )  # fmt: skip
    tone, word = _shape(dossier, is_late)
    return Standing(
        tone=tone,
        word=word,
        headline=_headline(dossier, now, is_late),
        turns=tuple(reversed(turns)),
        asked=_asked(dossier),
        apology=_apology(dossier, turns, now, is_late),
        is_late=is_late,
        can_withdraw=dossier.status not in CLOSED and dossier.finished_at is None,
        can_rate=dossier.finished_at is not None or dossier.status == Status.RETURNED,
    )


def _apology(dossier: Dossier, turns: list[Turn], now: datetime, is_late: bool) -> Turn | None:
    """What was said last of being late. A date that has passed too is no word any more: the page says so."""
    told = next((one for one in reversed(turns) if one.kind in (Kind.EXTENDED, Kind.APOLOGISED)), None)
    if told is None or not is_late:
        return told if told is not None and told.kind is Kind.EXTENDED else None
    return told if told.expected is not None and told.expected > now else None


def _asked(dossier: Dossier) -> SupplementRequest | None:
    if dossier.status != Status.SUPPLEMENT:
        return None
    return dossier.supplement_requests.filter(asked_at__isnull=False, given_at__isnull=True).last()


_SHAPES: dict[int, tuple[str, Any]] = {
    Status.NEW: ("info", lambda: _("Đã nộp, chờ nhận")),
    Status.ACCEPTED: ("info", lambda: _("Đã nhận")),
    Status.PROCESSING: ("info", lambda: _("Đang giải quyết")),
    Status.NOT_ACCEPTED: ("bad", lambda: _("Chưa được nhận")),
    Status.SUPPLEMENT: ("warn", lambda: _("Chờ ông/bà bổ sung")),
    Status.FINANCIAL_DUTY: ("warn", lambda: _("Chờ ông/bà nộp tiền")),
    Status.WITHDRAWN: ("neutral", lambda: _("Đã rút")),
    Status.STOPPED: ("bad", lambda: _("Đã dừng")),
    Status.FINISHED: ("good", lambda: _("Đã có kết quả")),
    Status.RETURNED: ("good", lambda: _("Đã trả kết quả")),
}


def _shape(dossier: Dossier, is_late: bool) -> tuple[str, str]:
    if is_late:
        return "bad", _("Đã quá hẹn")
    tone, words = _SHAPES[dossier.status]
    return tone, str(words())


def _headline(dossier: Dossier, now: datetime, is_late: bool) -> str:
    """«Đang ở bước 2/4 — Thẩm định — Phường Đông Kinh — còn 2 ngày»."""
    match dossier.status:
        case Status.NEW:
            return _("%(unit)s sẽ xem và nhận hồ sơ. Ngày hẹn tính từ khi nhận đủ.") % {"unit": dossier.receiving_unit}
        case Status.SUPPLEMENT:
            return _("Ông/bà bổ sung các giấy tờ dưới đây một lần. Thời gian chờ không tính vào ngày hẹn.")
        case Status.FINANCIAL_DUTY:
            return _("Ông/bà nộp khoản được báo. Thời gian chờ không tính vào ngày hẹn.")
        case Status.FINISHED:
            return _finished(dossier) % {"unit": dossier.receiving_unit}
        case Status.ACCEPTED | Status.PROCESSING:
            return " — ".join(part for part in (*_step(dossier), _left(dossier, now, is_late)) if part)
    return ""


def _finished(dossier: Dossier) -> str:
    if has_signed_result(dossier):
        return _("Mời ông/bà nhận kết quả tại %(unit)s, hoặc tải về ở dưới.")
    return _("Mời ông/bà nhận kết quả tại %(unit)s.")


def _step(dossier: Dossier) -> tuple[str, str, str]:
    steps = content_of(dossier.version).steps
    if not 1 <= dossier.step <= len(steps):
        return "", "", str(dossier.holder_unit)
    told = {"step": dossier.step, "count": len(steps)}
    return _("Đang ở bước %(step)s/%(count)s") % told, steps[dossier.step - 1].title, str(dossier.holder_unit)


def _left(dossier: Dossier, now: datetime, is_late: bool) -> str:
    if dossier.due_at is None:
        return ""
    if is_late:
        return _("đã quá hẹn %(due)s") % {"due": format_moment(dossier.due_at)}
    if local(dossier.due_at).date() == local(now).date():
        return _("hẹn trả hôm nay")
    try:
        minutes = calendar_of(dossier.competent_unit).worked_minutes(now, dossier.due_at)
    except (LookupError, ValueError):  # the calendar of a coming year is not announced: the date itself is told
        return ""
    days, hours = minutes // _DAY_MINUTES, minutes // 60
    return _("còn %(n)s ngày làm việc") % {"n": days} if days else _("còn %(n)s giờ làm việc") % {"n": hours}
