"""Costs and limits in the words of the filing pages: ``{% load filing %}``."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from thongsuot.kernel.formatting import format_number
from thongsuot.serving.clock.domain.model import Limit
from thongsuot.serving.clock.domain.words import limit_words
from thongsuot.serving.filing.domain.papers import Cost

register = template.Library()


@register.simple_tag
def cost_text(cost: Cost) -> SafeString:
    """«8.000 đồng», «Không mất tiền»; unknown is said, never 0."""
    if cost.amount is None:
        return format_html("{}", _("Tùy câu trả lời, hiện trước khi nộp"))
    if cost.amount == 0:
        return format_html("{}", _("Không mất tiền"))
    words = _("%(amount)s đồng") % {"amount": format_number(cost.amount)}
    return format_html('<span data-source="procedure">{}</span>', words)


@register.simple_tag
def limit_text(limit: Limit) -> str:
    return limit_words(limit)
