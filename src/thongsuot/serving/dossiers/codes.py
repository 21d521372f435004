"""Gives the next dossier code of an office on a day; two receptions at once never share one."""

from __future__ import annotations

from datetime import date

from django.db import connection
from django.db.models import Q

from thongsuot.kernel.rules import load_rule
from thongsuot.registry.units.models import Unit, UnitCode
from thongsuot.serving.dossiers.domain.codes import Agency, prefix

_OFFICIAL, _TERRITORY = "dvcqg", "gso-2025"


def next_code(unit: Unit, day: date) -> str:
    """Call inside the action's transaction: the number is given back where it does not commit."""
    order = str(load_rule("serving/dossier-codes").on(day).value)
    start = prefix(order, agency_of(unit, day), day)
    return f"{start}{_next_number(start):04}"


def agency_of(unit: Unit, day: date) -> Agency:
    """The province's code on the portal, then one level for the office itself: its territory code or our number."""
    codes = _codes(unit, day)
    if _OFFICIAL in codes:
        return Agency(tuple(codes[_OFFICIAL].split(".")))
    province = Unit.objects.filter(path="/".join(unit.path.split("/")[:2])).first()
    above = _codes(province, day).get(_OFFICIAL, "Z00") if province else "Z00"
    own = codes.get(_TERRITORY) or f"N{unit.pk}"
    return Agency((above,) if province == unit else (above, own))


def _codes(unit: Unit, day: date) -> dict[str, str]:
    held = Q(valid_from__isnull=True) | Q(valid_from__lte=day), Q(valid_to__isnull=True) | Q(valid_to__gt=day)
    return dict(UnitCode.objects.filter(*held, unit=unit).values_list("scheme", "code"))


def _next_number(start: str) -> int:
    """One statement: whoever comes second waits for the first to commit, then counts on."""
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO serving_codesequence AS kept (prefix, last) VALUES (%s, 1)
               ON CONFLICT (prefix) DO UPDATE SET last = kept.last + 1 RETURNING last""",
            [start],
        )
        return int(cursor.fetchone()[0])
