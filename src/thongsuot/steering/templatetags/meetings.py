"""``{% load meetings %}``: tones of a meeting's states, for ``{% badge %}``."""

from __future__ import annotations

from django import template

from thongsuot.steering.meetings.models import MeetingStatus, OpinionOutcome, Presence, Reply

register = template.Library()

_TONES: dict[str, dict[str, str]] = {
    "meeting": {
        MeetingStatus.PLANNED: "neutral",
        MeetingStatus.INVITED: "info",
        MeetingStatus.LIVE: "warn",
        MeetingStatus.CLOSED: "good",
        MeetingStatus.CANCELLED: "bad",
    },
    "presence": {Presence.UNKNOWN: "neutral", Presence.PRESENT: "good", Presence.ABSENT: "bad"},
    "reply": {Reply.NONE: "neutral", Reply.COMING: "good", Reply.SUBSTITUTE: "info", Reply.DECLINED: "bad"},
    "opinion": {OpinionOutcome.WAITING: "warn", OpinionOutcome.ACCEPTED: "good", OpinionOutcome.EXPLAINED: "info"},
    "standing": {"held": "good", "planned": "info", "missing": "bad", "ahead": "neutral"},
}


@register.filter
def tone(state: str, of: str) -> str:
    """``{% badge meeting.status|tone:"meeting" meeting.get_status_display %}``"""
    return _TONES[of].get(str(state), "neutral")
