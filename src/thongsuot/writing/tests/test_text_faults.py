"""Wording and order judged on bare text."""

from __future__ import annotations

from pathlib import Path

import pytest

from thongsuot.writing.checking import check_text

SOUND = """SỞ NỘI VỤ
Số: 05/BC-SNV
Lạng Sơn, ngày 09 tháng 01 năm 2024
BÁO CÁO
Kết quả quý IV
1. Đã hoàn thành 28/40 nhiệm vụ (70%)./.
Nơi nhận:
- UBND tỉnh;
- Lưu: VT, TCHC.
KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC
Nguyễn Văn An
"""


def test_a_sound_text_has_no_fault() -> None:
    assert check_text(SOUND) == []


@pytest.mark.parametrize(
    ("words", "instead", "rule"),
    [
        ("Số: 05/BC-SNV", "Số: 5/BC-SNV", "number"),
        ("Số: 05/BC-SNV", "Số: 05/ BC-SNV", "number"),
        ("Số: 05/BC-SNV\n", "", "number"),
        ("ngày 09", "ngày 9", "place_date"),
        ("tháng 01", "tháng 1", "place_date"),
        ("Lạng Sơn, ", "Lạng Sơn ", "place_date"),
        ("Lạng Sơn, ngày 09 tháng 01 năm 2024\n", "", "place_date"),
        ("BÁO CÁO\n", "Báo cáo\n", "kind"),
        ("BÁO CÁO\n", "", "kind"),
        ("(70%)./.", "(70%).", "end_mark"),
        ("- UBND tỉnh;", "- UBND tỉnh,", "recipients"),
        ("TCHC.", "TCHC", "recipients"),
        ("- Lưu: VT, TCHC.", "- Văn thư.", "recipients"),
        ("KT. GIÁM", "KT.GIÁM", "capacity"),
        ("KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n", "", "capacity"),
        ("Nguyễn", "ThS. Nguyễn", "signer_name"),
        ("Nguyễn Văn An\n", "", "signer_name"),
    ],
)
def test_one_wrong_word_gives_exactly_its_fault(words: str, instead: str, rule: str) -> None:
    assert words in SOUND
    assert [fault.rule for fault in check_text(SOUND.replace(words, instead))] == [rule]


def test_letters_need_no_kind_and_blank_numbers_are_right() -> None:
    letter = SOUND.replace("BÁO CÁO\nKết quả quý IV", "V/v báo cáo kết quả").replace("05/BC-SNV", "   /SNV-VP")
    assert check_text(letter) == []


def test_an_empty_text_lacks_everything_and_does_not_crash() -> None:
    assert {fault.rule for fault in check_text("")} == {"number", "place_date", "kind", "end_mark", "recipients_label"}


@pytest.mark.sources
def test_the_real_notice_is_well_worded(sources_dir: Path) -> None:
    """S4 as published: number and day blank, three lines of capacity, six recipients, «./.»."""
    assert check_text(next(sources_dir.glob("004_*.txt")).read_text(encoding="utf-8")) == []
