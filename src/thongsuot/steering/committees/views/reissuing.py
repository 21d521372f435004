"""Screens on which a membership is written and issued: one page, a form that waits for the next seat."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import require
from thongsuot.platform.access.requests import actor_of
from thongsuot.registry.acting import attempt, say
from thongsuot.steering.committees import queries
from thongsuot.steering.committees.actions import (
    AddMember,
    DraftVersion,
    DropVersion,
    EditMember,
    NewSeat,
    NewVersion,
    ReissueMembership,
    RemoveMember,
    SeatEdit,
    SeatId,
    VersionId,
)
from thongsuot.steering.committees.domain import compare
from thongsuot.steering.committees.forms import DutyForm, SeatForm, VersionForm
from thongsuot.steering.committees.models import Committee, CommitteeVersion
from thongsuot.steering.committees.page import last_before
from thongsuot.steering.committees.roster import seats_of
from thongsuot.steering.permissions import Steering


@login_required
@require_http_methods(["GET", "POST"])
def reissue(request: HttpRequest, key: str) -> HttpResponse:
    """Begins a version, or, where one is being written, shows it with the form for one more seat."""
    actor, committee = _manager(request, key)
    draft = queries.draft_of(actor, committee)
    if draft is not None:
        return _writing(request, actor, committee, draft)
    form = VersionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        wanted = NewVersion(key, data["valid_from"], data["decision"], data["note"])
        if attempt(form, lambda: DraftVersion.run(actor, wanted)) is not None:
            return redirect("committee-reissue", key=key)
    versions = queries.versions_of(actor, committee)
    context = {"committee": committee, "form": form, "last": versions[0] if versions else None}
    return render(request, "steering/committees/reissue.html", context, status=422 if form.errors else 200)


def _writing(request: HttpRequest, actor: Actor, committee: Committee, draft: CommitteeVersion) -> HttpResponse:
    on = draft.valid_from or timezone.localdate()
    form = SeatForm(queries.positions_to_choose(actor, committee.home, on), request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        seat = NewSeat(draft.pk, data["position"].pk, data["role"], data["programme"], data["field"])
        if attempt(form, lambda: AddMember.run(actor, seat)) is not None:
            messages.success(request, _("Đã thêm %(title)s.") % {"title": data["position"].title})
            return _back(committee.unit.key, "#them")
    before = last_before(committee, draft)
    context = {
        "committee": committee,
        "draft": draft,
        "seats": list(draft.members.select_related("position__unit")),
        "before": before,
        "changes": compare(seats_of(before), seats_of(draft)) if before else None,
        "form": form,
        "choices": form.choices(),
    }
    return render(request, "steering/committees/writing.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def edit_member(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    actor, committee = _manager(request, key)
    seat = queries.seat_for(actor, committee, pk)
    form = DutyForm(request.POST or None, initial={"role": seat.role, "programme": seat.programme, "field": seat.field})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        edit = SeatEdit(pk, data["role"], data["programme"], data["field"])
        if attempt(form, lambda: EditMember.run(actor, edit)) is not None:
            return _back(key)
    context = {"committee": committee, "seat": seat, "form": form}
    return render(request, "steering/committees/edit_member.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def remove_member(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    actor, _committee = _manager(request, key)
    say(request, lambda: RemoveMember.run(actor, SeatId(pk)), _("Đã bỏ khỏi bản đang soạn."))
    return _back(key)


@login_required
@require_POST
def issue(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    actor, _committee = _manager(request, key)
    done = say(request, lambda: ReissueMembership.run(actor, VersionId(pk)), _("Thành phần mới đã có hiệu lực."))
    return redirect("committee", key=key) if done else _back(key)


@login_required
@require_POST
def drop(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    actor, _committee = _manager(request, key)
    say(request, lambda: DropVersion.run(actor, VersionId(pk)), _("Đã bỏ bản đang soạn."))
    return redirect("committee", key=key)


def _manager(request: HttpRequest, key: str) -> tuple[Actor, Committee]:
    actor = actor_of(request)
    require(actor, Steering.COMMITTEE_MANAGE)
    committee = queries.get_for(actor, key)
    require(actor, Steering.COMMITTEE_MANAGE, committee.home.path)
    return actor, committee


def _back(key: str, anchor: str = "") -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("committee-reissue", args=[key]) + anchor)
