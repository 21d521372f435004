"""What the officer's page of one dossier shows: the clock in words, where it stands, what can be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django import forms
from django.db.models import Prefetch, prefetch_related_objects
from django.template.exceptions import TemplateDoesNotExist
from django.template.loader import select_template
from django.utils.translation import gettext as _

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.events.models import Event
from thongsuot.serving.clock.domain.model import Reading
from thongsuot.serving.clock.domain.reading import read_clock
from thongsuot.serving.dossiers.actions.persons import OpenPerson, masked
from thongsuot.serving.dossiers.choices import Status
from thongsuot.serving.dossiers.choosing import form_of
from thongsuot.serving.dossiers.deeds import DEEDS, REPLAY
from thongsuot.serving.dossiers.domain.fold import fold_all
from thongsuot.serving.dossiers.domain.happenings import CLOSED, EVENT_PREFIX, PAUSED, Kind, PortalStatus
from thongsuot.serving.dossiers.domain.spans import DAY, span
from thongsuot.serving.dossiers.log import events_of, happenings
from thongsuot.serving.dossiers.models import Dossier, DossierPart, DossierPerson
from thongsuot.serving.dossiers.timeline import timeline
from thongsuot.serving.dossiers.world import world_of
from thongsuot.serving.dossiers.writing import changes_to
from thongsuot.serving.forms.domain.writing import form_from
from thongsuot.serving.forms.words import answers_in_words
from thongsuot.serving.procedures.models import ProcedureVersion
from thongsuot.serving.procedures.versions import content_of

SOON = DAY  # within one working day it is «sắp trễ»
_TOLD_BY = {
    "supplements": {Kind.SUPPLEMENT_ASKED, Kind.SUPPLEMENT_PROPOSED},
    "opinions": {Kind.OPINION_ASKED},
    "children": {Kind.SUB_OPENED},
    "handovers": {Kind.HANDED_OVER},
}
OTHERS = ("warning", "payments", "papers", "digitising")  # subjects above this one that may bring a block of their own


@dataclass(frozen=True, slots=True)
class Standing:
    """Tone of the badge and the words beside it, never colour alone."""

    tone: str
    words: str


@dataclass(frozen=True, slots=True)
class Told:
    """What the log says now. ``reading``: the clock with its explanation; ``None`` before reception.

    ``is_moved``: the calendar was corrected since, the row is no longer what its log says.
    """

    reading: Reading | None = None
    is_moved: bool = False


def told_by(dossier: Dossier, events: list[Event], now: datetime) -> Told:
    """One fold of the log, for all the page asks of it."""
    if dossier.received_at is None:
        return Told()
    world = world_of(dossier, now)
    state = fold_all(happenings(events), world)
    reading = read_clock(state.clock_events, world.limit, world.calendar, world.rules, now)
    return Told(reading, bool(changes_to(dossier, state)))


def standing(dossier: Dossier, reading: Reading | None, now: datetime) -> Standing:
    """«Sắp trễ – còn 4 giờ»."""
    status = PortalStatus(dossier.status)
    if status in CLOSED or status is PortalStatus.FINISHED:
        return Standing("good" if status >= PortalStatus.FINISHED else "neutral", str(Status(status).label))
    if status in PAUSED:
        return Standing("info", _("Tạm dừng tính giờ"))
    if reading is None or reading.left is None or dossier.due_at is None:
        return Standing("info", _("Chưa tính giờ"))
    if dossier.due_at < now:
        return Standing("bad", _("Quá hạn %(span)s") % {"span": span(-reading.left)})
    told = {"span": span(reading.left)}
    if reading.left <= SOON:
        return Standing("warn", _("Sắp trễ – còn %(span)s") % told)
    return Standing("good", _("Còn %(span)s") % told)


@dataclass(frozen=True, slots=True)
class Person:
    """The applicant as shown; masked until the reading is written down."""

    id_number: str
    phone: str
    email: str
    address: str
    is_open: bool
    proxy_name: str = ""
    proxy_relation: str = ""
    helped_by: str = ""
    is_verified: bool = False
    answers: tuple[tuple[str, str], ...] = ()


def person_shown(person: DossierPerson | None, version: ProcedureVersion, is_open: bool) -> Person | None:
    """Of an unopened person only that something is there and its tail; the answers stay closed."""
    if person is None:
        return None
    show = (lambda value: value) if is_open else masked
    hidden = "••••" if person.address else ""
    content = content_of(version)
    answers = answers_in_words(form_from(content.form, content.pre_check), person.answers) if is_open else ()
    return Person(
        id_number=show(person.id_number),
        phone=show(person.phone),
        email=person.email if is_open else ("••••" if person.email else ""),
        address=person.address if is_open else hidden,
        is_open=is_open,
        proxy_name=person.proxy_name,
        proxy_relation=person.proxy_relation,
        helped_by=person.helped_by,
        is_verified=person.is_verified,
        answers=tuple(answers),
    )


def person_of(dossier: Dossier) -> DossierPerson | None:
    """Read once: whatever asks for ``dossier.person`` after this finds it at hand."""
    person = DossierPerson.objects.filter(pk=dossier.pk).first()
    Dossier._meta.get_field("person").set_cached_value(dossier, person)
    return person


def page_of_dossier(
    actor: Actor,
    dossier: Dossier,
    now: datetime,
    bound: dict[str, forms.Form] | None = None,
    is_open: bool = False,
    wanted: str = "",
) -> dict[str, Any]:
    """The whole context; ``bound``: a form that came back with mistakes; ``wanted``: the deed to find open."""
    events = events_of(dossier)
    told = told_by(dossier, events, now)
    person = person_of(dossier)
    prefetch_related_objects([dossier], Prefetch("parts", DossierPart.objects.select_related("file").order_by("pk")))
    deeds = _deeds(actor, dossier, bound or {}, told, events, wanted)
    return {
        "dossier": dossier,
        "sample_data": dossier.is_sample,
        "content": content_of(dossier.version),
        "reading": told.reading,
        "standing": standing(dossier, told.reading, now),
        "elsewhere": dossier.receiving_unit_id != dossier.competent_unit_id,
        "steps": _steps(dossier),
        "parts": list(dossier.parts.all()),
        "person": person_shown(person, dossier.version, is_open),
        "may_open": not is_open and any(actor.can(r, getattr(dossier, p).path) for r, p in OpenPerson.rights),
        "deeds": [one for one in deeds if one["deed"].main],
        "other_deeds": [one for one in deeds if not one["deed"].main],
        "may_check": DEEDS["kiem-tra"].open_to(actor, dossier),
        "failed": next(iter((bound or {}).values()), None),
        "turns": list(reversed(timeline(dossier, for_citizen=False, events=events))),
        "blocks": _blocks(),
        "now": now,
    } | _met(dossier, events)


def _met(dossier: Dossier, events: list[Event]) -> dict[str, Any]:
    """Rows that only exist where the log tells of them: most dossiers have none, and nothing is asked."""
    rows = {
        "supplements": dossier.supplement_requests.select_related("asked_by", "approved_by"),
        "opinions": dossier.opinions.select_related("unit", "asked_by"),
        "children": dossier.children.select_related("competent_unit", "procedure"),
        "handovers": dossier.handovers.select_related("from_unit", "to_unit", "gave", "took"),
    }
    told = {one.name.removeprefix(EVENT_PREFIX) for one in events}
    return {name: found for name, found in rows.items() if told & _TOLD_BY[name]}


def _deeds(
    actor: Actor, dossier: Dossier, bound: dict[str, forms.Form], told: Told, events: list[Event], wanted: str
) -> list[dict[str, Any]]:
    hidden = ("kiem-tra",) if told.is_moved else ("kiem-tra", REPLAY)
    return [
        {
            "slug": slug,
            "deed": deed,
            "form": bound.get(slug) or form_of(slug, deed, dossier, events=events),
            "fields": slug != "bo-sung",
            "is_open": slug in bound or slug == wanted,
        }
        for slug, deed in DEEDS.items()
        if slug not in hidden and deed.open_to(actor, dossier)
    ]


def _steps(dossier: Dossier) -> list[dict[str, Any]]:
    """Every step of the procedure with its passages; a step nobody came to yet has none."""
    passages = list(dossier.steps.select_related("unit", "officer").order_by("pk"))
    return [
        {"ordinal": number, "step": step, "passages": [one for one in passages if one.ordinal == number],
         "is_now": number == dossier.step and dossier.closed_at is None}
        for number, step in enumerate(content_of(dossier.version).steps, start=1)
    ]  # fmt: skip


@cache
def _blocks() -> list[str]:
    """Templates that subjects above this one bring to the page."""
    found = []
    for name in OTHERS:
        try:
            found.append(select_template([f"serving/{name}/_dossier.html"]).template.name)  # type: ignore[union-attr]
        except TemplateDoesNotExist:
            continue
    return found
