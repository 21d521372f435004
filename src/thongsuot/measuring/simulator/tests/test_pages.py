"""The pages of simulations: public, everything in the address, nothing adopted without the right to plan."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from thongsuot.measuring.conftest import Scene
from thongsuot.measuring.publishing.models import Publication
from thongsuot.measuring.rounds.models import Round
from thongsuot.measuring.simulator.tests.conftest import World
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.accounts.roles import Role
from thongsuot.registry.claims.models import Claim, ClaimOrigin
from thongsuot.registry.conftest import make_unit
from thongsuot.registry.documents.models import Document
from thongsuot.registry.fields import ReviewStatus
from thongsuot.registry.indicators.models import Indicator
from thongsuot.registry.units.models import UnitKind

pytestmark = pytest.mark.django_db
Limit = apps.get_model("steering", "Limit")  # the loops do not import each other, tests included
PAGE = "/ket-qua-cham-diem/dot-2025/so-y-te--lang-son/mo-phong"
ADOPT = "/lam-viec/mo-phong/dot-2025/so-y-te--lang-son/muc-tieu"


def test_anybody_reads_it_and_it_says_what_it_is(client: Client, world: World) -> None:
    page = client.get(PAGE)
    text = page.content.decode()
    assert page.status_code == 200
    assert text.count("Mô phỏng") > 3 and "không phải kết quả chính thức" in text
    assert "thêm 12 trường hợp đạt" in text.lower() and "Điểm giấy tờ" in text
    assert "Thử lại trên các năm đã qua" in text and "chính các đợt chấm trước" in text
    assert "Đưa vào kế hoạch khắc phục" not in text


def test_what_is_chosen_stands_in_the_address(client: Client, world: World) -> None:
    text = client.get(PAGE, {"chon": ["1.1:dat", "2.1:dat"], "nam": "2027"}).content.decode()
    assert "54,29 → <strong>67,29</strong>" in text
    assert text.count("checked") == 2


def test_budget_gives_the_best_bundle(client: Client, world: World) -> None:
    page = client.get(PAGE, {"ngan-sach": "2", "de-xuat": "1", "nam": "2027"})
    made = page.context["study"]
    assert made.proposed.cost <= 2 and made.chosen
    assert "Gói tốt nhất trong 2 công" in page.content.decode()


def test_e13_half_a_point_written_as_people_write_it(client: Client, world: World) -> None:
    page = client.get(PAGE, {"tieu-chi": "2.1", "cong": "0,5"})
    assert "được cộng 0,5 điểm, thành 17,5" in page.content.decode()
    assert "không đáng kể" in page.content.decode()


def test_what_cannot_be_read_is_said_and_kept(client: Client, world: World) -> None:
    page = client.get(PAGE, {"ngan-sach": "1.2.3", "phieu": "2,5", "cong-suc-1.1:dat": "0"})
    text = page.content.decode()
    assert page.status_code == 200
    assert (
        "Không đọc chắc được số «1.2.3»" in text and "«2,5» không dùng được" in text and "«0» không dùng được" in text
    )
    assert 'value="1.2.3"' in text and 'value="2,5"' in text


def test_embargo_holds_here_too(client: Client, world: World, publish: Callable[..., Publication]) -> None:
    coming = Round.objects.create(
        key="dot-kin", title="Đợt kín", home=world.scene.home, release=world.scene.release, population="department",
        year=2026, thresholds=[],
    )  # fmt: skip
    content = Publication.objects.get(round=world.rounds[2025]).content
    publish(coming, content, timezone.now() + timedelta(hours=2))
    at = PAGE.replace("dot-2025", "dot-kin")
    assert client.get(at).status_code == 404
    client.force_login(world.scene.focal)
    assert client.get(at).status_code == 404
    assert client.post(ADOPT.replace("dot-2025", "dot-kin"), {"chon": "1.1:dat"}).status_code == 404


def test_unknown_units_and_rounds_are_not_there(client: Client, world: World) -> None:
    assert client.get(PAGE.replace("so-y-te", "so-khong-co")).status_code == 404
    assert client.get(PAGE.replace("dot-2025", "dot-1999")).status_code == 404


def test_adopting_needs_the_right_to_plan(client: Client, world: World) -> None:
    sent = {"chon": ["1.1:dat", "2.1:dat"], "nam": "2027"}
    assert client.post(ADOPT, sent).status_code == 302  # to the door
    client.force_login(world.scene.appraiser)
    assert client.post(ADOPT, sent).status_code == 403
    assert Limit.objects.count() == 0


def test_chosen_levers_become_limits_with_their_targets_once(
    client: Client, world: World, account: Callable[..., Account]
) -> None:
    client.force_login(account(Role.SECRETARIAT, world.scene.home, "Tổ Thư ký"))
    sent: dict[str, Any] = {"chon": ["1.1:dat", "2.1:dat"], "nam": "2027"}
    assert client.get(PAGE, sent).content.decode().count("Đưa vào kế hoạch khắc phục") == 2
    for _time in range(2):
        assert client.post(ADOPT, sent).status_code == 302
    limits = list(Limit.objects.order_by("criterion"))
    assert [one.unit for one in limits] == [world.scene.doing] * 2
    assert [one.year for one in limits] == [2027, 2027]
    assert limits[1].text.startswith("Mục tiêu 2027, Hồ sơ đúng hạn (thêm 150 trường hợp đạt")
    assert "17/20" in limits[1].text
    nothing = client.post(ADOPT, {"nam": "2027"}, follow=True)
    assert "Hãy chọn ít nhất một việc" in nothing.content.decode()


def test_more_years_and_units_ask_no_more_of_the_database(client: Client, world: World) -> None:
    def count(key: str) -> int:
        client.get(PAGE.replace("2025", key))
        with CaptureQueriesContext(connection) as caught:
            client.get(PAGE.replace("2025", key))
        return len(caught)

    assert count("2025") <= count("2021") + 6  # the content of each earlier year, once


PUBLISHED_2022 = {  # PAR INDEX 2022 as the press repeats it: rank → score
    1: "90.10", 2: "89.95", 4: "88.67", 5: "88.15", 10: "87.11", 12: "86.95", 30: "84.98", 55: "81.60", 63: "80.12",
}  # fmt: skip


@pytest.fixture
def table(scene: Scene, document: Document) -> Indicator:
    """Thanh Hóa is tenth with 87,11 (E11); the other names stand for whoever held the rank."""
    indicator = Indicator.objects.create(key="par-index", name="PAR INDEX", sort_key="par index")
    for rank, score in PUBLISHED_2022.items():
        name = "Tỉnh Thanh Hóa" if rank == 10 else f"Tỉnh hạng {rank}"
        key = "tinh-thanh-hoa" if rank == 10 else f"tinh-hang-{rank}"
        province = make_unit(key, name, UnitKind.PROVINCE, scene.nation)
        Claim.objects.create(
            document=document,
            origin=ClaimOrigin.TABLE,
            subject=province,
            subject_text=name,
            indicator=indicator,
            name=indicator.name,
            period_kind="year",
            period_start=date(2022, 1, 1),
            period_end=date(2022, 12, 31),
            period_text="năm 2022",
            value=Decimal(score),
            value_exponent=-2,
            unit_of_measure="điểm",
            rank=rank,
            out_of=63,
            status=ReviewStatus.CONFIRMED,
            is_public=True,
        )
    return indicator


INDEX = "/ket-qua/par-index/2022/mo-phong"


def test_e13_half_a_point_for_thanh_hoa_2022(client: Client, table: Indicator) -> None:
    """87,11 + 0,5 = 87,61: behind the fifth for certain, ahead of the tenth; what lies between is not published."""
    text = client.get(f"{INDEX}/tinh-thanh-hoa", {"cong": "0,5"}).content.decode()
    assert "87,61" in text and "từ hạng 6 đến 10" in text and "9/63" in text
    assert "không đáng kể" in text and "chưa có điểm từng tiêu chí" in text


def test_five_points_more_would_be_first(client: Client, table: Indicator) -> None:
    text = client.get(f"{INDEX}/tinh-thanh-hoa", {"cong": "5"}).content.decode()
    assert "<strong>hạng 1</strong>" in text


def test_index_page_without_points_asks_for_them_and_strangers_are_not_there(client: Client, table: Indicator) -> None:
    page = client.get(f"{INDEX}/tinh-thanh-hoa")
    assert page.status_code == 200 and 'name="cong"' in page.content.decode()
    assert client.get(f"{INDEX}/tinh-khong-co").status_code == 404
    assert client.get("/ket-qua/par-index/2022x/mo-phong/tinh-thanh-hoa").status_code == 404
    assert client.get(f"{INDEX}/tinh-thanh-hoa", {"cong": "chín"}).status_code == 200
