"""Every kind of rule reads as the sentences somebody who is scored needs."""

from __future__ import annotations

from decimal import Decimal

import pytest

from thongsuot.measuring.criteria.domain.plain import rule_from
from thongsuot.measuring.criteria.domain.tree import Part
from thongsuot.measuring.criteria.domain.words import kind_word, points, rule_lines


@pytest.mark.parametrize(
    ("plain", "lines"),
    [
        ({"kind": "yes_no"}, ["Có thì được 2 điểm, không thì 0 điểm."]),
        (
            {"kind": "steps", "unit": "mức", "steps": [{"at_least": 2, "points": 2, "label": "đủ"}]},
            ["Từ mức 2: 2 điểm (đủ).", "Dưới mức 2: 0 điểm."],
        ),
        (
            {"kind": "ratio", "full": "100", "floor": "80", "when_empty": "full"},
            [
                "Từ 100% trở lên: 2 điểm.",
                "Từ 80% đến dưới 100%: điểm = 2 × tỷ lệ ÷ 100.",
                "Dưới 80%: 0 điểm.",
                "Không phát sinh thì đạt trọn điểm.",
            ],
        ),
        (
            {"kind": "ratio", "full": "60", "stretched": True, "when_empty": "not_applicable"},
            [
                "Từ 60% trở lên: 2 điểm.",
                "Từ 0% đến dưới 60%: điểm = 2 × (tỷ lệ − 0) ÷ (60 − 0).",
                "Không phát sinh thì tiêu chí không áp dụng và rời khỏi điểm tối đa.",
            ],
        ),
        ({"kind": "counted", "each": "0.5"}, ["Mỗi trường hợp được 0,5 điểm, nhiều nhất 2 điểm."]),
        ({"kind": "survey"}, ["Điểm = 2 × kết quả khảo sát (%) ÷ 100."]),
        (
            {"kind": "statistic", "full": "70", "floor": "100"},
            [
                "Bằng hoặc dưới 70%: 2 điểm.",
                "Từ 100% trở lên: 0 điểm.",
                "Ở giữa hai mức, điểm tính theo đường thẳng.",
            ],
        ),
        ({"kind": "manual"}, ["Hội đồng cho điểm từ 0 đến 2, có nêu lý do."]),
        (
            {"kind": "computed", "source": "claim:sipas", "then": {"kind": "survey"}},
            [
                "Hệ thống tự lấy số liệu đã xác nhận của đơn vị trong năm.",
                "Điểm = 2 × kết quả khảo sát (%) ÷ 100.",
            ],
        ),
    ],
)
def test_a_rule_reads_as_sentences(plain: dict[str, object], lines: list[str]) -> None:
    assert list(rule_lines(rule_from(plain, "1"), Decimal("2.00"))) == lines


def test_a_deduction_takes_off_the_points_or_off_the_whole() -> None:
    rule = rule_from({"kind": "deduction", "each": "0.25"}, "1")
    assert rule_lines(rule, Decimal(1))[1] == "Mỗi trường hợp trừ 0,25 điểm, không xuống dưới 0."
    assert rule_lines(rule, Decimal(1), Part.PENALTY) == ("Mỗi trường hợp trừ 0,25 điểm, nhiều nhất trừ 1 điểm.",)


def test_unknown_is_said_and_never_a_number() -> None:
    assert points(None) == "chưa rõ" and points(Decimal("0.00")) == "0" and points(Decimal("9.50")) == "9,5"
    assert rule_lines(None, None) == () and kind_word(None) == "cách tính chưa rõ"
