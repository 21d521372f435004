"""Cut a sentence into tokens: periods, masks, names, numbers, cue phrases and plain words, none overlapping."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from thongsuot.kernel.periods import find_periods, parse_period
from thongsuot.reading import gazetteer
from thongsuot.reading.figures.context import DocumentContext
from thongsuot.reading.figures.cues import phrase_table
from thongsuot.reading.figures.masks import find_masks
from thongsuot.reading.figures.mentions import find_orgs
from thongsuot.reading.figures.numerals import find_numbers
from thongsuot.reading.figures.tokens import Kind, Token

_PIECE = re.compile(r"[^\W\d_]+(?:[-&][^\W\d_]+)*|\d+|\.{2,}|[^\w\s]|_")
# «PCI 2023», «Việt Nam 2024»: a year after a name; «2024 hồ sơ» is a count.
_BARE_YEAR = re.compile(r"(?<=[^\W\d]\s)(?:19[89]\d|20[0-4]\d)(?![\d/%]|[.,]\d)")
_SIGNS = {
    ",": Kind.COMMA,
    ";": Kind.SEMICOLON,
    ":": Kind.COLON,
    "(": Kind.OPEN,
    "[": Kind.OPEN,
    ")": Kind.CLOSE,
    "]": Kind.CLOSE,
    ".": Kind.STOP,
    "!": Kind.STOP,
    "?": Kind.STOP,
    "…": Kind.STOP,
    "|": Kind.SEMICOLON,
}


@lru_cache(maxsize=1)
def _index_pattern() -> re.Pattern[str]:
    words = sorted(gazetteer.index_words(), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(word) for word in words) + r")(?!\w)", re.IGNORECASE)


class Sheet:
    """Characters of one sentence already spoken for, with the tokens that took them."""

    def __init__(self, text: str, offset: int) -> None:
        self.text, self.offset = text, offset
        self.taken = bytearray(len(text))
        self.tokens: list[Token] = []

    def put(self, kind: Kind, start: int, end: int, **fields: object) -> None:
        if start >= end or any(self.taken[start:end]):
            return
        self.taken[start:end] = b"\1" * (end - start)
        piece = self.text[start:end]
        self.tokens.append(
            Token(kind, self.offset + start, self.offset + end, piece, piece.lower(), **fields)  # type: ignore[arg-type]
        )


def tokenize(text: str, offset: int, context: DocumentContext) -> list[Token]:
    """Tokens of one sentence or line in reading order; spans count from the start of the document."""
    sheet = Sheet(text, offset)
    has_digits = any(character.isdigit() for character in text)
    if has_digits:
        _put_periods_and_masks(sheet, context)
    for start, end, org in find_orgs(text):
        sheet.put(Kind.ORG, start, end, org=org)
    if has_digits:
        for start, end, number in find_numbers(text):
            sheet.put(Kind.NUMBER, start, end, number=number)
    for found in _index_pattern().finditer(text):
        code = gazetteer.index_words()[found[0].lower()]
        sheet.put(Kind.INDEX, *found.span(), payload=code)
    for found in _PIECE.finditer(text):
        kind = Kind.WORD if found[0][0].isalpha() else _SIGNS.get(found[0][0], Kind.OTHER)
        sheet.put(kind, *found.span())
    return list(_join_cues(sorted(sheet.tokens, key=lambda token: token.start)))


def _put_periods_and_masks(sheet: Sheet, context: DocumentContext) -> None:
    for match in find_periods(sheet.text, context.default_year, context.document_date):
        sheet.put(Kind.PERIOD, match.start, match.end, period=match.period)
    for start, end in find_masks(sheet.text):
        sheet.put(Kind.MASK, start, end)
    for found in _BARE_YEAR.finditer(sheet.text):
        following = " ".join(re.findall(r"\w+", sheet.text[found.end() : found.end() + 40])[:2]).lower()
        counted = gazetteer.unit_words().counted
        if following not in counted and following.split(" ")[0] not in counted:
            year = int(found[0])
            sheet.put(Kind.PERIOD, *found.span(), period=parse_period(f"năm {year}"))


def _join_cues(tokens: list[Token]) -> Iterator[Token]:
    table = phrase_table()
    index = 0
    while index < len(tokens):
        token = tokens[index]
        match = _longest(tokens, index, table.get(token.low, [])) if token.kind is Kind.WORD else None
        if match is None:
            yield token
            index += 1
            continue
        words, category, payload = match
        last = tokens[index + len(words) - 1]
        text = " ".join(part.text for part in tokens[index : index + len(words)])
        yield Token(Kind.CUE, token.start, last.end, text, text.lower(), cue=category, payload=payload)
        index += len(words)


def _longest(
    tokens: list[Token], index: int, entries: list[tuple[tuple[str, ...], str, str]]
) -> tuple[tuple[str, ...], str, str] | None:
    for entry in entries:
        part = tokens[index : index + len(entry[0])]
        if len(part) == len(entry[0]) and all(
            token.kind is Kind.WORD and token.low == word for token, word in zip(part, entry[0], strict=True)
        ):
            return entry
    return None
