"""Reads a table of counts: ``unit_code,group,metric_code,numerator,denominator``, other columns ignored. Pure.

What makes the whole file unusable raises ``TableRefused``; what is wrong with one row becomes a fault of that row.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from thongsuot.kernel.text import fold, nfc
from thongsuot.measuring.index766 import words
from thongsuot.measuring.index766.domain import Count, is_impossible
from thongsuot.measuring.index766.rules import TOTAL, Index, Metric

COLUMNS = ("unit_code", "group", "metric_code", "numerator", "denominator")
_DELIMITERS = ",;\t|"
_SAYS_NOTHING = {"", "-", "—", "null", "none", "nan"}
_MEANT = {
    "ma don vi": "unit_code",
    "don vi": "unit_code",
    "nhom": "group",
    "ma nhom": "group",
    "ma chi so": "metric_code",
    "chi so": "metric_code",
    "tu so": "numerator",
    "mau so": "denominator",
}
_LONGEST = 15  # digits; no country counts more


class TableRefused(ValueError):  # noqa: N818 - the file is refused, an error of the sender and not ours
    """The file cannot be used at all; the message says in Vietnamese what is wrong and how to mend it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of counts. ``fault`` says what is wrong with it, ``warning`` what is odd but does no harm."""

    line: int
    unit: str
    group: str
    metric: str
    count: Count = field(default_factory=lambda: Count(None, None))
    fault: str = ""
    warning: str = ""


def decode(content: bytes) -> str:
    """UTF-8 with or without mark, UTF-16 with mark; anything else is refused rather than read wrongly."""
    if content.startswith(b"PK\x03\x04"):
        raise TableRefused("Đây là tệp Excel. Hãy mở bằng Excel và lưu lại dạng «CSV UTF-8» rồi chọn lại.")
    encoding = "utf-16" if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise TableRefused("Tệp không ở mã Unicode. Hãy mở bằng Excel, lưu lại dạng «CSV UTF-8».") from error


def read(text: str, index: Index) -> list[Row]:
    """The rows of counts, in the order of the file; rows of totals are left out, since they are computed here."""
    delimiter = _delimiter(text)
    lines = _lines(text, delimiter)
    head_line, head = next(lines, (0, []))
    if not head:
        raise TableRefused(f"Tệp không có dòng nào. Cần dòng tiêu đề {', '.join(COLUMNS)} và các dòng số đếm.")
    places = _places(head)
    found = [_row(line, cells, places, delimiter) for line, cells in lines]
    if not found:
        raise TableRefused(f"Tệp chỉ có dòng tiêu đề (dòng {head_line}), chưa có dòng số đếm nào.")
    return list(_checked([row for row in found if row.metric != TOTAL], index))


def _delimiter(text: str) -> str:
    head = next((line for line in text.splitlines() if line.strip() and not line.lower().startswith("sep=")), "")
    return max(_DELIMITERS, key=head.count)


def _lines(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Rows that hold anything, with the line they end on."""
    reader = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=delimiter)
    try:
        for cells in reader:
            stripped = [nfc(cell).strip() for cell in cells]
            if any(stripped) and not stripped[0].lower().startswith("sep="):
                yield reader.line_num, stripped
    except csv.Error as error:
        raise TableRefused(
            f"Tệp CSV hỏng gần dòng {reader.line_num} ({error}). Hãy mở bằng Excel và lưu lại dạng «CSV UTF-8»."
        ) from error


def _places(head: Sequence[str]) -> dict[str, int]:
    names = [name.lower() for name in head]
    twice = [name for name in COLUMNS if names.count(name) > 1]
    if twice:
        raise TableRefused(f"Tệp có hai cột «{twice[0]}». Hãy bỏ bớt một cột.")
    missing = [name for name in COLUMNS if name not in names]
    if missing:
        having = ", ".join(f"«{name}»" for name in head if name)
        raise TableRefused(
            f"{' '.join(_missing(name, head) for name in missing)} "
            f"Cần đủ các cột {', '.join(COLUMNS)}; tệp đang có {having}."
        )
    return {name: names.index(name) for name in COLUMNS}


def _missing(name: str, head: Sequence[str]) -> str:
    spare = {fold(one).replace("_", " ").strip(): one for one in head if one and one.lower() not in COLUMNS}
    meant = next((one for folded, one in spare.items() if _MEANT.get(folded) == name), None)
    near = get_close_matches(name.replace("_", " "), list(spare), n=1, cutoff=0.5)
    guess = meant or (spare[near[0]] if near else None)
    hint = f" Có phải là cột «{guess}»? Hãy đổi tên cột đó thành «{name}»." if guess else ""
    return f"Thiếu cột «{name}».{hint}"


