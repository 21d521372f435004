"""National name and motto, agency, number, place and day, kind and subject."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from thongsuot.writing.checking.faults import Inspection
from thongsuot.writing.checking.parts import Line
from thongsuot.writing.checking.rules import line_share
from thongsuot.writing.checking.wording import date_wording, number_wording, same_words
from thongsuot.writing.model import Fault

_LINE_TOLERANCE = 0.07  # of the length of the words
_UNKNOWN_LENGTH = 0.0


def head_faults(inspection: Inspection) -> Iterator[Fault]:
    parts = inspection.parts
    yield from _fixed(inspection, "national_name", parts.national_name)
    wrong_motto = list(_fixed(inspection, "motto", parts.motto))
    yield from wrong_motto
    if parts.motto and not wrong_motto:  # its line is as long as the right words in the right size
        yield from _line(inspection, "motto.line", [parts.motto])
    yield from inspection.look("superior", parts.superior)
    if not parts.issuer:
        yield inspection.fault("issuer", "không thấy hoặc không in đậm", "ở trên số, ký hiệu, in hoa, đậm")
    yield from inspection.look("issuer", parts.issuer)
    yield from _line(inspection, "issuer.line", parts.issuer)
    yield from _number(inspection)
    yield from _date(inspection)
    yield from _title(inspection)


def _fixed(inspection: Inspection, key: str, line: Line | None) -> Iterator[Fault]:
    """A component whose words are given; «HÒA» and «HOÀ» are the same word."""
    wanted = str(inspection.layout[key].facts["text"])
    if line is None:
        yield inspection.fault(key, "không thấy", f"«{wanted}»")
        return
    if not same_words(line.text.strip(), wanted):
        yield inspection.fault(key, f"ghi «{line.text.strip()}»", f"«{wanted}»")
    yield from inspection.look(key, [line])


def _line(inspection: Inspection, key: str, words: Sequence[Line]) -> Iterator[Fault]:
    if not words:
        return
    rule, share = inspection.layout[key], line_share(inspection, words)
    wanted = "bằng độ dài dòng chữ" if rule.facts["min"] == 1 else "bằng 1/3 đến 1/2 độ dài dòng chữ"
    if share is None:
        yield inspection.fault(key, "không có", wanted)
    elif share != _UNKNOWN_LENGTH and not rule.allows(share, _LINE_TOLERANCE):
        yield inspection.fault(key, f"bằng {share:.0%} dòng chữ", wanted)


def _number(inspection: Inspection) -> Iterator[Fault]:
    line = inspection.parts.number
    if line is None:
        yield inspection.fault("number", "không thấy", "«Số: 05/TB-UBND»")
        return
    yield from (inspection.fault("number", *pair) for pair in number_wording(line.text.strip()))
    yield from inspection.look("number", [line])


def _date(inspection: Inspection) -> Iterator[Fault]:
    line = inspection.parts.place_date
    if line is None:
        yield inspection.fault("place_date", "không thấy", "«Lạng Sơn, ngày 09 tháng 01 năm 2024»")
        return
    yield from (inspection.fault("place_date", *pair) for pair in date_wording(line.text.strip()))
    yield from inspection.look("place_date", [line])


def _title(inspection: Inspection) -> Iterator[Fault]:
    parts = inspection.parts
    if parts.kind is None:
        if parts.letter_subject is None:
            yield inspection.fault("kind", "không thấy", "một trong 29 tên loại của Điều 7, hoặc «V/v …» ở công văn")
        yield from inspection.look("letter_subject", [parts.letter_subject])
        return
    yield from inspection.look("kind", [parts.kind])
    if not parts.subject:
        yield inspection.fault("subject", "không thấy", "ngay dưới tên loại")
        return
    yield from inspection.look("subject", parts.subject)
    yield from _line(inspection, "subject.line", parts.subject)
