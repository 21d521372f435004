"""The lists of a version (steps, papers, fees) as tables of inputs, without script: one more row, up, down, away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from thongsuot.kernel.text import fold
from thongsuot.serving.procedures.catalogue import catalogue
from thongsuot.serving.procedures.domain.wording import KINDS, OFFICES, ROLES

Plain = dict[str, Any]
Choices = Callable[[], list[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Column:
    """``kind``: text, number, whole, choice, flag or list (codes with commas)."""

    name: str
    label: str | Promise
    kind: str = "text"
    choices: Choices | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """``key`` in the content, ``name``: the column without which a row is none, ``blank``: a new row."""

    key: str
    title: str | Promise
    name: str
    columns: tuple[Column, ...]
    blank: Mapping[str, Any]


def _of(words: Mapping[Any, str]) -> Choices:
    return lambda: [(str(key.value if hasattr(key, "value") else key), name) for key, name in words.items()]


PARTS = {
    "buoc": Part(
        "steps",
        _("Các bước"),
        "title",
        (
            Column("title", _("Tên bước")),
            Column("role", _("Việc"), "choice", _of(ROLES)),
            Column("office", _("Nơi làm"), "choice", _of(OFFICES)),
            Column("share", _("Thời gian"), "number"),
            Column("adds_value", _("Có ích cho người dân"), "flag"),
        ),
        {"role": "appraise", "office": "specialist", "share": "0", "adds_value": True},
    ),
    "giay-to": Part(
        "components",
        _("Giấy tờ"),
        "name",
        (
            Column("name", _("Tên giấy tờ")),
            Column("kind", _("Loại bản"), "choice", _of(KINDS)),
            Column("count", _("Số bản"), "whole"),
            Column("is_required", _("Bắt buộc"), "flag"),
            Column(
                "database",
                _("Đã có trong cơ sở dữ liệu"),
                "choice",
                lambda: [("", "—"), *catalogue().databases.items()],
            ),
            Column("fulfilled_by", _("Kết quả dùng thay (mã thủ tục)"), "list"),
            Column("when", _("Chỉ khi")),
        ),
        {"kind": "electronic", "count": 1, "is_required": True},
    ),
    "phi": Part(
        "fees",
        _("Phí, lệ phí"),
        "name",
        (
            Column("name", _("Tên khoản thu")),
            Column("kind", _("Loại"), "choice", lambda: [("phi", "Phí"), ("le_phi", "Lệ phí")]),
            Column("amount", _("Số tiền (đồng)"), "whole"),
            Column("when", _("Chỉ khi")),
        ),
        {"kind": "le_phi", "amount": None},
    ),
}


def rows_from(part: Part, old: list[Plain], data: Mapping[str, str]) -> list[Plain]:
    """The rows as posted; what has no input is kept from the row of the same code, the empty last row is left out."""
    kept = {one["code"]: one for one in old}
    rows: list[Plain] = []
    for number in range(_whole(data.get("so-dong", ""), 0) or 0):
        code = data.get(f"code-{number}", "")
        if code not in kept and not data.get(f"{part.name}-{number}", "").strip():
            continue
        row = {**part.blank, **kept.get(code, {})}
        row |= {one.name: _read(one, number, data) for one in part.columns}
        row["code"] = code if code in kept else _new_code(row[part.name], [*kept, *(one["code"] for one in rows)])
        rows.append(row)
    return rows


def _read(column: Column, number: int, data: Mapping[str, str]) -> Any:
    text = data.get(f"{column.name}-{number}", "").strip()
    if column.kind == "flag":
        return text == "1"
    if column.kind == "whole":
        return _whole(text.replace(".", ""), None)
    if column.kind == "number":
        return text.replace(",", ".") or "0"
    if column.kind == "list":
        return [one.strip() for one in text.split(",") if one.strip()]
    return text


def _whole(text: str, default: int | None) -> int | None:
    """At most nine digits: a number somebody held the key down on is none."""
    return int(text) if text.isdecimal() and len(text) < 10 else default


def _new_code(name: str, taken: list[str]) -> str:
    stem = slugify(fold(name))[:32].strip("-") or "muc"
    return next(code for code in (stem, *(f"{stem}-{number}" for number in range(2, 999))) if code not in taken)


def ordered(rows: list[Plain], what: str) -> list[Plain]:
    """``what`` is a button: «len:2» up, «xuong:2» down, «bo:2» away; anything else leaves them."""
    verb, _sign, place = what.partition(":")
    at = _whole(place, None)
    if at is None or at >= len(rows):
        return rows
    moved = list(rows)
    if verb == "bo":
        del moved[at]
    to = {"len": at - 1, "xuong": at + 1}.get(verb, at)
    if verb in ("len", "xuong") and 0 <= to < len(rows):
        moved[at], moved[to] = moved[to], moved[at]
    return moved


def cells_of(part: Part, row: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What the inputs of one row show."""
    return [
        {
            "column": one,
            "value": _shown(one, row.get(one.name, "")),
            "choices": one.choices() if one.choices else (),
        }
        for one in part.columns
    ]


def _shown(column: Column, value: Any) -> Any:
    if column.kind == "list":
        return ", ".join(value or ())
    return str(value).replace(".", ",") if column.kind == "number" else value
