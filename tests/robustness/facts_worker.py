"""Writers and refreshers of facts, killed at any moment.

``python -m tests.robustness.facts_worker <database> <folder>`` starts a nursery with everything imported; for each name
on its input it forks one and prints its number of process: «writer…» changes dossiers and brings facts of another
system, any other name counts them. ``<name>.busy`` stands while a refresher's transaction is open.
"""

from __future__ import annotations

import os
import random
import sys
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest import mock

import django

NOW = datetime(2026, 9, 16, 3, tzinfo=UTC)
FIRST = datetime(2026, 6, 1, 2, tzinfo=UTC)
THEIRS = 40  # dossiers of the other system


def nursery(database: str, folder: Path) -> None:
    django.setup()
    from django.db import connection

    from thongsuot.serving.facts import compiling, writing
    from thongsuot.serving.facts.compiling import cells_sql

    cells_sql("signed", ("province", "unit", "procedure", "sign")), compiling, writing  # what each fork would do again
    connection.settings_dict["NAME"] = database
    for line in sys.stdin:
        with suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        name = line.strip()
        child = os.fork()
        if child == 0:
            (write if name.startswith("writer") else count)(folder, name, os.getppid())
            os._exit(0)
        print(child, flush=True)


def count(folder: Path, name: str, parent: int) -> None:
    from thongsuot.serving.facts import refresh

    busy, dice, built = folder / f"{name}.busy", random.Random(), refresh.built

    def slowly(*given: Any) -> Any:
        busy.touch()
        time.sleep(dice.uniform(0.0, 0.03))  # something for the killer to hit, the queue already emptied
        return built(*given)

    with mock.patch.object(refresh, "built", slowly):
        while os.getppid() == parent:
            if not refresh.refresh(NOW, 5):
                time.sleep(0.005)
            busy.unlink(missing_ok=True)


def write(folder: Path, name: str, parent: int) -> None:
    dice = random.Random()
    while os.getppid() == parent:
        dice.choice((_file, _change, _change, _change, _bring))(dice)
        with (folder / "written").open("a") as told:
            told.write(".")


def _moment(dice: random.Random) -> datetime:
    return FIRST + timedelta(hours=dice.randint(0, 2500))


def _file(dice: random.Random) -> None:
    from thongsuot.registry.units.models import Unit
    from thongsuot.serving.dossiers.models import Dossier
    from thongsuot.serving.procedures.models import ProcedureVersion

    version, unit = ProcedureVersion.objects.get(), dice.choice(list(Unit.objects.filter(kind="commune")))
    started = _moment(dice)
    Dossier.objects.create(
        code=f"H37-{dice.getrandbits(48)}", procedure_id=version.procedure_id, version=version, receiving_unit=unit,
        competent_unit=unit, holder_unit=unit, channel=dice.randint(1, 3), mode="self", applicant_kind="citizen",
        applicant_name="A", search_key="a", submitted_at=started, received_at=started, started_at=started,
        due_at=_moment(dice), last_event_at=started,
    )  # fmt: skip


def _change(dice: random.Random) -> None:
    from django.db import transaction

    from thongsuot.serving.dossiers.models import Dossier, DossierPart

    row = Dossier.objects.order_by("?").first()
    if row is None:
        return
    with transaction.atomic():
        match dice.randint(0, 4):
            case 0:
                row.finished_at, row.paused_since = _moment(dice), None
            case 1:
                row.closed_at, row.paused_since = _moment(dice), None
            case 2:
                row.paused_since, row.due_at = (None if row.finished_at or row.closed_at else _moment(dice)), None
            case 3:
                row.supplements, row.due_at = dice.randint(0, 2), _moment(dice)
            case _:
                DossierPart.objects.create(dossier=row, component="x", name="x", source="database")
        row.save()


def _bring(dice: random.Random) -> None:
    from thongsuot.registry.units.models import Unit
    from thongsuot.serving.facts.domain.schema import COLUMNS
    from thongsuot.serving.facts.writing import put_facts

    units = list(Unit.objects.filter(kind="commune").values_list("pk", "parent"))
    rows = []
    for _number in range(3):
        unit, province = dice.choice(units)
        row: dict[str, Any] = {one.name: False if one.type_name == "boolean" else 0 for one in COLUMNS}
        moments = {one.name: None for one in COLUMNS if one.is_nullable}
        started, due = (_moment(dice).replace(tzinfo=None) for _one in range(2))
        row |= moments | {"source": 7, "code": f"T-{dice.randrange(THEIRS)}", "unit": unit, "province": province}
        row |= {"received_unit": unit, "procedure": 1, "channel": 2, "started_at": started, "due_at": due}
        row["finished_at"] = _moment(dice).replace(tzinfo=None) if dice.random() < 0.5 else None
        rows.append(row)
    put_facts(rows, NOW)


if __name__ == "__main__":
    nursery(sys.argv[1], Path(sys.argv[2]))
