"""Reads the cells of one row the Vietnamese way and collects what is wrong with them. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from thongsuot.kernel.numbers import AmbiguousNumber, understand_input
from thongsuot.kernel.periods import UnknownPeriod, parse_date
from thongsuot.kernel.text import nfc
from thongsuot.platform.imports.domain import Column, RowProblem

_NOTHING = {"", "-", "–", "—", "...", "…", "x"}  # how reports write «no figure»: missing, never zero


class Cells:
    """One row by column name. A reading that fails adds to ``problems`` and gives ``None``."""

    def __init__(self, number: int, values: Mapping[str, str], columns: Mapping[str, Column], place: str = "") -> None:
        self.number = number
        self.place = place or f"dòng {number}"
        self.problems: list[RowProblem] = []
        self._values = {name: " ".join(nfc(value).split()) for name, value in values.items()}
        self._columns = columns

    def text(self, name: str) -> str:
        """The cell as clean NFC text; empty and required is a problem."""
        value = self._values.get(name, "")
        column = self._columns[name]
        if not value and column.required:
            self.problem(name, f"Thiếu «{column.label}». Hãy điền ô này.")
        return value

    def number_or_none(self, name: str) -> Decimal | None:
        """«1.659,5» → Decimal("1659.5"); a dash or an empty cell → ``None``; two readings → a problem that asks."""
        value = self.text(name)
        if value.lower() in _NOTHING:
            return None
        try:
            return understand_input(value.removesuffix("%").strip())[0]
        except AmbiguousNumber as unclear:
            hint = f" Có phải là {unclear.suggestion}?" if unclear.suggestion else ""
            self.problem(name, f"«{value}» không đọc được thành số.{hint} Viết như 1.659,5 hoặc 33,8.")
            return None

    def whole_or_none(self, name: str) -> int | None:
        """A number without decimals."""
        value = self.number_or_none(name)
        if value is not None and value != value.to_integral_value():
            self.problem(name, f"«{self._values[name]}» phải là số nguyên.")
            return None
        return None if value is None else int(value)

    def day_or_none(self, name: str) -> date | None:
        """«9/10/2024» → date; a day without year or one that no calendar has is a problem."""
        value = self.text(name)
        if value.lower() in _NOTHING:
            return None
        try:
            return parse_date(value)
        except UnknownPeriod:
            self.problem(name, f"«{value}» không phải là ngày. Viết như 09/10/2024.")
            return None

    def choice(self, name: str, choices: Mapping[str, str]) -> str | None:
        """A value out of ``choices`` (label → code), matched without case; others are a problem that lists them."""
        value = self.text(name)
        by_key = {label.lower(): code for label, code in choices.items()}
        if value and value.lower() not in by_key:
            self.problem(name, f"«{value}» không có trong danh mục. Chọn một trong: {', '.join(choices)}.")
        return by_key.get(value.lower())

    def problem(self, name: str | None, message: str) -> None:
        """Note what is wrong with a cell, or with the whole row."""
        label = self._columns[name].label if name else None
        value = self._values.get(name, "") if name else ""
        self.problems.append(RowProblem(self.number, label, value, message))
