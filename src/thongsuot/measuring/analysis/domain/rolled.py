"""The same round seen by domain: each domain as one leaf with the sums of what stands under it. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from thongsuot.measuring.analysis.domain.shape import ZERO, Item, Scored, Scoring, Sheet


def rolled_up(scoring: Scoring) -> Scoring:
    """Sums are exact. A domain of which nothing applies to a unit does not apply to it."""
    items = tuple(
        Item(
            top.code,
            top.name,
            top.code,
            sum((i.maximum for i in scoring.items_of(top.code)), ZERO),
            top.part,
            top.field,
        )
        for top in scoring.tops
    )
    sheets = {key: _rolled(scoring, sheet) for key, sheet in scoring.sheets.items()}
    return replace(scoring, items=items, sheets=sheets)


def of_domain(scoring: Scoring, top: str) -> Scoring:
    """Only the leaves of one domain, as they are."""
    return replace(scoring, items=tuple(scoring.items_of(top)))


def _rolled(scoring: Scoring, sheet: Sheet) -> Sheet:
    own = {
        top.code: [sheet.scores[i.code] for i in scoring.items_of(top.code) if i.code in sheet.scores]
        for top in scoring.tops
    }
    return replace(sheet, scores={code: _summed(scores) for code, scores in own.items() if scores})


def _summed(scores: Iterable[Scored]) -> Scored:
    scores = list(scores)
    return Scored(
        points=sum((one.points for one in scores), ZERO),
        maximum=sum((one.maximum for one in scores), ZERO),
        self_points=_known(one.self_points for one in scores),
        appraised=_known(one.appraised for one in scores),
        is_scored=any(one.is_scored for one in scores),
    )


def _known(points: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of what is known; ``None`` where nothing is."""
    known = [one for one in points if one is not None]
    return sum(known, ZERO) if known else None
