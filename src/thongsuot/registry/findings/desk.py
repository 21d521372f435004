"""Workspace screen of doubts: answer each with a reason, or leave it open."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thongsuot.platform.access.errors import require
from thongsuot.platform.access.requests import actor_of
from thongsuot.registry.accounts.roles import Permission
from thongsuot.registry.acting import say
from thongsuot.registry.findings import queries
from thongsuot.registry.findings.actions import Dismissal, DismissFinding

PAGE_SIZE = 30


@login_required
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    require(actor, Permission.FINDING_DISMISS)
    answered = request.GET.get("da-tra-loi") == "1"
    page = Paginator(queries.desk(actor, answered=answered), PAGE_SIZE).get_page(request.GET.get("trang"))
    tabs = [(_("Chưa trả lời"), "?", not answered), (_("Đã trả lời"), "?da-tra-loi=1", answered)]
    return render(request, "registry/findings/desk.html", {"page": page, "tabs_": tabs})


@login_required
@require_POST
def dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_of(request)
    finding = queries.get_for(actor, pk)
    reopen = request.POST.get("lai") == "1"
    said = _("Đã mở lại cảnh báo.") if reopen else _("Đã ghi lý do.")
    dismissal = Dismissal(finding.pk, request.POST.get("ly-do", ""), reopen)
    say(request, lambda: DismissFinding.run(actor, dismissal), said)
    return redirect("findings-desk")
