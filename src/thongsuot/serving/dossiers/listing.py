"""The one filter of list, search and export: what an address asks for, and the dossiers that answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.db.models import Q, QuerySet
from django.utils.dateparse import parse_date

from thongsuot.kernel.clock import VIETNAM
from thongsuot.kernel.text import fold, nfc
from thongsuot.serving.dossiers.actions.persons import id_print
from thongsuot.serving.dossiers.choices import ChannelChoice, Mode, Status
from thongsuot.serving.dossiers.domain.codes import is_code, tidy
from thongsuot.serving.dossiers.models import Dossier

SOON = timedelta(hours=48)
RISKY = Decimal("0.5")
OPEN = (Status.NEW, Status.ACCEPTED, Status.PROCESSING, Status.SUPPLEMENT, Status.FINANCIAL_DUTY, Status.FINISHED)
RUNNING = (Status.ACCEPTED, Status.PROCESSING)
DUE = ("qua-han", "48-gio", "con-han", "chua-hen")
_ID_DIGITS = (9, 12)  # CMND, CCCD


@dataclass(frozen=True, slots=True)
class DossierFilter:
    """Empty means all. ``due``: one of ``DUE``; ``officer``: number of the account, 0: given to nobody."""

    words: str = ""
    status: int | None = None
    due: str = ""
    is_risky: bool = False
    procedure: str = ""
    unit: str = ""
    channel: int | None = None
    mode: str = ""
    officer: int | None = None
    step: int | None = None
    asked_again: bool = False
    is_open: bool = False
    since: date | None = None
    until: date | None = None


def filter_from(got: Mapping[str, str]) -> DossierFilter:
    """A value nobody knows is as if it were not there."""
    return DossierFilter(
        words=got.get("tim", "").strip()[:120],
        status=_one_of(got.get("trang-thai", ""), Status.values),
        due=got.get("han", "") if got.get("han", "") in DUE else "",
        is_risky=got.get("nguy-co") == "1",
        procedure=got.get("thu-tuc", "")[:40],
        unit=got.get("don-vi", "")[:120],
        channel=_one_of(got.get("kenh", ""), ChannelChoice.values),
        mode=got.get("cach", "") if got.get("cach", "") in Mode.values else "",
        officer=_number(got.get("nguoi", "")),
        step=_number(got.get("buoc", "")),
        asked_again=got.get("bo-sung-lai") == "1",
        is_open=got.get("chua-xong") == "1",
        since=_day(got.get("tu", "")),
        until=_day(got.get("den", "")),
    )


def matching(rows: QuerySet[Dossier], wanted: DossierFilter, now: datetime) -> QuerySet[Dossier]:
    """``rows`` come from ``dossiers_visible_to``: this narrows, never widens."""
    equal = {
        "status": wanted.status,
        "procedure__code": wanted.procedure or None,
        "channel": wanted.channel,
        "mode": wanted.mode or None,
        "step": wanted.step,
        "holder_unit__key": wanted.unit or None,
    }
    rows = rows.filter(**{name: value for name, value in equal.items() if value is not None})
    if wanted.officer is not None:
        rows = rows.filter(officer_id=wanted.officer or None)
    if wanted.is_risky:
        rows = rows.filter(risk__gte=RISKY)
    if wanted.asked_again:
        rows = rows.filter(supplements__gt=1)
    if wanted.is_open:
        rows = rows.filter(status__in=OPEN)
    return _said(_within(rows.filter(_due(wanted.due, now)), wanted), wanted.words)


def _within(rows: QuerySet[Dossier], wanted: DossierFilter) -> QuerySet[Dossier]:
    if wanted.since:
        rows = rows.filter(submitted_at__gte=datetime.combine(wanted.since, time(), VIETNAM))
    if wanted.until:
        rows = rows.filter(submitted_at__lt=datetime.combine(wanted.until + timedelta(days=1), time(), VIETNAM))
    return rows


def _due(asked: str, now: datetime) -> Q:
    return {
        "": Q(),
        "qua-han": Q(status__in=RUNNING, due_at__lt=now),
        "48-gio": Q(status__in=RUNNING, due_at__gte=now, due_at__lt=now + SOON),
        "con-han": Q(status__in=RUNNING, due_at__gte=now),
        "chua-hen": Q(status__in=RUNNING, due_at__isnull=True),
    }[asked]


def _said(rows: QuerySet[Dossier], words: str) -> QuerySet[Dossier]:
    """A whole code is one look-up; a number of identity is found by its print; else names without marks."""
    if not words:
        return rows
    if is_code(tidy(words)):
        return rows.filter(code=tidy(words))
    digits = words.replace(" ", "")
    if digits.isdecimal() and len(digits) in _ID_DIGITS:
        return rows.filter(person__id_print=id_print(digits))
    for word in fold(nfc(words)).split():
        rows = rows.filter(Q(search_key__contains=word) | Q(code__contains=word.upper()))
    return rows


def _one_of(text: str, values: list[int]) -> int | None:
    number = _number(text)
    return number if number in values else None


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 10 else None


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None
