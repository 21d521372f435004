"""How far self-scores lie above what appraisal found, by unit and by criterion (E08). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from thongsuot.measuring.analysis.domain.shape import ZERO, Item, Scored, Scoring, Sheet, share


@dataclass(frozen=True, slots=True)
class Gap:
    """Over the leaves that have both scores. ``lowered``/``raised`` count leaves; ``index``: gap in % of appraised."""

    key: str  # of the unit, or code of the criterion
    name: str
    self_points: Decimal
    appraised: Decimal
    lowered: int
    raised: int
    both: int

    @property
    def gap(self) -> Decimal:
        return self.self_points - self.appraised

    @property
    def index(self) -> Decimal | None:
        """«Chỉ số tự chấm cao»: 0 for agreement; ``None`` where appraisal left nothing to compare with."""
        return share(self.gap, self.appraised)


def by_unit(scoring: Scoring) -> list[Gap]:
    """Widest gap first; units without a leaf scored twice are left out (not yet appraised is no agreement)."""
    found = [_gap(sheet.unit, sheet.name, _of_sheet(scoring, sheet)) for sheet in scoring.sheets.values()]
    return sorted((one for one in found if one.both), key=lambda one: (-one.gap, one.key))


def by_item(scoring: Scoring) -> list[Gap]:
    """The criteria on which units and appraisers differ most."""
    found = [_gap(item.code, item.name, _of_item(scoring, item)) for item in scoring.items]
    return sorted((one for one in found if one.both), key=lambda one: (-abs(one.gap), one.key))


_Both = tuple[Decimal, Decimal]


def _of_sheet(scoring: Scoring, sheet: Sheet) -> list[_Both]:
    return [pair for item in scoring.items for pair in _both(sheet.scores.get(item.code))]


def _of_item(scoring: Scoring, item: Item) -> list[_Both]:
    return [pair for sheet in scoring.sheets.values() for pair in _both(sheet.scores.get(item.code))]


def _both(scored: Scored | None) -> list[_Both]:
    if scored is None or scored.self_points is None or scored.appraised is None or not scored.maximum:
        return []
    return [(scored.self_points, scored.appraised)]


def _gap(key: str, name: str, both: Iterable[_Both]) -> Gap:
    pairs = list(both)
    return Gap(
        key,
        name,
        self_points=sum((one for one, _other in pairs), ZERO),
        appraised=sum((other for _one, other in pairs), ZERO),
        lowered=sum(other < one for one, other in pairs),
        raised=sum(other > one for one, other in pairs),
        both=len(pairs),
    )
