"""A person's own notifications."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thongsuot.platform.access.requests import actor_of
from thongsuot.platform.actions import ActionError
from thongsuot.platform.http import page_of
from thongsuot.platform.notifications import channels, queries
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
        "simulated": settings.SMS == channels.SIMULATOR,
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


@login_required
@require_GET
def simulated(request: HttpRequest) -> HttpResponse:
    """What the simulator holds; there is no such page where messages truly leave."""
    if settings.SMS != channels.SIMULATOR:
        raise Http404(_("Hệ thống này không dùng bộ giả lập tin nhắn."))
    page = Paginator(queries.simulated_texts(actor_of(request)), 50).get_page(request.GET.get("trang"))
    return render(request, "platform/notifications/simulated.html", {"page": page, "sample_data": True})
