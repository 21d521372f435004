"""The reckoned date is everybody's; the calendar of offices is kept by home affairs."""

from __future__ import annotations

from collections.abc import Callable

from thongsuot.serving.permissions import Serving

GATES = {"due-date": "public", "closures": Serving.CALENDAR_EDIT, "closure-withdraw": Serving.CALENDAR_EDIT}
POSTED = {"closure-withdraw"}


def arguments() -> dict[str, Callable[[], list[object]]]:
    return {"closure-withdraw": _closure}


def _closure() -> list[object]:
    from datetime import date

    from thongsuot.registry.units.models import Unit
    from thongsuot.serving.clock.models import OfficeClosure

    unit = Unit.objects.get(key="tinh-lang-son")
    day = date(2026, 9, 10)
    row = OfficeClosure.objects.create(
        unit=unit, kind="office_closed", first_day=day, last_day=day, reason="Ngập lụt", reference="Mẫu"
    )
    return [row.pk]
