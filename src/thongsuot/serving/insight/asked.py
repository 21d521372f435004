"""What the address asks for: unit, period, field, enterprises only. All of it can be linked, kept and printed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation import gettext as _

from thongsuot.kernel.periods import Period, month, period_from_key, period_key, quarter, year
from thongsuot.registry.units.models import Unit
from thongsuot.serving.insight.domain.span import span_of
from thongsuot.serving.insight.queries import Asked
from thongsuot.serving.procedures.catalogue import catalogue


@dataclass(frozen=True, slots=True)
class Address:
    """``field``: a key of the catalogue or of its priority groups (I17), "" = all."""

    period: Period
    field: str
    business: bool
    unit_key: str

    @property
    def fields(self) -> tuple[str, ...]:
        group = next((one for one in catalogue().priority_fields if f"nhom-{one.key}" == self.field), None)
        if group:
            return group.fields
        return (self.field,) if self.field else ()

    def asked(self, unit: Unit, now: datetime) -> Asked:
        assert self.period.start is not None and self.period.end is not None
        return Asked(unit, span_of(self.period.start, self.period.end, now), self.fields, self.business)

    def query(self, unit: Unit) -> str:
        """The same question for ``unit``, as it stands in an address."""
        given = {"don-vi": unit.key, "ky": period_key(self.period), "linh-vuc": self.field}
        given["doanh-nghiep"] = "1" if self.business else ""
        return urlencode({name: value for name, value in given.items() if value})


def address_of(request: HttpRequest, today: date) -> Address:
    """What is no period is this year; what is no field is all of them."""
    fields = {*catalogue().fields, *(f"nhom-{one.key}" for one in catalogue().priority_fields)}
    field = request.GET.get("linh-vuc", "")
    return Address(
        period=_period(request.GET.get("ky", ""), today),
        field=field if field in fields else "",
        business=request.GET.get("doanh-nghiep") == "1",
        unit_key=request.GET.get("don-vi", ""),
    )


def _period(key: str, today: date) -> Period:
    try:
        found = period_from_key(key) if key else None
    except ValueError:
        found = None
    if found is None or found.start is None or found.end is None or not 2015 <= found.start.year <= today.year + 1:
        return year(today.year)
    return found


def period_choices(chosen: Period, today: date) -> list[tuple[str, str, bool]]:
    """(key, words, is chosen): two years, their quarters and months up to today, the newest first."""
    periods = [year(today.year), year(today.year - 1)]
    periods += [quarter(y, q) for y in (today.year, today.year - 1) for q in (4, 3, 2, 1)]
    periods += [month(y, m) for y in (today.year, today.year - 1) for m in range(12, 0, -1)]
    begun = [one for one in periods if one.start is not None and one.start <= today]
    known = begun if chosen in begun else [chosen, *begun]
    return [(period_key(one), one.text, one == chosen) for one in known]


def field_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Group heading → (value, name)."""
    found = catalogue()
    return [
        (_("Lĩnh vực ưu tiên"), [(f"nhom-{one.key}", one.name) for one in found.priority_fields]),
        (_("Lĩnh vực"), sorted(((key, one.name) for key, one in found.fields.items()), key=lambda one: one[1])),
    ]
