"""Charts of the record: claims in, ``charts.model.Chart`` out. Each mark keeps the id of the claim it draws."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from thongsuot.kernel.formatting import format_change
from thongsuot.kernel.periods import PeriodKind
from thongsuot.registry.claims.models import Claim
from thongsuot.registry.claims.wording import number_text, value_text
from thongsuot.registry.indicators.models import IndicatorVersion
from thongsuot.registry.units.models import Unit
from thongsuot.web.charts import strips, tiles, trends
from thongsuot.web.charts.model import Chart, Point


def point_of(claim: Claim, label: str, *, is_mine: bool = False, with_unit: bool = True) -> Point:
    """One figure as a mark; on a map the unit of measure stands in the title instead of in every tile."""
    text = value_text(claim) if with_unit or claim.value is None else number_text(claim.value, claim.value_exponent)
    return Point(label, claim.value, text, reverse("claim", args=[claim.pk]), str(claim.pk), is_mine=is_mine)


def period_label(claim: Claim) -> str:
    if claim.period_kind == PeriodKind.YEAR and claim.period_end:
        return str(claim.period_end.year)
    return str(claim.period_text)


def year_points(series: Sequence[Claim]) -> list[Point]:
    """One point for each period, oldest first; years between two known ones that nobody published are gaps."""
    by_label = {period_label(claim): claim for claim in series}
    points = {label: point_of(claim, label, with_unit=False) for label, claim in by_label.items()}
    if not all(label.isdigit() for label in points):
        return list(points.values())
    years = range(min(map(int, points)), max(map(int, points)) + 1) if points else range(0)
    gap = _("chưa có trong hệ thống")
    return [points.get(str(year)) or Point(str(year), None, note=gap) for year in years]


def breaks_of(versions: Iterable[IndicatorVersion]) -> list[trends.Break]:
    """A definition that does not compare with the one before cuts the line in its first year."""
    return [trends.Break(str(v.valid_from.year), v.break_note) for v in versions if v.valid_from and v.break_note]


def trend_of(series: Sequence[Claim]) -> Chart | None:
    """The trend of one unit and indicator; ``None`` for fewer than two periods: one dot tells no story."""
    known = [claim for claim in series if claim.value is not None]
    valued = [
        claim for claim in known if claim.unit_of_measure == known[-1].unit_of_measure
    ]  # 8,46 is no step from 84,6%
    points = year_points(valued)
    if len(points) < 2:
        return None
    indicator = valued[-1].indicator
    breaks = breaks_of(indicator.versions.all()) if indicator else []
    name = str(indicator or valued[-1].name)
    heading = _trend_sentence(points, breaks, name, valued[-1])
    measure = f"{name} ({valued[-1].unit_of_measure})" if valued[-1].unit_of_measure else name
    return trends.trend(points=points, breaks=breaks, heading=heading, measure=measure)


def _trend_sentence(points: Sequence[Point], breaks: Sequence[trends.Break], name: str, newest: Claim) -> str:
    """«PAR INDEX năm 2022 là 84,51, tăng 2,26 so với năm 2021», and no change told across a gap or a cut."""
    last = points[-1]
    run = trends.segments(points, breaks)[-1]
    told = _("%(name)s, kỳ %(period)s: %(value)s") % {"name": name, "period": last.label, "value": value_text(newest)}
    if len(run) < 2 or run[-2].value is None or last.value is None:
        return told
    change = last.value - run[-2].value
    unit = newest.unit_of_measure
    moved = format_change(change, "điểm %" if unit == "%" else unit)
    return _("%(told)s, %(moved)s so với kỳ %(before)s") % {"told": told, "moved": moved, "before": run[-2].label}


def strip_of(claims: Sequence[Claim], mine: Unit | None, heading: str, measure: str) -> Chart:
    points = [
        point_of(
            claim, claim.subject.short_name if claim.subject else claim.subject_text, is_mine=claim.subject == mine
        )
        for claim in claims
    ]
    return strips.rank_strip(points=points, heading=heading, measure=measure)


def league_of(claims: Sequence[Claim], units: Mapping[str, Unit], day: date) -> Chart | None:
    """The map of one indicator in one period, told by its two ends; ``None`` where half of the places have no value."""
    valued = sorted((c for c in claims if c.value is not None and c.subject), key=lambda claim: claim.value or 0)
    grid = tiles.grid_on(day)
    if 2 * len(valued) < len(grid.places) or not set(grid.places) <= set(units):
        return None
    last, best = valued[0], valued[-1]
    ends = {"best": best.subject and best.subject.short_name, "last": last.subject and last.subject.short_name}
    told = _("%(best)s cao nhất, %(last)s thấp nhất") if len(valued) == len(grid.places) else _partly(len(valued))
    return map_of(
        valued,
        units,
        day,
        heading=told % ends,
        measure=f"{best.indicator or best.name}, {best.period_text}",
        source=best.document.title,
    )


def _partly(known: int) -> str:
    """With gaps in the record nobody can be called the last."""
    return _("Trong %(known)d đơn vị có số liệu, %%(best)s cao nhất") % {"known": known}


def map_of(
    claims: Iterable[Claim], units: Mapping[str, Unit], day: date, *, heading: str, measure: str, source: str = ""
) -> Chart:
    """``units`` by key: the provinces that existed on ``day``; those without a claim are drawn as missing."""
    grid = tiles.grid_on(day)
    points = {key: Point(units[key].short_name, None, note=_("chưa có số liệu")) for key in grid.places if key in units}
    for claim in claims:
        if claim.subject and claim.subject.key in points and claim.value is not None:
            points[claim.subject.key] = point_of(claim, claim.subject.short_name, with_unit=False)
    return tiles.tile_map(grid=grid, points=points, heading=heading, measure=measure, source=source)
