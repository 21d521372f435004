"""Units in the one search box."""

from __future__ import annotations

import pytest

from thongsuot.platform.access.actors import ANONYMOUS
from thongsuot.platform.search.queries import search
from thongsuot.registry.units.models import Unit
from thongsuot.registry.units.searching import index_units

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded_units")]

KEYS = ("tinh-lang-son", "thanh-pho-lang-son--lang-son", "tinh-ha-giang", "thanh-pho-hue", "huyen-van-quan--lang-son")


@pytest.fixture(autouse=True)
def _indexed() -> None:
    ids = Unit.objects.filter(key__in=KEYS).values_list("pk", flat=True)
    assert index_units(ids) == len(KEYS)


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("lang son", "tinh-lang-son"),
        ("thành phố Lạng Sơn", "thanh-pho-lang-son--lang-son"),
        ("Thừa Thiên Huế", "thanh-pho-hue"),
        ("van quan", "huyen-van-quan--lang-son"),
        ("Hà Giang", "tinh-ha-giang"),
    ],
)
def test_a_unit_is_found_by_name_and_former_name(query: str, key: str) -> None:
    assert search(ANONYMOUS, query, kind="unit").groups[0].hits[0].key == key


def test_an_ended_unit_says_until_when() -> None:
    hit = search(ANONYMOUS, "ha giang", kind="unit").groups[0].hits[0]
    assert hit.subtitle == "Tỉnh Hà Giang (đến trước 01/07/2025)"
