"""``{% load profile_charts %}``: one unit over years, many short series on one page (V13, G02, G07)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Protocol

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from thongsuot.kernel.formatting import format_change, format_number, round_half_up, round_percent
from thongsuot.measuring.analysis.domain.chronic import Year
from thongsuot.measuring.analysis.profile import RoundGroup
from thongsuot.measuring.leagues.bands import Stretch
from thongsuot.measuring.published.components import Moved
from thongsuot.registry.claims.models import Claim
from thongsuot.web.charts import rankbands
from thongsuot.web.charts.model import Chart, Point
from thongsuot.web.charts.multiples import Series, small_multiples
from thongsuot.web.charts.trends import segments
from thongsuot.web.claim_charts import breaks_of, period_label, point_of
from thongsuot.web.templatetags.analysis_charts import shown

register = template.Library()


class Panel(Protocol):
    """One index of the unit with its figures, one a period."""

    @property
    def indicator(self) -> Any: ...
    @property
    def series(self) -> Sequence[Claim]: ...


class BandLine(Protocol):
    """A unit of a league with the stretch of years its rank of this period lies in."""

    @property
    def claim(self) -> Claim: ...
    @property
    def label(self) -> str: ...
    @property
    def unit_key(self) -> str: ...
    @property
    def stretch(self) -> Stretch: ...


@register.inclusion_tag("web/parts/sourced_chart.html")
def index_panels(panels: Sequence[Panel], address: str) -> dict[str, Any]:
    """All indices side by side, each on its own scale; nothing without a figure."""
    return shown(index_chart(panels), address)


def index_chart(panels: Sequence[Panel]) -> Chart | None:
    known = [(one, [c for c in one.series if c.value is not None and period_label(c).isdigit()]) for one in panels]
    known = [(one, claims) for one, claims in known if claims]
    if not any(len(claims) > 1 for _one, claims in known):
        return None  # single dots tell no story
    years = sorted({int(period_label(claim)) for _one, claims in known for claim in claims})
    series = [_series(one.indicator, claims, range(years[0], years[-1] + 1)) for one, claims in known]
    return small_multiples(series=series, heading=_told(series), measure=_("Kết quả công bố hằng năm"))


def _series(indicator: Any, claims: Sequence[Claim], years: range) -> Series:
    measure = claims[-1].unit_of_measure  # 8,46 is no step from 84,6%
    of_year = {int(period_label(c)): point_of(c, period_label(c)) for c in claims if c.unit_of_measure == measure}
    gap = _("chưa có trong hệ thống")
    points = tuple(of_year.get(year) or Point(str(year), None, note=gap) for year in years)
    breaks = tuple(breaks_of(indicator.versions.all()))
    return Series(
        _short(indicator.name), points, _last_change(points, breaks, "điểm %" if measure == "%" else measure), breaks
    )


def _short(name: str) -> str:
    """«PAR INDEX» of «Chỉ số cải cách hành chính (PAR INDEX)»."""
    return name.rpartition("(")[2].rstrip(")") if name.endswith(")") else name


def _last_change(points: Sequence[Point], breaks: Sequence[Any], unit: str) -> str:
    """«giảm 1,61 điểm so với 2020»; empty across a gap or a change of method."""
    run = segments(points, breaks)[-1]
    if len(run) < 2 or run[-1].value is None or run[-2].value is None:
        return ""
    words = {"moved": format_change(run[-1].value - run[-2].value, unit), "before": run[-2].label}
    return _("%(moved)s so với %(before)s") % words


def _told(series: Sequence[Series]) -> str:
    """Which of them fell, said first."""
    known = [one for one in series if one.told]
    fallen = [one.name for one in known if one.told.startswith("giảm")]
    words = {"fallen": len(fallen), "all": len(known), "names": ", ".join(fallen[:2])}
    if not known:
        return _("Chưa có hai kỳ liền nhau so được")
    if not fallen:
        return _("Không mục nào trong %(all)d mục giảm ở kỳ mới nhất so được") % words
    return _("%(fallen)d trong %(all)d mục giảm ở kỳ mới nhất so được: %(names)s") % words


@register.inclusion_tag("web/parts/sourced_chart.html")
def field_panels(
    series: Mapping[str, Sequence[Year]], names: Mapping[str, str], address: str, unit: str
) -> dict[str, Any]:
    """The fields of reform of one unit, in % of their points, year by year."""
    return shown(field_chart(series, names, address, unit), address)


def field_chart(
    series: Mapping[str, Sequence[Year]], names: Mapping[str, str], address: str, unit: str
) -> Chart | None:
    if not any(len(years) > 1 for years in series.values()):
        return None
    rows = [_field(names.get(key, key), years, address) for key, years in series.items()]
    return small_multiples(
        series=rows, heading=_told(rows), measure=_("%(unit)s: phần trăm điểm tối đa của lĩnh vực") % {"unit": unit}
    )


def _field(name: str, years: Sequence[Year], address: str) -> Series:
    points = tuple(_share(one, address) for one in _every_year(years))
    return Series(name, points, _last_change([_rounded(p) for p in points], (), "điểm %"))


def _every_year(years: Sequence[Year]) -> Iterable[Year]:
    by_year = {one.year: one for one in years}
    return [by_year.get(y, Year(y, None)) for y in range(min(by_year), max(by_year) + 1)]


def _share(one: Year, address: str) -> Point:
    text = "" if one.percent is None else f"{format_number(round_percent(one.percent, 0))}%"
    return Point(str(one.year), one.percent, text, address, note=_("không có điểm"))


def _rounded(point: Point) -> Point:
    value = None if point.value is None else round_half_up(point.value, 1)
    return Point(point.label, value)


@register.inclusion_tag("web/parts/sourced_chart.html")
def component_panels(rows: Sequence[Moved], name: str, address: str) -> dict[str, Any]:
    """The parts of one index, those that fell first; nothing where only words are known."""
    return shown(component_chart(rows, name), address)


def component_chart(rows: Sequence[Moved], name: str) -> Chart | None:
    known = [one for one in rows if sum(c.value is not None for c in one.series) > 1]
    if not known:
        return None
    years = sorted({c.year for one in known for c in one.series})[-6:]
    series = [_component(one, years) for one in known]
    return small_multiples(series=series, heading=_told(series), measure=name)


def _component(one: Moved, years: Sequence[int]) -> Series:
    by_year = {c.year: c for c in one.series}
    points = tuple(
        Point(str(y), by_year[y].value, format_number(by_year[y].value or 0), by_year[y].source)
        if y in by_year and by_year[y].value is not None
        else Point(str(y), None, note=_("không công bố"))
        for y in years
    )
    return Series(one.now.name, points, _last_change(points, (), "điểm"))


@register.inclusion_tag("web/parts/sourced_chart.html")
def rank_bands(lines: Sequence[BandLine], out_of: int | None, measure: str, mine: str, address: str) -> dict[str, Any]:
    """Each unit's rank with the band it kept in the years that may be compared (V4)."""
    return shown(band_chart(lines, out_of, measure, mine) if lines and out_of else None, address)


