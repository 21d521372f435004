"""Law as dated data: values under ``rules/`` with their legal reference, validity and status.

A dated file looks like this; dates are inclusive, ``to`` may be left out::

    title: Thời gian chốt số liệu báo cáo định kỳ
    values:
      - from: 2019-03-12
        to: 2026-08-04
        reference: NĐ 09/2019/NĐ-CP, Điều 12
        status: official        # official | sample | to-verify
        value: {day: 14}

A look-up for a date without a value raises: last year's rule is never used silently for this year.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from thongsuot.kernel.formatting import format_date

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # eight times as fast where the library was built with it


class RuleStatus(StrEnum):
    OFFICIAL = "official"
    SAMPLE = "sample"  # made by us in the shape of the real thing, labelled so on screen
    TO_VERIFY = "to-verify"  # taken from a secondary source, waits for the text of the law


class RuleFileError(ValueError):
    """A rules file is missing or malformed; the message names file, place and what to write."""


class NoRuleForDate(LookupError):  # noqa: N818 — named for what it says, as in the interface
    """No value of a rule is in force on the day asked for."""

    def __init__(self, rule: DatedRule, day: date) -> None:
        periods = "; ".join(str(value) for value in rule.values)
        super().__init__(
            f"«{rule.title}» không có quy định áp dụng cho ngày {format_date(day)} (tệp {rule.name}). "
            f"Đang có: {periods}. Hãy bổ sung quy định mới kèm căn cứ; hệ thống không tự dùng quy định của năm khác."
        )


@dataclass(frozen=True, slots=True)
class DatedValue:
    """One value with the days it is in force, both inclusive; ``end`` is ``None`` while it lasts."""

    start: date
    end: date | None
    reference: str
    status: RuleStatus
    value: Any

    def in_force(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day <= self.end)

    def __str__(self) -> str:
        until = f" đến {format_date(self.end)}" if self.end else ""
        return f"từ {format_date(self.start)}{until} ({self.reference})"


@dataclass(frozen=True, slots=True)
class DatedRule:
    """All values a rule has had, oldest first."""

    name: str  # path below rules/, without the suffix
    title: str
    values: tuple[DatedValue, ...]

    def on(self, day: date) -> DatedValue:
        """The value in force on ``day``. Raises ``NoRuleForDate``, never the nearest one."""
        for value in self.values:
            if value.in_force(day):
                return value
        raise NoRuleForDate(self, day)


def rules_root() -> Path:
    """The ``rules/`` folder: ``THONGSUOT_RULES`` where set, else the one beside ``pyproject.toml`` above this file."""
    named = os.environ.get("THONGSUOT_RULES")
    if named:
        return Path(named)
    for parent in Path(__file__).resolve().parents:
        if (parent / "rules").is_dir() and (parent / "pyproject.toml").is_file():
            return parent / "rules"
    raise RuleFileError("Không tìm thấy thư mục rules/. Hãy đặt biến môi trường THONGSUOT_RULES trỏ tới thư mục đó.")


def load_yaml(name: str, root: Path | None = None) -> Any:
    """Content of ``rules/<name>.yaml``. Raises ``RuleFileError`` when it is missing or not YAML."""
    path = (root or rules_root()) / f"{name}.yaml"
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 — both are safe
    except FileNotFoundError:
        raise RuleFileError(f"Thiếu tệp quy định rules/{name}.yaml.") from None
    except yaml.YAMLError as broken:
        raise RuleFileError(f"Tệp rules/{name}.yaml không đúng cú pháp YAML: {broken}") from broken


@cache
def load_rule(name: str, root: Path | None = None) -> DatedRule:
    """The dated rule ``rules/<name>.yaml``, checked: references and statuses present, no overlapping days."""
    content = load_yaml(name, root)
    if not isinstance(content, Mapping) or not content.get("title") or not isinstance(content.get("values"), list):
        raise RuleFileError(f"Tệp rules/{name}.yaml phải có «title» và danh sách «values».")
    values = [_value(name, number, entry) for number, entry in enumerate(content["values"], start=1)]
    values.sort(key=lambda value: value.start)
    for earlier, later in pairwise(values):
        if earlier.end is None or earlier.end >= later.start:
            raise RuleFileError(
                f"Tệp rules/{name}.yaml: quy định {earlier} chồng lên quy định {later}. Hãy ghi «to» cho quy định cũ."
            )
    return DatedRule(name, str(content["title"]), tuple(values))


def _value(name: str, number: int, entry: Any) -> DatedValue:
    where = f"Tệp rules/{name}.yaml, mục {number}"
    if not isinstance(entry, Mapping):
        raise RuleFileError(f"{where}: phải là một nhóm from/reference/status/value.")
    missing = [key for key in ("from", "reference", "status", "value") if key not in entry]
    if missing:
        raise RuleFileError(f"{where}: thiếu {', '.join(missing)}.")
    start, end = entry["from"], entry.get("to")
    if not isinstance(start, date) or not (end is None or isinstance(end, date)):
        raise RuleFileError(f"{where}: «from» và «to» phải là ngày dạng 2024-01-31.")
    if end is not None and end < start:
        raise RuleFileError(f"{where}: «to» ({format_date(end)}) đứng trước «from» ({format_date(start)}).")
    if entry["status"] not in list(RuleStatus):
        raise RuleFileError(f"{where}: «status» phải là official, sample hoặc to-verify.")
    return DatedValue(start, end, str(entry["reference"]), RuleStatus(entry["status"]), entry["value"])
