"""What codes of a sender are with us: those that say so themselves, and those a person has to tell apart."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection, transaction

from thongsuot.registry.units.models import Unit, UnitKind
from thongsuot.reporting.feed.choices import CodeKind
from thongsuot.reporting.feed.models import FeedCode, FeedSource
from thongsuot.reporting.feed.staging import lock_source
from thongsuot.serving import facade

_AGAIN = (
    "INSERT INTO reporting_feedqueue (source_id, code) SELECT DISTINCT source_id, code FROM reporting_feedevent "
    "WHERE source_id = %s AND (unit_code = ANY(%s::text[]) OR procedure_code = ANY(%s::text[])) "
    "ON CONFLICT DO NOTHING"
)
_TOPS = (UnitKind.PROVINCE, UnitKind.MINISTRY)


def province_of(unit: Unit) -> Unit | None:
    """The province or ministry a unit belongs to; ``None`` for the nation itself."""
    parts = unit.path.split("/")
    paths = ["/".join(parts[:length]) for length in range(1, len(parts) + 1)]
    return Unit.objects.filter(path__in=paths, kind__in=_TOPS).first()


def know_by_themselves(source: FeedSource) -> None:
    """Codes equal to ours: a procedure's national code, a unit's lasting key inside the branch of the source.

    One met before our catalogue had it brings back the dossiers that waited for it.
    """
    with transaction.atomic():
        lock_source(source.pk)
        waiting = list(FeedCode.objects.filter(source=source, unit__isnull=True, procedure__isnull=True))
        known = [*_units_known(source, waiting), *_procedures_known(waiting)]
        if known:
            queue_again(source.pk, known)


def _procedures_known(waiting: Iterable[FeedCode]) -> list[FeedCode]:
    codes = [one for one in waiting if one.kind == CodeKind.PROCEDURE]
    numbers = facade.procedure_numbers([one.code for one in codes])
    known = [one for one in codes if one.code in numbers]
    for one in known:
        one.procedure_id = numbers[one.code]
        one.save(update_fields=["procedure"])
    return known


def _units_known(source: FeedSource, waiting: Iterable[FeedCode]) -> list[FeedCode]:
    keys = {one.code: one for one in waiting if one.kind == CodeKind.UNIT}
    units = [unit for unit in Unit.objects.filter(key__in=keys) if is_inside(source, unit)]
    return [keys[unit.key] for unit in units if point_to(keys[unit.key], unit)]


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


def code_in_turn(number: int) -> FeedCode:
    """The code to be told, its source locked first as the import does: the other way round the two would deadlock."""
    lock_source(FeedCode.objects.values_list("source_id", flat=True).get(pk=number))
    return FeedCode.objects.select_related("source__home", "unit", "procedure").get(pk=number)


def queue_again(source_id: int, codes: Iterable[FeedCode]) -> int:
    """Put the dossiers that ever carried one of the source's codes back into the queue; how many were not in it."""
    carried: dict[str, list[str]] = {CodeKind.UNIT: [], CodeKind.PROCEDURE: []}
    for one in codes:
        carried[one.kind].append(one.code)
    lock_source(source_id)
    with connection.cursor() as cursor:
        cursor.execute(_AGAIN, [source_id, carried[CodeKind.UNIT], carried[CodeKind.PROCEDURE]])
        return int(cursor.rowcount)
