"""kill -9 of those who change dossiers and of those who count them: the sums are what plain loops count.

Ten rounds as a rule; ``THONGSUOT_LONG=1`` kills a hundred times.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from tests.databases import own_database
from tests.robustness.facts_worker import NOW
from thongsuot.kernel.clock import VIETNAM
from thongsuot.registry.conftest import make_unit
from thongsuot.registry.units.models import Unit, UnitKind
from thongsuot.serving.conftest import CONTENT
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.facts import answers
from thongsuot.serving.facts.checking import check
from thongsuot.serving.facts.domain.measures import Counts
from thongsuot.serving.facts.domain.schema import NAMES
from thongsuot.serving.facts.models import DossierFact
from thongsuot.serving.facts.tests import oracle
from thongsuot.serving.procedures.domain.plain import content_from, digest_of, plain_of
from thongsuot.serving.procedures.models import Procedure, ProcedureVersion, VersionStatus

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 100 if os.environ.get("THONGSUOT_LONG") else 10
PERIODS = ((date(2026, 6, 1), date(2026, 6, 30)), (date(2026, 7, 9), date(2026, 8, 20)), (date(2026, 1, 1), NOW.date()))


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with own_database("facts", django_db_blocker):
        yield


class Crowd:
    """Two writers and two refreshers; ``kill`` ends one with SIGKILL and starts another."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.number, self.met = folder, 0, 0
        self.alive: dict[str, int] = {}
        command = [sys.executable, "-m", "tests.robustness.facts_worker", connection.settings_dict["NAME"], str(folder)]
        environment = os.environ | {"DJANGO_SETTINGS_MODULE": "thongsuot.config.testing"}
        pipe = subprocess.PIPE
        self.nursery = subprocess.Popen(command, cwd=ROOT, env=environment, text=True, stdin=pipe, stdout=pipe)
        for kind in ("writer", "writer", "counter", "counter"):
            self.start(kind)

    def start(self, kind: str) -> None:
        assert self.nursery.stdin and self.nursery.stdout
        self.number += 1
        name = f"{kind}{self.number}"
        self.nursery.stdin.write(f"{name}\n")
        self.nursery.stdin.flush()
        self.alive[name] = int(self.nursery.stdout.readline())

    def written(self) -> int:
        path = self.folder / "written"
        return path.stat().st_size if path.exists() else 0

    def kill(self, dice: random.Random) -> None:
        """Half of the time one whose transaction is open."""
        at_work = [name for name in self.alive if (self.folder / f"{name}.busy").exists()]
        name = dice.choice(at_work) if at_work and dice.random() < 0.5 else dice.choice(sorted(self.alive))
        os.kill(self.alive.pop(name), signal.SIGKILL)
        self.met += (self.folder / f"{name}.busy").exists()
        self.start(name.rstrip("0123456789"))

    def stop(self) -> None:
        for process in self.alive.values():
            os.kill(process, signal.SIGKILL)
        self.nursery.communicate(timeout=20)


def prepare() -> None:
    nation = make_unit("vn", "Việt Nam", UnitKind.NATION)
    province = make_unit("tinh-lang-son", "Tỉnh Lạng Sơn", UnitKind.PROVINCE, nation)
    for name in ("Đông Kinh", "Kỳ Lừa", "Tam Thanh"):
        make_unit(f"phuong-{len(name)}-{name[0]}".lower(), f"Phường {name}", UnitKind.COMMUNE, province)
    content = content_from(CONTENT)
    procedure = Procedure.objects.create(code="mau-1", title="Thử", search_key="thu", field="ho-tich", audiences=[])
    ProcedureVersion.objects.create(
        procedure=procedure, number=1, status=VersionStatus.PUBLISHED, valid_from=date(2025, 7, 1),
        content=plain_of(content), digest=digest_of(content), instrument="Không phải quy định",
    )  # fmt: skip


def facts() -> list[oracle.Fact]:
    return [oracle.Fact(*row) for row in DossierFact.objects.values_list(*NAMES)]


def test_whoever_is_killed_no_change_is_lost_or_counted_twice(committed: None, tmp_path: Path) -> None:
    prepare()
    dice, crowd = random.Random(20261122), Crowd(tmp_path)
    try:
        for _round in range(ROUNDS):
            wanted, until = crowd.written() + 10, time.monotonic() + 120
            while crowd.written() < wanted and time.monotonic() < until:
                time.sleep(0.005)
            time.sleep(dice.uniform(0.0, 0.05))
            crowd.kill(dice)
    finally:
        crowd.stop()
    drift = check(NOW)
    assert drift.total == 0, drift
    found = facts()
    assert sum(one.source == 7 for one in found) > 5
    ours = {one.code: one for one in found if one.source == 0}
    assert set(ours) == set(Dossier.objects.values_list("code", flat=True)) and len(ours) > 5
    for row in Dossier.objects.all():
        assert ours[row.code].started_at == row.started_at.astimezone(VIETNAM).replace(tzinfo=None)
        assert ours[row.code].supplements == row.supplements
    now = NOW.astimezone(VIETNAM).replace(tzinfo=None)
    for unit in Unit.objects.filter(kind=UnitKind.COMMUNE):
        for period in PERIODS:
            mine = [one for one in found if one.unit == unit.pk]
            counted = answers.counts([unit.pk], *period).get(unit.pk, Counts())
            assert counted == oracle.counts(mine, *period, now), (unit.name, period)