def _row(line: int, cells: Sequence[str], places: dict[str, int], delimiter: str) -> Row:
    given = {name: cells[place] if place < len(cells) else "" for name, place in places.items()}
    row = Row(line, given["unit_code"], given["group"].upper(), given["metric_code"].upper())
    if row.metric == TOTAL:
        return row
    if len(cells) <= max(places.values()):
        return replace(row, fault=f"Dòng chỉ có {len(cells)} ô, ít hơn dòng tiêu đề.")
    empty = next((name for name in ("unit_code", "metric_code") if not given[name]), None)
    if empty:
        return replace(row, fault=f"Ô «{empty}» bỏ trống.")
    try:
        count = Count(*(_whole(given[name], name, delimiter) for name in ("numerator", "denominator")))
    except ValueError as problem:
        return replace(row, fault=str(problem))
    return replace(row, count=count, fault=_half_given(count))


def _half_given(count: Count) -> str:
    if (count.numerator is None) == (count.denominator is None):
        return ""
    return (
        f"Có {'mẫu' if count.numerator is None else 'tử'} số mà thiếu {'tử' if count.numerator is None else 'mẫu'} số."
    )


def _whole(text: str, name: str, delimiter: str) -> int | None:
    """A count as Vietnamese and English offices write it; ``None`` where nothing is written. Raises ``ValueError``."""
    if text.isascii() and text.isdigit() and len(text) <= _LONGEST:
        return int(text)
    if text.lower() in _SAYS_NOTHING:
        return None
    plain = _plain(text, delimiter)
    if re.fullmatch(r"[-−]\d+", plain):
        raise ValueError(f"Ô «{name}» là số âm ({text}); số đếm không thể âm.")
    if not re.fullmatch(r"[0-9]+", plain):
        raise ValueError(f"Ô «{name}» không phải số nguyên: «{text}». Hãy ghi số đếm, ví dụ 349383.")
    if len(plain) > _LONGEST:
        raise ValueError(f"Ô «{name}» là số quá lớn: «{text[:30]}».")
    return int(plain)


def _plain(text: str, delimiter: str) -> str:
    """Without signs of thousands and zeros after the decimal sign. Which sign is which is told by the file: where
    cells are cut by «;» a comma is decimal; «1.234» between commas may be either and is left to be refused."""
    thousands, decimal = (".", ",") if delimiter == ";" else (",", ".")
    joined = re.sub(r"(?<=\d)[\s\u00a0\u202f](?=\d{3}(?!\d))", "", text)
    if re.fullmatch(rf"\d{{1,3}}({re.escape(thousands)}\d{{3}})+", joined):
        joined = joined.replace(thousands, "")
    return re.sub(rf"(?<=\d)[{re.escape(decimal)}]0{{1,2}}$", "", joined)


def _checked(rows: Iterable[Row], index: Index) -> Iterator[Row]:
    """Rows held against the index and against each other; what is said twice and differently is at fault both times."""
    told = list(rows)
    said: dict[tuple[str, str], list[Row]] = {}
    for row in told:
        said.setdefault((row.unit, row.metric), []).append(row)
    for row in told:
        same = said[row.unit, row.metric]
        if row.fault:
            yield row
        elif len({one.count for one in same}) > 1:
            others = ", ".join(str(one.line) for one in same if one is not row)
            yield replace(row, fault=f"Trùng với dòng {others} nhưng số khác. Hãy giữ một dòng đúng.")
        elif row is not same[0]:
            continue
        else:
            yield _placed(row, len(same), index.metrics)


def _placed(row: Row, times: int, metrics: Mapping[str, Metric]) -> Row:
    metric = metrics.get(row.metric)
    if metric is None:
        near = get_close_matches(row.metric, list(metrics), n=1, cutoff=0.6)
        hint = f" Có phải là {near[0]}?" if near else ""
        return replace(row, warning=f"Không có chỉ số «{row.metric}» trong bộ chỉ số.{hint} Dòng này không được chấm.")
    if metric.counts and is_impossible(row.count):
        return replace(row, group=metric.group, fault=words.impossible(row.count))
    warning = f"Dòng lặp lại {times} lần, chỉ tính một lần." if times > 1 else ""
    if row.group != metric.group:
        warning = f"{row.metric} thuộc nhóm {metric.group}, không phải «{row.group}»; vẫn chấm theo {metric.group}."
    return replace(row, group=metric.group, warning=warning)
