"""Cut a sentence into tokens: periods, masks, names, numbers, cue phrases and plain words, none overlapping."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from thongsuot.kernel.figures import Span
from thongsuot.kernel.numbers import NumberToken, TokenKind, scan
from thongsuot.kernel.periods import find_periods, parse_period
from thongsuot.reading import gazetteer
from thongsuot.reading.figures.context import DocumentContext
from thongsuot.reading.figures.cues import phrase_table
from thongsuot.reading.figures.masks import find_labels
from thongsuot.reading.figures.mentions import find_orgs
from thongsuot.reading.figures.tokens import Kind, Number, Token

_PIECE = re.compile(r"[^\W\d_]+(?:[-&][^\W\d_]+)*|\d+|\.{2,}|[^\w\s]|_")
_PERCENT = re.compile(r"\s?%|\s+phần\s+trăm\b", re.IGNORECASE)
_BILLIONS = re.compile(r"\s+tỷ(?!\w)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_RANKED_NUMBER = re.compile(r"vị trí số\s+\Z", re.IGNORECASE)
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
def index_pattern() -> re.Pattern[str]:
    words = sorted(gazetteer.index_words(), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(word) for word in words) + r")(?!\w)", re.IGNORECASE)


class Sheet:
    """Characters of one sentence already spoken for, with the tokens that took them."""

    def __init__(self, text: str, offset: int) -> None:
        self.text, self.offset = text, offset
        self.taken = bytearray(len(text))
        self.tokens: list[Token] = []

    def put(self, kind: Kind, start: int, end: int, **fields: Any) -> None:
        if start >= end or any(self.taken[start:end]):
            return
        self.taken[start:end] = b"\1" * (end - start)
        piece = self.text[start:end]
        self.tokens.append(Token(kind, self.offset + start, self.offset + end, piece, piece.lower(), **fields))


class Lexer:
    """Tokens of any stretch of one document; its numbers and periods are found once."""

    def __init__(self, text: str, context: DocumentContext) -> None:
        self.text = text
        periods = find_periods(text, context.default_year, context.document_date)
        found = scan(text, periods)
        self.pieces: list[tuple[int, int, Kind, dict[str, Any]]] = [
            *((m.start, m.end, Kind.PERIOD, {"period": m.period}) for m in periods),
            *(self._other(item.span) for item in found.non_figures),
            *(self._number(token) for token in found.numbers),
        ]
        self.pieces.sort(key=lambda piece: piece[:2])
        self._starts = [piece[0] for piece in self.pieces]

    def _other(self, span: Span) -> tuple[int, int, Kind, dict[str, Any]]:
        """A non-figure: «PCI 2023» ends in a year, «vị trí số 1» in a rank, the rest are masked."""
        piece = self.text[span.start : span.end]
        if _YEAR.fullmatch(piece):
            return span.start, span.end, Kind.PERIOD, {"period": parse_period(f"năm {piece}")}
        if piece.isdigit() and _RANKED_NUMBER.search(self.text[: span.start][-12:]):
            return span.start, span.end, Kind.NUMBER, {"number": Number.plain(piece)}
        return span.start, span.end, Kind.MASK, {}

    def _number(self, token: NumberToken) -> tuple[int, int, Kind, dict[str, Any]]:
        percent = _PERCENT.match(self.text, token.span.end) if token.percent else None
        billions = _BILLIONS.match(self.text, token.span.end) if token.text.endswith("triệu") else None
        end = percent.end() if percent else token.span.end
        sign = token.text[0] if token.text[0] in "+-−–" else ""
        value = -token.value if token.value < 0 and token.kind is TokenKind.NUMBER else token.value
        if billions is not None:  # «1,88 triệu tỷ đồng»
            value, end = value.scaleb(9), billions.end()
        number = Number(value, token.value_max, token.denominator, token.percent, token.multiplier is not None, sign)
        return token.span.start, end, Kind.NUMBER, {"number": number}

    def tokens(self, span: Span) -> list[Token]:
        """Tokens of one sentence or line in reading order; spans count from the start of the document."""
        text = self.text[span.start : span.end]
        sheet = Sheet(text, span.start)
        self._put_digits(sheet, span)
        for start, end, org in find_orgs(text):
            sheet.put(Kind.ORG, start, end, org=org)
        for found in index_pattern().finditer(text):
            sheet.put(Kind.INDEX, *found.span(), payload=gazetteer.index_words()[found[0].lower()])
        for found in _PIECE.finditer(text):
            kind = Kind.WORD if found[0][0].isalpha() else _SIGNS.get(found[0][0], Kind.OTHER)
            sheet.put(kind, *found.span())
        joined = list(_join_cues(sorted(sheet.tokens, key=lambda token: token.start)))
        return list(_join_fractions(joined))

    def _put_digits(self, sheet: Sheet, span: Span) -> None:
        pieces = []
        for index in range(bisect_left(self._starts, span.start), len(self.pieces)):
            if self.pieces[index][0] >= span.end:
                break
            pieces.append(self.pieces[index])
        if not pieces:
            return
        labels = list(find_labels(sheet.text))
        for kinds in ((Kind.PERIOD,), (Kind.MASK,), (Kind.NUMBER,)):
            if kinds == (Kind.NUMBER,):
                for start, end in labels:
                    sheet.put(Kind.MASK, start, end)
            for start, end, kind, fields in pieces:
                if kind in kinds:
                    sheet.put(kind, start - span.start, min(end, span.end) - span.start, **fields)


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


def _join_fractions(tokens: list[Token]) -> Iterator[Token]:
    """«28 trên 40 nhiệm vụ», «28 trên tổng số 40»: a part of a whole in words."""
    index = 0
    while index < len(tokens):
        first = tokens[index]
        size = _over(tokens, index)
        if size:
            second = tokens[index + size - 1]
            whole, part = second.number, first.number
            text = " ".join(token.text for token in tokens[index : index + size])
            if whole is not None and part is not None:
                number = Number(part.value, None, whole.value)
                yield Token(Kind.NUMBER, first.start, second.end, text, text.lower(), number=number)
            index += size
            continue
        yield first
        index += 1


def _over(tokens: list[Token], index: int) -> int:
    """Length of a «N trên (tổng số) M» that starts at ``index``, else 0."""
    part = tokens[index].number
    if part is None or part.percent or part.denominator is not None or part.upper is not None:
        return 0
    words = [token.low for token in tokens[index + 1 : index + 3]]
    size = 3 if words[:1] == ["trên"] else 0
    if words == ["trên", "tổng số"]:
        size = 4
    whole = tokens[index + size - 1].number if size and index + size <= len(tokens) else None
    plain = whole is not None and not whole.percent and whole.denominator is None and whole.value >= part.value > 0
    return size if plain else 0
