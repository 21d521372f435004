"""The workspace of criteria sets: drafts, one draft with its faults, its head, issuing it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thongsuot.measuring.criteria import actions as act
from thongsuot.measuring.criteria import queries
from thongsuot.measuring.criteria.actions.base import AGGREGATE, NO_BRANCH
from thongsuot.measuring.criteria.domain.checks import faults
from thongsuot.measuring.criteria.domain.edit import mark_of
from thongsuot.measuring.criteria.forms import CloneForm, HeadForm
from thongsuot.measuring.criteria.models import CriteriaRelease, ReleaseStatus
from thongsuot.measuring.permissions import Measuring
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import require
from thongsuot.platform.access.requests import actor_of
from thongsuot.platform.events.queries import history_of, label_of
from thongsuot.platform.idempotency.store import new_key
from thongsuot.registry.acting import attempt, say


def draft_for(actor: Actor, key: str) -> CriteriaRelease:
    """A draft the actor may edit; an issued one is sent back to its public page by the caller."""
    found = queries.get_for(actor, key)
    require(actor, Measuring.CRITERIA_EDIT, found.home.path if found.home else NO_BRANCH)
    return found


@login_required
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    require(actor, Measuring.CRITERIA_EDIT)
    rows = list(queries.to_write_from(actor))
    context = {
        "drafts": [one for one in rows if one.status == ReleaseStatus.DRAFT],
        "issued": [one for one in rows if one.status == ReleaseStatus.ISSUED],
    }
    return render(request, "measuring/criteria/desk.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def clone(request: HttpRequest, key: str) -> HttpResponse:
    actor = actor_of(request)
    require(actor, Measuring.CRITERIA_EDIT)
    source, homes = queries.get_for(actor, key), _homes(actor)
    year = (source.first_year or timezone.localdate().year) + 1
    title = source.title.replace(str(source.first_year), str(year)) if source.first_year else source.title
    form = CloneForm(request.POST or None, initial={"title": title, "year": year, "home": homes[0][0]})
    form.fields["home"].choices = homes  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        wanted = act.Cloning(source.key, data["home"], data["title"], data["year"])
        once = request.POST.get("khoa", "")
        done = attempt(form, lambda: act.CloneRelease.run(actor, wanted, idempotency_key=once))
        if done is not None:
            messages.success(request, _("Đã lập bản soạn. Bộ cũ giữ nguyên."))
            return redirect("criteria-draft", key=done.key)
    context = {"form": form, "source": source, "once": request.POST.get("khoa") or new_key()}
    return render(request, "measuring/criteria/clone.html", context, status=422 if form.errors else 200)


def _homes(actor: Actor) -> list[tuple[int | str, str]]:
    """Whom the actor writes sets for: units as granted, the whole country for who holds the right over all."""
    units: list[tuple[int | str, str]] = [(one.pk, one.name) for one in queries.homes_to_write_for(actor)]
    return [*([("", _("cả nước"))] if actor.can(Measuring.CRITERIA_EDIT, NO_BRANCH) else []), *units]


@login_required
@require_GET
def draft(request: HttpRequest, key: str) -> HttpResponse:
    actor = actor_of(request)
    row = draft_for(actor, key)
    if row.status != ReleaseStatus.DRAFT:
        return redirect("criteria-set", key=key)
    criteria = queries.set_of(row)
    found = faults(criteria, queries.known())
    context = {
        "release": row,
        "criteria": criteria,
        "faults": [(one, one.code if one.code in criteria.by_code else "") for one in found],
        "faulty": {one.code for one in found},
        "may_issue": actor.can(Measuring.CRITERIA_ISSUE, row.home.path if row.home else NO_BRANCH),
        "history": history(row)[:20],
        "sample_data": row.is_sample,
    }
    return render(request, "measuring/criteria/draft.html", context)


def history(row: CriteriaRelease) -> list[dict[str, Any]]:
    """Who did what to the draft, newest first."""
    events = history_of(AGGREGATE, row.pk).order_by("-sequence")
    return [{"when": one.recorded_at, "who": one.actor_name, "what": _told(one)} for one in events]


def _told(event: Any) -> str:
    codes = [one for one in event.changes.get("node") or [] if one]
    return f"{label_of(event)}: {' → '.join(dict.fromkeys(codes))}" if codes else label_of(event)


@login_required
@require_http_methods(["GET", "POST"])
def head(request: HttpRequest, key: str) -> HttpResponse:
    actor = actor_of(request)
    row = draft_for(actor, key)
    form = HeadForm(request.POST or None, initial=row.content)
    if request.method == "POST" and form.is_valid():
        wanted = act.Heading(key, request.POST.get("thay", ""), form.values())
        if attempt(form, lambda: act.EditHead.run(actor, wanted)) is not None:
            messages.success(request, _("Đã lưu."))
            return redirect("criteria-draft", key=key)
        row.refresh_from_db()
    context = {
        "release": row,
        "form": form,
        "seen": mark_of(row.content, ""),
        "stored": stored_beside(form, row.content) if form.errors else [],
        "sample_data": row.is_sample,
    }
    return render(request, "measuring/criteria/head.html", context, status=422 if form.errors else 200)


def stored_beside(form: Any, stored: dict[str, Any]) -> list[tuple[str, str]]:
    """Field → what is kept now, where it is not what the person typed: both are shown, they choose."""
    rows = []
    for bound in form:
        kept = form.fields[bound.name].prepare_value(stored.get(bound.name, "")) or ""
        if isinstance(kept, str | int) and str(bound.value() or "") != str(kept):
            rows.append((str(bound.label), str(kept)))
    return rows


@login_required
@require_POST
def issue(request: HttpRequest, key: str) -> HttpResponse:
    actor, revision = actor_of(request), request.POST.get("lan-sua", "")
    queries.get_for(actor, key)
    wanted = act.Issuing(key, int(revision) if revision.isdigit() else 0)
    done = say(request, lambda: act.IssueRelease.run(actor, wanted), _("Đã ban hành. Từ nay bộ này không đổi nữa."))
    return redirect("criteria-set" if done else "criteria-draft", key=key)


@login_required
@require_POST
def discard(request: HttpRequest, key: str) -> HttpResponse:
    actor = actor_of(request)
    queries.get_for(actor, key)
    done = say(request, lambda: act.DiscardDraft.run(actor, act.Discarding(key)), _("Đã bỏ bản soạn."))
    return redirect(reverse("criteria-desk") if done else reverse("criteria-draft", args=[key]))
