"""«Hồ sơ đúng hạn» of a criteria set is counted from the serving loop's dossiers (E10)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.apps import apps

from thongsuot.measuring.conftest import Scene
from thongsuot.measuring.criteria.domain.rules import Computed, Ratio
from thongsuot.measuring.criteria.domain.tree import CriteriaSet, Node, Standing
from thongsuot.measuring.rounds.sources import DOSSIERS, found, link_of, said_of
from thongsuot.registry.units.models import Unit
from thongsuot.serving.facade import OnTime, on_time, online_share

pytestmark = pytest.mark.django_db
Dossier, Procedure, ProcedureVersion = (  # rows of another loop, which is known by its facade alone
    apps.get_model("serving", name) for name in ("Dossier", "Procedure", "ProcedureVersion")
)
LEAF = Node(code="3.2.1", name="Hồ sơ đúng hạn", maximum=Decimal(6), rule=Computed(DOSSIERS, Ratio()))


def received(unit: Unit, number: int, *, late: bool = False, year: int = 2026) -> None:
    started, due = datetime(year, 3, 2, 2, tzinfo=UTC), datetime(year, 3, 9, 2, tzinfo=UTC)
    procedure, _new = Procedure.objects.get_or_create(code="mau-1", defaults={"title": "Thử", "field": "ho-tich"})
    version, _new = ProcedureVersion.objects.get_or_create(procedure=procedure, number=1, defaults={"content": {}})
    Dossier.objects.create(
        code=f"{unit.pk}-{year}-{number}", procedure=procedure, version=version, receiving_unit=unit,
        competent_unit=unit, holder_unit=unit, channel=2, mode="assisted", applicant_kind="citizen",
        applicant_name="A", search_key="a", submitted_at=started, received_at=started, started_at=started,
        due_at=due, finished_at=datetime(year, 3, 20 if late else 5, 2, tzinfo=UTC), last_event_at=due,
    )  # fmt: skip


def test_the_leaf_is_filled_from_the_dossiers_of_the_year(scene: Scene) -> None:
    for number in range(20):
        received(scene.doing, number, late=number < 3)
    received(scene.doing, 0, late=True, year=2025)
    criteria = CriteriaSet("thu", "Thử", "department", "mẫu", Standing.SAMPLE, (LEAF,))
    given = found(criteria, [scene.doing.pk, scene.other.pk], 2026)
    assert given[scene.doing.pk, "3.2.1"].inputs == {"numerator": Decimal(17), "denominator": Decimal(20)}
    assert (scene.other.pk, "3.2.1") not in given, "no dossier is unscored, not 0"
    assert "766" in said_of(LEAF) and scene.doing.key in link_of(LEAF, scene.doing, 2026)


def test_the_facade_gives_both_definitions(scene: Scene) -> None:
    received(scene.doing, 1)
    received(scene.doing, 2, late=True)
    Dossier.objects.filter(code__endswith="-1").update(supplements=2)
    since, until = date(2026, 1, 1), date(2026, 12, 31)
    assert on_time([scene.doing.pk], since, until) == {scene.doing.pk: OnTime(0, 2, 1, 2)}
    shares = online_share([scene.doing.pk, scene.other.pk], since, until)
    assert shares[scene.doing.pk].online == 2 == shares[scene.doing.pk].assisted and len(shares) == 1
