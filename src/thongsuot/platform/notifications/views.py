"""A person's own notifications."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from thongsuot.platform.access.requests import actor_of
from thongsuot.platform.actions import ActionError
from thongsuot.platform.http import page_of
from thongsuot.platform.notifications import queries
from thongsuot.platform.notifications.actions import MarkRead, MarkReadInput, SwitchInput, SwitchMail


@login_required
def inbox(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    page = page_of(queries.visible_to(actor), ("-id",), request.GET.get("sau"))
    context = {
        "notes": page.rows,
        "next": page.next,
        "unread": queries.unread_count(actor),
        "switches": queries.switches_of(actor),
    }
    return render(request, "platform/notifications/list.html", context)


@login_required
@require_POST
def follow(request: HttpRequest, notification_id: int) -> HttpResponse:
    """Mark one as read and go where it points."""
    note = queries.get_for(actor_of(request), notification_id)
    MarkRead.run(actor_of(request), MarkReadInput(note.pk))
    inside = note.url and url_has_allowed_host_and_scheme(note.url, allowed_hosts=None)
    return redirect(note.url if inside else "notifications")


@login_required
@require_POST
def mark_all(request: HttpRequest) -> HttpResponse:
    MarkRead.run(actor_of(request), MarkReadInput())
    return redirect("notifications")


@login_required
@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    data = SwitchInput(request.POST.get("kind", ""), mail=request.POST.get("mail") == "1")
    try:
        SwitchMail.run(actor_of(request), data)
    except ActionError as error:
        messages.error(request, str(error))
    return redirect("notifications")
