"""«Trình chiếu»: the page of the projector, the part of it that changes while the chair speaks, its service worker."""

from __future__ import annotations

import hashlib
import json

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from thongsuot.platform.access.requests import actor_of
from thongsuot.registry.acting import say
from thongsuot.steering.meetings.actions import MeetingKey, SettleFigures
from thongsuot.steering.meetings.present.board import board_of
from thongsuot.steering.meetings.present.files import projector_files
from thongsuot.steering.meetings.present.worker import worker_script
from thongsuot.steering.meetings.showing import shown_conclusions
from thongsuot.steering.meetings.views.shared import as_of, back, context_of, managed, seen


@login_required
@require_GET
def present(request: HttpRequest, key: str) -> HttpResponse:
    meeting, actor = seen(request, key), actor_of(request)
    context = context_of(
        meeting,
        board=board_of(actor, meeting, as_of(request)),
        lines=shown_conclusions(actor, meeting),
        made_at=timezone.now(),
        settled=meeting.snapshots.order_by("-taken_at").first(),
    )
    return render(request, "steering/meetings/present.html", context)


@login_required
@require_GET
def live(request: HttpRequest, key: str) -> HttpResponse:
    """The conclusions as they are captured; asked for every two seconds."""
    meeting = seen(request, key)
    context = context_of(meeting, lines=shown_conclusions(actor_of(request), meeting))
    return render(request, "steering/meetings/parts/lines.html", context)


@login_required
@require_GET
def worker(request: HttpRequest, key: str) -> HttpResponse:
    """Registered by this page alone, for this page alone."""
    meeting = seen(request, key)
    files = projector_files()
    version = hashlib.sha256(json.dumps(files).encode()).hexdigest()[:12]
    page = reverse("meeting-present", args=[meeting.key])
    response = HttpResponse(
        worker_script(meeting.key, version, page, files), content_type="text/javascript; charset=utf-8"
    )
    response["Cache-Control"] = "no-cache"
    return response


@login_required
@require_POST
def settle(request: HttpRequest, key: str) -> HttpResponse:
    meeting = managed(request, key)
    done = _("Đã chốt số liệu trình chiếu. Số nào sửa sau lúc này sẽ được báo trên màn hình.")
    say(request, lambda: SettleFigures.run(actor_of(request), MeetingKey(meeting.key)), done)
    return back(meeting)
