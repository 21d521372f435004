"""Public boards of the real-time index: the nation, a unit, the figures that keep them fresh."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thongsuot.measuring.facade import READ_ON
from thongsuot.platform.access.actors import ANONYMOUS, Actor
from thongsuot.platform.access.requests import actor_of
from thongsuot.platform.http import with_etag
from thongsuot.registry.units.models import Unit, UnitKind
from thongsuot.reporting.board import counting, queries
from thongsuot.reporting.board.asked import Asked, asked_of, period_choices
from thongsuot.reporting.board.cards import card_words, figures, funnel_of, group_parts, live_figures
from thongsuot.reporting.board.rates import KINDS
from thongsuot.reporting.board.scoring import Card, card_of
from thongsuot.reporting.board.showing import freshness_words, is_sample, live_every, live_query
from thongsuot.reporting.board.tables import ProcedureRow, Row, columns, ordered, procedure_row, row_of, tile_of
from thongsuot.serving import facade
from thongsuot.serving.facts.domain.measures import Counts

_UPWARDS = "tang"
_ROWS = 40  # a province has up to 170 units; ``het=1`` shows them all


@require_GET
def realtime(request: HttpRequest) -> HttpResponse:
    """``ky``, ``xep``, ``chieu``: 34 provinces, what the portal printed beside what dossiers say."""
    actor, today = actor_of(request), timezone.localdate()
    asked, whole = asked_of(request, today), queries.nation(actor)
    provinces, printed = queries.provinces(actor, asked.seen), queries.printed(actor)
    counts, is_open = counting.by_province(queries.provinces_ever(actor), asked), queries.may_open(actor, whole)
    rows = [
        row_of(one, card_of(counts.get(one.pk, Counts.zero()), today), asked.query, is_open, printed.get(one.key))
        for one in provinces
    ]
    card = card_of(counting.total(counts.values()), today)
    context = {
        **_frame(asked, whole, card, is_open),
        **_table(request, rows, "cong", ("cong", _("Cổng công bố"))),
        "figures": figures(card.counts, is_open, ""),
        "funnel": funnel_of(card.counts, is_open, ""),
        "is_empty": card.is_empty,
        "tiles": [tile_of(one, asked.query) for one in printed.values()],
        "read_on": READ_ON,
    }
    return render(request, "reporting/board/realtime.html", context)


@require_GET
def unit(request: HttpRequest, key: str) -> HttpResponse:
    """One unit: six groups with points, rates, the funnel; its units and procedures."""
    actor, today = actor_of(request), timezone.localdate()
    asked, one = asked_of(request, today), queries.board_unit(actor, key)
    if one.kind == UnitKind.NATION:
        return redirect(f"{reverse('realtime')}?{asked.query}")
    is_open, below = queries.may_open(actor, one), queries.units_below(actor, one)
    counts = counting.by_unit(below, asked)
    card = card_of(counting.of_unit(one, asked, counts), today)
    others = [other for other in below if other.pk in counts and other.pk != one.pk]
    rows = [row_of(other, card_of(counts[other.pk], today), asked.query, is_open) for other in others]
    list_query = f"don-vi={one.key}&{asked.query}" if is_open else ""
    context = {
        **_frame(asked, one, card, is_open),
        **_table(request, rows, "ho-so"),
        **card_words(card, is_open),
        "parts": group_parts(card, list_query),
        "above": one.parent if one.parent and one.parent.kind != UnitKind.NATION else None,
        "figures": figures(card.counts, is_open, list_query),
        "funnel": funnel_of(card.counts, is_open, list_query),
        "silent": sum(1 for other in below if other.valid_to is None and other.pk not in counts),
        "procedures": _procedures(actor, one, asked, is_open),
        "list_query": list_query,
        "place": queries.printed(actor).get(one.key) if one.kind == UnitKind.PROVINCE else None,
        "read_on": READ_ON,
    }
    return render(request, "reporting/board/unit.html", context)


def _procedures(actor: Actor, one: Unit, asked: Asked, is_open: bool) -> list[ProcedureRow]:
    """Of a province: sums by procedure are kept for whole provinces only."""
    if one.kind != UnitKind.PROVINCE:
        return []
    counts = counting.by_procedure(one, asked)
    return [procedure_row(found, counts[found.pk], is_open) for found in queries.procedures(actor, list(counts))]


@require_GET
def live(request: HttpRequest) -> HttpResponse:
    """The figures of one board as they stand, for the page and for walls of others; «304» while nothing has changed.

    ``don-vi``: a unit (the nation without), ``ky``: a period, ``cong-khai=1``: as the public sees it. ``figures``:
    name → text as the page writes it.
    """
    is_public, today = request.GET.get("cong-khai") == "1", timezone.localdate()
    actor = ANONYMOUS if is_public else actor_of(request)
    asked, fresh = asked_of(request, today), facade.fact_freshness()
    key = request.GET.get("don-vi", "")
    one = queries.board_unit(actor, key) if key else queries.nation(actor)
    is_open = queries.may_open(actor, one)

    def build() -> HttpResponse:
        card = card_of(counting.whole(actor, one, asked), today)
        return JsonResponse(
            {
                "unit": one.key,
                "period": asked.key,
                "seen": fresh.seen,
                "lag_seconds": round(fresh.lag.total_seconds(), 1),
                "freshness": freshness_words(fresh),
                "is_sample": is_sample(card),
                "figures": live_figures(card, is_open),
            },
            json_dumps_params={"ensure_ascii": False},
        )

    seen = fresh.seen if fresh.waiting else None  # else all is counted up to whenever the question comes
    response = with_etag(request, [fresh.version, seen, one.key, asked.key, is_open, today], build)
    response["Cache-Control"] = "no-cache"
    return response


def _frame(asked: Asked, one: Unit, card: Card, is_open: bool) -> dict[str, Any]:
    """What the head of every board shows."""
    return {
        "unit": one,
        "asked": asked,
        "periods": period_choices(asked, timezone.localdate()),
        "freshness": freshness_words(facade.fact_freshness()),
        "live_query": live_query(one, asked),
        "live_every": live_every(is_open),
        "sample_data": is_sample(card),
    }


def _table(request: HttpRequest, rows: list[Row], by: str, *first: tuple[str, str]) -> dict[str, Any]:
    names = [*first, ("diem", _("Điểm đếm được")), ("ho-so", _("Hồ sơ")), *((one.key, one.short) for one in KINDS)]
    asked, upwards = request.GET.get("xep", ""), request.GET.get("chieu") == _UPWARDS
    by = asked if asked in {key for key, _name in names} else by
    whole = request.GET.get("het") == "1"
    query = urlencode({name: request.GET[name] for name in ("ky", "het") if name in request.GET})
    return {
        "columns": columns(names, by, upwards, query),
        "rows": ordered(rows, by, upwards)[: None if whole else _ROWS],
        "more": 0 if whole else len(rows) if len(rows) > _ROWS else 0,
        "own_columns": len(names) - len(first),
        "by": asked,
    }
