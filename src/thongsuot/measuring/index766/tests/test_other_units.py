"""Departments and communes of Gia Lai as the portal printed them on 10/10/2026: units the rules were not fitted on.

Read from the public copy of duynghiaqn/Crawler-766 (agencies_detail_GiaLai_10102026, communes_detail_GiaLai_10102026).
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from thongsuot.measuring.index766.domain import Count, UnitScore, unit_score
from thongsuot.measuring.index766.published import READ_ON
from thongsuot.measuring.index766.rules import index_on

INDEX = index_on(READ_ON)
CODES = (
    *("PUBLISH_ON_TIME", "PUBLIC_UPDATE_ON_TIME", "PUBLIC_CONTENT_FULL", "DOSSIER_SYNC", "ON_TIME"),
    *("ORIGINAL_RESULT_AVAILABLE", "SO_HOA_GIAY_TO_GIAI_QUYET", "REUSED_DIGITIZED_DATA"),
    *("SYNCED_WITH_DVCQG_PERSONAL_STORAGE", "CITIZEN_DATA_CONNECTED_DOSSIER", "CITIZEN_DATA_CONNECTED_FORMALITY"),
    *("DOSSIER_RECEIVING_SATISFACTION", "PETITION_PROCESSING_ON_TIME", "PETITION_HANDLING_SATISFACTION"),
)
# counts, printed points in the order of CODES, and printed CKMB, TDGQ, MDHL
UNITS: dict[str, tuple[str, str, str]] = {
    "H21.17 Sở Văn hóa, Thể thao và Du lịch": (
        "1/47 43/47 47/47 547/547 653/654 610/654 603/654 636/654 0/654 220/654 16/147 653/654 0/0 0/0",
        "0.13 3.66 2 6 19.97 5.6 3.69 2 0 0.67 0.22 6 6 6",
        "11.79 19.97 18",
    ),
    "H21.09 Sở Khoa học và Công nghệ": (
        "1/47 43/47 47/47 608/608 726/741 657/741 200/741 20/741 20/741 741/741 21/99 726/741 0/0 0/0",
        "0.13 3.66 2 6 19.6 5.32 1.08 0.07 0.11 2 0.42 6 6 6",
        "11.79 19.6 18",
    ),
    "H21.13 Sở Tài chính": (
        "1/47 43/47 47/47 282/282 444/583 11/583 2/583 212/583 12/583 583/583 9/59 442/583 0/1 0/1",
        "0.13 3.66 2 6 15.23 0.11 0.01 0.91 0.08 2 0.31 5.05 0 0",
        "11.79 15.23 5.05",
    ),
    "H21.20 Thanh tra tỉnh, không có hồ sơ nào": (
        "1/47 43/47 47/47 0/0 0/0 0/0 0/0 0/0 0/0 0/0 0/0 0/0 0/0 0/0",
        "0.13 3.66 2 - 0 - - - - - - 0 6 6",
        "5.79 0 12",
    ),
    "H21.26 Sở Ngoại vụ": (
        "1/47 43/47 47/47 10/10 6/13 1/13 0/13 0/13 0/13 13/13 2/6 6/13 0/0 0/0",
        "0.13 3.66 2 6 9.23 0.46 0 0 0 2 0.67 3.08 6 6",
        "11.79 9.23 15.08",
    ),
    "H21.24 Sở Nông nghiệp và Môi trường": (
        "1/47 43/47 47/47 111944/111944 90071/130716 68581/130716 23090/130716 3554/130716 3554/130716 130716/130716"
        " 102/252 90027/130716 0/10 0/10",
        "0.13 3.66 2 6 13.78 3.15 0.71 0.07 0.11 2 0.81 4.59 0 0",
        "11.79 13.78 4.59",
    ),
    "H21.01 Sở Dân tộc và Tôn giáo": (
        "1/47 43/47 47/47 39/39 41/42 32/42 32/42 42/42 0/42 19/42 0/2 41/42 0/0 0/0",
        "0.13 3.66 2 6 19.52 4.57 3.05 2 0 0.9 0 6 6 6",
        "11.79 19.52 18",
    ),
    "H21.05 Sở Công Thương": (
        "1/47 43/47 47/47 583/583 547/756 449/756 124/756 14/756 14/756 756/756 14/86 546/756 0/0 0/0",
        "0.13 3.66 2 6 14.47 3.56 0.66 0.05 0.07 2 0.33 4.81 6 6",
        "11.79 14.47 16.81",
    ),
    "H21.121 xã Đak Đoa": (
        "1/47 43/47 47/47 1815/1815 1848/2104 1666/2104 356/2104 295/2104 4/2104 1034/2104 35/303 1846/2104 0/1 0/1",
        "0.13 3.66 2 6 17.57 4.75 0.68 0.35 0.01 0.98 0.23 5.85 0 0",
        "11.79 17.57 5.85",
    ),
    "H21.209 xã An Lương": (
        "1/47 43/47 47/47 2138/2138 2354/2467 2152/2467 849/2467 818/2467 8/2467 988/2467 38/388 2351/2467 0/0 0/0",
        "0.13 3.66 2 6 19.08 5.23 1.38 0.83 0.01 0.8 0.2 6 6 6",
        "11.79 19.08 18",
    ),
    "H21.158 xã Ia Tul": (
        "1/47 43/47 47/47 1402/1402 1532/1633 1492/1633 578/1633 553/1633 10/1633 989/1633 35/389 1532/1633 0/0 0/0",
        "0.13 3.66 2 6 18.76 5.48 1.42 0.85 0.02 1.21 0.18 6 6 6",
        "11.79 18.76 18",
    ),
}


def scored(counts: str, **more: Count) -> UnitScore:
    given = (Count(*map(int, one.split("/"))) for one in counts.split())
    return unit_score(INDEX, {**dict(zip(CODES, given, strict=True)), **more})


@pytest.mark.parametrize("name", UNITS)
def test_points_are_those_printed(name: str) -> None:
    counts, printed, groups = UNITS[name]
    found = scored(counts)
    expected = [None if one == "-" else Decimal(one) for one in printed.split()]
    assert [found.scores[code].points for code in CODES] == expected
    assert [found.groups[code].points for code in ("CKMB", "TDGQ", "MDHL")] == [Decimal(one) for one in groups.split()]


def test_with_counted_copies_the_digitising_group_is_whole() -> None:
    found = scored(UNITS["H21.158 xã Ia Tul"][0], ELECTRONIC_CERTIFIED_COPY=Count(1, 1))
    assert found.groups["MDSH"].points == Decimal("11.16")


def test_a_unit_without_dossiers_has_only_what_the_copy_gives() -> None:
    found = scored(UNITS["H21.20 Thanh tra tỉnh, không có hồ sơ nào"][0], ELECTRONIC_CERTIFIED_COPY=Count(1, 1))
    assert found.groups["MDSH"].points == 2
    assert found.total.missing == ("ONLINE", "TTTT")
