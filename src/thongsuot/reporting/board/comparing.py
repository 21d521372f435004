"""«Của họ, của ta»: what the portal printed beside what dossiers say, the difference in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thongsuot.kernel.formatting import format_number
from thongsuot.measuring.facade import READ_ON, Place, agreement
from thongsuot.platform.access.requests import actor_of
from thongsuot.reporting.board import counting, queries
from thongsuot.reporting.board.asked import asked_of, period_choices
from thongsuot.reporting.board.compare import Alike, Pair, alike_of, count_text, pairs_of, percent_text
from thongsuot.reporting.board.rates import FEW, is_few
from thongsuot.reporting.board.scoring import card_of
from thongsuot.reporting.board.showing import is_sample, points, signed
from thongsuot.serving.facts.domain.measures import Counts


@dataclass(frozen=True, slots=True)
class Line:
    """One province: printed, computed again, and the part that both sides count."""

    name: str
    code: str
    url: str
    printed: str
    again: str
    rounding: str
    theirs: str
    ours: str
    maximum: str
    difference: str


@dataclass(frozen=True, slots=True)
class PairRow:
    number: str
    name: str
    theirs: str
    theirs_share: str
    printed: str
    rounding: str
    ours: str
    ours_share: str
    points: str
    difference: str
    reasons: tuple[str, ...]


@require_GET
def compare(request: HttpRequest) -> HttpResponse:
    """``don-vi``: one province in full; ``ky``: the period of ours."""
    actor, today = actor_of(request), timezone.localdate()
    asked, provinces = asked_of(request, today), queries.provinces(actor, today)
    key = request.GET.get("don-vi", "")
    chosen = next((one for one in provinces if one.key == key), None)
    if key and chosen is None:
        raise Http404(_("Cổng không công bố điểm của đơn vị này. Chỉ so được các tỉnh, thành phố."))
    counts, printed = counting.by_province(provinces, asked), queries.printed(actor)
    found = {
        one.key: (printed[one.key], card_of(_shown(counts.get(one.pk)), today))
        for one in provinces
        if one.key in printed
    }
    pairs = {name: pairs_of(place.compared, card) for name, (place, card) in found.items()}
    chosen_pairs = pairs.get(chosen.key, []) if chosen else []
    context = {
        "unit": chosen,
        "asked": asked,
        "provinces": provinces,
        "periods": period_choices(asked, today),
        "pairs": [_pair_row(one) for one in chosen_pairs],
        "alike": _alike_words(alike_of(chosen_pairs)),
        "rows": [
            _line(place, alike_of(pairs[name]), f"?don-vi={name}&{asked.query}") for name, (place, _c) in found.items()
        ],
        "agreement": agreement(),
        "read_on": READ_ON,
        "seen": asked.seen,
        "sample_data": any(is_sample(card) for _place, card in found.values()),
    }
    return render(request, "reporting/board/compare.html", context)


def _shown(counts: Counts | None) -> Counts:
    """Too few dossiers are as none, for everybody: the page says nothing of single ones."""
    return counts if counts is not None and counts.all_766 >= FEW else Counts.zero()


def _pair_row(one: Pair) -> PairRow:
    ours, few = one.ours, is_few(one.ours.count)
    count = None if few else ours.count
    return PairRow(
        number=one.metric.number,
        name=one.metric.name,
        theirs=count_text(one.theirs),
        theirs_share=percent_text(one.theirs),
        printed=points(one.printed),
        rounding=points(one.rounding),
        ours=count_text(count),
        ours_share=percent_text(count),
        points=points(ours.score.points) if ours.score and not few else "",
        difference="" if few else signed(one.difference),
        reasons=(_("Quá ít hồ sơ."),) if few else one.reasons,
    )


def _alike_words(alike: Alike | None) -> dict[str, str]:
    if alike is None:
        return {}
    return {
        "theirs": points(alike.theirs),
        "ours": points(alike.ours),
        "maximum": format_number(alike.maximum),
        "gap": signed(alike.difference),
    }


def _line(place: Place, alike: Alike | None, url: str) -> Line:
    compared, words = place.compared, _alike_words(alike)
    return Line(
        name=place.name,
        code=place.code,
        url=url,
        printed=points(compared.printed.total),
        again=points(compared.computed.total.points),
        rounding=points(compared.difference),
        theirs=words.get("theirs", ""),
        ours=words.get("ours", ""),
        maximum=words.get("maximum", ""),
        difference=words.get("gap", ""),
    )
