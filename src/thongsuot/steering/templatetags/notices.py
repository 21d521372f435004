"""Filters of the notice's pages: ``{% load notices %}``."""

from __future__ import annotations

from django import template

from thongsuot.steering.notices.models import NoticeStatus

register = template.Library()
_TONES = {NoticeStatus.ISSUED.value: "good", NoticeStatus.REPLACED.value: "neutral"}


@register.filter
def notice_tone(status: str) -> str:
    """Tone of a step of the life cycle, for ``{% badge %}``: what is under way informs, what is out is good."""
    return _TONES.get(status, "info")
