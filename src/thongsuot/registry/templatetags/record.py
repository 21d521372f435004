"""Filters of the record's own pages: ``{% load record %}``."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from thongsuot.kernel.formatting import format_change, format_number
from thongsuot.registry.checking.domain import Verdict
from thongsuot.registry.documents.models import CleaningNote

register = template.Library()


@register.filter
def slice_text(text: str, note: CleaningNote) -> str:
    """The stretch of the document that the note set aside."""
    return text[note.start : note.end]


@register.filter
def iso_date(day: str | None) -> date | None:
    """A day kept as text in JSON."""
    return date.fromisoformat(day) if day else None


@register.filter
def number(value: Decimal | int | None) -> str:
    """A bare number as Vietnamese writes it, with the digits it carries."""
    return "" if value is None else format_number(value)


@register.filter
def signed(value: Decimal) -> str:
    """«+2,26», «−1,61», «0»."""
    return f"+{format_number(value)}" if value > 0 else format_number(value)


@register.simple_tag
def rank_move(places: int) -> SafeString:
    """A change of rank in words and a shape: «tăng 4 bậc»."""
    shape = "▲" if places > 0 else "▼" if places < 0 else "•"
    tone = "up" if places > 0 else "down" if places < 0 else "same"
    words = format_change(Decimal(places), "bậc")
    return format_html('<span class="move move-{}"><span aria-hidden="true">{}</span> {}</span>', tone, shape, words)


_VERDICT_TONES = {Verdict.MATCH: "good", Verdict.MISMATCH: "bad", Verdict.UNCLEAR: "warn", Verdict.NO_DATA: "neutral"}


@register.simple_tag
def verdict_badge(verdict: Verdict) -> SafeString:
    """How a figure stands to the record, in a word with a mark of its tone."""
    return format_html('<span class="badge badge-{}">{}</span>', _VERDICT_TONES[verdict], str(verdict).capitalize())
