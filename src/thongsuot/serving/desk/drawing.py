"""The queue's rows as drawn. Fifty stand on every page: what they share is worded, cut and addressed once.

The template of a row is rendered once; each row then only fills in its own words, every one of them escaped.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from thongsuot.serving.desk.rows import QueueRow
from thongsuot.serving.dossiers.choices import Status

_LONGEST = 80  # characters of a procedure's name


class _Shown(NamedTuple):
    tone: str
    words: str


def drawn(rows: Iterable[QueueRow]) -> SafeString:
    """The lines of the table; empty where there is no row."""
    page = _Page()
    return mark_safe("".join(page.line(row) for row in rows))  # noqa: S308 - each line is escaped below


class _Page:
    """Words and addresses all rows of one page share."""

    def __init__(self) -> None:
        self.row = render_to_string("serving/desk/_row.html")
        self.choose, self.of, self.risky = _("Chọn %(code)s"), _("của %(unit)s"), _("dễ trễ ở %(step)s")
        self.same_day, self.nobody = _("không phiếu hẹn"), _("chưa giao ai")
        self.undated = format_html('<span class="soft">{}</span>', _("chưa có"))
        self.statuses = {int(one): str(one.label) for one in Status}
        self.title = cache(lambda title: Truncator(title).chars(_LONGEST))
        self.badge = cache(lambda shown: render_to_string("serving/desk/_urgency.html", {"urgency": shown}))
        self.before_code = ""

    def line(self, row: QueueRow) -> str:
        one = row.dossier
        own = {
            "number": one.pk,
            "code": one.code,
            "url": self._url(one.code),
            "choose": self.choose % {"code": one.code},
            "urgency": self.badge(_Shown(row.urgency.tone, row.urgency.words)),
            "about": self._about(row),
            "procedure": self.title(one.procedure.title),
            "place": f"{one.step}/{row.steps} {row.step}" if row.step else self.statuses[one.status],
            "who": self._who(row),
            "due": f"{localtime(one.due_at):%H:%M %d/%m/%Y}" if one.due_at else self.undated,
        }
        return self.row % {name: conditional_escape(words) for name, words in own.items()}

    def _url(self, code: str) -> str:
        """A code is written in letters that stand in an address as they are: only the first is resolved."""
        if not self.before_code:
            self.before_code = reverse("dossier", args=[code]).removesuffix(code)
        return self.before_code + code

    def _about(self, row: QueueRow) -> str:
        """The applicant, and what is unusual."""
        one, said = row.dossier, [row.dossier.applicant_name]
        if one.is_same_day:
            said.append(self.same_day)
        if one.competent_unit_id != one.receiving_unit_id:
            said.append(self.of % {"unit": one.competent_unit.name})
        return " · ".join(said)

    def _who(self, row: QueueRow) -> str:
        officer = row.dossier.officer
        said = officer.display_name if officer else self.nobody
        is_told = row.risk_step and row.urgency.tone == "warn"
        return f"{said} · {self.risky % {'step': row.risk_step}}" if is_told else said
