"""Conclusions as screens show them, with their state in words; and back into a form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from thongsuot.kernel.formatting import format_date, format_number
from thongsuot.platform.access.actors import Actor
from thongsuot.steering.meetings import queries
from thongsuot.steering.meetings.actions.inputs import Spoken
from thongsuot.steering.meetings.models import Conclusion, Meeting
from thongsuot.steering.meetings.taking_part import Own, answers_for, own_of


@dataclass(frozen=True, slots=True)
class Line:
    """``mine``: the person looking answers for it. ``tone`` as the badge takes it."""

    conclusion: Conclusion
    owner: str
    due: str
    amount: str
    tone: str
    state: str
    mine: bool


def shown_conclusions(actor: Actor, meeting: Meeting) -> list[Line]:
    own = own_of(actor)
    return [_line(actor, one, own) for one in queries.conclusions_of(actor, meeting)]


def _line(actor: Actor, conclusion: Conclusion, own: Own) -> Line:
    tone, state = _state(conclusion)
    return Line(
        conclusion,
        _owner(conclusion),
        due_of(conclusion),
        amount_of(conclusion),
        tone,
        state,
        answers_for(actor, conclusion, own),
    )


def _owner(conclusion: Conclusion) -> str:
    if conclusion.lead is not None:
        return conclusion.lead.short_name
    if conclusion.is_common:
        return _("Giao chung các cơ quan, đơn vị")
    return "" if not conclusion.is_task else _("Chưa có đơn vị chủ trì")


def due_of(conclusion: Conclusion) -> str:
    """The words as spoken with the last day they mean: «trong tháng 12/2026 (31/12/2026)»."""
    if conclusion.deadline is None:
        return conclusion.deadline_text
    day = format_date(conclusion.deadline)
    words = conclusion.deadline_text
    return words if day in words else f"{words} ({day})" if words else day


def amount_of(conclusion: Conclusion) -> str:
    if conclusion.quantity is None:
        return ""
    unit = conclusion.quantity_unit
    return f"{format_number(conclusion.quantity)}{'' if unit == '%' else ' '}{unit}".strip()


def _state(conclusion: Conclusion) -> tuple[str, str]:
    if not conclusion.is_task:
        return "neutral", _("Định hướng")
    if conclusion.acknowledged_at is not None:
        moment = timezone.localtime(conclusion.acknowledged_at)
        return "good", _("Đã nhận %(time)s") % {"time": f"{moment:%H:%M}"}
    if conclusion.objection:
        return "warn", _("Có ý kiến")
    if conclusion.is_common:
        return "info", _("Giao chung")
    if conclusion.lead is None:
        return "bad", _("Thiếu chủ trì")
    return "info", _("Chờ nhận")


def initial_of(said: Spoken | Conclusion) -> dict[str, Any]:
    """What the form shows: unit names, the deadline in its words."""
    if isinstance(said, Spoken):
        names = queries.unit_names([said.lead_id or 0, *said.partner_ids])
        lead, partners = names.get(said.lead_id or 0, ""), [names[one] for one in said.partner_ids if one in names]
    else:
        lead, partners = said.lead.name if said.lead else "", [one.name for one in said.partners.all()]
    same = ("text", "is_task", "is_common", "result", "quantity_unit", "programme", "urgency")
    initial: dict[str, Any] = {name: getattr(said, name) for name in same}
    return initial | {
        "heard": said.text,
        "lead": lead,
        "partners": "; ".join(partners),
        "deadline": said.deadline_text or (format_date(said.deadline) if said.deadline else ""),
        "quantity": format_number(said.quantity) if said.quantity is not None else "",
    }
