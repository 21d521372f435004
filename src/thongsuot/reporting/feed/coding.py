"""What codes of a sender are with us: those that say so themselves, and those a person has to tell apart."""

from __future__ import annotations

from django.db import connection

from thongsuot.registry.units.models import Unit, UnitKind
from thongsuot.reporting.feed.choices import CodeKind
from thongsuot.reporting.feed.models import FeedCode, FeedSource
from thongsuot.reporting.feed.staging import lock_source
from thongsuot.serving import facade

_AGAIN = (
    "INSERT INTO reporting_feedqueue (source_id, code) SELECT DISTINCT source_id, code FROM reporting_feedevent "
    "WHERE source_id = %s AND CASE %s WHEN 'code_unit' THEN unit_code ELSE procedure_code END = %s "
    "ON CONFLICT DO NOTHING"
)
_TOPS = (UnitKind.PROVINCE, UnitKind.MINISTRY)


def province_of(unit: Unit) -> Unit | None:
    """The province or ministry a unit belongs to; ``None`` for the nation itself."""
    parts = unit.path.split("/")
    paths = ["/".join(parts[:length]) for length in range(1, len(parts) + 1)]
    return Unit.objects.filter(path__in=paths, kind__in=_TOPS).first()


def know_by_themselves(source: FeedSource) -> None:
    """Codes equal to ours: a procedure's national code, a unit's lasting key inside the branch of the source."""
    waiting = list(FeedCode.objects.filter(source=source, unit__isnull=True, procedure__isnull=True))
    procedures = facade.procedure_numbers([one.code for one in waiting if one.kind == CodeKind.PROCEDURE])
    for one in waiting:
        if one.kind == CodeKind.PROCEDURE and one.code in procedures:
            one.procedure_id = procedures[one.code]
            one.save(update_fields=["procedure"])
    keys = {one.code: one for one in waiting if one.kind == CodeKind.UNIT}
    for unit in Unit.objects.filter(key__in=keys):
        if is_inside(source, unit):
            point_to(keys[unit.key], unit)


def is_inside(source: FeedSource, unit: Unit) -> bool:
    """Whether the source may speak of the unit: it lies in the branch the source was entered for."""
    return f"{unit.path}/".startswith(f"{source.home.path}/")


def point_to(code: FeedCode, unit: Unit) -> bool:
    """Say which unit a code is; a unit above all provinces is none that settles dossiers and is refused."""
    province = province_of(unit)
    if province is None:
        return False
    code.unit, code.province = unit, province
    code.save(update_fields=["unit", "province"])
    return True


def queue_again(code: FeedCode) -> int:
    """Put the dossiers that ever carried the code back into the queue; how many."""
    lock_source(code.source_id)
    with connection.cursor() as cursor:
        cursor.execute(_AGAIN, [code.source_id, code.kind, code.code])
        return int(cursor.rowcount)
