"""What the pages of plans share: the right to read, the day in the address."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from django.utils import timezone

from thongsuot.kernel.periods import UnknownPeriod, parse_date
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import require
from thongsuot.platform.access.requests import actor_of
from thongsuot.registry.units.models import Unit
from thongsuot.steering.permissions import Steering
from thongsuot.steering.plans.queries import home_of, unit_with_key


def reader_of(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    require(actor, Steering.READ)
    return actor


def day_of(request: HttpRequest) -> date:
    """``ngay`` in the address, else today: a page of the past says what was known then."""
    text = request.GET.get("ngay", "")
    today = timezone.localdate()
    try:
        return parse_date(text, today) if text else today
    except UnknownPeriod:
        return today


def year_of(request: HttpRequest, on: date) -> int:
    """``nam`` in the address, else the year of the day."""
    text = request.GET.get("nam", "")
    return int(text) if text.isascii() and text.isdigit() and 1990 <= int(text) <= 2100 else on.year


def unit_of(request: HttpRequest, actor: Actor) -> Unit:
    """``don-vi`` in the address, else the province, ministry or commune the reader works for."""
    key = request.GET.get("don-vi", "")
    return unit_with_key(actor, key) if key else home_of(actor)
