"""Filters of the record's own pages: ``{% load record %}``."""

from __future__ import annotations

from datetime import date

from django import template

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
