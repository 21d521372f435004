"""National name and motto, agency, number, place and day, kind and subject."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from thongsuot.kernel.text import nfc, tone_key
from thongsuot.writing.checking.faults import Inspection
from thongsuot.writing.checking.parts import Line
from thongsuot.writing.checking.rules import line_share
from thongsuot.writing.model import Fault

_BLANK = r"[\s\u00a0….]*"
_NUMBER = re.compile(
    rf"^Số:{_BLANK}(\d*){_BLANK}/[A-ZĐƯÂÊÔƠ]+[A-Za-zĐđ]*(?:-[A-ZĐƯÂÊÔƠ][A-Za-zĐđ]*)*(?:\s*\([^)]*\))?$"
)
_DATE = re.compile(
    rf"^(?P<place>[^,]+)(?P<comma>,?)\s*ngày{_BLANK}(?P<day>\d*){_BLANK}tháng{_BLANK}(?P<month>\d*){_BLANK}năm{_BLANK}(?P<year>\d*){_BLANK}$"
)
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
    if not _same_words(line.text.strip(), wanted):
        yield inspection.fault(key, f"ghi «{line.text.strip()}»", f"«{wanted}»")
    yield from inspection.look(key, [line])


def _same_words(text: str, wanted: str) -> bool:
    same_case = [letter.isupper() for letter in nfc(text)] == [letter.isupper() for letter in wanted]
    return same_case and tone_key(nfc(text)) == tone_key(wanted)


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
    text = line.text.strip()
    found = _NUMBER.match(text)
    if not found:
        yield inspection.fault("number", f"ghi «{text}»", "«Số: 05/TB-UBND», không cách chữ quanh dấu «/» và «-»")
    elif len(found[1]) == 1:
        yield inspection.fault("number", f"ghi «{found[1]}»", f"«0{found[1]}»: số nhỏ hơn 10 thêm số 0 phía trước")
    yield from inspection.look("number", [line])


def _date(inspection: Inspection) -> Iterator[Fault]:
    line = inspection.parts.place_date
    if line is None:
        yield inspection.fault("place_date", "không thấy", "«Lạng Sơn, ngày 09 tháng 01 năm 2024»")
        return
    text = line.text.strip()
    found = _DATE.match(text)
    if not found:
        yield inspection.fault("place_date", f"ghi «{text}»", "«địa danh, ngày … tháng … năm …»")
    else:
        yield from _date_parts(inspection, found)
    yield from inspection.look("place_date", [line])


def _date_parts(inspection: Inspection, found: re.Match[str]) -> Iterator[Fault]:
    if not found["comma"]:
        yield inspection.fault("place_date", "thiếu dấu phẩy sau địa danh", "có dấu phẩy sau địa danh")
    if len(found["day"]) == 1:
        yield inspection.fault("place_date", f"ghi «ngày {found['day']}»", f"«ngày 0{found['day']}»")
    if found["month"] in {"1", "2"}:
        yield inspection.fault("place_date", f"ghi «tháng {found['month']}»", f"«tháng 0{found['month']}»")


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
