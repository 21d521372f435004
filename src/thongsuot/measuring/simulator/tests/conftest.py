"""Five published years of eight departments of one province, by the small set of every rule."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

from thongsuot.measuring.conftest import THRESHOLDS, Scene
from thongsuot.measuring.criteria.domain.plain import digest_of
from thongsuot.measuring.criteria.domain.tree import CriteriaSet
from thongsuot.measuring.publishing.content import Result
from thongsuot.measuring.publishing.models import Publication
from thongsuot.measuring.publishing.tests.making import content_of
from thongsuot.measuring.rounds.choices import RoundStatus
from thongsuot.measuring.rounds.models import Round
from thongsuot.platform.files import store
from thongsuot.registry.conftest import make_unit
from thongsuot.registry.units.models import Unit, UnitKind

SO_Y_TE = {
    "1.1": {"answer": "0"},
    "1.2": {"numerator": "28", "denominator": "40"},
    "1.3": {"cases": "3"},
    "2.1": {"numerator": "850", "denominator": "1000"},
    "2.2": {"value": "41.05"},
    "3": {"percent": "83.94"},
    "4": {"value": "4"},
    "T.1": {"cases": "1"},
    "P.1": {"cases": "2"},
}


def others(chance: random.Random) -> dict[str, dict[str, str]]:
    done = chance.randint(28, 40)
    return SO_Y_TE | {
        "1.1": {"answer": "1"},
        "1.2": {"numerator": str(done), "denominator": "40"},
        "2.1": {"numerator": str(chance.randint(800, 1000)), "denominator": "1000"},
        "3": {"percent": str(chance.randint(70, 95))},
        "4": {"value": str(chance.randint(2, 10))},
    }


def contents(criteria: CriteriaSet, keys: list[str], years: range) -> dict[int, dict[str, Any]]:
    """Content of each year; every unit but Sở Y tế moves from year to year."""
    chance = random.Random(7)
    return {
        year: content_of(criteria, {key: SO_Y_TE if "y-te" in key else others(chance) for key in keys}, year=year)
        for year in years
    }


@pytest.fixture
def result(criteria: CriteriaSet) -> Result:
    """2025 alone, without a database."""
    keys = ["so-y-te", *(f"so-{number}" for number in range(7))]
    return Result.read(contents(criteria, keys, range(2025, 2026))[2025])


@dataclass(frozen=True, slots=True)
class World:
    scene: Scene
    units: list[Unit]
    rounds: dict[int, Round]


@pytest.fixture
def world(scene: Scene, criteria: CriteriaSet, publish: Callable[[Round, dict[str, Any]], Publication]) -> World:
    names = ["so-tu-phap", "so-xay-dung", "so-noi-vu", "so-cong-thuong", "so-van-hoa", "so-khoa-hoc"]
    units = [
        scene.doing,
        scene.other,
        *(make_unit(f"{one}--lang-son", one.capitalize(), UnitKind.DEPARTMENT, scene.home) for one in names),
    ]
    by_key = {one.key: one for one in units}
    rounds = {}
    for year, content in contents(criteria, list(by_key), range(2021, 2026)).items():
        content["round"] |= {"key": f"dot-{year}", "home": {"key": scene.home.key, "name": scene.home.name}}
        for one in content["units"]:
            one |= {"id": by_key[one["key"]].pk, "name": by_key[one["key"]].name}
        rounds[year] = Round.objects.create(
            key=f"dot-{year}",
            title=f"Đợt {year}",
            home=scene.home,
            release=scene.release,
            population="department",
            year=year,
            status=RoundStatus.PUBLISHED,
            thresholds=THRESHOLDS,
        )
        publish(rounds[year], content)
    return World(scene, units, rounds)


@pytest.fixture
def publish(scene: Scene) -> Callable[[Round, dict[str, Any]], Publication]:
    def make(opened: Round, content: dict[str, Any], public_from: datetime | None = None) -> Publication:
        capsule = store.put([b"mot goi tai lap"], "goi-tai-lap.txt")
        at = datetime(opened.year + 1, 1, 20, tzinfo=UTC)
        return Publication.objects.create(
            round=opened,
            number=1,
            public_from=public_from or at,
            content=content,
            digest=digest_of(content),
            capsule=capsule,
            published_at=at,
            published_by=scene.home_affairs,
        )

    return make
