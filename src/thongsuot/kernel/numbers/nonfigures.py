"""Digits that are not figures: document numbers, clock times, list numbers, codes, levels, years, telephones."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from thongsuot.kernel.figures import Span
from thongsuot.kernel.periods.grammar import COUNTED


class NonFigureKind(StrEnum):
    PERIOD = "period"  # dates, months, years …: see kernel.periods
    DOCUMENT = "document"  # 04/KH-UBND, Đề án 06, khoản 3
    TIME = "time"  # 19:26, 8h30
    LIST = "list"  # «3.1.», «(2)»
    CODE = "code"  # C06, 5G, COVID-19, a web address
    LEVEL = "level"  # mức độ 3, 4
    PHONE = "phone"


@dataclass(frozen=True, slots=True)
class NonFigure:
    """A stretch of text whose digits must not be read as a figure."""

    span: Span
    kind: NonFigureKind


_DOCUMENT_NUMBER = re.compile(r"\d+[a-z]?(?:/(?:19|20)\d\d)?\s?[/-]\s?[A-ZĐÐ]{2}[\wÐ]*(?:[-/.&][\wÐ]+)*")
_PARTY_NUMBER = re.compile(r"\d+-[A-ZĐÐ]{2,}(?:/[A-ZĐÐ][\w]*)*")
# «Đề án 06», «khoản 2 Điều 5», «Kế hoạch số 04»: words whose following number names a text or a part of one.
_CITED = re.compile(
    r"\b(?:quyết định|nghị quyết|nghị định|thông tư(?: liên tịch)?|chỉ thị|công văn|công điện|luật|sắc lệnh|đề án|"
    r"dự án|tổ công tác|điều|khoản|phụ lục|biểu|mẫu|chương|mục|tiểu mục|phần|bộ chỉ số|tiêu chí|tctp|"
    r"bảng|hình|biểu đồ|stt|câu|"
    r"(?:quyết định|nghị quyết|nghị định|thông tư|chỉ thị|công văn|công điện|văn bản|luật|kế hoạch|thông báo|báo cáo|"
    r"kết luận|tờ trình|hướng dẫn|chương trình|quy định|quy chế|hợp đồng|biên bản|giấy mời|thông tri|phiếu|đề án|mẫu|"
    r"biểu|nhiệm vụ|nội dung|chỉ tiêu|tiêu chí|thành phần)(?: [^\s\d]+){0,2} số ?:?)\s+$"
)
_CITED_WITH_ZERO = re.compile(r"\b(?:kế hoạch|thông báo|báo cáo|kết luận|tờ trình|hướng dẫn|chương trình|quy định)\s+$")
# «phường 7», «tổ 12», «quốc lộ 1A», «ISO 9001», «số 12 đường …»: the number is part of a name.
_NAMED = re.compile(
    r"(?:\b(?:quốc lộ|tỉnh lộ|đường|thôn|phường|quận|tổ(?: dân phố)?|khu phố|khu vực|ấp|"
    r"(?<!văn )(?<!biên )(?<!cơ )bản|xóm|khóm|iso|tcvn|qcvn|"
    r"windows|web|nhà số)|(?:^|[,(:;\n]|\btại)\s*số)\s+$"
)
COUNTED_NOUN = re.compile(
    rf"\s*(?:{COUNTED}|năm\b(?!\s+(?:19|20)\d)|tháng\b|tuần\b|giờ\b|trường hợp|phiên|cuộc|triệu|nghìn|tỷ|tỉ\b)",
    re.I,
)
_CLOCK = re.compile(r"\d{1,2}(?:[:hg]\d{2}(?!\d)|h(?!\w)|\s+giờ\s+(?:\d{1,2}(?:\s+phút)?|ngày|sáng|chiều|tối))", re.I)
_PHONE = re.compile(r"0\d{2,3}[. ]\d{3,4}[. ]?\d{3,4}(?!\d)|0\d{8,10}(?!\d)|1[89]00[. ]?\d{4}(?!\d)")
_PHONE_CUE = re.compile(r"(?:tổng đài|đường dây nóng|điện thoại|hotline|đt|số máy|gọi(?: số)?)\s*:?\s*$")
_LEVELS = re.compile(r"[1-5](?:\s*(?:,|và|-|–|/|hoặc)\s*(?:mức độ\s+|cấp độ\s+)?[1-5])*(?![\d%]|[.,]\d|\s*%)", re.I)
_LEVEL_CUE = re.compile(r"(?:mức độ|cấp độ|level)\s+$")
_GRADE_CUE = re.compile(r"\b(?:mức|loại|nhóm)\s+$")
_STAGE_CUE = re.compile(r"\b(?:đợt|giai đoạn|vòng|bước|học kỳ)\s+$")  # «đợt 2 năm 2024»
_WEEKDAY = re.compile(r"[2-7](?!\d)(?=\s*,?\s*\(?(?:ngày|\d{1,2}/))", re.I)
_GOES_ON = re.compile(r"%|[.,]\d")
_PARAGRAPHS = re.compile(r"[a-zđ]?(?:\.\d{1,2})*(?![\d,]\d|\s?%)")
_NAME_TAIL = re.compile(r"(?:[/:-]\d+)*[A-Za-z]?(?!\w|[.,]\d|\s?%)")
_LIST_START = re.compile(r"(?:\d{1,2}\.){1,4}(?=\s)|\d{1,2}(?:\.\d{1,2}){1,3}(?=\s+[^\W\d_a-zà-ỹđ])|\d{1,2}[)/](?=\s)")
_LIST_BRACKET = re.compile(r"\d{1,2}\)(?=\s*[^\W\d_])")
_INTEGER = re.compile(r"\d+")
_UNIT_LETTERS = re.compile(
    r"(?:km2?|m[23²³]?|kg|ha|đ|đồng|tr|tỷ|triệu|cm|mm|tấn|gb|mb|kb|tb|mbps|kwh|kw|mw)(?!\w)", re.I
)
_IDIOM = re.compile(r"24\s?/\s?(?:24|7)(?!\d)|[1-9]\.0(?!\d|\s?%|\s?điểm)")
# «2.001234.000.00.00.H25», «000.00.12.H40-241010-0001»: dotted codes that cannot be grouped thousands.
_DOTTED_CODE = re.compile(r"(?![1-9]\d{0,2}(?:\.\d{3})+(?!\.?\w))\d+(?:\.[\dA-Z]+){2,}(?:-[\dA-Z]+)*(?!\w)")
_CODE_CUE = re.compile(r"\bmã(?: số| tthc| thủ tục| hồ sơ| định danh)?\s*:?\s+$")
_CODE_TAIL = re.compile(r"[\dA-Za-z]*(?:[.\-/][\dA-Za-z]+)*")
_OUTLINE = re.compile(r"\d{1,2}(?:\.\d{1,2}){2,}\.?(?![.,]?\d)")
_CALENDAR_WORDS = frozenset({"ngày", "tháng", "quý", "năm"})
WEB = re.compile(r"https?://\S+|www\.\S+|[\w.]+@[\w.]+\.\w+")


def _until(pattern: re.Pattern[str], text: str, start: int) -> int | None:
    found = pattern.match(text, start)
    return found.end() if found else None


def _is_line_start(text: str, start: int) -> bool:
    line = text.rfind("\n", 0, start) + 1
    return not text[line:start].strip(" \t\u00a0*-–+#")


def recognise(text: str, start: int, left: str, words: list[str]) -> tuple[NonFigureKind, int] | None:
    """Is the digit run at ``start`` something other than a figure? Returns what, and where it ends.

    ``left`` is the lower-cased text just before, ``words`` its words within the clause.
    """
    if start and (code_end := _code(text, start)):
        return NonFigureKind.CODE, code_end
    for pattern, kind in (
        (_DOCUMENT_NUMBER, NonFigureKind.DOCUMENT),
        (_PARTY_NUMBER, NonFigureKind.DOCUMENT),
        (_CLOCK, NonFigureKind.TIME),
        (_PHONE, NonFigureKind.PHONE),
        (_IDIOM, NonFigureKind.CODE),
        (_OUTLINE, NonFigureKind.LIST),
        (_DOTTED_CODE, NonFigureKind.CODE),
    ):
        if end := _until(pattern, text, start):
            return kind, end
    return _list_number(text, start) or _by_cue(text, start, left, words) or _stuck_letters(text, start)


def _code(text: str, start: int) -> int | None:
    """«C06», «QH13», «COVID-19», «GMT+7»: digits hanging on letters."""
    before = text[start - 1]
    hanging = before.isalpha() or before == "_"
    if not hanging and before in "-+/." and start > 1:
        hanging = text[start - 2].isalpha() and (before == "-" or not text[start - 2].islower())
    if not hanging:
        return None
    end = start
    while end < len(text) and (text[end].isalnum() or (text[end] in ".-/" and text[end + 1 : end + 2].isalnum())):
        end += 1
    return end


def _stuck_letters(text: str, start: int) -> tuple[NonFigureKind, int] | None:
    """«5G», «3D»: letters hanging on digits, unless they are a unit of measure."""
    found = _INTEGER.match(text, start)
    end = found.end() if found else start
    if end < len(text) and text[end].isalpha() and not _UNIT_LETTERS.match(text, end):
        while end < len(text) and text[end].isalnum():
            end += 1
        return NonFigureKind.CODE, end
    return None


def _list_number(text: str, start: int) -> tuple[NonFigureKind, int] | None:
    if _is_line_start(text, start) and (end := _until(_LIST_START, text, start)):
        return NonFigureKind.LIST, end
    if start and text[start - 1] in "([" and (end := _until(_LIST_BRACKET, text, start)):
        return NonFigureKind.LIST, end
    if (
        start
        and text[start - 1] == "["
        and (found := _INTEGER.match(text, start))
        and text[found.end() : found.end() + 1] == "]"
    ):
        return NonFigureKind.LIST, found.end() + 1
    return None


def _by_cue(text: str, start: int, left: str, words: list[str]) -> tuple[NonFigureKind, int] | None:
    """Digits named by the word before them: «tháng 9», «mức độ 3, 4», «Đề án 06», «tổng đài 1022»."""
    found = _INTEGER.match(text, start)
    if not found or not words:
        return None
    end = found.end()
    counts = COUNTED_NOUN.match(text, end) is not None
    if period_end := _calendar_end(text, start, end, counts, words[-1]):
        return NonFigureKind.PERIOD, period_end
    if level_end := _level_end(text, start, end, counts, left):
        return NonFigureKind.LEVEL, level_end
    if _is_cited(left, counts, zero=text[start] == "0") and (cited_end := _until(_PARAGRAPHS, text, end)):
        return NonFigureKind.DOCUMENT, cited_end
    if not counts and (code_end := _named_end(text, start, end, left)):
        return NonFigureKind.CODE, code_end
    return (NonFigureKind.PHONE, end) if _PHONE_CUE.search(left) else None


def _calendar_end(text: str, start: int, end: int, counts: bool, word: str) -> int | None:
    if word == "thứ":
        return _until(_WEEKDAY, text, start)
    plain = end - start <= 4 and not counts and not _GOES_ON.match(text, end)
    return end if word in _CALENDAR_WORDS and plain else None


def _level_end(text: str, start: int, end: int, counts: bool, left: str) -> int | None:
    if not counts and _STAGE_CUE.search(left) and not _GOES_ON.match(text, end):
        return end
    levelled = _LEVEL_CUE.search(left) or (not counts and _GRADE_CUE.search(left))
    return _until(_LEVELS, text, start) if levelled else None


def _named_end(text: str, start: int, end: int, left: str) -> int | None:
    if _CODE_CUE.search(left):
        return _until(_CODE_TAIL, text, start)
    return _until(_NAME_TAIL, text, end) if _NAMED.search(left) else None


def _is_cited(left: str, counts: bool, zero: bool) -> bool:
    """Does the number name a document? A leading zero tells: «Đề án 06 tỉnh», but «vượt kế hoạch 04 TTHC»."""
    if _CITED.search(left):
        return zero or not counts
    return zero and not counts and _CITED_WITH_ZERO.search(left) is not None


_YEAR = re.compile(r"(?:19[4-9]\d|20[0-6]\d)(?![\d%]|[.,/]\d|\s?%)")


def bare_year(text: str, start: int) -> int | None:
    """«Giải thưởng … 2024 được trao»: a four-digit year that no counted noun follows; returns its end."""
    end = _until(_YEAR, text, start)
    return end if end and not COUNTED_NOUN.match(text, end) else None
