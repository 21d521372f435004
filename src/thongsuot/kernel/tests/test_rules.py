"""Law as dated data: nothing is used outside the days it is in force."""

from datetime import date
from pathlib import Path

import pytest

from thongsuot.kernel.rules import NoRuleForDate, RuleFileError, RuleStatus, load_rule, load_yaml, rules_root

TWO_VALUES = """
title: Thời hạn báo cáo
values:
  - {from: 2024-01-01, to: 2024-12-31, reference: Quyết định thử nghiệm 2, status: sample, value: {days: 5}}
  - {from: 2022-01-01, to: 2022-12-31, reference: Quyết định thử nghiệm 1, status: official, value: {days: 7}}
"""


def write(root: Path, text: str, name: str = "rule") -> Path:
    (root / f"{name}.yaml").write_text(text, encoding="utf-8")
    return root


def test_the_value_in_force_on_a_day(tmp_path: Path) -> None:
    rule = load_rule("rule", write(tmp_path, TWO_VALUES))
    assert rule.on(date(2022, 12, 31)).value == {"days": 7}
    assert rule.on(date(2024, 1, 1)).status is RuleStatus.SAMPLE
    assert [value.start.year for value in rule.values] == [2022, 2024]


@pytest.mark.parametrize("day", [date(2021, 12, 31), date(2023, 6, 1), date(2025, 1, 1)])
def test_a_day_without_a_rule_is_an_error_not_last_years_rule(tmp_path: Path, day: date) -> None:
    rule = load_rule("rule", write(tmp_path, TWO_VALUES))
    with pytest.raises(NoRuleForDate) as missing:
        rule.on(day)
    message = str(missing.value)
    assert f"không có quy định áp dụng cho ngày {day:%d/%m/%Y}" in message
    assert "từ 01/01/2022 đến 31/12/2022 (Quyết định thử nghiệm 1)" in message
    assert "không tự dùng quy định của năm khác" in message


def test_an_open_value_lasts(tmp_path: Path) -> None:
    text = "title: T\nvalues:\n  - {from: 2024-01-01, reference: R, status: to-verify, value: 1}\n"
    assert load_rule("rule", write(tmp_path, text)).on(date(2099, 1, 1)).value == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title: T\n", "phải có «title» và danh sách «values»"),
        ("values: []\n", "phải có «title» và danh sách «values»"),
        ("title: T\nvalues: [5]\n", "mục 1: phải là một nhóm"),
        ("title: T\nvalues:\n  - {from: 2024-01-01, status: official}\n", "mục 1: thiếu reference, value"),
        ("title: T\nvalues:\n  - {from: x, reference: R, status: official, value: 1}\n", "phải là ngày dạng"),
        ("title: T\nvalues:\n  - {from: 2024-01-01, reference: R, status: real, value: 1}\n", "official, sample hoặc"),
        (
            "title: T\nvalues:\n  - {from: 2024-01-01, to: 2023-01-01, reference: R, status: official, value: 1}\n",
            r"«to» \(01/01/2023\) đứng trước «from»",
        ),
        (
            "title: T\nvalues:\n  - {from: 2022-01-01, reference: R, status: official, value: 1}\n"
            "  - {from: 2024-01-01, reference: R, status: official, value: 2}\n",
            "chồng lên quy định",
        ),
        ("title: [", "không đúng cú pháp YAML"),
    ],
)
def test_a_wrong_file_says_where_and_what(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(RuleFileError, match=message):
        load_rule("rule", write(tmp_path, text))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(RuleFileError, match=r"Thiếu tệp quy định rules/none\.yaml"):
        load_yaml("none", tmp_path)


def test_the_folder_may_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (rules_root().parent / "pyproject.toml").is_file()
    monkeypatch.setenv("THONGSUOT_RULES", str(tmp_path))
    assert rules_root() == tmp_path
