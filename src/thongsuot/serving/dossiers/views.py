"""The officer's page of one dossier, its deeds, its files."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.requests import actor_of
from thongsuot.platform.files.http import respond
from thongsuot.platform.idempotency.store import new_key
from thongsuot.registry.acting import attempt
from thongsuot.serving.dossiers import queries
from thongsuot.serving.dossiers.actions import GiveOpinion, GivingOpinion, Opening, OpenPerson
from thongsuot.serving.dossiers.choosing import form_of
from thongsuot.serving.dossiers.deeds import DEEDS
from thongsuot.serving.dossiers.forms import AnswerForm, OpenForm
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.dossiers.showing import page_of_dossier


@login_required
@require_GET
def dossier(request: HttpRequest, code: str) -> HttpResponse:
    actor = actor_of(request)
    return _page(request, actor, queries.dossier_for(actor, code))


@login_required
@require_POST
def deed(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    """Run one deed of the page; what was refused comes back with everything typed still there."""
    actor = actor_of(request)
    found = queries.dossier_for(actor, code)
    if slug not in DEEDS:
        raise Http404
    chosen = DEEDS[slug]
    form = form_of(slug, chosen, found, request.POST, request.FILES)
    if form.is_valid():
        key = request.POST.get("khoa", "") or new_key()
        done = attempt(form, lambda: chosen.run(actor, found, form, key))
        if done is not None:
            messages.success(request, _("Đã ghi: %(what)s.") % {"what": str(chosen.label)})
            return redirect("dossier", code=code)
        found = queries.dossier_for(actor, code)
    return _page(request, actor, found, {slug: form}, status=422)


@login_required
@require_POST
def open_person(request: HttpRequest, code: str) -> HttpResponse:
    """Writes down who reads and why, then shows it on this one answer, which nobody may keep."""
    actor = actor_of(request)
    found = queries.dossier_for(actor, code)
    form = OpenForm(request.POST)
    done = attempt(form, lambda: OpenPerson.run(actor, Opening(code, request.POST.get("reason", ""))))
    if done is None:
        return _page(request, actor, found, {"mo": form}, status=422)
    response = _page(request, actor, found, is_open=True)
    response["Cache-Control"] = "no-store"
    return response


@login_required
@require_GET
def part_file(request: HttpRequest, code: str, pk: int) -> FileResponse:
    """A paper of the dossier; opening it is a reading and is written down."""
    actor = actor_of(request)
    part = queries.part_for(actor, code, pk)
    if part.file is None:
        raise Http404(_("Giấy tờ này chỉ có bản giấy."))
    OpenPerson.run(actor, Opening(code, _("Mở giấy tờ: %(name)s") % {"name": part.name}, f"part:{part.pk}"))
    return respond(part.file, inline=True)


@login_required
@require_GET
def opinions(request: HttpRequest) -> HttpResponse:
    """What other agencies ask of one's unit; unanswered first, the soonest due first."""
    actor = actor_of(request)
    rows = queries.opinions_waiting(actor)
    return render(request, "serving/dossiers/opinions.html", {"rows": rows[:200], "now": timezone.now()})


@login_required
@require_http_methods(["GET", "POST"])
def opinion(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_of(request)
    asked = queries.opinion_for(actor, pk)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        agrees = {"1": True, "0": False}.get(data["agrees"])
        giving = GivingOpinion(asked.dossier.code, asked.pk, data["answer"], agrees)
        if attempt(form, lambda: GiveOpinion.run(actor, giving)) is not None:
            messages.success(request, _("Đã gửi ý kiến trả lời."))
            return redirect("dossier-opinions")
    context = {
        "opinion": asked,
        "form": form,
        "parts": asked.dossier.parts.select_related("file"),
        "now": timezone.now(),
    }
    return render(request, "serving/dossiers/opinion.html", context, status=422 if form.errors else 200)


def _page(
    request: HttpRequest,
    actor: Actor,
    found: Dossier,
    bound: dict[str, Form] | None = None,
    status: int = 200,
    is_open: bool = False,
) -> HttpResponse:
    context = page_of_dossier(actor, found, timezone.now(), bound, is_open, request.GET.get("viec", ""))
    context["key"] = request.POST.get("khoa") or new_key()
    context["open_form"] = (bound or {}).get("mo") or OpenForm()
    return render(request, "serving/dossiers/dossier.html", context, status=status)
