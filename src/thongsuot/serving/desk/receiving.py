"""From what the desk typed to dossiers: the date said before anything is saved, reception, or one supplement letter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from thongsuot.kernel.clock import local
from thongsuot.platform.access.actors import Actor
from thongsuot.registry.units.models import Unit
from thongsuot.serving.clock.calendars import calendar_of
from thongsuot.serving.clock.domain.model import Because, ClockEvent, ClockEventKind
from thongsuot.serving.clock.domain.reading import read_clock
from thongsuot.serving.clock.rules import rules_on
from thongsuot.serving.dossiers.actions import (
    AskingSupplement,
    AskSupplement,
    FileDossier,
    Missing,
    NewDossier,
    NewPart,
    TakeInDossier,
)
from thongsuot.serving.dossiers.choices import ChannelChoice, Mode, Status
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.permissions import Serving
from thongsuot.serving.procedures.domain.content import Component, ProcedureContent


@dataclass(frozen=True, slots=True)
class Promise:
    """The date the applicant would be given. ``elsewhere``: only an expectation, the clock there is not ours (D02)."""

    due_at: datetime | None
    hand_over_by: datetime | None
    elsewhere: bool
    because: tuple[Because, ...] = ()


def promise(content: ProcedureContent, desk: Unit, competent: Unit, now: datetime) -> Promise:
    """What would be promised if it were received ``now``. Raises ``NoCalendar`` for a year nobody has given."""
    elsewhere = competent.pk != desk.pk
    rules = rules_on(local(now).date())
    received = ClockEvent(ClockEventKind.RECEIVED, now, waits_for_arrival=elsewhere)
    events = [received]
    by = _hand_over_by(desk, now) if elsewhere else None
    if by is not None:
        events.append(ClockEvent(ClockEventKind.ARRIVED, by))
    reading = read_clock(events, content.limit, calendar_of(competent), rules, now)
    return Promise(reading.due_at, by, elsewhere, reading.because)


def _hand_over_by(desk: Unit, now: datetime) -> datetime:
    """Paper goes on the same day; what comes after 15:00 at the start of the next working day (NĐ 118 Điều 18.2)."""
    calendar, at = calendar_of(desk), local(now)
    if calendar.is_workday(at.date()) and at.hour < 15:
        return calendar.closing(at.date())
    following = calendar.next_workday(at.date() + timedelta(days=1))
    return calendar.opening(at.replace(year=following.year, month=following.month, day=following.day, hour=0, minute=0))


@dataclass(frozen=True, slots=True)
class Given:
    """What was typed at the desk. ``files``: component → number of a sealed file. ``typed``: the form's clean data.

    ``answers``: question → answer of what the fees depend on (questions.py).
    """

    procedure: str
    desk: Unit
    typed: Mapping[str, str]
    brought: tuple[Component, ...]
    lacking: tuple[Component, ...] = ()
    files: Mapping[str, int] = field(default_factory=dict)
    is_same_day: bool = False
    answers: Mapping[str, str] = field(default_factory=dict)


def new_dossier(actor: Actor, given: Given) -> NewDossier:
    """A post clerk's reception counts as by post (I11); one helped by name as assisted (I06)."""
    by_post = not actor.can(Serving.DOSSIER_READ, given.desk.path)
    names = ("applicant_kind", "applicant_name", "id_number", "phone", "address", "competent_unit", "helped_by")
    proxy = ("proxy_name", "proxy_relation", "proxy_id_number")
    words = {name: given.typed.get(name, "") for name in (*names, *proxy)}
    return NewDossier(
        procedure_code=given.procedure,
        receiving_unit=given.desk.key,
        channel=int(ChannelChoice.POST if by_post else ChannelChoice.DIRECT),
        mode=(Mode.ASSISTED if words["helped_by"].strip() else Mode.SELF).value,
        parts=tuple(_part(one, given.files) for one in given.brought),
        is_same_day=given.is_same_day,
        answers=given.answers,
        **words,
    )


def _part(component: Component, files: Mapping[str, int]) -> NewPart:
    scan = files.get(component.code)
    kind, source = ("electronic", "scanned") if scan else ("original", "paper")
    return NewPart(component.code, component.name, kind, source, scan)


def take_in(actor: Actor, given: Given, key: str, at: datetime | None = None) -> str:
    """Received now, or ``at`` where it was received without a network; the dossier's code."""
    return TakeInDossier.run(actor, new_dossier(actor, given), idempotency_key=key, effective_at=at).code


def ask_for_lacking(actor: Actor, given: Given, key: str) -> str:
    """One request for all that is missing (D04): the dossier waits, its clock has not begun; the dossier's code."""
    items = tuple(
        Missing(one.code, one.name, _("Chưa có khi nộp tại quầy."), one.note or _("Mang đến quầy hoặc gửi trực tuyến."))
        for one in given.lacking
    )
    with transaction.atomic():
        code = FileDossier.run(actor, new_dossier(actor, given), idempotency_key=key).code
        if Dossier.objects.filter(code=code, status=Status.NEW).exists():
            AskSupplement.run(actor, AskingSupplement(code, items))
    return code
