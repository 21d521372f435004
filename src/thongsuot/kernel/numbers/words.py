"""Numbers in words and Roman numerals: «ba mươi lăm» = 35, «một trăm linh năm» = 105, «khóa XIII» = 13."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_DIGITS = {
    "không": 0,
    "một": 1,
    "mốt": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "tư": 4,
    "năm": 5,
    "lăm": 5,
    "nhăm": 5,
    "sáu": 6,
    "bảy": 7,
    "bẩy": 7,
    "tám": 8,
    "chín": 9,
}
_ONLY_AFTER_TENS = frozenset({"mốt", "tư", "lăm", "nhăm"})
_SCALES = {"nghìn": 10**3, "ngàn": 10**3, "vạn": 10**4, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_WORD = re.compile(r"[^\W\d_]+")


class NotNumberWords(ValueError):  # noqa: N818 — named for what it says, as in the interface
    """The words do not spell a number."""

    def __init__(self, text: str) -> None:
        super().__init__(f"«{text}» không phải là số viết bằng chữ. Ví dụ: ba mươi lăm, một trăm linh năm.")


def parse_number_words(text: str) -> int:
    """Read a whole number written in words. Raises ``NotNumberWords`` for anything else.

    «không có» as zero is a statement, not a number; reading decides about it.
    """
    words = text.lower().split()
    if not words:
        raise NotNumberWords(text)
    total, group_start = 0, 0
    last_scale = 10**18
    for index, word in enumerate(words):
        scale = _SCALES.get(word)
        if scale is None:
            continue
        if scale == 10**9 and index == group_start and total:  # nghìn tỷ, triệu tỷ
            total, last_scale = total * scale, scale
        else:
            value = _below_thousand(words[group_start:index])
            if value is None or scale >= last_scale:
                raise NotNumberWords(text)
            total, last_scale = total + value * scale, scale
        group_start = index + 1
    rest = _below_thousand(words[group_start:]) if group_start < len(words) else 0
    if rest is None:
        raise NotNumberWords(text)
    return total + rest


def _below_thousand(words: list[str]) -> int | None:
    """«chín trăm chín mươi chín»; ``None`` when the words are not such a number."""
    hundreds, rest = 0, list(words)
    if len(rest) >= 2 and rest[1] == "trăm" and rest[0] in _DIGITS:
        hundreds, rest = _DIGITS[rest[0]] * 100, rest[2:]
        if rest[:1] in (["linh"], ["lẻ"]):
            unit = _DIGITS.get(rest[1]) if len(rest) == 2 else None
            return None if unit is None else hundreds + unit
        if not rest:
            return hundreds
    below = _below_hundred(rest)
    return None if below is None else hundreds + below


def _below_hundred(words: list[str]) -> int | None:
    if len(words) == 1 and words[0] not in _ONLY_AFTER_TENS:
        return 10 if words[0] == "mười" else _DIGITS.get(words[0])
    if len(words) == 2 and words[0] == "mười":
        unit = _DIGITS.get(words[1])
        return 10 + unit if unit else None
    if len(words) in (2, 3) and words[1] in ("mươi", "chục") and _DIGITS.get(words[0], 0) > 1:
        unit = _DIGITS.get(words[2], -1) if len(words) == 3 else 0
        return _DIGITS[words[0]] * 10 + unit if unit >= 0 else None
    if len(words) == 2 and _DIGITS.get(words[0], 0) > 1 and words[1] in _ONLY_AFTER_TENS:  # «hai lăm»
        return _DIGITS[words[0]] * 10 + _DIGITS[words[1]]
    return None


@dataclass(frozen=True, slots=True)
class WordNumber:
    """A number in words where it stands, ``text[start:end]``."""

    start: int
    end: int
    value: int


_SPELLING = frozenset(_DIGITS) | frozenset(_SCALES) | {"mười", "mươi", "trăm", "linh", "lẻ", "chục"}


def find_number_words(text: str) -> list[WordNumber]:
    """Longest runs of number words. «một», «năm» and «ba» alone are found too: what they count is for the reader."""
    found: list[WordNumber] = []
    for run in _runs(text):
        first = 0
        while first < len(run):
            first = _longest(text, run, first, found)
    return found


def _longest(text: str, run: list[re.Match[str]], first: int, found: list[WordNumber]) -> int:
    for last in range(len(run), first, -1):
        words = " ".join(word[0] for word in run[first:last])
        try:
            value = parse_number_words(words)
        except NotNumberWords:
            continue
        found.append(WordNumber(run[first].start(), run[last - 1].end(), value))
        return last
    return first + 1


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    run: list[re.Match[str]] = []
    for word in _WORD.finditer(text):
        joined = not run or not text[run[-1].end() : word.start()].strip()
        if word[0].lower() in _SPELLING and joined:
            run.append(word)
            continue
        if run:
            yield run
        run = [word] if word[0].lower() in _SPELLING else []
    if run:
        yield run


_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_ROMAN_STEPS = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def to_roman(number: int) -> str:
    """3 → «III». Raises ``ValueError`` outside 1 … 3999."""
    if not 1 <= number <= 3999:
        raise ValueError(f"Số La Mã chỉ viết được từ 1 đến 3999, không viết được {number}.")
    letters = []
    for value, numeral in _ROMAN_STEPS:
        count, number = divmod(number, value)
        letters.append(numeral * count)
    return "".join(letters)


def parse_roman(text: str) -> int | None:
    """«XIII» → 13, in capitals or small letters; ``None`` when it is not a well-formed numeral."""
    letters = text.strip().upper()
    if not letters or any(letter not in _ROMAN_VALUES for letter in letters):
        return None
    values = [_ROMAN_VALUES[letter] for letter in letters]
    total = sum(-one if one < two else one for one, two in zip(values, [*values[1:], 0], strict=True))
    return total if 1 <= total <= 3999 and to_roman(total) == letters else None
