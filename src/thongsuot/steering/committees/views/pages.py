"""Committees for whoever reads steering work: which there are on a day, and one with its members, work and meetings."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import require
from thongsuot.platform.access.requests import actor_of
from thongsuot.registry.acting import attempt
from thongsuot.steering.committees import queries
from thongsuot.steering.committees.actions import FoundCommittee, NewCommittee
from thongsuot.steering.committees.asked import day_asked
from thongsuot.steering.committees.forms import FoundingForm
from thongsuot.steering.committees.listing import entries
from thongsuot.steering.committees.models import Committee, CommitteeVersion
from thongsuot.steering.committees.page import page_of
from thongsuot.steering.permissions import Steering

PAGE_SIZE = 30


@login_required
@require_GET
def committee_list(request: HttpRequest) -> HttpResponse:
    """``ngay``: the bodies in being that day."""
    actor, on = actor_of(request), day_asked(request)
    require(actor, Steering.READ)
    page = Paginator(queries.in_being(actor, on), PAGE_SIZE).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "entries": entries(actor, list(page), on),
        "on": on,
        "may_manage": actor.can(Steering.COMMITTEE_MANAGE),
        "sample_data": any(one.is_sample for one in page),
    }
    return render(request, "steering/committees/list.html", context)


@login_required
@require_GET
def committee_page(request: HttpRequest, key: str) -> HttpResponse:
    """``ngay``: as it was that day; ``lan``: a membership by its number."""
    actor, on = actor_of(request), day_asked(request)
    require(actor, Steering.READ)
    committee = queries.get_for(actor, key)
    context = page_of(actor, committee, on, _chosen(request, actor, committee))
    return render(request, "steering/committees/page.html", context)


def _chosen(request: HttpRequest, actor: Actor, committee: Committee) -> CommitteeVersion | None:
    number = request.GET.get("lan", "")
    versions = queries.versions_of(actor, committee) if number.isdigit() else []
    return next((one for one in versions if one.number == int(number)), None)


@login_required
@require_http_methods(["GET", "POST"])
def committee_found(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    require(actor, Steering.COMMITTEE_MANAGE)
    form = FoundingForm(request.POST or None, initial={"home": _home_of(actor)})
    if request.method == "POST" and form.is_valid():
        data: dict[str, Any] = dict(form.cleaned_data)
        data |= {"home": data["home"].key, "programmes": tuple(data["programmes"])}
        done = attempt(form, lambda: FoundCommittee.run(actor, NewCommittee(**data)))
        if done is not None:
            messages.success(request, _("Đã lập Ban Chỉ đạo. Bây giờ ghi thành phần."))
            return redirect("committee-reissue", key=done.key)
    return render(request, "steering/committees/found.html", {"form": form}, status=422 if form.errors else 200)


def _home_of(actor: Actor) -> str:
    """The place the person looks after, so that it need not be typed."""
    committee = queries.manageable_by(actor).first()
    return committee.home.name if committee else ""
