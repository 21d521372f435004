"""The boards: each number opens what it was counted from, filters stand in the address, small numbers stay private."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from thongsuot.registry.accounts.models import Account
from thongsuot.serving.conftest import Scene
from thongsuot.serving.dossiers.models import Dossier, Rating
from thongsuot.serving.facts.refresh import refresh_all
from thongsuot.serving.insight.groups import GROUPS
from thongsuot.serving.insight.tests.making import dossier
from thongsuot.serving.procedures.catalogue import catalogue

pytestmark = pytest.mark.django_db
BOARD, ROWS, PUBLIC = "/lam-viec/so-lieu-ho-so", "/lam-viec/so-lieu-ho-so/ho-so", "/ket-qua-phuc-vu"


class Reader(Client):
    """Everybody reads when what happened has been counted, as it is within the second."""

    def get(self, *given: Any, **options: Any) -> Any:
        refresh_all(timezone.now())
        return super().get(*given, **options)


@pytest.fixture
def client() -> Client:
    return Reader()


@pytest.fixture
def as_(client: Client) -> Callable[[Account], Client]:
    def sign_in(account: Account) -> Client:
        client.force_login(account)
        return client

    return sign_in


def text_of(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def at(days: int) -> datetime:
    return timezone.now() - timedelta(days=days)


def a_month(scene: Scene) -> None:
    """Ten dossiers of this year: seven in time, one late, one running, one asked twice."""
    for _number in range(7):
        dossier(scene, at(5), due_at=at(1), finished_at=at(3), channel=2)
    dossier(scene, at(5), due_at=at(4), finished_at=at(2))
    dossier(scene, at(5), due_at=at(-5))
    dossier(scene, at(5), due_at=at(1), finished_at=at(3), supplements=2)


def test_both_definitions_side_by_side_with_what_they_leave_out(as_: Any, scene: Scene) -> None:
    a_month(scene)
    page = as_(scene.head).get(BOARD)
    shown = text_of(page)
    assert "80,00%" in shown and "8/10" in shown, "766: 7 + running of 10"
    assert "88,88%" in shown or "88,89%" in shown, "II.06a: 8 of 9 settled"
    assert "Xem 2 hồ sơ còn lại" in shown and "Khớp" in shown
    rest = as_(scene.head).get(f"{ROWS}?nhom=rest_766")
    assert rest.context["count"] == 2
    assert as_(scene.head).get(f"{ROWS}?nhom=differing").context["count"] == 1


def test_every_number_of_the_board_opens_a_list_of_that_many(as_: Any, scene: Scene) -> None:
    a_month(scene)
    browser = as_(scene.head)
    page = browser.get(BOARD)
    found = re.findall(r'href="([^"]*nhom=(\w+))">([\d.]+)</a>', page.content.decode())
    assert len(found) > 10
    for address, group, number in found:
        listed = browser.get(address.replace("&amp;", "&"))
        assert listed.context["count"] == int(number.replace(".", "")), group


@pytest.mark.parametrize("group", sorted(GROUPS))
def test_each_group_can_be_listed(as_: Any, scene: Scene, group: str) -> None:
    dossier(scene, at(5))
    assert as_(scene.head).get(f"{ROWS}?nhom={group}").status_code == 200


def test_a_group_nobody_counts_is_not_there(as_: Any, scene: Scene) -> None:
    assert as_(scene.head).get(f"{ROWS}?nhom=khong-co").status_code == 404


def test_lists_name_nobody(as_: Any, scene: Scene) -> None:
    a_month(scene)
    browser = as_(scene.head)
    assert "Nông Thị A" not in browser.get(f"{ROWS}?nhom=received").content.decode()
    lines = b"".join(browser.get(f"{ROWS}?nhom=received&tai=csv")).decode().splitlines()
    assert len(lines) == 11 and "Nông Thị A" not in "".join(lines)


def test_filters_stand_in_the_address(as_: Any, scene: Scene) -> None:
    a_month(scene)
    dossier(scene, datetime(timezone.now().year - 1, 3, 3, tzinfo=UTC), finished_at=datetime(2025, 3, 4, tzinfo=UTC))
    browser = as_(scene.head)

    def received(query: str) -> int:
        return browser.get(f"{BOARD}?{query}").context["counts"].received

    assert received("") == 10 and received("ky=khong-phai-ky") == 10
    assert received(f"ky={timezone.now().year - 1}") == 1
    assert received("linh-vuc=ho-tich") == 10 and received("linh-vuc=dat-dai") == 0
    assert received(f"linh-vuc=nhom-{catalogue().priority_fields[0].key}") == 0 and received("doanh-nghiep=1") == 0
    scene.procedure.audiences = ["citizen", "business"]
    scene.procedure.save()
    assert received("doanh-nghiep=1") == 10


def test_a_neighbour_counts_only_its_own(as_: Any, scene: Scene) -> None:
    a_month(scene)
    browser = as_(scene.neighbour)
    assert browser.get(BOARD).context["counts"].received == 0
    assert "Chưa có hồ sơ nào" in text_of(browser.get(BOARD))
    assert browser.get(f"{BOARD}?don-vi={scene.here.key}").status_code == 404
    assert browser.get(f"{ROWS}?don-vi={scene.here.key}&nhom=received").status_code == 404
    assert as_(scene.post).get(BOARD).status_code == 403


def test_the_province_sees_each_unit(as_: Any, scene: Scene) -> None:
    a_month(scene)
    dossier(scene, at(2), scene.there)
    page = as_(scene.chair).get(BOARD)
    assert page.context["unit"] == scene.province
    assert [(one.unit, one.counts.received) for one in page.context["units"]] == [(scene.here, 10), (scene.there, 1)]
    body = b"".join(as_(scene.chair).get(f"{BOARD}/bieu-ii-06a.csv")).decode().splitlines()
    assert len(body) == 4 and body[-1].split(";")[2] == "11"


def test_nine_indices_without_invented_zeros(as_: Any, scene: Scene) -> None:
    a_month(scene)
    card = as_(scene.head).get(BOARD).context["card"]
    assert card.missing == (4, 5, 6, 7, 8) and card.grade == ""
    assert "chưa xếp loại vì còn 5 chỉ số" in text_of(as_(scene.head).get(BOARD))


def test_the_funnel_narrows(as_: Any, scene: Scene) -> None:
    a_month(scene)
    funnel = as_(scene.head).get(BOARD).context["funnel"]
    assert [one.step.count for one in funnel.dossiers] == [10, 7, 7, 7, 0]
    assert [one.step.count for one in funnel.procedures] == [1, 1]


def queries_for(browser: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert browser.get(address).status_code == 200
    return len(seen)


def test_the_number_of_queries_is_constant(as_: Any, scene: Scene) -> None:
    dossier(scene, at(2))
    dossier(scene, at(2), scene.there)
    browser = as_(scene.chair)
    addresses = (BOARD, f"{ROWS}?nhom=received", PUBLIC)
    for address in addresses:
        browser.get(address)
    few = [queries_for(browser, one) for one in addresses]
    for _more in range(9):
        a_month(scene)
    refresh_all(timezone.now())
    assert [queries_for(browser, one) for one in addresses] == few


def test_the_public_sees_sums_and_nobody(client: Client, scene: Scene) -> None:
    a_month(scene)
    page = client.get(PUBLIC)
    shown = text_of(page)
    assert page.context["unit"] == scene.province and "80,00%" in shown
    assert "Nông Thị A" not in shown and "H37-" not in shown
    lines = b"".join(client.get(f"{PUBLIC}?tai=csv")).decode().splitlines()
    assert lines[1].startswith("mau-1;")


def test_fewer_than_five_are_held_back(client: Client, scene: Scene) -> None:
    for _number in range(4):
        dossier(scene, at(5), due_at=at(1), finished_at=at(3), channel=2)
    page = client.get(PUBLIC)
    assert "100,00%" not in text_of(page) and "quá ít hồ sơ" in text_of(page)
    assert page.context["services"][0].received == ""
    dossier(scene, at(5), due_at=at(1), finished_at=at(3), channel=2)
    assert "100,00%" in text_of(client.get(PUBLIC))


def test_satisfaction_is_counted_over_those_who_answered(client: Client, scene: Scene) -> None:
    a_month(scene)
    for number, one in enumerate(Dossier.objects.all()[:6]):
        scores = {"thai-do": 5, "thoi-gian": 3} if number < 3 else {"thai-do": 2}
        Rating.objects.create(dossier=one, scores=scores, at=at(1))
    row = client.get(PUBLIC).context["services"][0]
    assert row.satisfaction == "50,0%" and row.completion == "" and row.cost is not None
