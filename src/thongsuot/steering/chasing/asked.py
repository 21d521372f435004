"""The questions of the page «Đôn đốc» as its address carries them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.http import QueryDict

from thongsuot.kernel.text import fold, nfc
from thongsuot.steering.chasing.models import Reminder, ReminderKind
from thongsuot.steering.tasks.models import Task

BY_HAND = "tay"
VIEWS = ("sap-gui", "da-gui", "dang-bao")


@dataclass(frozen=True, slots=True)
class Asked:
    """``view`` is one of ``VIEWS``; ``rung`` a key of the ladder or ``BY_HAND``; ``words`` of title or lead unit."""

    view: str
    rung: str = ""
    words: str = ""
    day: date | None = None

    @property
    def is_filtered(self) -> bool:
        return bool(self.rung or self.words)

    def reminders(self, rows: QuerySet[Reminder]) -> QuerySet[Reminder]:
        if self.rung:
            rows = rows.filter(kind=ReminderKind.MANUAL) if self.rung == BY_HAND else rows.filter(rung=self.rung)
        if self.day:
            rows = rows.filter(sent_on=self.day)
        return rows.filter(task__search_key__contains=fold(nfc(self.words))) if self.words else rows

    def tasks(self, rows: QuerySet[Task]) -> QuerySet[Task]:
        """Of what is to go out: those have ``rung`` annotated."""
        if self.rung and self.view == VIEWS[0]:
            rows = rows.filter(rung=self.rung)
        return rows.filter(search_key__contains=fold(nfc(self.words))) if self.words else rows


def asked_of(query: QueryDict) -> Asked:
    """What cannot be read counts as not asked."""
    view = query.get("xem", "")
    try:
        day = date.fromisoformat(query.get("ngay", ""))
    except ValueError:
        day = None
    return Asked(view if view in VIEWS else VIEWS[0], query.get("nac", "")[:8], query.get("q", "").strip()[:100], day)
