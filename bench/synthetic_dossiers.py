"""A made-up nation at its desks: real lives (serving/demo), copied by SQL until there are as many as asked for.

Ten thousand dossiers are told and folded by the product itself, over all communes of the nation, the busiest with the
most; each further ten thousand is a copy of them under other codes, some minutes earlier. Always the same.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import datetime
from itertools import accumulate
from random import Random

from django.db import connection
from django.db.models import Max, Model

from thongsuot.kernel.clock import VIETNAM
from thongsuot.platform.events.models import Event
from thongsuot.registry.units.models import Unit, UnitKind
from thongsuot.serving.demo.histories import Place, Source, lives
from thongsuot.serving.demo.load import Codes
from thongsuot.serving.demo.places import sources
from thongsuot.serving.demo.writing import write_lives
from thongsuot.serving.dossiers.models import Dossier, DossierPart, DossierPerson, DossierStep

BASE = 10_000
SPAN = datetime(2026, 1, 26, tzinfo=VIETNAM), datetime(2026, 11, 20, 16, tzinfo=VIETNAM)
BUSIEST = "phuong-dong-kinh--lang-son"


def fill(count: int) -> None:
    """``count`` is rounded down to whole ten thousands."""
    _tell_base()
    tables = (Dossier, DossierPerson, DossierStep, DossierPart, Event)
    spans = {table: _span(table) for table in tables}
    for copy in range(1, count // BASE):
        for table in tables:
            _copy(table, copy, spans)
        if copy % 10 == 0:
            print(f"  {(copy + 1) * BASE:,}", file=sys.stderr, flush=True)
    with connection.cursor() as cursor:
        for table in tables:
            if table is not DossierPerson:
                name = table._meta.db_table
                cursor.execute(f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), (SELECT max(id) FROM {name}))")
        cursor.execute("VACUUM (ANALYZE)")


def _tell_base() -> None:
    communes = list(Unit.objects.filter(kind=UnitKind.COMMUNE, valid_to=None).order_by("key"))
    communes.sort(key=lambda one: one.key != BUSIEST)
    weights = list(accumulate(1 / (number + 10) ** 0.6 for number in range(len(communes))))

    def draw(dice: Random, _source: Source) -> Place:
        home = dice.choices(communes, cum_weights=weights)[0]
        return Place(home.pk, home.pk)

    codes = Codes(SPAN[1].date())
    made, seed = 0, 1
    while made < BASE:  # a few lives fall beyond the last office hour
        made += write_lives(lives(sources(*SPAN), draw, SPAN, BASE - made, seed), codes.next)
        seed += 1
    codes.keep()


def _span(table: type[Model]) -> int:
    """By how much the numbers of a copy stand apart from those of the one before."""
    return int(table._base_manager.aggregate(last=Max(table._meta.pk.attname))["last"] or 0)


def _copy(table: type[Model], copy: int, spans: Mapping[type[Model], int]) -> None:
    columns, values = [], []
    for field in table._meta.concrete_fields:
        columns.append(f'"{field.column}"')
        values.append(_value(table, field, copy, spans))
    name = table._meta.db_table
    first = "AND aggregate_type = 'dossier'" if table is Event else ""
    key = table._meta.pk.column
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {name} ({', '.join(columns)}) SELECT {', '.join(values)} FROM {name} "
            f"WHERE {key} <= {spans[table]} {first} ORDER BY {key}"
        )


def _value(table: type[Model], field: object, copy: int, spans: Mapping[type[Model], int]) -> str:
    column, kind = f'"{field.column}"', field.get_internal_type()
    if field.primary_key:
        shift = spans[Dossier if table is DossierPerson else table]
        return f"{column} + {copy * shift}"
    if field.column == "dossier_id":
        return f"{column} + {copy * spans[Dossier]}"
    if (table, field.column) in ((Dossier, "code"), (Event, "aggregate_id")):
        return f"{column} || '{copy:03}'"
    if field.column in ("tracking_print", "id_print"):
        return f"md5({column} || '{copy}')"
    if kind == "DateTimeField":
        return f"{column} - interval '{copy * 3} minutes'"
    return column
