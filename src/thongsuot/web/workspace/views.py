"""The first screen after signing in: what waits for this role, nothing else (product §4.2)."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from thongsuot.platform.access.requests import actor_of
from thongsuot.registry.accounts.roles import Permission
from thongsuot.web.navigation import find_url
from thongsuot.web.workspace import queries
from thongsuot.web.workspace.steering import steering_home

SHOWN = 5


@login_required
def workspace(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    context: dict[str, Any] = {}
    home = steering_home(actor, timezone.localdate())
    if actor.can(Permission.CLAIM_CONFIRM) or actor.can(Permission.DIRECTIVE_CONFIRM):
        context["waiting"], context["waiting_count"] = queries.documents_to_confirm(actor, SHOWN)
    if actor.can(Permission.FINDING_DISMISS):
        context["doubtful"], context["doubtful_count"] = queries.doubtful_claims(actor, SHOWN)
        context["desk_url"] = find_url("claims-desk")
    context["has_blocks"] = bool(context) or not home.is_empty
    context |= {"home": home, "today": timezone.localdate()}
    if actor.can(Permission.DOCUMENT_ADD):
        context["intake_url"] = find_url("intake")
    context["inbox_url"] = find_url("inbox")
    return render(request, "web/pages/workspace.html", context)
