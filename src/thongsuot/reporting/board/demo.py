"""Made-up dossiers of the provinces the demonstration has none of, so that the national board has something to show.

They come as another system's would: facts with a source number of their own, nobody's name, no dossier behind them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from thongsuot.platform.access.actors import SYSTEM
from thongsuot.registry.units.models import Unit, UnitKind
from thongsuot.reporting.board import queries
from thongsuot.reporting.scale.generator import demo_facts
from thongsuot.serving import facade
from thongsuot.serving.procedures.models import Procedure

SIMULATED = 32_766  # number of the source «mô phỏng»; real systems count from 1
_HOME = "tinh-lang-son"  # has its own dossiers
_SEED, _COUNT, _DAYS, _COMMUNES = 766, 30_000, 175, 15


def load_board_demo() -> None:
    """May run any number of times: the same dossiers come again, told up to today."""
    today = timezone.localdate()
    procedures = Procedure.objects.filter(is_internal=False).order_by("pk").values_list("pk", flat=True)
    facade.put_facts(simulated(today, _places(today), list(procedures), _COUNT))


def simulated(
    today: date, places: Sequence[tuple[int, int]], procedures: Sequence[int], count: int
) -> Iterator[dict[str, Any]]:
    """Facts of half a year up to yesterday. Asks the database nothing: it is busy taking them in."""
    span = (today - timedelta(days=_DAYS), today - timedelta(days=1))
    for number, row in enumerate(demo_facts(_SEED, places, procedures, span, count).to_pylist()):
        yield row | {"source": SIMULATED, "code": f"MP-{number:05}"}


def _places(today: date) -> list[tuple[int, int]]:
    """(commune, province): the first of each province in the order of names."""
    homes = [one for one in queries.provinces(SYSTEM, today) if one.key != _HOME]
    found = []
    for home in homes:
        communes = Unit.objects.filter(parent=home, kind=UnitKind.COMMUNE, valid_to=None).order_by("sort_key")
        found += [(number, home.pk) for number in communes.values_list("pk", flat=True)[:_COMMUNES]]
    return found
