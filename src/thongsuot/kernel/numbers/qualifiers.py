"""Words around a number that bound it: «hơn 6 triệu», «từ 80% trở lên», «không quá 5 ngày» (product D08)."""

from __future__ import annotations

import re

from thongsuot.kernel.figures import Qualifier

_PHRASES: dict[Qualifier, tuple[str, ...]] = {
    Qualifier.MORE: ("hơn", "trên", "vượt", "vượt mức", "vượt mốc", "vượt ngưỡng", "vượt con số", "quá nửa", ">"),
    Qualifier.LESS: (
        "dưới",
        "chưa đến",
        "chưa đầy",
        "chưa tới",
        "không đến",
        "không đầy",
        "không tới",
        "<",
    ),
    Qualifier.ABOUT: (
        "gần",
        "khoảng",
        "xấp xỉ",
        "ước",
        "ước đạt",
        "ước tính",
        "ước chừng",
        "ước khoảng",
        "ước tính khoảng",
        "ước thực hiện",
        "ước thực hiện đạt",
        "ước tính đạt",
        "chừng",
        "ngót",
        "suýt soát",
        "tầm",
        "độ khoảng",
        "gần bằng",
        "gần đạt",
        "~",
        "≈",
    ),
    Qualifier.AT_LEAST: (
        "ít nhất",
        "tối thiểu",
        "thấp nhất",
        "không dưới",
        "không thấp hơn",
        "không ít hơn",
        "không nhỏ hơn",
        "không kém",
        "không kém hơn",
        "≥",
        ">=",
    ),
    Qualifier.AT_MOST: (
        "tối đa",
        "nhiều nhất",
        "không quá",
        "không vượt",
        "không vượt quá",
        "không trên",
        "không cao hơn",
        "không lớn hơn",
        "không nhiều hơn",
        "không hơn",
        "≤",
        "<=",
    ),
}
_BY_PHRASE = {tuple(phrase.split()): kind for kind, phrases in _PHRASES.items() for phrase in phrases}
_LONGEST = max(len(words) for words in _BY_PHRASE)
# «tối thiểu phải đạt từ 90%»: words that may stand between the bound and its number.
_FILLERS = frozenset(["đạt", "là", "phải", "từ", "có", "bằng", "được", "mức", "cũng", "khoảng", "cần"])
_BEARS_FILLERS = frozenset({Qualifier.AT_LEAST, Qualifier.AT_MOST})
# «cao hơn 4,84 điểm» is a difference, not «hơn 4,84 điểm».
_COMPARATIVES = frozenset(
    [
        "cao",
        "thấp",
        "nhiều",
        "ít",
        "lớn",
        "nhỏ",
        "nhanh",
        "chậm",
        "tốt",
        "kém",
        "sớm",
        "muộn",
        "dài",
        "ngắn",
        "rộng",
        "hẹp",
        "giảm",
        "tăng",
    ]
)
_SURPLUS_AFTER = re.compile(r"[^.;\n]{0,40}?(?:so với|kế hoạch|chỉ tiêu|dự toán|mục tiêu|quy định)", re.IGNORECASE)
_ONWARDS = re.compile(r"\s?%?(?:\s+[^\W\d]+){0,4}?\s+trở\s+(lên|xuống)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\s,.;:()\[\]“”\"«»…]+|[,.;:()\[\]“”\"«»…\n]")
_BREAKS = frozenset(',.;:()[]“”"«»…\n')
REACH = 48  # characters looked at on the left: four or five Vietnamese words


def words_before(text: str, position: int) -> list[tuple[str, int]]:
    """Lower-cased words of the same clause before ``position`` with their offsets, nearest last."""
    begin = max(0, position - REACH)
    words: list[tuple[str, int]] = []
    for found in _WORD.finditer(text, begin, position):
        if found[0] in _BREAKS:
            words.clear()
        else:
            words.append((found[0].lower(), found.start()))
    if words and words[0][1] == begin and begin and not text[begin - 1].isspace():
        words.pop(0)  # cut in the middle of a word
    return words


def qualifier_before(text: str, position: int, end: int, words: list[tuple[str, int]]) -> tuple[Qualifier, int]:
    """The bound written before a number at ``position`` … ``end`` and where its words begin."""
    plain = [word for word, _ in words]
    for skipped in range(3):
        if skipped and (len(plain) < skipped or plain[-skipped] not in _FILLERS):
            break
        upto = len(plain) - skipped
        for size in range(min(_LONGEST, upto), 0, -1):
            kind = _BY_PHRASE.get(tuple(plain[upto - size : upto]))
            if kind is None or (skipped and kind not in _BEARS_FILLERS):
                continue
            if _is_difference(plain[: upto - size + 1], text, end):
                return Qualifier.EXACT, position
            return kind, words[upto - size][1]
    return Qualifier.EXACT, position


def _is_difference(until_cue: list[str], text: str, end: int) -> bool:
    """«cao hơn 4,84 điểm», «vượt 5% so với kế hoạch» measure a gap; the number itself is not bounded."""
    cue = until_cue[-1]
    if cue == "hơn":
        return len(until_cue) > 1 and until_cue[-2] in _COMPARATIVES
    return cue == "vượt" and _SURPLUS_AFTER.match(text, end) is not None


def qualifier_after(text: str, end: int) -> tuple[Qualifier, int]:
    """«80% trở lên», «5 ngày trở xuống»: the bound after the number and where its words end."""
    found = _ONWARDS.match(text, end)
    if not found:
        return Qualifier.EXACT, end
    return (Qualifier.AT_LEAST if found[1].lower() == "lên" else Qualifier.AT_MOST), found.end()
