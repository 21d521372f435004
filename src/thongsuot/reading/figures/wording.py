"""The name of an indicator without what the sentence goes on to tell of it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from thongsuot.reading import gazetteer
from thongsuot.reading.figures.lexing import index_pattern

_RUNNING = re.compile(r"^.*\b(?:liên tiếp|liên tục|lần đầu tiên|lần đầu)\s*", re.IGNORECASE)
_OF_WHOM = re.compile(
    r"\s+năm \d{4}\s+(?:khối|tại|trên)(?!\w).*$"
    r"|(?:\s+năm \d{4})?\s+của (?:các|những|tỉnh|thành phố|huyện|UBND|cả nước|Bộ|Sở)(?!\w).*$",
    re.IGNORECASE,
)
_ANNOUNCING = re.compile(r"\s+(?:như sau|cụ thể)\b.*$|\s*:.*$", re.IGNORECASE)
_TELLING = re.compile(
    r"\s+(?:đã|đều|vẫn|tiếp tục|giữ|duy trì|ghi nhận|trở lại|có (?:sự|bước|nhiều|xu)|tăng|giảm|vươn|xếp)(?!\w).*$",
    re.IGNORECASE,
)
_MOST = re.compile(r"^(?:cao|thấp|nhiều|ít) nhất là\s+", re.IGNORECASE)
_DOING = re.compile(r"^(?:thành phố|tỉnh|bộ|sở|huyện|xã|phường|địa phương|đơn vị)\s+đã\s+", re.IGNORECASE)
_REACHING = re.compile(r"\s+(?:đạt (?:mức|kết quả|tỷ lệ|được)|với kết quả|ở mức)(?!\w).*$", re.IGNORECASE)
_MANNER = re.compile(r"(?:(?:đúng|trước|quá|trễ|chậm|sớm|còn|trong|và|hạn)\s+)+(?:hạn|thời hạn)", re.IGNORECASE)
_WHERE = re.compile(r"\s+tr(?:ên|ong) (?:phạm vi|địa bàn)$", re.IGNORECASE)
_WORD = re.compile(r"\w+")


def shortened(text: str, *, measured: bool) -> str:
    """``text`` without a leading «năm thứ hai liên tiếp» and, for an index, without the verb that follows it."""
    text = _MOST.sub("", _DOING.sub("", _RUNNING.sub("", text)))
    text = _REACHING.sub("", text) if measured else text
    text = _WHERE.sub("", text)
    if sum(text.count(mark) for mark in '“”"') == 1:
        text = re.sub('[“”"]', "", text)
    index = index_pattern().search(text)
    if index is None or not measured:
        return text.strip(' ,:;“”"')
    head, rest = text[: index.end()], text[index.end() :]
    rest = _OF_WHOM.sub("", rest)
    return (head + _TELLING.sub("", _ANNOUNCING.sub("", rest))).strip(' ,:;“"')


def manner(text: str) -> bool:
    """«trước hạn», «đúng và trước hạn»: how something was done, told before what was done."""
    return _MANNER.fullmatch(text) is not None


def vague(text: str, whose: Iterable[str]) -> bool:
    """Nothing but words that name no measure; ``whose`` are the organisations named inside."""
    for name in whose:
        text = text.replace(name, " ")
    empty = gazetteer.vague_words()
    return all(word in empty or word.isdigit() for word in _WORD.findall(text.lower()))
