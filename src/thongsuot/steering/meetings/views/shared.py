"""What the pages of one meeting do alike."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from thongsuot.platform.access.errors import require
from thongsuot.platform.access.requests import actor_of
from thongsuot.steering.meetings import queries
from thongsuot.steering.meetings.models import Meeting
from thongsuot.steering.permissions import Steering


def seen(request: HttpRequest, key: str) -> Meeting:
    """The meeting for this person, or 404."""
    return queries.get_for(actor_of(request), key)


def managed(request: HttpRequest, key: str) -> Meeting:
    """The meeting for whoever runs it, or 403 with who does."""
    meeting = seen(request, key)
    require(actor_of(request), Steering.MEETING_MANAGE, meeting.committee.home.path)
    return meeting


def as_of(request: HttpRequest) -> date:
    """``?ngay=2024-10-10``, else today."""
    try:
        return date.fromisoformat(request.GET.get("ngay", ""))
    except ValueError:
        return timezone.localdate()


def back(meeting: Meeting, anchor: str = "") -> HttpResponse:
    url = reverse("meeting", args=[meeting.key])
    return redirect(f"{url}#{anchor}" if anchor else url)


def context_of(meeting: Meeting, **more: Any) -> dict[str, Any]:
    return {"meeting": meeting, "sample_data": meeting.is_sample, **more}
