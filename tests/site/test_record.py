"""What the issue asks the record to show, on the pages themselves."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from django.test import Client

from thongsuot.registry.claims.models import Claim


def text_of(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return " ".join(response.content.decode().replace("\u00a0", " ").split())


def test_hau_giang_2021_on_one_sheet(as_user: Callable[[str], Client]) -> None:
    """G01: PCI 63,8 (38/63, +1, 9/13) · PAPI 42,16 (33/63, −6) · PAR 86,77 (27/63, +1, 4/13) · SIPAS 8,46 (50/63)."""
    page = text_of(as_user(""), "/don-vi/tinh-hau-giang/bon-chi-so?nam=2021")
    for shown in (
        "63,8 điểm",
        "38/63",
        "9/13",
        "42,16 điểm",
        "33/63",
        "giảm 6 bậc",
        "86,77%",
        "27/63",
        "4/13",
        "8,46",
        "50/63",
    ):
        assert shown in page, shown
    assert page.count("tăng 1 bậc") == 2


def test_hau_giang_is_told_where_it_went(as_user: Callable[[str], Client]) -> None:
    page = text_of(as_user(""), "/don-vi/tinh-hau-giang")
    assert "1/7/2025" in page or "01/07/2025" in page
    assert "Cần Thơ" in page


def test_ha_giang_before_and_after(as_user: Callable[[str], Client]) -> None:
    before = text_of(as_user(""), "/don-vi?ngay=2025-06-30")
    after = text_of(as_user(""), "/don-vi?ngay=2025-07-01")
    assert "63 tỉnh, thành phố" in before
    assert "Hà Giang (nay thuộc Tuyên Quang)" in before
    assert "34 tỉnh, thành phố" in after
    assert "/don-vi/tinh-ha-giang" not in after


def test_three_bodies_became_one(as_user: Callable[[str], Client]) -> None:
    """A02: until 28/07/2024 three bodies, from 29/07/2024 one that says where it comes from."""
    before = text_of(as_user(""), "/don-vi/tinh-ha-giang?ngay=2024-07-28")
    after = text_of(as_user(""), "/don-vi/tinh-ha-giang?ngay=2024-07-29")
    merged = "/don-vi/bcd-cai-cach-hanh-chinh-chuyen-doi-so-de-an-06--ha-giang"
    for key in ("bcd-cai-cach-hanh-chinh", "bdh-chuyen-doi-so", "to-cong-tac-de-an-06"):
        assert f'href="/don-vi/{key}--ha-giang"' in before
        assert f'href="/don-vi/{key}--ha-giang"' not in after
    assert f'href="{merged}"' not in before
    assert f'href="{merged}"' in after
    assert "Ban Điều hành Chuyển đổi số" in text_of(as_user(""), merged)


def test_one_search_finds_the_figure_first(as_user: Callable[[str], Client]) -> None:
    page = text_of(as_user(""), "/tim-kiem?q=lang+son+33%2C8")
    first = re.search(r'href="/so-lieu/(\d+)"', page)
    assert first is not None
    claim = Claim.objects.get(pk=int(first[1]))
    assert (claim.value, claim.subject and claim.subject.key) == (Decimal("33.8"), "tinh-lang-son")


def test_from_a_number_to_its_sentence_in_one_click(as_user: Callable[[str], Client]) -> None:
    claim = Claim.objects.filter(value=Decimal("33.8"), numerator=Decimal("561.5"))[0]
    page = text_of(as_user(""), f"/so-lieu/{claim.pk}")
    assert "561,5 / 1.659,5 = 33,8355%" in page
    assert "<mark>" in page
    assert "1.098,0" in page


def test_a_table_with_gaps_says_so(as_user: Callable[[str], Client]) -> None:
    page = text_of(as_user(""), "/ket-qua/par-index/2021")
    assert "đơn vị chưa tìm được nguồn" in page


def test_a_table_is_a_file_too(as_user: Callable[[str], Client]) -> None:
    """UTF-8 with a byte order mark, one claim a row, exact values."""
    response = as_user("").get("/ket-qua/par-index/2021/bang.csv")
    lines = b"".join(response.streaming_content).decode("utf-8").splitlines()  # type: ignore[attr-defined]
    assert lines[0].startswith("\ufeffid")
    assert any("tinh-hau-giang" in line and "86.77" in line for line in lines)


def test_ranks_of_2026_stand_alone(as_user: Callable[[str], Client]) -> None:
    """34 provinces are not compared with 63."""
    page = text_of(as_user(""), "/ket-qua/realtime-766/asof-2026-10-10")
    assert "Đồng Tháp" in page
    assert "68,8 điểm" in page
    assert "Không so với kỳ trước" in page


def test_altered_digit_is_caught(as_user: Callable[[str], Client]) -> None:
    """Soi bài báo: the record knows Hậu Giang's PAPI of 2021."""
    told = "Năm 2021, Chỉ số PAPI của tỉnh Hậu Giang đạt {} điểm, xếp thứ 33/63 tỉnh, thành phố."
    right = as_user("").post("/soi-bai-bao", {"text": told.format("42,16")}).content.decode()
    wrong = as_user("").post("/soi-bai-bao", {"text": told.format("42,61")}).content.decode()
    assert "Không khớp" not in right
    assert "Khớp" in right
    assert "Không khớp" in wrong
