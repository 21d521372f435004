"""The pages over published rounds, as a visitor and as the people of the round see them."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from thongsuot.measuring.analysis import queries
from thongsuot.measuring.analysis.reading import from_result, scoring_of
from thongsuot.measuring.analysis.tests.conftest import D, Published, publish
from thongsuot.measuring.publishing.content import Result
from thongsuot.measuring.rounds.models import Round
from thongsuot.platform.access.actors import ANONYMOUS
from thongsuot.platform.access.errors import AccessDenied, Hidden

pytestmark = pytest.mark.django_db
ROUND, UNIT = "/ket-qua-cham-diem/dot-2025/phan-tich", "/ket-qua-cham-diem/dot-2025/so-y-te--lang-son/phan-tich"


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def rows(client: Client, address: str) -> list[dict[str, str]]:
    content = b"".join(client.get(address).streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    return list(csv.DictReader(io.StringIO(content), delimiter=";"))


def test_a_result_reads_as_it_was_published(result: Result) -> None:
    scoring = from_result(result)
    sheet = scoring.sheets["so-y-te--lang-son"]
    assert (sheet.percent, sheet.rank) == (D("83.50"), 2)
    assert sum(one.points for one in sheet.scores.values()) == result.by_key[sheet.unit].totals.final
    assert sheet.scores["P.1"].points == 0
    assert {one.code: one.top for one in scoring.items}["3"] == "3"  # a domain that is its own leaf


def test_the_round_shows_flat_criteria_gaps_and_the_map(client: Client, published: Published) -> None:
    shown = page(client, ROUND)
    assert "1/7 tiêu chí không còn phân hóa" in shown  # 1.1: both have it all
    assert "Sở Y tế tỉnh Lạng Sơn tự chấm cao hơn thẩm định nhiều nhất trong 2 đơn vị: 6,5 điểm" in shown
    assert 'class="sample' in shown or "Dữ liệu minh họa" in shown


def test_one_domain_of_the_map_opens_its_leaves(client: Client, published: Published) -> None:
    shown = page(client, f"{ROUND}?linh-vuc=2")
    assert "Bản đồ nhiệt, lĩnh vực 2" in shown
    assert "/ket-qua-cham-diem/dot-2025/so-y-te--lang-son/2.1" in shown
    assert page(client, f"{ROUND}?linh-vuc=khong-co&trang=99")


def test_files_of_the_round(client: Client, published: Published) -> None:
    flat = {row["ma"]: row for row in rows(client, f"{ROUND}/phan-hoa.csv")}
    assert (flat["1.1"]["khong_con_phan_hoa"], flat["2.1"]["ty_le_dat_trung_binh"]) == ("1", "85")
    gaps = rows(client, f"{ROUND}/chenh-lech.csv")
    assert (gaps[0]["ma"], gaps[0]["chenh_lech"]) == ("so-y-te--lang-son", "6.5")
    heat = rows(client, f"{ROUND}/ban-do-nhiet.csv?linh-vuc=2")
    assert heat[0]["2.1 Hồ sơ đúng hạn"] == "100"


def test_why_the_unit_moved(client: Client, published: Published) -> None:
    """79 in 2024, 83,5 in 2025: bonus +2, finance +2, survey +1, procedures +1, steering −1,5."""
    shown = page(client, UNIT)
    assert "Sở Y tế tỉnh Lạng Sơn tăng 4,5 điểm so với năm 2024" in shown
    steps = rows(client, f"{UNIT}/thay-doi.csv")
    assert (steps[0]["diem"], steps[-1]["diem"]) == ("79", "83.5")
    assert sum(D(step["diem"]) for step in steps[1:-1]) == D("4.5")
    assert {step["ma"]: step["diem"] for step in steps[1:-1]}["1"] == "-1.5"


def test_what_stays_weak_is_named_and_what_was_mended_is_not(client: Client, published: Published) -> None:
    shown = page(client, UNIT)
    assert "Cải cách thủ tục hành chính" in shown  # 60%, 63%, 67%
    assert "3 năm liền, 2023 – 2025" in shown
    assert "Chi tiết kiệm <span" not in shown  # 60%, 70%, then 90%


def test_lost_points_open_their_page(client: Client, published: Published) -> None:
    shown = page(client, UNIT)
    assert "năm 2024 đơn vị đã đạt cao hơn" in shown  # 1.3 fell from 10 to 7,5
    lost = {row["ma"]: row for row in rows(client, f"{UNIT}/diem-mat.csv")}
    assert (lost["1.3"]["mat"], lost["1.3"]["vi_sao"]) == ("2.5", "own")
    assert "1.1" not in lost


def test_compared_with_another_unit(client: Client, published: Published) -> None:
    shown = page(client, f"{UNIT}?so-voi=so-tai-chinh--lang-son")
    assert "Sở Y tế tỉnh Lạng Sơn kém Sở Tài chính tỉnh Lạng Sơn 6,5 điểm." in shown
    found = rows(client, f"{UNIT}/so-voi-so-tai-chinh--lang-son.csv")
    assert sum(D(row["chenh_lech"]) for row in found) == D("-6.5")
    assert client.get(f"{UNIT}/so-voi-khong-co.csv").status_code == 404
    assert "kém" not in page(client, f"{UNIT}?so-voi=khong-co")


def test_the_first_year_has_nothing_to_compare_with(client: Client, published: Published) -> None:
    shown = page(client, "/ket-qua-cham-diem/dot-2023/so-y-te--lang-son/phan-tich")
    assert "Chưa có năm trước để so" in shown
    assert "Chưa đủ ba năm công bố để kết luận." in shown


def test_a_gap_between_years_is_not_bridged(client: Client, rounds: dict[int, Round]) -> None:
    publish(rounds[2023])
    publish(rounds[2024], hour=timezone.now() + timedelta(days=9))
    publish(rounds[2025])
    shown = page(client, UNIT)
    assert "Chưa có năm trước để so" in shown


def test_before_its_hour_nothing_is_analysed(client: Client, rounds: dict[int, Round]) -> None:
    publish(rounds[2025], hour=timezone.now() + timedelta(hours=1))
    for address in (ROUND, UNIT, f"{ROUND}/phan-hoa.csv", f"{ROUND}/chenh-lech.csv", f"{UNIT}/diem-mat.csv"):
        assert client.get(address).status_code == 404
    shown = page(client, "/don-vi/so-y-te--lang-son/ho-so-cham-diem")
    assert "83,5" not in shown
    with pytest.raises(Hidden):
        queries.running(ANONYMOUS, "dot-thu")


def test_a_new_version_takes_the_place_of_the_old(client: Client, published: Published) -> None:
    opened = published.rounds[2025]
    opened.participants.get(unit=published.scene.doing).scores.filter(code="1.3").update(final_score=D(10))
    publish(opened, 2)
    assert "tăng 7 điểm so với năm 2024" in page(client, UNIT)
    assert "tăng 4,5 điểm so với năm 2024" in page(client, f"{UNIT}?ban=1")


def test_five_years_at_most_oldest_first(published: Published) -> None:
    found = queries.history(ANONYMOUS, published.publications[2025])
    assert [one.year for one in found] == [2023, 2024, 2025]
    assert found[-1] is scoring_of(published.publications[2025])


def test_the_profile_has_rounds_bands_and_weak_fields(client: Client, published: Published) -> None:
    shown = page(client, "/don-vi/so-y-te--lang-son/ho-so-cham-diem")
    assert "Chấm điểm: Sở, ban, ngành" in shown
    assert "2/2 (2023 – 2025)" in shown
    assert "Yếu nhiều năm liền" in shown


def test_a_unit_without_anything_says_so(client: Client, published: Published) -> None:
    assert "Chưa có kết quả nào của đơn vị này" in page(client, "/don-vi/tinh-ha-giang/ho-so-cham-diem")
    assert "Chưa có kết quả nào của đơn vị này" in page(client, "/don-vi/tinh-ha-giang/nam-nam")


def test_the_gap_is_seen_before_publication_by_those_of_the_round(client: Client, published: Published) -> None:
    address = "/lam-viec/cham-diem/dot-thu/chenh-lech"
    assert client.get(address).status_code == 302
    client.force_login(published.scene.appraiser)
    shown = page(client, address)
    assert "tự chấm cao hơn thẩm định nhiều nhất trong 1 đơn vị: 6,5 điểm" in shown
    assert "1/2 đơn vị đã có tiêu chí so được." in shown
    assert rows(client, f"{address}.csv")[0]["chenh_lech"] == "6.5"


def test_a_unit_may_not_read_the_gaps_of_the_others(client: Client, published: Published) -> None:
    client.force_login(published.scene.head)
    assert client.get("/lam-viec/cham-diem/dot-thu/chenh-lech").status_code == 403
    with pytest.raises(AccessDenied):
        queries.running(published.scene.head, "dot-thu")


def test_more_units_cost_no_more_queries(
    client: Client, published: Published, django_assert_max_num_queries: object
) -> None:
    page(client, UNIT)  # read once a process
    with django_assert_max_num_queries(16):  # type: ignore[operator]
        page(client, UNIT)
