"""The public pages: printed beside computed, one province, and a calculator that keeps nothing."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from thongsuot.measuring.index766 import pages, queries
from thongsuot.measuring.index766.published import counts_file
from thongsuot.platform.access.actors import ANONYMOUS
from thongsuot.registry.conftest import Small, make_unit
from thongsuot.registry.units.models import Unit, UnitCode, UnitKind

pytestmark = pytest.mark.django_db
CALCULATOR = "/chi-so-766/tinh-diem"
HEAD = "unit_code,group,metric_code,numerator,denominator\n"


@pytest.fixture
def thai_nguyen(small: Small) -> Unit:
    unit = make_unit("tinh-thai-nguyen-2025", "Tỉnh Thái Nguyên", UnitKind.PROVINCE, small.nation)
    UnitCode.objects.create(unit=unit, scheme="dvcqg", code="H55", valid_from=date(2025, 7, 1))
    return unit


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_provinces_in_the_order_printed(client: Client, thai_nguyen: Unit) -> None:
    text = page(client, "/chi-so-766")
    assert "475/475" in text and "102/102" in text
    found = queries.places(ANONYMOUS)
    assert [place.rank.position for place in found] == list(range(1, 35))
    assert [place.code for place in found[:2]] == ["H20", "H19"]
    named = next(place for place in found if place.code == "H55")
    assert (named.name, named.unit) == (thai_nguyen.short_name, thai_nguyen)
    assert {pages.table_row(place).difference for place in found} == {"0,00"}


def test_ordered_by_a_group_with_ties(client: Client) -> None:
    by_publicity = queries.places(ANONYMOUS, "CKMB")
    points = [place.compared.printed.groups["CKMB"] for place in by_publicity]
    assert points == sorted(points, reverse=True)
    assert str(by_publicity[0].rank) == "đồng hạng 1/34"  # Cà Mau and Khánh Hòa, 14 points each
    assert 'aria-sort="descending"' in page(client, "/chi-so-766?xep=CKMB")
    assert 'aria-sort="descending"' not in page(client, "/chi-so-766?xep=khong-co")


def test_one_province_from_counts_to_points(client: Client, thai_nguyen: Unit) -> None:
    text = page(client, "/chi-so-766/H55")
    assert "1/57 = 1,75%; 6 điểm × tỷ lệ = 0,11 điểm" in text
    assert "Cần thêm 56 thủ tục công bố đúng hạn để đạt trọn 6 điểm." in text
    assert "Tổng các điểm thành phần in ra là 8,11." in text
    assert "Còn thiếu «Đơn vị cung cấp chứng thực bản sao điện tử» (2). Phần tính được: 7,74/20 điểm." in text
    place = next(one for one in queries.places(ANONYMOUS) if one.code == "H55")
    lost = [line.lost for line in pages.worst(pages.group_parts(place))]
    assert lost == sorted(lost, reverse=True) and lost[0] == Decimal("5.89")


def test_a_code_nobody_counted_is_not_found(client: Client) -> None:
    assert client.get("/chi-so-766/H99").status_code == 404


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("hang=12&tren=63&tang=48", "Có thể: kỳ trước hạng 60/63."),  # Hà Giang 2024
        ("hang=12&tren=63&tang=55", "Không thể: kỳ trước sẽ là hạng 67 mà chỉ có 63 đơn vị."),
        ("hang=5&tren=63&tang=-6", "Không thể: kỳ trước sẽ là hạng -1"),
    ],
)
def test_a_change_of_rank_is_tried(client: Client, asked: str, words: str) -> None:
    assert words in page(client, f"/chi-so-766?{asked}")


def test_the_printed_file_goes_through_the_calculator(client: Client) -> None:
    counts = b"".join(client.get("/chi-so-766/so-dem.csv").streaming_content)  # type: ignore[attr-defined]
    assert counts.startswith(b"\xef\xbb\xbf") and b"H20;CKMB;PUBLIC_UPDATE_ON_TIME;45;52;3,46" in counts
    upload = {"file": SimpleUploadedFile("so-dem.csv", counts), "tai": "1"}
    answer = b"".join(client.post(CALCULATOR, upload).streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    scores = {
        (row["unit_code"], row["group"], row["metric_code"]): row["score"].replace(",", ".")
        for row in csv.DictReader(io.StringIO(answer), delimiter=";")
    }
    with counts_file().open(encoding="utf-8", newline="") as stream:
        printed = {(row["unit_code"], row["group"], row["metric_code"]): row["score"] for row in csv.DictReader(stream)}
    same = [key for key, score in scores.items() if score and score == printed[key]]
    assert len(same) == len([score for score in scores.values() if score]) == 475 + 102


def test_what_was_pasted_is_scored_told_and_kept_in_the_form(client: Client) -> None:
    pasted = f"{HEAD}Xã A,TDGQ,ON_TIME,480,500\nXã A,CKMB,DOSSIER_SYNC,6,5\n"
    text = client.post(CALCULATOR, {"text": pasted}).content.decode()
    assert "19,20" in text and "Tử số 6 lớn hơn mẫu số 5" in text and "Dòng 3, Xã A DOSSIER_SYNC" in text
    assert "Xã A,TDGQ,ON_TIME,480,500" in text


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "Hãy dán bảng số đếm hoặc chọn một tệp CSV."),
        ({"text": HEAD.replace("numerator", "numerater")}, "Có phải là cột «numerater»?"),
        ({"text": f"{HEAD}"}, "chưa có dòng số đếm nào"),
        ({"file": SimpleUploadedFile("a.xlsx", b"PK\x03\x04rest")}, "Đây là tệp Excel."),
    ],
)
def test_what_cannot_be_used_says_what_to_do(client: Client, sent: dict[str, object], words: str) -> None:
    response = client.post(CALCULATOR, sent)
    assert response.status_code == 200
    assert words in response.content.decode()


def test_a_unit_code_is_text_and_nothing_else(client: Client) -> None:
    text = client.post(CALCULATOR, {"text": f"{HEAD}<script>alert(1)</script>,TDGQ,ON_TIME,1,2\n"}).content.decode()
    assert "<script>alert" not in text and "&lt;script&gt;alert(1)&lt;/script&gt;" in text
