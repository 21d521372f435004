"""The list with the compliance of a year, planning, moving, calling off; the calendar entry to take along."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import require
from thongsuot.platform.access.requests import actor_of
from thongsuot.platform.idempotency.store import new_key
from thongsuot.registry.acting import attempt, say
from thongsuot.steering.committees.models import Committee
from thongsuot.steering.committees.queries import in_being
from thongsuot.steering.meetings import domain, queries
from thongsuot.steering.meetings.actions import (
    Cancellation,
    CancelMeeting,
    EditMeeting,
    MeetingEdits,
    NewMeeting,
    PlanMeeting,
)
from thongsuot.steering.meetings.entry import calendar_entry
from thongsuot.steering.meetings.forms import EditForm, PlanForm
from thongsuot.steering.meetings.views.shared import as_of, back, context_of, managed, seen
from thongsuot.steering.permissions import Steering

PAGE_SIZE = 20


@login_required
@require_GET
def meeting_list(request: HttpRequest) -> HttpResponse:
    """``nam`` and ``ban`` (key of a committee) choose the compliance table; the list itself is all meetings."""
    actor, on = actor_of(request), as_of(request)
    require(actor, Steering.READ)
    bodies = list(in_being(actor, on))
    body = next((one for one in bodies if one.unit.key == request.GET.get("ban")), None)
    meetings = queries.visible_to(actor)
    meetings = meetings.filter(committee=body) if body else meetings
    page = Paginator(meetings.order_by("-starts_at", "-pk"), PAGE_SIZE).get_page(request.GET.get("trang"))
    year = _year(request, on.year)
    shown = [body] if body else _first_home(bodies, actor)
    context = {
        "page": page,
        "bodies": bodies,
        "body": body,
        "year": year,
        "years": range(on.year, on.year - 4, -1),
        "tables": [(one, domain.compliance(year, queries.sittings_of(actor, one), on)) for one in shown],
        "may_plan": actor.can(Steering.MEETING_MANAGE),
        "sample_data": any(one.is_sample for one in page),
    }
    return render(request, "steering/meetings/list.html", context)


def _year(request: HttpRequest, fallback: int) -> int:
    text = request.GET.get("nam", "")
    return int(text) if text.isdecimal() and 2000 <= int(text) <= 2100 else fallback


def _first_home(bodies: list[Committee], actor: Actor) -> list[Committee]:
    """Without a choice: the bodies of the person's own branch, at most three tables."""
    mine = [one for one in bodies if actor.can(Steering.READ, one.home.path)]
    return (mine or bodies)[:3]


@login_required
@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    require(actor, Steering.MEETING_MANAGE)
    form = PlanForm(actor, timezone.localdate(), request.POST or None, initial=_proposed(request))
    if request.method == "POST" and form.is_valid():
        given = {name: value for name, value in form.cleaned_data.items() if name != "committee"}
        wanted = NewMeeting(committee_id=form.cleaned_data["committee"].pk, **given)
        made = attempt(
            form, lambda: PlanMeeting.run(actor, wanted, idempotency_key=request.POST.get("key") or new_key())
        )
        if made is not None:
            return redirect("meeting", key=made.key)
    context = {"form": form, "key": request.POST.get("key") or new_key(), "proposals": _proposals(request)}
    return render(request, "steering/meetings/plan.html", context, status=422 if form.errors else 200)


def _proposed(request: HttpRequest) -> dict[str, object]:
    """The person's own committee."""
    bodies = _plannable(actor_of(request))
    return {"committee": bodies[0].pk} if bodies else {}


def _plannable(actor: Actor) -> list[Committee]:
    every = in_being(actor, timezone.localdate())
    return [one for one in every if actor.can(Steering.MEETING_MANAGE, one.home.path)]


def _proposals(request: HttpRequest) -> list[tuple[Committee, int, str]]:
    """For each committee the next ordinal and the quarter a meeting held today would look back on (A06, C10)."""
    actor = actor_of(request)
    period = domain.quarter_reviewed(timezone.localdate()).text
    return [(one, queries.next_ordinal(actor, one), period) for one in _plannable(actor)]


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, key: str) -> HttpResponse:
    meeting = managed(request, key)
    columns = ("title", "starts_at", "ends_at", "place", "form", "agenda")
    form = EditForm(request.POST or None, initial={name: getattr(meeting, name) for name in columns})
    if request.method == "POST" and form.is_valid():
        edits = MeetingEdits(key=meeting.key, chair_id=meeting.chair_id, **form.cleaned_data)
        if attempt(form, lambda: EditMeeting.run(actor_of(request), edits)) is not None:
            return back(meeting)
    context = context_of(meeting, form=form)
    return render(request, "steering/meetings/edit.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def cancel(request: HttpRequest, key: str) -> HttpResponse:
    meeting = managed(request, key)
    wanted = Cancellation(meeting.key, request.POST.get("reason", ""))
    say(request, lambda: CancelMeeting.run(actor_of(request), wanted), _("Đã hoãn phiên họp và báo người được mời."))
    return back(meeting)


@login_required
@require_GET
def entry(request: HttpRequest, key: str) -> HttpResponse:
    """The invitation as a calendar file (RFC 5545)."""
    meeting = seen(request, key)
    text = calendar_entry(meeting, request.build_absolute_uri(f"/lam-viec/phien-hop/{meeting.key}"))
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{meeting.key}.ics"'
    return response
