"""Outline, passages, sentences, speakers."""

from __future__ import annotations

import pytest

from thongsuot.reading.markers import read_marker
from thongsuot.reading.model import PassageKind
from thongsuot.reading.outline import heading_role
from thongsuot.reading.segment import segment
from thongsuot.reading.sentences import split_sentences
from thongsuot.reading.speakers import find_turns, with_speakers

NOTICE = """THÔNG BÁO
Kết luận tại cuộc họp

I. KẾT QUẢ
Đã làm xong việc.
II. NHIỆM VỤ
1. Sở Nội vụ
a) Rà soát hồ sơ;
b) Báo cáo kết quả.
2. Sở Tài chính bố trí kinh phí.

Nơi nhận:
- Như trên;
- Lưu: VT.

CHỦ TỊCH
Nguyễn Văn An"""


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("3.1. Nâng cao trách nhiệm", "3.1"),
        ("II. NHIỆM VỤ", "II"),
        ("b) Báo cáo", "b"),
        ("Điều 4. Chánh Văn phòng", "Điều 4"),
        ("1/ Sở Nội vụ", "1"),
    ],
)
def test_markers(line: str, label: str) -> None:
    marker = read_marker(line)
    assert marker is not None
    assert marker.label == label


@pytest.mark.parametrize("line", ["10/10/2024, đồng chí", "12.500 hồ sơ được nhận", "19-4, Thủ tướng", "V/v đôn đốc"])
def test_figures_and_dates_are_no_markers(line: str) -> None:
    assert read_marker(line) is None


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Tồn tại, hạn chế", "limitations"),
        ("Một số kết quả nổi bật", "results"),
        ("Phương hướng, nhiệm vụ trọng tâm", "tasks"),
        ("Giải pháp khắc phục tồn tại, hạn chế", "tasks"),
        ("Mục tiêu", "goals"),
        ("Yêu cầu", None),
    ],
)
def test_heading_roles(heading: str, role: str | None) -> None:
    assert heading_role(heading) == role


def test_outline_of_a_notice() -> None:
    passages = segment(NOTICE)
    found = [(p.kind.value, p.section, p.role) for p in passages if p.kind is not PassageKind.TITLE]
    assert found == [
        ("heading", "I", "results"),
        ("paragraph", "I", "results"),
        ("heading", "II", "tasks"),
        ("heading", "II.1", "tasks"),
        ("list_item", "II.1.a", "tasks"),
        ("list_item", "II.1.b", "tasks"),
        ("paragraph", "II.2", "tasks"),
        *[("recipients", "II.2", None)] * 3,
        *[("signature", "II.2", None)] * 2,
    ]


def test_anchors_are_unique_and_spans_verbatim() -> None:
    passages = segment(NOTICE + "\n" + NOTICE)
    assert len({p.anchor for p in passages}) == len(passages)
    text = NOTICE + "\n" + NOTICE
    assert all(text[p.span.start : p.span.end] == p.text for p in passages)


def test_a_paragraph_broken_over_a_blank_line_is_one() -> None:
    passages = segment("1. Khẩn trương mở lớp theo kế hoạch,\n\nnhư: Sở A (05 lớp); Sở B (07 lớp).")
    assert len(passages) == 1


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Tỷ lệ đạt 85,3%. Đây là kết quả tốt.", 2),
        ("Tổng thời gian 1.659,5 ngày được cắt giảm.", 1),
        ("UBND TP. Hồ Chí Minh họp. PGS. TS. Lê An dự.", 2),
        ("Ông nói: “Phải làm ngay. Không chờ.” Rồi về.", 2),
        ("Rà soát hồ sơ... Đẩy mạnh số hóa…", 2),
        ("để các cơ quan biết, thực hiện./.", 1),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(split_sentences(text)) == count


def test_speech_goes_on_until_another_speaks() -> None:
    text = (
        "Phát biểu tại hội nghị, Phó Chủ tịch UBND tỉnh Trần Bình đề nghị các sở rà soát.\n"
        "Đẩy mạnh tuyên truyền trong cán bộ, công chức và nhân dân.\n"
        "Giám đốc Sở Nội vụ Lê Thị Cúc cho biết hồ sơ đã đủ.\n"
        "Kết luận hội nghị, đồng chí Hoàng Văn Dũng, Chủ tịch UBND tỉnh nhấn mạnh việc này.\n"
        "Đồng chí yêu cầu làm ngay.\n"
        "Dịp này, 5 tập thể được khen thưởng."
    )
    passages = segment(text)
    speakers = [p.speaker for p in with_speakers(passages, find_turns(passages))]
    assert speakers == [
        *["Phó Chủ tịch UBND tỉnh Trần Bình"] * 2,
        "Giám đốc Sở Nội vụ Lê Thị Cúc",
        *["đồng chí Hoàng Văn Dũng, Chủ tịch UBND tỉnh"] * 2,
        None,
    ]
