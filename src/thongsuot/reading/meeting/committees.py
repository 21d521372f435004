"""Which body met and for which session."""

from __future__ import annotations

import re
from collections.abc import Iterable

from thongsuot.reading.letters import LOWER, UPPER, plain

_HEAD = r"(?:Ban [Cc]hỉ đạo|BCĐ|Tổ công tác|Tổ Công tác|Ban [Đđ]iều hành|Hội đồng)"
_STOP = (
    r"(?:đánh giá|quý|để|nhằm|tại|với|vào|đã|do|diễn ra|tổ chức|chủ trì|dưới|kết luận|tháng|năm|lần|phụ trách|"
    r"tập trung|có|là|phải|được|phát biểu|"
    r"yêu cầu|đề nghị|họp|gồm|thường kỳ|định kỳ|phiên|sơ kết|tổng kết|triển khai|thảo luận|báo cáo|trong|theo|"
    r"cho|cần|các|sẽ|trực tuyến|thông qua|"
    r"trên|trực thuộc|chỉ đạo|giao|tiếp tục|thực hiện|giai đoạn|ngày|sáng(?! tạo)|chiều|ghi nhận|nhấn mạnh|"
    r"nghe|dự|cùng|từ|khẳng định|cho biết|hoặc|khi|"
    r"gắn|công bố|bàn|hoàn thành|ban hành|thành lập|kiện toàn|đến|trình|xem xét|cấp)"
)
_WORD = rf"(?!{_STOP}(?!\w))[{LOWER}{UPPER}\d-]+"
_TOPIC = (
    r"(?:[Cc]huyển đổi số|CĐS|[Đđ]ổi mới sáng tạo|Đề án 06|Đề án|[Cc]ải cách|CCHC|khoa học|công nghệ|chống|"
    r"xây dựng|Hội nhập|An toàn)"
)
_BRACKET = r"(?:\s*\([^()]{1,40}\))?"
_BODY = re.compile(
    rf"(?P<body>{_HEAD}(?:\s+của Chính phủ)?(?:\s+về)?"
    rf"(?:(?:\s+(?!và\s)|,\s+(?={_TOPIC})|\s+và\s+(?={_TOPIC})){_WORD}{_BRACKET})*)"
)
_MEETING = re.compile(
    r"(?:[Pp]hiên họp|[Cc]uộc họp|[Kk]ỳ họp|[Hh]ội nghị|[Hh]ọp|[Pp]hiên)(?:\s+(?:thứ|lần thứ|"
    r"lần)\s+\S+(?:\s+(?:một|hai|ba|tư|năm|sáu|bảy|tám|chín|mươi))?)?(?:\s+(?:của|toàn thể|trực tuyến|"
    r"thường kỳ|với|do))*\s+$"
)
_OF_ITS = re.compile(r"(?:[Pp]hiên họp|[Cc]uộc họp|[Kk]ỳ họp|[Hh]ội nghị|[Hh]ọp)[^.;]{0,60}\scủa\s+$")
_CONVENES = re.compile(r"\s+(?:đã |vừa )?(?:tổ chức|họp|có cuộc họp|tiến hành)\s")
_HEADED = re.compile(r"Trưởng\s+$|Trưởng ban\s+$")

_ORDINALS = {"nhất": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9,
             "mười": 10, "mười một": 11, "mười hai": 12, "mười ba": 13, "mười bốn": 14, "mười lăm": 15}  # fmt: skip
_SESSION = re.compile(
    r"(?:[Pp]hiên(?: họp)?|[Kk]ỳ họp|[Hh]ội nghị|họp)\s+(?:lần\s+)?thứ\s+(mười (?:một|hai|ba|bốn|lăm)|nhất|"
    r"hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười|\d{1,3})(?!\w|/)"
)


def find_session(sentences: Iterable[str]) -> int | None:
    """«phiên họp thứ tư» → 4."""
    for sentence in sentences:
        match = _SESSION.search(sentence)
        if match:
            word = match.group(1)
            return int(word) if word.isdigit() else _ORDINALS[word]
    return None


def find_committee(sentences: Iterable[str]) -> str | None:
    """The body whose meeting it is: named beside a word for meeting, else the one the chair heads."""
    beside: list[str] = []
    headed: list[str] = []
    owning: list[str] = []
    for sentence in sentences:
        for match in _BODY.finditer(sentence):
            before = sentence[: match.start()]
            name = _tidy(match.group("body"))
            if len(name.split()) < 4:
                continue
            if _MEETING.search(before) or _CONVENES.match(sentence, match.end()):
                beside.append(name)
            elif _HEADED.search(before):
                headed.append(name)
            elif _OF_ITS.search(before):
                owning.append(name)
    return _fullest(beside) or _fullest(headed) or _fullest(owning)


def _tidy(name: str) -> str:
    bare = re.sub(r"\s*\([^()]*\)", "", plain(name)).strip(" ,")
    # «… Đề án 06 tỉnh 6 tháng đầu năm»: the 6 counts the months of the meeting
    bare = re.sub(r"(?<!Đề án)(?<!đề án)\s+\d{1,2}$", "", bare)
    return re.sub(r"\s+(?:và|của|về|này|đó)$", "", bare)


def _fullest(names: list[str]) -> str | None:
    """Of one body written shorter and longer, the longest that still starts like the first mention."""
    if not names:
        return None
    spelled = [_spell_out(name) for name in names]
    alike = [name for name, full in zip(names, spelled, strict=True) if full.startswith(spelled[0])]
    return max(alike, key=len)


def _spell_out(name: str) -> str:
    """«Ban Chỉ đạo CCHC tỉnh» and «Ban Chỉ đạo cải cách hành chính tỉnh» are one body."""
    lowered = name.lower()
    for short, full in (("bcđ", "ban chỉ đạo"), ("cchc", "cải cách hành chính"), ("cđs", "chuyển đổi số")):
        lowered = lowered.replace(short, full)
    return lowered
