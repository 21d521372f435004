"""What happened, in words: all of it for officers, the turns that matter to the applicant in plain ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.kernel.clock import format_moment
from thongsuot.kernel.formatting import format_money, format_number
from thongsuot.platform.events.models import Event
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.units.models import Unit
from thongsuot.serving.clock.domain.model import LimitUnit
from thongsuot.serving.dossiers.choices import Payment
from thongsuot.serving.dossiers.domain.happenings import EVENT_PREFIX, Kind
from thongsuot.serving.dossiers.log import events_of
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.dossiers.related import UNITS
from thongsuot.serving.dossiers.words import CITIZEN_WORDS, KIND_WORDS
from thongsuot.serving.procedures.versions import content_of

_UNITS = {
    LimitUnit.WORKING_DAYS: gettext_lazy("ngày làm việc"),
    LimitUnit.WORKING_HOURS: gettext_lazy("giờ làm việc"),
    LimitUnit.CALENDAR_DAYS: gettext_lazy("ngày"),
    LimitUnit.MONTHS: gettext_lazy("tháng"),
}


@dataclass(frozen=True, slots=True)
class Turn:
    """``who`` is empty for the applicant's eyes; ``detail`` one sentence, maybe empty. ``due_at``: a new date given.

    ``expected``: when a late dossier is expected, as its apology says; the date it was due stays.
    """

    number: int
    kind: Kind
    at: datetime
    words: str
    who: str = ""
    detail: str = ""
    reason: str = ""
    due_at: datetime | None = None
    expected: datetime | None = None


def timeline(dossier: Dossier, for_citizen: bool, events: list[Event] | None = None) -> list[Turn]:
    """Oldest first; three statements however long it is, at most two where the ``events`` are at hand."""
    events = events_of(dossier) if events is None else events
    names = _Names(dossier, events)
    turns = [_turn(one, names, for_citizen) for one in events]
    return [one for one in turns if one is not None]


class _Names:
    """Units, accounts and steps that the events name by number."""

    def __init__(self, dossier: Dossier, events: list[Event]) -> None:
        self.steps = content_of(dossier.version).steps
        said = [{key: after for key, (_b, after) in one.changes.items()} for one in events]
        units = {one["unit"] for one in said if isinstance(one.get("unit"), int)}
        officers = {one["officer"] for one in said if isinstance(one.get("officer"), int)}
        at_hand = [getattr(dossier, name) for name in UNITS if Dossier._meta.get_field(name).is_cached(dossier)]
        known = {one.pk: one.short_name for one in at_hand}
        self.units = known | _named(Unit, "short_name", units - set(known))
        self.officers = _named(Account, "display_name", officers)


def _named(model: type[Unit] | type[Account], column: str, numbers: set[int]) -> dict[int, str]:
    return dict(model._default_manager.filter(pk__in=numbers).values_list("pk", column)) if numbers else {}


def _turn(event: Event, names: _Names, for_citizen: bool) -> Turn | None:
    kind = Kind(event.name.removeprefix(EVENT_PREFIX))
    words = (CITIZEN_WORDS if for_citizen else KIND_WORDS).get(kind)
    if words is None:
        return None
    data = {key: after for key, (_before, after) in event.changes.items()}
    if kind is Kind.PAID and not ("receipt" in data or data.get("payment") == Payment.PAID):
        return None  # no money came: only what is owed, or that the payer went to the bank (serving/payments)
    return Turn(
        number=event.sequence,
        kind=kind,
        at=event.effective_at,
        words=str(words),
        who="" if for_citizen else event.actor_name,
        detail=_detail(kind, data, names, for_citizen),
        reason=event.reason,
        due_at=_moment(data, "due_at"),
        expected=_moment(data, "expected"),
    )


def _moment(data: dict[str, Any], name: str) -> datetime | None:
    told = data.get(name)
    return datetime.fromisoformat(told) if isinstance(told, str) else None


def _detail(kind: Kind, data: dict[str, Any], names: _Names, for_citizen: bool) -> str:
    unit = names.units.get(data.get("unit") or 0, "")
    officer = "" if for_citizen else names.officers.get(data.get("officer") or 0, "")
    match kind:
        case Kind.STEP_BEGUN:
            step = names.steps[data["step"] - 1].title if data["step"] <= len(names.steps) else ""
            parts = (_("Bước %(n)s: %(step)s") % {"n": data["step"], "step": step}, unit, officer)
        case Kind.EXTENDED:
            parts = (
                _("thêm %(n)s %(unit)s") % {"n": format_number(Decimal(data["value"])), "unit": _UNITS[data["unit"]]},
            )
        case Kind.APOLOGISED:
            expected = _moment(data, "expected")
            parts = (_("dự kiến trả %(at)s") % {"at": format_moment(expected)} if expected else "",)
        case Kind.SUPPLEMENT_ASKED | Kind.SUPPLEMENT_PROPOSED:
            parts = (_("lần %(n)s") % {"n": data["number"]},)
        case Kind.SUB_OPENED:
            parts = (str(data.get("sub", "")), unit)
        case Kind.CORRECTED:
            parts = tuple(f"{was} → {now}" for was, now in (data.get("corrected") or {}).values())
        case Kind.PAID:
            told = format_money(data["amount"]) if "amount" in data else ""
            parts = (told, _("biên lai %(number)s") % {"number": data["receipt"]} if data.get("receipt") else "")
        case Kind.READ:
            parts = ()
        case _:
            parts = (unit, officer)
    return " · ".join(one for one in parts if one)
