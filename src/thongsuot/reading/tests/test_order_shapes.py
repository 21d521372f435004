"""Shapes of single sentences: whose order it is where time stands between, and what only describes a committee."""

from __future__ import annotations

import pytest

from thongsuot.reading.meeting.chairs import find_chairs
from thongsuot.reading.model import Directive
from thongsuot.reading.reader import read_text

_NEWS = (
    "Tỉnh họp về cải cách hành chính\n"
    "Sáng 12/8/2022, UBND tỉnh họp đánh giá công tác cải cách hành chính bảy tháng đầu năm.\n"
    "Kết luận hội nghị, đồng chí Nguyễn Văn An, Chủ tịch UBND tỉnh {sentence}\n{after}"
)


def orders(sentence: str, after: str = "") -> list[Directive]:
    return list(read_text(_NEWS.format(sentence=sentence, after=after)).directives)


@pytest.mark.parametrize(
    ("sentence", "owner"),
    [
        ("đề nghị từ nay đến cuối năm các sở, ngành chuẩn bị tốt việc chấm điểm.", "các sở, ngành"),
        ("đề nghị các sở, ngành từ nay đến cuối năm đẩy mạnh số hóa hồ sơ.", "các sở, ngành"),
        ("đề nghị các sở, ngành trong thời gian tới đẩy mạnh số hóa hồ sơ.", "các sở, ngành"),
        (
            "đề nghị thời gian tới, Sở Giáo dục và Đào tạo, Sở Y tế, Sở TN&MT đẩy mạnh số hóa hồ sơ.",
            "Sở Giáo dục và Đào tạo, Sở Y tế, Sở TN&MT",
        ),
    ],
)
def test_owner_is_whole_and_without_time(sentence: str, owner: str) -> None:
    assert [directive.assignee for directive in orders(sentence)] == [owner]


@pytest.mark.parametrize(
    "background",
    [
        "Ban Chỉ đạo này ra đời theo quyết định ngày 5/5/2022, do Chủ tịch UBND tỉnh làm Trưởng Ban.",
        "Chủ tịch UBND tỉnh làm Trưởng Ban.",
        "Ban Chỉ đạo cải cách hành chính tỉnh họp 01 lần/quý.",
    ],
)
def test_how_a_committee_is_made_up_is_no_order(background: str) -> None:
    found = orders("yêu cầu các sở, ngành đẩy mạnh số hóa hồ sơ.", background)
    assert [directive.assignee for directive in found] == ["các sở, ngành"]


def test_report_tells_how_often_a_committee_meets() -> None:
    text = (
        "UBND TỈNH\nBÁO CÁO\nKết quả cải cách hành chính 9 tháng năm 2024\n"
        "I. CHỈ ĐẠO, ĐIỀU HÀNH\nBan Chỉ đạo cải cách hành chính tỉnh họp 01 lần/quý.\n"
        "Nơi nhận:\n- Lưu: VT.\nCHỦ TỊCH\nNguyễn Văn An"
    )
    assert not read_text(text).directives


def test_two_chairs_named_by_office_only() -> None:
    sentence = (
        "Đồng chí Chủ tịch UBND tỉnh, Trưởng Ban Chỉ đạo và đồng chí Phó Chủ tịch UBND tỉnh, "
        "Phó Trưởng Ban Chỉ đạo chủ trì hội nghị."
    )
    assert find_chairs([sentence]) == ("Chủ tịch UBND tỉnh", "Phó Chủ tịch UBND tỉnh")
