"""The wall of an operations centre (IOC): public figures only, no name of anybody, nothing to log in with."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from thongsuot.measuring.facade import READ_ON, Place
from thongsuot.platform.access.actors import ANONYMOUS
from thongsuot.reporting.board import counting, queries
from thongsuot.reporting.board.asked import asked_of
from thongsuot.reporting.board.rates import rates_of
from thongsuot.reporting.board.scoring import card_of
from thongsuot.reporting.board.showing import freshness_words, is_sample, live_every, live_query, points
from thongsuot.serving import facade

_THEMES = ("toi", "sang")


@dataclass(frozen=True, slots=True)
class Standing:
    rank: int
    name: str
    points: str
    is_mine: bool


@require_GET
def ioc(request: HttpRequest) -> HttpResponse:
    """``don-vi``: whose rates stand large (the nation without), ``ky``; ``nen``: «toi», «sang», else the machine's own.

    Whoever is signed in on the machine of the wall, the page is the public's.
    """
    actor, today = ANONYMOUS, timezone.localdate()
    asked, key = asked_of(request, today), request.GET.get("don-vi", "")
    one = queries.board_unit(actor, key) if key else queries.nation(actor)
    card = card_of(counting.whole(actor, one, asked), today)
    printed = sorted(queries.printed(actor).items(), key=lambda item: item[1].rank.position)
    theme = request.GET.get("nen", "")
    context = {
        "unit": one,
        "asked": asked,
        "freshness": freshness_words(facade.fact_freshness()),
        "live_query": f"{live_query(one, asked)}&cong-khai=1",
        "live_every": live_every(is_steering=True),
        "rates": rates_of(card.counts),
        "places": [_standing(place, one.path.startswith(place.unit.path)) for _key, place in printed if place.unit],
        "theme": theme if theme in _THEMES else "",
        "read_on": READ_ON,
        "sample_data": is_sample(card),
    }
    return render(request, "reporting/board/ioc.html", context)


def _standing(place: Place, is_mine: bool) -> Standing:
    return Standing(place.rank.position, place.name, points(place.compared.printed.total), is_mine)
