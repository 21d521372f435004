"""What the dossier's forms offer: officers, agencies, papers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q

from thongsuot.kernel.clock import format_moment
from thongsuot.platform.events.models import Event
from thongsuot.registry.accounts.queries import holders_at
from thongsuot.registry.accounts.roles import Role
from thongsuot.registry.units.models import Unit, UnitKind
from thongsuot.serving.dossiers.actions.moving import unit_of_step
from thongsuot.serving.dossiers.deeds import Deed
from thongsuot.serving.dossiers.domain.fold import CLOCK_KINDS
from thongsuot.serving.dossiers.domain.happenings import EVENT_PREFIX, Kind
from thongsuot.serving.dossiers.forms import SupplementForm
from thongsuot.serving.dossiers.log import events_of
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.dossiers.words import KIND_WORDS
from thongsuot.serving.procedures.versions import content_of

_WORKERS = (Role.ONE_STOP, Role.SPECIALIST, Role.UNIT_HEAD)


def form_of(
    slug: str, deed: Deed, dossier: Dossier, data: Any = None, files: Any = None, events: list[Event] | None = None
) -> forms.Form:
    """The deed's form, bound where ``data`` is given, with the choices this dossier offers. ``events``: its log."""
    initial = {"revision": dossier.revision, "applicant_name": dossier.applicant_name}
    options: dict[str, Any] = {"initial": initial, "auto_id": f"{slug}-%s"}
    if deed.form is SupplementForm:
        options["rows"] = papers(dossier)
    form = deed.form(data, files, **options)
    if "officer" in form.fields:
        required = form.fields["officer"].required
        blank = [] if required else [("", "—")]
        there = dossier.holder_unit if required else _next_unit(dossier)
        form.fields["officer"].choices = [*blank, *officers_at(there)]  # type: ignore[attr-defined]
    if "number" in form.fields:
        form.fields["number"].choices = moments(events_of(dossier) if events is None else events)  # type: ignore[attr-defined]
    if slug in ("xin-y-kien", "lien-thong"):
        form.fields["unit"].choices = agencies(dossier)  # type: ignore[attr-defined]
    return form


def papers(dossier: Dossier) -> list[tuple[str, str]]:
    """(component, name): papers that are there, then components of which none is; never what a database holds."""
    have = [(one.component, one.name) for one in dossier.parts.all()]
    known = {component for component, _name in have}
    asked = [(one.code, one.name) for one in content_of(dossier.version).components if not one.database]
    return have + [one for one in asked if one[0] not in known]


def moments(events: list[Event]) -> list[tuple[int, str]]:
    """(number, words) of the happenings the clock goes by, oldest first."""
    return [
        (number, f"{KIND_WORDS[kind]} · {format_moment(event.effective_at)}")
        for number, event in enumerate(events, start=1)
        if (kind := Kind(event.name.removeprefix(EVENT_PREFIX))) in CLOCK_KINDS
    ]


def officers_at(unit: Unit) -> list[tuple[int, str]]:
    return [(one.account_id, f"{one.name} · {one.role.label}") for one in holders_at(unit.pk, _WORKERS)]


def agencies(dossier: Dossier) -> list[tuple[str, str]]:
    """Departments of the province first, then its communes; those that stand today."""
    province = "/".join(dossier.holder_unit.path.split("/")[:2])
    here = Unit.objects.filter(path__startswith=f"{province}/", valid_to__isnull=True).exclude(
        pk=dossier.holder_unit_id
    )
    wanted = here.filter(Q(kind=UnitKind.DEPARTMENT) | Q(kind=UnitKind.COMMUNE))
    rows = wanted.order_by("-kind", "sort_key").values_list("kind", "key", "name")
    return [(key, name) for _kind, key, name in sorted(rows, key=lambda one: one[0] != UnitKind.DEPARTMENT)]


def _next_unit(dossier: Dossier) -> Unit:
    steps = content_of(dossier.version).steps
    return unit_of_step(dossier, min(dossier.step + 1, len(steps)))
