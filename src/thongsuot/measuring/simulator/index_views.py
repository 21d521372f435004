"""«+0,5 điểm thì lên mấy bậc?» for a national index, of which only totals are published (E13)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thongsuot.kernel.periods import period_from_key
from thongsuot.kernel.ranking import RankBand
from thongsuot.measuring.leagues.queries import LeagueRow, league_page
from thongsuot.measuring.simulator.asked import Wish, wish_of
from thongsuot.measuring.simulator.domain.field import Field, Noise, Outlook, is_negligible
from thongsuot.measuring.simulator.domain.published import certain_band, filled
from thongsuot.measuring.simulator.queries import national_changes
from thongsuot.platform.access.requests import actor_of
from thongsuot.registry.indicators import queries as indicators
from thongsuot.registry.units.models import UnitKind

_LEAST_KNOWN = 8  # rows of the table: with fewer the straight lines between them say more than the table
_LEAST_CHANGES = 5


@dataclass(frozen=True, slots=True)
class IndexStudy:
    """``certain``: the ranks possible while all others stand still. The outlooks are ``None`` where too little is
    published to draw from."""

    row: LeagueRow
    out_of: int
    known: int
    after: Decimal
    certain: RankBand
    outlook_before: Outlook | None
    outlook_after: Outlook | None

    @property
    def outlooks(self) -> list[tuple[str, Outlook]]:
        both = ((_("Như hiện nay"), self.outlook_before), (_("Khi cộng điểm"), self.outlook_after))
        return [(name, one) for name, one in both if one is not None]

    @property
    def is_negligible(self) -> bool:
        before, after = self.outlook_before, self.outlook_after
        return before is None or after is None or is_negligible(before, after)


@require_GET
def index_simulation(request: HttpRequest, key: str, period: str, unit: str) -> HttpResponse:
    """``cong``: points more on the total."""
    actor, wish = actor_of(request), wish_of(request)
    indicator = indicators.get_for(actor, key)
    try:
        wanted = period_from_key(period)
    except ValueError:
        raise Http404(_("Không có kỳ «%(key)s».") % {"key": period}) from None
    if wanted.end is None:
        raise Http404(_("Kỳ «%(key)s» chưa đủ ngày.") % {"key": period})
    rows = league_page(actor, indicator, wanted, UnitKind.PROVINCE, None).rows
    mine = next((one for one in rows if one.unit.key == unit), None)
    if mine is None:
        raise Http404(_("Kỳ này chưa có kết quả của đơn vị đó."))
    context = {
        "indicator": indicator,
        "period": wanted,
        "row": mine,
        "study": study_of(rows, mine, wish, key),
        "wish": wish,
        "league_url": reverse("league", args=[key, period]),
    }
    return render(request, "measuring/simulator/index.html", context)


def study_of(rows: list[LeagueRow], mine: LeagueRow, wish: Wish, key: str) -> IndexStudy | None:
    """``None`` where the unit's own score or rank is not published."""
    now, rank, out_of = mine.claim.value, mine.claim.rank, mine.claim.out_of
    if now is None or rank is None or out_of is None:
        return None
    known = {
        one.claim.rank: one.claim.value
        for one in reversed(rows)
        if one.claim.rank and one.claim.value is not None and one.claim.out_of == out_of
    } | {rank: now}
    after = now + (wish.points or Decimal(0))
    before_outlook, after_outlook = _outlooks(known, out_of, rank, (now, after), national_changes(key))
    return IndexStudy(
        row=mine,
        out_of=out_of,
        known=len(known),
        after=after,
        certain=certain_band(known, out_of, rank, after),
        outlook_before=before_outlook,
        outlook_after=after_outlook,
    )


def _outlooks(
    known: dict[int, Decimal], out_of: int, rank: int, scores: tuple[Decimal, Decimal], changes: tuple[Decimal, ...]
) -> tuple[Outlook | None, Outlook | None]:
    if len(known) < _LEAST_KNOWN or len(changes) < _LEAST_CHANGES:
        return None, None
    rivals = [score for place, score in filled(known, out_of).items() if place != rank]
    field = Field(rivals, Noise(changes), seed=f"{out_of}:{rank}")
    return field.outlook(scores[0]), field.outlook(scores[1])
