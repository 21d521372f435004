"""The queue: what is pressing first, the next dossier on top, today's numbers."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import AccessDenied, require
from thongsuot.platform.access.requests import actor_of
from thongsuot.platform.http import page_of
from thongsuot.serving.desk import queries
from thongsuot.serving.desk.asked import TAB_WORDS, QueueFilter, Tab, filter_of
from thongsuot.serving.desk.drawing import drawn
from thongsuot.serving.desk.places import desk_of
from thongsuot.serving.desk.rows import best_of, rows_of
from thongsuot.serving.dossiers.choices import ChannelChoice
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.permissions import Serving

PAGE_SIZE = 50
LOOKED_AT = 30  # the next best lies among the first of one's own queue
ANY = (Serving.DOSSIER_READ, Serving.DOSSIER_RECEIVE)


@login_required
@require_GET
def dossiers(request: HttpRequest) -> HttpResponse:
    actor, now = actor_of(request), timezone.now()
    if not any(actor.can(one) for one in ANY):
        require(actor, Serving.DOSSIER_READ)
    wanted = filter_of(request)
    page = page_of(queries.queue(actor, wanted, now), queries.order_of(wanted.tab), request.GET.get("sau"), PAGE_SIZE)
    is_mine = wanted == QueueFilter() and "sau" not in request.GET
    mine = page.rows[:LOOKED_AT] if is_mine else _first_of_mine(actor, now)
    rows = rows_of([*page.rows, *mine], now)  # together: what they point at is read once
    best = best_of(rows[len(page.rows) :], actor)
    numbers = queries.numbers(actor, wanted, now)
    rest = request.GET.copy()
    for chosen in ("muc", "sau"):
        rest.pop(chosen, None)
    context = {
        "rows": drawn(rows[: len(page.rows)]),
        "next": page.next,
        "best": best,
        "numbers": numbers,
        "wanted": wanted,
        "tabs": _tabs(wanted, numbers.tabs, rest.urlencode()),
        "rest": rest.urlencode(),
        "officers": queries.officers_of(actor),
        "channels": ChannelChoice.choices,
        "may_receive": _has_desk(actor),
        "sample_data": any(one.is_sample for one in page.rows),
        "is_filtered": bool(rest),
    }
    return render(request, "serving/desk/queue.html", context)


def _first_of_mine(actor: Actor, now: datetime) -> list[Dossier]:
    return list(queries.queue(actor, QueueFilter(), now).order_by(*queries.ORDER)[:LOOKED_AT])


def _tabs(wanted: QueueFilter, counts: dict[Tab, int], rest: str) -> list[tuple[str, str, bool, int | None]]:
    and_rest = f"&{rest}" if rest else ""
    return [
        (str(words), f"?muc={tab.value}{and_rest}", tab is wanted.tab, counts.get(tab))
        for tab, words in TAB_WORDS.items()
    ]


def _has_desk(actor: Actor) -> bool:
    try:
        desk_of(actor, Serving.DOSSIER_RECEIVE)
    except AccessDenied:
        return False
    return True
