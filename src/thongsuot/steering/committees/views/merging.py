"""Merging bodies: a trial that only counts, then the merger itself."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import require
from thongsuot.platform.access.requests import actor_of
from thongsuot.registry.acting import attempt
from thongsuot.steering.committees import queries
from thongsuot.steering.committees.actions import MergeCommittees, Merger
from thongsuot.steering.committees.forms import MergerForm
from thongsuot.steering.committees.merging import Preview, preview
from thongsuot.steering.permissions import Steering


@login_required
@require_http_methods(["GET", "POST"])
def merge(request: HttpRequest) -> HttpResponse:
    """The address holds what was filled in, so a trial can be sent to a colleague; only POST changes anything."""
    actor = actor_of(request)
    require(actor, Steering.COMMITTEE_MANAGE)
    choices = queries.manageable_by(actor).filter(queries.in_force(timezone.localdate(), "unit__"))
    given = request.POST if request.method == "POST" else request.GET
    form = MergerForm(choices, given or None)
    trial = None
    if form.is_bound and form.is_valid():
        if request.method == "POST":
            merged = attempt(form, lambda: MergeCommittees.run(actor, _merger(form)))
            if merged is not None:
                words = _("Đã hợp nhất. %(count)d việc đang mở đã chuyển. Bây giờ ghi thành phần mới.")
                messages.success(request, words % {"count": merged.tasks})
                return redirect("committee-reissue", key=merged.key)
        trial = _trial(actor, form)
    context = {"form": form, "trial": trial, "few": choices.count() < 2}
    return render(request, "steering/committees/merge.html", context, status=422 if form.errors else 200)


def _merger(form: MergerForm) -> Merger:
    data = form.cleaned_data
    return Merger(tuple(data["before"]), form.day, data["citation"], name=data["name"], short_name=data["short_name"])


def _trial(actor: Actor, form: MergerForm) -> Preview:
    bodies = queries.manageable_by(actor).filter(unit__key__in=form.cleaned_data["before"])
    return preview(list(bodies), form.day)
