"""What was typed → plain answers. What cannot be read stays as typed, nothing is lost; ``check`` tells what is wrong.

Plain answers by kind: text, choice, phone, e-mail: text; number: text of a decimal («1659.5»); money: whole đồng;
date: «2026-03-05»; choices: list of codes; yes/no: «co», «khong»; address and unit: ``{street, place, unit,
unit_name}``; person: ``{code: answer}``; group: list of those, rows left empty dropped. Not given: the key is absent.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from thongsuot.kernel.numbers.parsing import AmbiguousNumber, parse_number
from thongsuot.kernel.periods import UnknownPeriod, parse_date
from thongsuot.kernel.text import fold, nfc
from thongsuot.serving.forms.domain.schema import NO, YES, Field, FieldKind

Typed = Callable[[str], Sequence[str]]  # the values sent under a name, as ``QueryDict.getlist``
_YES, _NO = {"co", "dung", "1", "true"}, {"khong", "sai", "0", "false"}
_MAX = 5000


def read(field: Field, typed: Typed, today: date, at: str = "") -> Any:
    """The answer of one field, ``None`` when nothing was given. ``at``: name of the input if not the code."""
    name = at or field.code
    match field.kind:
        case FieldKind.PERSON:
            return _several(field, typed, today, name)
        case FieldKind.GROUP:
            rows = (_several(field, typed, today, f"{name}.{number}") for number in range(int(field.most or 1)))
            return [row for row in rows if row] or None
        case FieldKind.ADDRESS | FieldKind.UNIT:
            parts = {part: _line(typed(f"{name}.{part}")) for part in ("street", "place", "unit")}
            return {part: value for part, value in parts.items() if value} or None
        case FieldKind.CHOICES:
            return [nfc(one)[:80] for one in typed(name) if one.strip()] or None
        case FieldKind.LONG_TEXT:
            return nfc("".join(typed(name)[:1])).replace("\r\n", "\n").strip()[:_MAX] or None
    line = _line(typed(name))
    return _READERS.get(field.kind, _as_typed)(line, field, today) if line else None


def _several(field: Field, typed: Typed, today: date, name: str) -> dict[str, Any] | None:
    answers = {one.code: read(one, typed, today, f"{name}.{one.code}") for one in field.fields}
    return {code: answer for code, answer in answers.items() if answer is not None} or None


def _line(values: Sequence[str]) -> str:
    return " ".join(nfc(values[0])[:_MAX].split()) if values else ""


def _as_typed(line: str, _field: Field, _today: date) -> Any:
    return line


def _number(line: str, _field: Field, _today: date) -> Any:
    try:
        return format(parse_number(line), "f")
    except AmbiguousNumber:
        return line


def _money(line: str, _field: Field, _today: date) -> Any:
    """«1.500.000 đồng», «1500000đ»."""
    bare = re.sub(r"\s*(đồng|đ|vnd|vnđ)\.?$", "", line.lower()).strip()
    try:
        amount = parse_number(bare)
    except AmbiguousNumber:
        return line
    return int(amount) if amount == int(amount) else line


def _day(line: str, field: Field, today: date) -> Any:
    """«5/3/26», «05-03-2026», «05032026», «ngày 5 tháng 3 năm 2026»; a birthday of two digits is never ahead of us."""
    bare = f"{line[:2]}/{line[2:4]}/{line[4:]}" if re.fullmatch(r"[0-9]{8}", line) else line
    short = re.fullmatch(r"([0-9]{1,2}[/.-][0-9]{1,2}[/.-])([0-9]{2})", bare)
    if short:
        year = 2000 + int(short[2])
        bare = f"{short[1]}{year - 100 if field.is_past and year > today.year else year}"
    try:
        return parse_date(bare).isoformat()
    except UnknownPeriod:
        return line


def _yes_no(line: str, _field: Field, _today: date) -> Any:
    word = fold(line)
    return YES if word in _YES else NO if word in _NO else line


def _phone(line: str, _field: Field, _today: date) -> Any:
    digits = re.sub(r"[ .\-()]", "", line)
    return re.sub(r"^(\+84|0084|84(?=[0-9]{9}$))", "0", digits)


def _id_number(line: str, _field: Field, _today: date) -> Any:
    return re.sub(r"[ .\-]", "", line)


_READERS: dict[FieldKind, Callable[[str, Field, date], Any]] = {
    FieldKind.NUMBER: _number,
    FieldKind.MONEY: _money,
    FieldKind.DATE: _day,
    FieldKind.YES_NO: _yes_no,
    FieldKind.PHONE: _phone,
    FieldKind.ID_NUMBER: _id_number,
}


def number_of(answer: Any) -> Decimal | None:
    """The number in an answer, ``None`` where there is none."""
    if isinstance(answer, bool) or not isinstance(answer, int | str):
        return None
    try:
        number = Decimal(answer)
    except ArithmeticError:
        return None
    return number if number.is_finite() else None


def day_of(answer: Any) -> date | None:
    """The day in an answer, ``None`` where there is none."""
    try:
        return date.fromisoformat(answer) if isinstance(answer, str) else None
    except ValueError:
        return None
