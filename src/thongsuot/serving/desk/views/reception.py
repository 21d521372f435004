"""Reception by keyboard: the procedure by code or typing, the person by card, the papers one by one, the date, done."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from thongsuot.kernel.clock import local
from thongsuot.kernel.workdays import NoCalendar
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import require
from thongsuot.platform.access.requests import actor_of
from thongsuot.platform.actions import ActionError
from thongsuot.platform.files.domain import HEIC, JPEG, MEBIBYTE, PDF, PNG, FileRefused
from thongsuot.platform.files.store import put
from thongsuot.platform.idempotency.store import new_key
from thongsuot.registry.acting import attempt
from thongsuot.registry.units.models import Unit
from thongsuot.registry.units.queries import get_for as unit_for
from thongsuot.serving.desk import queries
from thongsuot.serving.desk.domain.identity import BadCard, card_from
from thongsuot.serving.desk.forms import ReceptionForm, only_card
from thongsuot.serving.desk.places import desk_of, other_places
from thongsuot.serving.desk.questions import fee_questions
from thongsuot.serving.desk.receiving import Given, Promise, ask_for_lacking, promise, take_in
from thongsuot.serving.dossiers.queries import dossier_for
from thongsuot.serving.permissions import Serving
from thongsuot.serving.procedures.catalogue import catalogue
from thongsuot.serving.procedures.domain.content import ProcedureContent
from thongsuot.serving.procedures.models import Procedure
from thongsuot.serving.procedures.queries import competent_unit, content_of, procedure_for, version_on

SCANS = (PDF, JPEG, PNG, HEIC)
LARGEST_SCAN = 20 * MEBIBYTE


@login_required
@require_http_methods(["GET", "POST"])
def reception(request: HttpRequest) -> HttpResponse:
    """Without ``?thu-tuc=`` the choice of the procedure; with it the form; POST receives or asks for what lacks."""
    actor = actor_of(request)
    desk = desk_of(actor, Serving.DOSSIER_RECEIVE)
    code = request.GET.get("thu-tuc", "")
    if not code:
        return _choose(request, actor, desk)
    procedure = procedure_for(actor, code)
    today = timezone.localdate()
    try:
        content = content_of(version_on(procedure, today))
    except ActionError as refused:
        return _choose(request, actor, desk, str(refused))
    return _receive(request, actor, desk, procedure, content)


def _choose(request: HttpRequest, actor: Actor, desk: Unit, fault: str = "") -> HttpResponse:
    words, today = request.GET.get("tim", "").strip(), timezone.localdate()
    found = queries.procedures_found(actor, words, today) if words else queries.often_received(actor, desk, today)
    if words and len(found) == 1:
        return redirect(f"{reverse('reception')}?thu-tuc={found[0].code}")
    context = {"desk": desk, "words": words, "found": found, "fault": fault}
    return render(request, "serving/desk/choose.html", context)


def _receive(
    request: HttpRequest, actor: Actor, desk: Unit, procedure: Procedure, content: ProcedureContent
) -> HttpResponse:
    posted = request.POST if request.method == "POST" else None
    here = (("", _("%(unit)s (đúng thẩm quyền)") % {"unit": desk.name}),)
    places = [*here, *other_places(actor, desk, timezone.localdate())]
    initial = {"is_same_day": content.is_immediate, **_read_card(posted)}
    bound = None if posted is not None and only_card(posted) else posted
    files = request.FILES if bound is not None else None
    asked: dict[str, Any] = {"components": content.components, "questions": fee_questions(content), "places": places}
    form = ReceptionForm(bound, files, initial=initial, **asked)
    key = request.POST.get("khoa") or new_key()
    if bound is not None and form.is_valid():
        done = attempt(form, lambda: _save(actor, desk, procedure, form, key))
        if done is not None:
            return redirect("reception-done", code=done)
    wanted = form.data.get("competent_unit", "") if form.is_bound else request.GET.get("noi", "")
    said, fault = _promised(actor, desk, procedure, content, wanted)
    context: dict[str, Any] = {
        "desk": desk,
        "procedure": procedure,
        "content": content,
        "form": form,
        "key": key,
        "promise": said,
        "fault": fault,
        "known": _known(content),
        "may_scan": actor.can(Serving.PART_SCAN, desk.path),
        "by_post": not actor.can(Serving.DOSSIER_READ, desk.path),
        "sample_data": procedure.is_sample,
    }
    return render(request, "serving/desk/reception.html", context, status=422 if form.errors else 200)


def _known(content: ProcedureContent) -> list[tuple[str, str]]:
    """Papers nobody is asked for, each with the database that has them (NĐ 118 Điều 4 khoản 2a)."""
    names = catalogue().databases
    return [(one.name, names.get(one.database, one.database)) for one in content.components if one.database]


def _read_card(posted: Any) -> dict[str, str]:
    """A reader pressed Enter before anything else was typed: the card fills the form, nothing is saved yet."""
    if posted is None or not only_card(posted):
        return {}
    try:
        card = card_from(posted["card"])
    except BadCard:
        return {"card": posted["card"]}
    return {"applicant_name": card.name, "id_number": card.number, "address": card.address}


def _promised(
    actor: Actor, desk: Unit, procedure: Procedure, content: ProcedureContent, wanted: str
) -> tuple[Promise | None, str]:
    """The date, or the words why there is none."""
    now = timezone.now()
    try:
        place = unit_for(actor, wanted) if wanted else desk
        competent = competent_unit(procedure, place, local(now).date())
        return promise(content, desk, competent, now), ""
    except (ActionError, NoCalendar) as refused:
        return None, str(refused)


def _save(actor: Actor, desk: Unit, procedure: Procedure, form: ReceptionForm, key: str) -> str:
    require(actor, Serving.DOSSIER_RECEIVE, desk.path)
    data = form.cleaned_data
    lacking = tuple(form.lacking)
    if lacking and not actor.can(Serving.DOSSIER_READ, desk.path):
        raise ActionError(_("Nhân viên bưu điện không lập yêu cầu bổ sung. Hãy hướng dẫn người dân mang đủ giấy tờ."))
    scans = _scans(actor, desk, form)
    place = data["competent_unit"]
    typed = {**{name: value for name, value in data.items() if isinstance(value, str)}, "competent_unit": ""}
    if place:
        day = timezone.localdate()
        typed["competent_unit"] = competent_unit(procedure, unit_for(actor, place), day).key
    given = Given(procedure.code, desk, typed, tuple(form.brought), lacking, scans, data["is_same_day"], form.answers)
    return ask_for_lacking(actor, given, key) if lacking else take_in(actor, given, key)


def _scans(actor: Actor, desk: Unit, form: ReceptionForm) -> dict[str, int]:
    """Component → number of the sealed file; nothing of a citizen's lies in the clear."""
    scans = {}
    for one in form.brought:
        given = form.cleaned_data.get(f"tep-{one.code}")
        if not given:
            continue
        require(actor, Serving.PART_SCAN, desk.path)
        try:
            stored = put(given.chunks(), given.name, accepted=SCANS, limit=LARGEST_SCAN, sealed=True)
        except FileRefused as refused:
            raise ActionError(str(refused), f"tep-{one.code}") from refused
        scans[one.code] = stored.pk
    return scans


@login_required
@require_GET
def done(request: HttpRequest, code: str) -> HttpResponse:
    """The receipt: code, date, what is still to bring; made to be printed and to go on by Enter."""
    actor = actor_of(request)
    dossier = dossier_for(actor, code)
    require(actor, Serving.DOSSIER_RECEIVE, dossier.receiving_unit.path)
    context = {
        "dossier": dossier,
        "asked": dossier.supplement_requests.order_by("number").first(),
        "elsewhere": dossier.competent_unit_id != dossier.receiving_unit_id,
        "sample_data": dossier.is_sample,
    }
    return render(request, "serving/desk/done.html", context)
