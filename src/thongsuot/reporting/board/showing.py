"""Words that every board writes: points, freshness, addresses of what stands behind a number."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from thongsuot.kernel.clock import local
from thongsuot.kernel.formatting import format_date, format_number
from thongsuot.registry.units.models import Unit
from thongsuot.reporting.board.asked import Asked
from thongsuot.reporting.board.rates import FEW, is_few
from thongsuot.reporting.board.scoring import Card, Part
from thongsuot.serving.facade import Freshness


def points(value: Decimal | None) -> str:
    """«29,75»; empty when unknown."""
    return "" if value is None else format_number(value, 2)


def signed(value: Decimal | None) -> str:
    """«+1,53», «−45,92», «0,00»; empty when unknown."""
    return "" if value is None else f"{'+' if value > 0 else ''}{format_number(value, 2)}"


def live_every(is_steering: bool) -> int:
    """Milliseconds between two questions of a page: who steers sees an event within a second, the public is many."""
    return 500 if is_steering else 3000


def live_query(one: Unit, asked: Asked) -> str:
    """Asks for the figures of one board (``realtime-live``)."""
    return urlencode({"don-vi": one.key, "ky": asked.key})


def freshness_words(fresh: Freshness) -> str:
    """«Số liệu đến 14:32:05 ngày 22/11/2026, trễ 0,4 giây»."""
    if fresh.seen is None:
        return _("Chưa có số liệu nào")
    at = local(fresh.seen)
    said = {"time": f"{at:%H:%M:%S}", "day": format_date(at.date()), "lag": lag_words(fresh.lag)}
    return _("Số liệu đến %(time)s ngày %(day)s, trễ %(lag)s") % said


def lag_words(lag: timedelta) -> str:
    """«0,4 giây», «3 phút», «2 giờ»."""
    seconds = Decimal(lag // timedelta(milliseconds=100)) / 10
    if seconds < 100:
        return _("%(count)s giây") % {"count": format_number(seconds)}
    minutes = int(seconds) // 60
    if minutes < 120:
        return _("%(count)s phút") % {"count": minutes}
    return _("%(count)s giờ") % {"count": minutes // 60}


def is_sample(card: Card) -> bool:
    """A demonstration holds made-up dossiers only; then whatever is counted says so."""
    return bool(settings.DEMO) and not card.is_empty


def known_of(card: Card, is_open: bool) -> Decimal | None:
    """Points that dossiers give; nothing of too few."""
    is_shown = not card.is_empty and (is_open or card.counts.all_766 >= FEW)
    return card.known if is_shown else None


def points_of(part: Part, is_open: bool) -> Decimal | None:
    """Of one group; nothing where a metric in it is counted of too few: the group would tell them."""
    is_shown = part.found.known_maximum > 0 and (is_open or not any(is_few(line.count) for line in part.lines))
    return part.found.known if is_shown else None


def list_url(list_query: str, behind: str) -> str:
    """The dossiers behind a number, for those who may read them."""
    return f"{reverse('dossier-board-rows')}?{list_query}&nhom={behind}" if list_query and behind else ""
