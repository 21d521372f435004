"""The same rules on bare text: a pasted paper or a PDF read back has words and order, but no fonts and margins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from thongsuot.kernel.text import fold
from thongsuot.writing.checking.wording import (
    Pair,
    capacity_wording,
    date_wording,
    name_wording,
    number_wording,
    recipients_wording,
)
from thongsuot.writing.layout import Layout, load_layout
from thongsuot.writing.model import Fault

_HEAD_LINES, _LONGEST_HEAD_LINE, _LONGEST_DATE_LINE = 20, 600, 90
_NUMBER = re.compile(r"^Số\s*:?[\s\u00a0….]*\d*[\s\u00a0….]*/\s*[A-ZĐƯ]", re.I)
_DATE = re.compile(r"ngày.*tháng.*năm", re.I)


def check_text(text: str, layout: Layout | None = None) -> list[Fault]:
    """Faults of wording and order in a paper of one paragraph a line; looks are not judged.

    National name and motto are not asked for: what is copied from a page or a PDF often comes without them.
    """
    layout = layout or load_layout()
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    found = (*_head(lines, layout), *_foot(lines, layout))
    return [_fault(layout, key, pair) for key, pair in found]


def _fault(layout: Layout, key: str, pair: Pair) -> Fault:
    rule = layout[key]
    return Fault(key, f"{rule.name[:1].upper()}{rule.name[1:]} {pair[0]}", pair[1], rule.legal_ref, rule.certainty)


def _head(lines: list[str], layout: Layout) -> Iterator[tuple[str, Pair]]:
    head = [line for line in lines[:_HEAD_LINES] if len(line) <= _LONGEST_HEAD_LINE]
    number = next((line for line in head if _NUMBER.match(line)), None)
    if number is None:
        yield "number", ("không thấy", "«Số: 05/TB-UBND»")
    else:
        yield from (("number", pair) for pair in number_wording(number))
    date = next((line for line in head if len(line) <= _LONGEST_DATE_LINE and _DATE.search(line)), None)
    if date is None:
        yield "place_date", ("không thấy", "«Lạng Sơn, ngày 09 tháng 01 năm 2024»")
    else:
        yield from (("place_date", pair) for pair in date_wording(date))
    kinds = {fold(kind) for kind in layout.kinds}
    kind = next((line for line in head if fold(line) in kinds), None)
    if kind is None and not any(re.match(r"v\s*/\s*v", line, re.I) for line in head):
        yield "kind", ("không thấy", "một trong 29 tên loại của Điều 7, hoặc «V/v …» ở công văn")
    elif kind is not None and kind != kind.upper():
        yield "kind", ("in thường", "in hoa")


def _foot(lines: list[str], layout: Layout) -> Iterator[tuple[str, Pair]]:
    mark = layout["end_mark"].facts["text"]
    label = next((at for at in reversed(range(len(lines))) if fold(lines[at]).startswith("noi nhan")), None)
    body_end = len(lines) if label is None else label
    if not any(line.endswith(mark) for line in lines[max(0, body_end - 3) : body_end]):
        yield "end_mark", ("thiếu", f"«{mark}» sau chữ cuối của nội dung")
    if label is None:
        yield "recipients_label", ("không thấy", "«Nơi nhận:» trên một dòng riêng")
        return
    after = lines[label + 1 :]
    recipients = list(takewhile(lambda line: line.startswith("-"), after))
    yield from (("recipients", pair) for pair in recipients_wording(recipients))
    signature = after[len(recipients) :]
    capacity = list(takewhile(lambda line: line == line.upper(), signature))
    if not capacity:
        yield "capacity", ("không thấy", "ngang hàng với «Nơi nhận», in hoa, đậm")
    forms = layout["capacity"].facts["forms"]
    yield from (("capacity", pair) for line in capacity for pair in capacity_wording(line, forms))
    if len(signature) == len(capacity):
        yield "signer_name", ("không thấy", "dưới chức vụ, in thường, đậm")
    else:
        yield from (("signer_name", pair) for pair in name_wording(signature[-1]))