def band_chart(lines: Sequence[BandLine], out_of: int, measure: str, mine: str) -> Chart:
    bands = [
        rankbands.Band(
            Point(
                one.label,
                Decimal(one.claim.rank or 0),
                f"{one.claim.rank}/{one.claim.out_of or out_of}",
                reverse("claim", args=[one.claim.pk]),
                str(one.claim.pk),
                is_mine=one.unit_key == mine,
            ),
            one.stretch.band.best,
            one.stretch.band.worst,
            f"{one.stretch.first} – {one.stretch.last}",
        )
        for one in lines
    ]
    return rankbands.rank_bands(bands=bands, out_of=out_of, heading=_band_sentence(lines, mine), measure=measure)


def _band_sentence(lines: Sequence[BandLine], mine: str) -> str:
    own = next((one for one in lines if one.unit_key == mine), None)
    if own is None:
        moved = sum(one.stretch.band.best != one.stretch.band.worst for one in lines)
        told = _("%(moved)d trong %(all)d đơn vị có hạng thay đổi qua những năm so được")
        return told % {"moved": moved, "all": len(lines)}
    words = {
        "name": own.label, "band": str(own.stretch.band), "first": own.stretch.first, "last": own.stretch.last,
    }  # fmt: skip
    if own.stretch.first == own.stretch.last:
        return _("%(name)s: chỉ năm %(last)d có hạng so được") % words
    return _("%(name)s ở nhóm hạng %(band)s từ năm %(first)d đến %(last)d") % words


@register.inclusion_tag("web/parts/sourced_chart.html")
def round_panels(groups: Sequence[RoundGroup], address: str) -> dict[str, Any]:
    """The index of the unit in each kind of round it is scored in, year by year."""
    return shown(round_chart(groups), address)


def round_chart(groups: Sequence[RoundGroup]) -> Chart | None:
    years = sorted({one.scoring.year for group in groups for one in group.rounds})
    if len(years) < 2:
        return None
    series = [_round_series(group, range(years[0], years[-1] + 1)) for group in groups]
    return small_multiples(series=series, heading=_told(series), measure=_("Chỉ số trong các đợt chấm điểm đã công bố"))


def _round_series(group: RoundGroup, years: range) -> Series:
    of_year = {}
    for one in group.rounds:
        address = reverse("round-result-unit", args=[one.scoring.key, one.sheet.unit])
        percent = one.sheet.percent
        text = "" if percent is None else f"{format_number(percent)}%"
        of_year[one.scoring.year] = Point(str(one.scoring.year), percent, text, address)
    gap = _("không có đợt chấm")
    points = tuple(of_year.get(year) or Point(str(year), None, note=gap) for year in years)
    return Series(group.population, points, _last_change(points, (), "điểm %"))
