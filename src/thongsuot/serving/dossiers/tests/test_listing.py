"""One filter for list, search and export; the SQL asks each index for its part."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from thongsuot.serving.conftest import Scene
from thongsuot.serving.dossiers.actions import FileDossier, Passing, PassOn
from thongsuot.serving.dossiers.choices import Status
from thongsuot.serving.dossiers.citizens import CitizenActor
from thongsuot.serving.dossiers.conftest import NEW, at
from thongsuot.serving.dossiers.listing import DossierFilter, filter_from, matching
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.dossiers.queries import dossiers_visible_to

pytestmark = pytest.mark.django_db
NOW = at(3, 9)


@pytest.fixture
def dossiers(scene: Scene, take_in: Callable[..., Dossier]) -> list[Dossier]:
    """Received, given on, filed online, late."""
    first = take_in(at(1, 9))
    second = take_in(at(2, 9), applicant_name="Đỗ Ngọc Ánh", id_number="020190005555", channel=3)
    PassOn.run(scene.desk, Passing(second.code, officer=scene.specialist.pk), effective_at=at(2, 10))
    code = FileDossier.run(CitizenActor("t"), NEW, idempotency_key="o", effective_at=at(2, 20)).code
    late = take_in(at(20, 9, month=5), applicant_name="Vi Văn Muộn")
    return [first, second, Dossier.objects.get(code=code), late]


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ({}, (0, 1, 2, 3)),
        ({"tim": "do ngoc"}, (1,)),
        ({"tim": "ĐỖ NGỌC ÁNH"}, (1,)),
        ({"tim": "giay chung nhan"}, (0, 1, 2, 3)),
        ({"tim": "020190005555"}, (1,)),
        ({"tim": "020199999999"}, ()),
        ({"trang-thai": str(int(Status.NEW))}, (2,)),
        ({"trang-thai": "77"}, (0, 1, 2, 3)),
        ({"han": "qua-han"}, (3,)),
        ({"han": "48-gio"}, (0,)),
        ({"han": "con-han"}, (0, 1)),
        ({"kenh": "3"}, (1,)),
        ({"buoc": "2"}, (1,)),
        ({"thu-tuc": "mau-1", "chua-xong": "1"}, (0, 1, 2, 3)),
        ({"thu-tuc": "mau-9"}, ()),
        ({"tu": "2026-06-02", "den": "2026-06-02"}, (1, 2)),
        ({"tu": "2026-99-99"}, (0, 1, 2, 3)),
        ({"bo-sung-lai": "1"}, ()),
        ({"nguy-co": "1"}, ()),
    ],
)
def test_what_an_address_asks_for(
    scene: Scene, dossiers: list[Dossier], asked: dict[str, str], wanted: tuple[int, ...]
) -> None:
    found = matching(dossiers_visible_to(scene.head), filter_from(asked), NOW)
    assert {one.code for one in found} == {dossiers[number].code for number in wanted}


def test_a_code_as_scanned_finds_its_dossier(scene: Scene, dossiers: list[Dossier]) -> None:
    for typed in (dossiers[1].code, f" {dossiers[1].code.lower()}", dossiers[1].code[-11:]):
        found = matching(dossiers_visible_to(scene.head), DossierFilter(words=typed.strip()), NOW)
        assert [one.code for one in found] == [dossiers[1].code]


def test_given_to_one_or_to_nobody(scene: Scene, dossiers: list[Dossier]) -> None:
    mine = matching(dossiers_visible_to(scene.head), DossierFilter(officer=scene.specialist.pk), NOW)
    assert [one.code for one in mine] == [dossiers[1].code]
    nobodys = matching(dossiers_visible_to(scene.head), DossierFilter(officer=0), NOW)
    assert [one.code for one in nobodys] == [dossiers[2].code]


def test_the_neighbours_filter_finds_nothing(scene: Scene, dossiers: list[Dossier]) -> None:
    for words in (dossiers[0].code, "020190001234", "nong thi hoa", ""):
        assert not matching(dossiers_visible_to(scene.neighbour), DossierFilter(words=words), NOW).exists()


def test_units_are_asked_by_number_so_that_each_side_uses_its_index(scene: Scene, dossiers: list[Dossier]) -> None:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        list(dossiers_visible_to(scene.head).order_by("-pk")[:51])
    [listing] = [one["sql"] for one in asked if "serving_dossier" in one["sql"]]
    assert "JOIN" not in listing and "SELECT U0" not in listing
    with CaptureQueriesContext(connection) as again:
        list(dossiers_visible_to(scene.head)[:1])
    assert len(again) == 1  # the units of a person are looked up once a request


def test_tomorrow_it_is_soon(scene: Scene, dossiers: list[Dossier]) -> None:
    later = NOW + timedelta(days=1)
    found = matching(dossiers_visible_to(scene.head), DossierFilter(due="48-gio"), later)
    assert {one.code for one in found} == {dossiers[0].code, dossiers[1].code}
