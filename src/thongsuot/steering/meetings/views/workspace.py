"""One place for one meeting: facts, countdown, papers, people, opinions, conclusions, notice, honours."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.requests import actor_of
from thongsuot.platform.files.domain import DOCX, PDF, PPTX, XLSX, FileRefused
from thongsuot.platform.files.http import respond
from thongsuot.platform.files.store import put
from thongsuot.platform.idempotency.store import new_key
from thongsuot.registry.acting import attempt, say
from thongsuot.steering.meetings import queries
from thongsuot.steering.meetings.actions import (
    AddCommendation,
    AddPaper,
    AddSite,
    AnswerInvitation,
    AnswerOpinion,
    DeliverPaper,
    GiveOpinion,
    Guest,
    Invitation,
    InvitationAnswer,
    InviteMembers,
    NewCommendation,
    NewOpinion,
    NewPaper,
    NewSite,
    OpinionAnswer,
    PaperFile,
)
from thongsuot.steering.meetings.forms import (
    AnswerForm,
    CommendationForm,
    GuestForm,
    OpinionForm,
    PaperForm,
    ReplyForm,
    SiteForm,
)
from thongsuot.steering.meetings.models import Meeting
from thongsuot.steering.meetings.page import meeting_page
from thongsuot.steering.meetings.views.shared import as_of, back, context_of, managed, seen

ACCEPTED = (PDF, DOCX, XLSX, PPTX)


@login_required
@require_GET
def workspace(request: HttpRequest, key: str) -> HttpResponse:
    return _show(request, seen(request, key))


def _show(request: HttpRequest, meeting: Meeting, refused: dict[str, forms.Form] | None = None) -> HttpResponse:
    """``refused`` brings back the form that was refused, with what was typed."""
    actor = actor_of(request)
    page = meeting_page(actor, meeting, as_of(request))
    blank: dict[str, Any] = {
        "opinion_form": OpinionForm(meeting),
        "reply_form": ReplyForm(),
        "answer_form": AnswerForm(),
    }
    if page.manages:
        blank |= {
            "site_form": SiteForm(actor, meeting),
            "guest_form": GuestForm(actor, meeting),
            "paper_form": PaperForm(actor, meeting),
            "commendation_form": CommendationForm(),
            "units": queries.units_to_choose(actor, meeting),
        }
    context = context_of(meeting, page=page, key=new_key(), **(blank | (refused or {})))
    return render(request, "steering/meetings/detail.html", context, status=422 if refused else 200)


def _submitted(
    request: HttpRequest, meeting: Meeting, name: str, form: forms.Form, act: Callable[[Actor], object], anchor: str
) -> HttpResponse:
    """Run the action of a valid form; refused, the page comes back with the form as typed."""
    actor = actor_of(request)
    if form.is_valid() and attempt(form, lambda: act(actor)) is not None:
        return back(meeting, anchor)
    return _show(request, meeting, {name: form})


@login_required
@require_POST
def invite(request: HttpRequest, key: str) -> HttpResponse:
    meeting = managed(request, key)
    form = GuestForm(actor_of(request), meeting, request.POST)

    def act(actor: Actor) -> object:
        data = form.cleaned_data
        guests = (Guest(data["guest"], data["unit"].pk if data["unit"] else None),) if data["guest"] else ()
        return InviteMembers.run(actor, Invitation(meeting.key, guests))

    return _submitted(request, meeting, "guest_form", form, act, "thanh-phan")


@login_required
@require_POST
def reply(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    meeting = seen(request, key)
    seat = queries.participant_for(actor_of(request), meeting, pk)
    form = ReplyForm(request.POST)

    def act(actor: Actor) -> object:
        data = form.cleaned_data
        return AnswerInvitation.run(actor, InvitationAnswer(seat.pk, data["reply"], data["note"]))

    return _submitted(request, meeting, "reply_form", form, act, "thanh-phan")


@login_required
@require_POST
def add_site(request: HttpRequest, key: str) -> HttpResponse:
    meeting = managed(request, key)
    form = SiteForm(actor_of(request), meeting, request.POST)

    def act(actor: Actor) -> object:
        data = form.cleaned_data
        unit = data["unit"]
        return AddSite.run(actor, NewSite(meeting.key, data["name"], unit.pk if unit else None, data["is_main"]))

    return _submitted(request, meeting, "site_form", form, act, "diem-cau")


@login_required
@require_POST
def add_paper(request: HttpRequest, key: str) -> HttpResponse:
    meeting = managed(request, key)
    form = PaperForm(actor_of(request), meeting, request.POST)

    def act(actor: Actor) -> object:
        data = form.cleaned_data
        return AddPaper.run(actor, NewPaper(meeting.key, data["title"], data["owner"].pk, data["due"]))

    return _submitted(request, meeting, "paper_form", form, act, "tai-lieu")


@login_required
@require_POST
def deliver(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    meeting = seen(request, key)
    actor = actor_of(request)
    paper = queries.paper_for(actor, meeting, pk)
    upload = request.FILES.get("file")

    def act() -> object:
        if upload is None:
            raise FileRefused(_("Hãy chọn tệp tài liệu rồi gửi lần nữa."))
        stored = put(upload.chunks(), upload.name or "tai-lieu", accepted=ACCEPTED)
        return DeliverPaper.run(actor, PaperFile(paper.pk, stored.pk))

    form = forms.Form(request.POST)
    try:
        say(request, act, _("Đã gửi tài liệu."))
    except FileRefused as error:
        form.is_valid()
        form.add_error(None, str(error))
        return _show(request, meeting, {"paper_refused": form})
    return back(meeting, "tai-lieu")


@login_required
@require_GET
def paper(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    found = queries.paper_for(actor_of(request), seen(request, key), pk)
    if found.file is None:
        raise Http404(_("Tài liệu này chưa có tệp."))
    return respond(found.file, inline=True)


@login_required
@require_POST
def give_opinion(request: HttpRequest, key: str) -> HttpResponse:
    meeting = seen(request, key)
    form = OpinionForm(meeting, request.POST)

    def act(actor: Actor) -> object:
        about = form.cleaned_data["paper"]
        said = NewOpinion(meeting.key, form.cleaned_data["text"], about.pk if about else None)
        return GiveOpinion.run(actor, said, idempotency_key=request.POST.get("key") or new_key())

    return _submitted(request, meeting, "opinion_form", form, act, "y-kien")


@login_required
@require_POST
def answer_opinion(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    meeting = managed(request, key)
    opinion = queries.opinion_for(actor_of(request), meeting, pk)
    form = AnswerForm(request.POST)

    def act(actor: Actor) -> object:
        data = form.cleaned_data
        return AnswerOpinion.run(actor, OpinionAnswer(opinion.pk, data["outcome"], data["answer"]))

    return _submitted(request, meeting, "answer_form", form, act, f"y-kien-{opinion.pk}")


@login_required
@require_POST
def add_commendation(request: HttpRequest, key: str) -> HttpResponse:
    meeting = managed(request, key)
    form = CommendationForm(request.POST)

    def act(actor: Actor) -> object:
        data = form.cleaned_data
        honour = NewCommendation(meeting.key, data["awardee"], data["award"], data["decision"], data["document"])
        return AddCommendation.run(actor, honour)

    return _submitted(request, meeting, "commendation_form", form, act, "khen-thuong")
