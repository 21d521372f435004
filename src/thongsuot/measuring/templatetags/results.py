"""Points and places of published results: ``{% load results %}``."""

from __future__ import annotations

from decimal import Decimal

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from thongsuot.kernel.formatting import format_number, without_trailing_zeros
from thongsuot.measuring.publishing.content import UnitResult
from thongsuot.measuring.publishing.words import place_words

register = template.Library()


@register.filter
def place(unit: UnitResult) -> str:
    """«đồng hạng 3/34»."""
    return place_words(unit)


@register.filter
def number_short(value: Decimal) -> str:
    """«0,75», «10»: no zeros that carry nothing."""
    return format_number(without_trailing_zeros(value))


@register.simple_tag
def points(value: Decimal | None) -> SafeString | str:
    """Points as a reader expects them; what is missing is a dash, never 0."""
    if value is None:
        return format_html('<span class="missing" title="{}">—</span>', _("chưa có điểm"))
    return number_short(value)


@register.simple_tag
def share_bar(percent: Decimal | int) -> SafeString:
    """A bar of the percentage that stands beside it in digits."""
    shown = min(max(int(percent), 0), 100)
    return format_html(
        '<span class="share-bar" aria-hidden="true"><svg viewBox="0 0 100 6" preserveAspectRatio="none">'
        '<rect class="whole" width="100" height="6"/><rect class="share" width="{}" height="6"/></svg></span>',
        shown,
    )
