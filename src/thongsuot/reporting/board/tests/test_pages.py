"""The boards on real sums: printed points beside counted dossiers, missing is not 0, small numbers stay private."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from thongsuot.registry.accounts.models import Account
from thongsuot.registry.conftest import make_unit
from thongsuot.registry.units.models import Unit, UnitCode, UnitKind
from thongsuot.reporting.board.tests.making import fact
from thongsuot.serving import facade
from thongsuot.serving.conftest import Scene, account, document, events, scene, small

__all__ = ["account", "document", "events", "scene", "small"]
pytestmark = pytest.mark.django_db
NATION, LIVE, COMPARE = "/thoi-gian-thuc", "/thoi-gian-thuc/so-lieu.json", "/thoi-gian-thuc/doi-chieu"
KY = "ky=2025"  # a year that has ended: the same on any day


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return " ".join(answer.content.decode().split())


def row_of(text: str, name: str) -> str:
    rows = [one for one in re.findall(r"<tr data-source.*?</tr>", text) if f">{name}</a>" in one]
    assert len(rows) == 1
    return rows[0]


def days(month: int, day: int, hour: int = 9) -> datetime:
    return datetime(2025, month, day, hour)  # noqa: DTZ001 - local, as facts are


@pytest.fixture
def lang_son(scene: Scene) -> Scene:
    """Ten dossiers in Đông Kinh: 8 in time, 2 late; 6 online; one asked for in each of Q1, Q2, the rest in Q3."""
    UnitCode.objects.create(unit=scene.province, scheme="dvcqg", code="H37", valid_from=date(2020, 1, 1))
    months = [2, 5, *([8] * 8)]
    rows = [
        fact(
            *(scene.province.pk, scene.here.pk, days(month, 3)),
            procedure=scene.procedure.pk,
            channel=2 if number < 6 else 1,
            due_at=days(month, 10, 17),
            finished_at=days(month, 8 if number < 8 else 12),
        )
        for number, month in enumerate(months)
    ]
    assert facade.put_facts(rows) == 10
    return scene


@pytest.fixture
def as_(client: Client) -> Callable[[Account], Client]:
    def sign_in(account: Account) -> Client:
        client.force_login(account)
        return client

    return sign_in


def test_the_nation_shows_what_the_portal_printed_beside_what_dossiers_say(client: Client, lang_son: Scene) -> None:
    row = row_of(text_of(client, f"{NATION}?{KY}"), "Lạng Sơn")
    assert "65,05" in row, "printed on 10/10/2026"
    assert row.count("80,00%") == 3 and "60,00%" in row, "both definitions of on time, satisfaction; filed online"


def test_a_province_without_a_dossier_has_no_figure_and_no_zero(client: Client, lang_son: Scene) -> None:
    row = row_of(text_of(client, f"{NATION}?{KY}"), "Hà Giang")
    assert "chưa có số liệu" in row and "0,00" not in row


def test_nothing_at_all_is_said_as_that(client: Client, scene: Scene) -> None:
    text = text_of(client, NATION)
    assert (
        "Chưa có số liệu nào" in text and "Chưa có hồ sơ nào trong kỳ này" in text and "%" not in text.split("<main")[1]
    )


def test_nine_months_are_the_three_quarters(client: Client, lang_son: Scene) -> None:
    def received(key: str) -> tuple[int, int]:
        parts = figures(client, key)["truc-tuyen.parts"] or "0/0"
        online, _slash, whole = parts.partition("/")
        return int(online), int(whole)

    def figures(one: Client, key: str) -> dict[str, str]:
        one.force_login(lang_son.chair)  # reads small numbers too
        return dict(one.get(f"{LIVE}?{KY}-{key}&don-vi=tinh-lang-son").json()["figures"])

    quarters = [received(key) for key in ("Q1", "Q2", "Q3")]
    assert quarters == [(1, 1), (1, 1), (4, 8)]
    assert received("9T") == (6, 10)
    assert figures(client, "9T")["truc-tuyen"] == "60,00%", "of the sums, not the mean of 100, 100 and 50"


def test_a_unit_has_six_groups_each_metric_with_its_counts_or_why_not(client: Client, lang_son: Scene) -> None:
    text = text_of(client, f"{NATION}/tinh-lang-son?{KY}")
    for name in ("Công khai, minh bạch", "Tiến độ, kết quả giải quyết", "Thanh toán trực tuyến", "Mức độ hài lòng"):
        assert f">{name}" in text
    assert "8/10 = 80%; 20 điểm × tỷ lệ = 16 điểm" in text
    assert "Đếm từ phản ánh, kiến nghị; chưa có nguồn." in text
    assert "chưa cộng, chưa xếp loại" in text and "chờ đối chiếu" in text, "no class from a part of the points"
    assert "Đông Kinh" in row_of(text, "Phường Đông Kinh") and lang_son.procedure.title in text


def test_the_public_sees_no_list_of_dossiers_and_staff_does(as_: Any, client: Client, lang_son: Scene) -> None:
    address, link = f"{NATION}/phuong-dong-kinh--lang-son?{KY}", "/lam-viec/so-lieu-ho-so/ho-so?don-vi=phuong-dong-kinh"
    assert link not in text_of(client, address)
    text = text_of(as_(lang_son.head), address)
    assert link in text and "Xem 2 hồ sơ còn lại" in text
    assert link not in text_of(as_(lang_son.neighbour), address), "the neighbour is the public here"


def test_every_list_behind_a_number_opens(as_: Any, lang_son: Scene) -> None:
    text = text_of(as_(lang_son.head), f"{NATION}/phuong-dong-kinh--lang-son?{KY}")
    lists = {html.unescape(one) for one in re.findall(r'href="(/lam-viec/so-lieu-ho-so/ho-so[^"]*)"', text)}
    assert {"kept_766", "rest_766", "online", "received", "wholly_digitised", "funnel_result"} <= {
        one.rpartition("=")[2] for one in lists
    }
    for one in sorted(lists):
        assert as_(lang_son.head).get(one).status_code == 200, one


def test_few_dossiers_are_not_shown_to_the_public(as_: Any, client: Client, lang_son: Scene) -> None:
    rows = [
        fact(lang_son.province.pk, lang_son.there.pk, days(6, 1), due_at=days(6, 5), finished_at=days(6, 2 + 5 * late))
        for late in (0, 0, 1)
    ]
    facade.put_facts(rows)
    address = f"{NATION}/phuong-ky-lua--lang-son?{KY}"
    public = text_of(client, address)
    assert "quá ít hồ sơ" in public and "66,67%" not in public and "2/3" not in public
    assert "66,67%" not in row_of(text_of(client, f"{NATION}/tinh-lang-son?{KY}"), "Phường Kỳ Lừa")
    assert json.loads(client.get(f"{LIVE}?{KY}&don-vi=phuong-ky-lua--lang-son").content)["figures"]["diem"] == ""
    assert 'data-live="nhom.' not in public, "points of a group would tell them too"
    wall = json.loads(client.get(f"{LIVE}?{KY}&don-vi=phuong-ky-lua--lang-son").content)["figures"]
    assert {name: text for name, text in wall.items() if name.startswith("nhom.") and text} == {}
    assert "66,67%" in text_of(as_(lang_son.neighbour), address), "its own desk"
    wall = as_(lang_son.neighbour).get(f"{LIVE}?{KY}&don-vi=phuong-ky-lua--lang-son&cong-khai=1")
    assert json.loads(wall.content)["figures"]["diem"] == "", "the wall is the public's, whoever is signed in"
    assert "cong-khai=1" in text_of(client, f"/ioc?{KY}")


def test_a_province_that_ended_stays_in_the_nations_year(client: Client, lang_son: Scene) -> None:
    gone = make_unit("tinh-cu", "Tỉnh Cũ", UnitKind.PROVINCE, lang_son.nation)
    ward = make_unit("xa-cu", "Xã Cũ", UnitKind.COMMUNE, gone)
    received = json.loads(client.get(f"{LIVE}?{KY}").content)["figures"]["truc-tuyen.parts"]
    Unit.objects.filter(pk__in=[gone.pk, ward.pk]).update(valid_to=date(2026, 7, 1))
    facade.put_facts([fact(gone.pk, ward.pk, days(6, 1), due_at=days(6, 5), finished_at=days(6, 2)) for _n in range(5)])
    after = json.loads(client.get(f"{LIVE}?{KY}").content)["figures"]["truc-tuyen.parts"]
    assert int(after.rpartition("/")[2]) == int(received.rpartition("/")[2]) + 5
    assert "Tỉnh Cũ" not in text_of(client, f"{NATION}?{KY}"), "it has no row of its own any more"


def test_the_table_is_ordered_by_the_address_missing_last(client: Client, lang_son: Scene) -> None:
    far = make_unit("tinh-xa", "Tỉnh Xa", UnitKind.PROVINCE, lang_son.nation)
    other = make_unit("xa-xa", "Xã Xa", UnitKind.COMMUNE, far)
    facade.put_facts([fact(far.pk, other.pk, days(3, 2), channel=2, finished_at=days(3, 3)) for _number in range(7)])

    def order(query: str) -> list[str]:
        text = text_of(client, f"{NATION}?{KY}&{query}")
        return re.findall(r'<th scope="row" data-label="Đơn vị"><a href="[^"]*">([^<]*)</a>', text)

    assert order("xep=truc-tuyen") == ["Xa", "Lạng Sơn", "Hà Giang"]
    assert order("xep=truc-tuyen&chieu=tang") == ["Lạng Sơn", "Xa", "Hà Giang"]
    assert order("xep=cong")[0] == "Lạng Sơn", "the only one with printed points here"
    assert order("xep=khong-co") == order("xep=cong")


def test_unchanged_costs_nothing_and_a_new_dossier_is_a_new_answer(client: Client, lang_son: Scene) -> None:
    first = client.get(f"{LIVE}?{KY}")
    told = first.json()
    assert told["figures"]["dung-han-766"] == "80,00%" and told["lag_seconds"] == 0
    assert re.match(r"Số liệu đến \d\d:\d\d:\d\d ngày \d\d/\d\d/\d{4}, trễ 0 giây", told["freshness"])
    with CaptureQueriesContext(connection) as queries:
        again = client.get(f"{LIVE}?{KY}", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304 and not any("unitmonth" in one["sql"] for one in queries)
    facade.put_facts([fact(lang_son.province.pk, lang_son.here.pk, days(9, 1), finished_at=days(9, 2))])
    after = client.get(f"{LIVE}?{KY}", headers={"If-None-Match": first["ETag"]})
    assert after.status_code == 200 and after.json()["figures"]["dung-han-766"] == "81,82%"


def test_theirs_and_ours_side_by_side(client: Client, lang_son: Scene) -> None:
    text = text_of(client, f"{COMPARE}?don-vi=tinh-lang-son&{KY}")
    assert "475/475" in text and "34/34" in text, "printed points computed again"
    assert "188.485/207.216" in text and "8/10" in text and "−10,96" in text
    assert "Hồ sơ trong hệ thống này là dữ liệu minh họa" in text
    assert "0,00" in row_of(text, "Lạng Sơn")


def test_only_provinces_have_printed_points(client: Client, lang_son: Scene) -> None:
    assert client.get(f"{COMPARE}?don-vi=phuong-dong-kinh--lang-son").status_code == 404


def test_the_wall_shows_public_figures_only_and_nobody_signed_in(as_: Any, lang_son: Scene) -> None:
    text = text_of(as_(lang_son.head), f"/ioc?{KY}&don-vi=tinh-lang-son")
    assert "80,00%" in text and "65,05" in text
    for secret in ("csrf", lang_son.head.username, str(lang_son.head), "dang-nhap", "dang-xuat", "/lam-viec"):
        assert secret not in text
    assert 'class="wall-body wall-toi"' in text_of(as_(lang_son.head), "/ioc?nen=toi")


def test_who_steers_asks_twice_a_second_and_the_public_rarely(as_: Any, client: Client, lang_son: Scene) -> None:
    address = f"{NATION}/phuong-dong-kinh--lang-son?{KY}"
    often, rarely = 'data-live-every="500"', 'data-live-every="3000"'
    assert often in text_of(as_(lang_son.head), address) and often in text_of(client, "/ioc")
    assert rarely in text_of(as_(lang_son.neighbour), address) and rarely in text_of(client, NATION)


def test_the_nation_is_one_page(client: Client, lang_son: Scene) -> None:
    assert client.get(f"{NATION}/vn?{KY}")["Location"] == f"{NATION}?{KY}"
    assert client.get(f"{NATION}/khong-co").status_code == 404


@pytest.mark.parametrize("address", [NATION, f"{NATION}/tinh-lang-son", COMPARE, "/ioc"])
def test_as_many_questions_for_many_units_as_for_few(client: Client, lang_son: Scene, address: str) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            text_of(client, f"{address}?{KY}")
        return len(found)

    asked()
    few = asked()
    for number in range(12):
        unit = make_unit(f"xa-{number}", f"Xã {number}", UnitKind.COMMUNE, lang_son.province)
        procedure = lang_son.procedure.pk + number
        row = fact(lang_son.province.pk, unit.pk, days(4, 1), procedure=procedure, finished_at=days(4, 2))
        facade.put_facts([row])
    assert asked() == few <= 16


def test_a_province_of_many_units_shows_the_first_and_leads_to_all(client: Client, lang_son: Scene) -> None:
    units = [make_unit(f"xa-{n:02}", f"Xã {n:02}", UnitKind.COMMUNE, lang_son.province) for n in range(45)]
    facade.put_facts([fact(lang_son.province.pk, one.pk, days(4, 1), finished_at=days(4, 2)) for one in units])
    text = text_of(client, f"{NATION}/tinh-lang-son?{KY}")
    assert text.count('data-label="Đơn vị"') == 40 and "Xem cả 46 đơn vị" in text
    assert text_of(client, f"{NATION}/tinh-lang-son?{KY}&het=1").count('data-label="Đơn vị"') == 46


def test_units_that_have_ended_keep_their_dossiers(client: Client, lang_son: Scene) -> None:
    Unit.objects.filter(pk=lang_son.here.pk).update(valid_from=date(2020, 1, 1), valid_to=date(2026, 1, 1))
    assert "80,00%" in row_of(text_of(client, f"{NATION}/tinh-lang-son?{KY}"), "Phường Đông Kinh")
