"""``{% load committee_words %}``: roles and spans of memberships in words."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _

from thongsuot.kernel.formatting import format_date
from thongsuot.steering.committees.models import CommitteeVersion
from thongsuot.steering.committees.roster import role_label as label_of_role

register = template.Library()


@register.filter
def role_label(role: str) -> str:
    return label_of_role(role)


@register.filter
def span(version: CommitteeVersion) -> str:
    """«01/03/2024 – 14/01/2026», «từ 15/01/2026», «đến 29/02/2024»: both ends are days on which it held."""
    begun = format_date(version.valid_from) if version.valid_from else ""
    last = version.valid_to.fromordinal(version.valid_to.toordinal() - 1) if version.valid_to else None
    if last is None:
        return _("từ %(day)s đến nay") % {"day": begun} if begun else _("chưa rõ ngày")
    ended = format_date(last)
    return f"{begun} – {ended}" if begun else _("đến %(day)s") % {"day": ended}
