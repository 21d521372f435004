"""Find every figure in a Vietnamese text, with its printed precision, bounds, multiplier and position."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from thongsuot.kernel.figures import Qualifier, Span
from thongsuot.kernel.numbers import nonfigures
from thongsuot.kernel.numbers.nonfigures import NonFigure, NonFigureKind
from thongsuot.kernel.numbers.parsing import to_decimal
from thongsuot.kernel.numbers.qualifiers import REACH, qualifier_after, qualifier_before, words_before
from thongsuot.kernel.periods import PeriodMatch, find_periods


class TokenKind(StrEnum):
    NUMBER = "number"
    FRACTION = "fraction"  # 28/40
    RANGE = "range"  # 50 - 52


@dataclass(frozen=True, slots=True)
class NumberToken:
    """One number where it stands.

    ``span`` covers digits, sign and multiplier word; ``full_span`` adds the bounding words and the percent sign.
    ``value`` is the numerator of a fraction and the lower end of a range. ``ambiguous`` marks a number not written by
    the Vietnamese convention («85.37%»): its value is our reading of its shape.
    """

    kind: TokenKind
    span: Span
    full_span: Span
    text: str
    value: Decimal
    qualifier: Qualifier = Qualifier.EXACT
    percent: bool = False
    multiplier: str | None = None
    value_min: Decimal | None = None
    value_max: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    ordinal: bool = False  # «thứ 10/63», «hạng 5»
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class Scan:
    """Everything made of digits in one text, sorted by position."""

    numbers: tuple[NumberToken, ...]
    non_figures: tuple[NonFigure, ...]
    periods: tuple[PeriodMatch, ...]


_DIGIT = re.compile(r"\d")
_SHAPE = re.compile(
    r"(?P<us>\d{1,3}(?:,\d{3})+\.\d+(?!\d)|\d{1,3}(?:,\d{3}){2,}(?!\d))"
    r"|(?P<vi>[1-9]\d{0,2}(?:\.\d{3})+(?![.]?\d)(?:,\d+)?|\d+,\d+)"
    r"|(?P<point>\d+\.\d+(?!\.?\d))"
    r"|(?P<int>\d+)"
)
_MULTIPLIERS = {
    "trăm": 2,
    "nghìn": 3,
    "ngàn": 3,
    "vạn": 4,
    "triệu": 6,
    "tr": 6,
    "tỷ": 9,
    "tỉ": 9,
    "nghìn tỷ": 12,
    "ngàn tỷ": 12,
    "nghìn tỉ": 12,
    "ngàn tỉ": 12,
}
_MULTIPLIER = re.compile(
    r"\s?(?P<m>(?:nghìn|ngàn)\s+t[ỷỉ]|t[ỷỉ]|triệu|nghìn|ngàn|vạn|trăm|tr)\b(?!\s+(?:lệ|trọng|suất|số|giá|phú|năm))",
    re.I,
)
_SMALLER_PART = re.compile(r"\s+(?P<n>\d{1,3})\s+(?P<m>triệu|nghìn|ngàn)\b", re.I)
_PERCENT = re.compile(r"\s?%|\s+phần\s+trăm\b", re.I)
_SLASH = re.compile(r"\s?/\s?(?=\d)")
_TO = re.compile(r"\s?%?\s*(?:[-–—]|đến|tới)\s*(?=\d)", re.I)
_TO_AFTER_UNIT = re.compile(r"\s+[^\W\d]+(?:\s+[^\W\d]+)?\s+(?:đến|tới)\s+(?=\d)", re.I)
_SCORE = re.compile(r"\s*điểm\s*(?:[,.;:()\n]|$|và\b|so\b|xếp\b|tăng\b|giảm\b)", re.I)
_ORDINAL_WORDS = frozenset({"thứ", "hạng", "lần", "trí", "top"})
_SIGNS = "−-–+"


@dataclass(frozen=True, slots=True)
class _Raw:
    """A number's digits before any context: value, where they end, whether the shape is foreign."""

    value: Decimal
    end: int
    ambiguous: bool


def _read_digits(text: str, start: int) -> _Raw | None:
    shape = _SHAPE.match(text, start)
    if shape is None:
        return None
    digits, end = shape[0], shape.end()
    if shape["us"]:
        return _Raw(Decimal(digits.replace(",", "")), end, True)
    if shape["point"]:
        return _Raw(Decimal(digits), end, True)
    if _thousands_that_must_be_decimals(digits, text, end):
        return _Raw(Decimal(digits), end, True)
    return _Raw(to_decimal(digits), end, False)


def _thousands_that_must_be_decimals(digits: str, text: str, end: int) -> bool:
    """«85.375%» or «63.795 điểm,» cannot be eighty-five thousand."""
    if "," in digits or digits.count(".") != 1 or digits.index(".") > 2:
        return False
    return _PERCENT.match(text, end) is not None or _SCORE.match(text, end) is not None


class _Scanner:
    def __init__(self, text: str, periods: Sequence[PeriodMatch]) -> None:
        self.text = text
        self.numbers: list[NumberToken] = []
        self.non_figures = [NonFigure(Span(p.start, p.end), NonFigureKind.PERIOD) for p in periods]
        self.non_figures += [NonFigure(Span(*m.span()), NonFigureKind.CODE) for m in nonfigures.WEB.finditer(text)]
        self._masked = bytearray(len(text))
        for item in self.non_figures:
            self._masked[item.span.start : item.span.end] = b"\1" * (item.span.end - item.span.start)

    def run(self) -> None:
        position = 0
        while found := _DIGIT.search(self.text, position):
            position = self._step(found.start())

    def _step(self, start: int) -> int:
        if self._masked[start]:
            return self._past_mask(start)
        words = words_before(self.text, start)
        plain = [word for word, _ in words]
        left = self.text[max(0, start - REACH) : start].lower()
        other = nonfigures.recognise(self.text, start, left, plain)
        if other:
            return self._mask(start, other[1], other[0])
        if year_end := nonfigures.bare_year(self.text, start):
            return self._mask(start, year_end, NonFigureKind.PERIOD)
        raw = _read_digits(self.text, start)
        if raw is None:
            return start + 1
        if self._continues_mask(start, raw.end) or self._before_date(raw.end):
            return self._mask(start, raw.end, self.non_figures[-1].kind if self.non_figures else NonFigureKind.PERIOD)
        token = self._token(start, raw, words)
        self.numbers.append(token)
        return token.span.end

    def _past_mask(self, start: int) -> int:
        end = self._masked.find(b"\0", start)
        return len(self.text) if end < 0 else end

    def _mask(self, start: int, end: int, kind: NonFigureKind) -> int:
        self.non_figures.append(NonFigure(Span(start, end), kind))
        self._masked[start:end] = b"\1" * (end - start)
        return end

    def _before_date(self, end: int) -> bool:
        """The «15» of «15 - 20/10/2024»."""
        to = _TO.match(self.text, end)
        return bool(to and "%" not in to[0] and self._masked[to.end()] and "/" in self.text[to.end() : to.end() + 3])

    def _continues_mask(self, start: int, end: int) -> bool:
        """The «6» and «7» of «Điều 5, 6 và 7»."""
        if not self.non_figures or end - start > 2:
            return False
        last = self.non_figures[-1]
        if last.kind not in (NonFigureKind.DOCUMENT, NonFigureKind.LEVEL) or last.span.end > start:
            return False
        joined = self.text[last.span.end : start].strip().lower() in {",", "và", ", và", "-", "–"}
        return joined and self.text[end : end + 1] != "/" and nonfigures.COUNTED_NOUN.match(self.text, end) is None

    def _token(self, start: int, raw: _Raw, words: list[tuple[str, int]]) -> NumberToken:
        text = self.text
        second, kind = self._second(start, raw, words)
        end, ambiguous = (second.end, raw.ambiguous or second.ambiguous) if second else (raw.end, raw.ambiguous)
        sign_at = self._sign(start)
        times = _MULTIPLIER.match(text, end)
        power = _MULTIPLIERS[" ".join(times["m"].lower().split())] if times else 0
        end = times.end() if times else end
        added, end = self._smaller_part(end, power)
        percent = _PERCENT.match(text, end)
        begin = start if sign_at is None else sign_at
        negative = sign_at is not None and text[sign_at] != "+"
        value = raw.value.scaleb(power) + added if added else raw.value.scaleb(power)
        value = -value if negative else value
        other = second.value.scaleb(power) if second else None
        qualifier, full_start = qualifier_before(text, begin, percent.end() if percent else end, words)
        after, full_end = qualifier_after(text, end)
        if after is not Qualifier.EXACT:
            qualifier = after
            if words and words[-1][0] == "từ":
                full_start = words[-1][1]
        full_end = max(full_end, percent.end() if percent else end)
        return NumberToken(
            kind=kind,
            span=Span(begin, end),
            full_span=Span(min(full_start, begin), full_end),
            text=text[begin:end],
            value=value,
            qualifier=qualifier,
            percent=percent is not None,
            multiplier=" ".join(times["m"].lower().split()) if times else None,
            value_min=value if kind is TokenKind.RANGE else None,
            value_max=other if kind is TokenKind.RANGE else None,
            numerator=value if kind is TokenKind.FRACTION else None,
            denominator=other if kind is TokenKind.FRACTION else None,
            ordinal=bool(words) and words[-1][0] in _ORDINAL_WORDS,
            ambiguous=ambiguous,
        )

    def _second(self, start: int, raw: _Raw, words: list[tuple[str, int]]) -> tuple[_Raw | None, TokenKind]:
        """The denominator of a fraction or the upper end of a range standing after the first number."""
        slash = _SLASH.match(self.text, raw.end)
        if slash and not self._masked[slash.end()]:
            below = _read_digits(self.text, slash.end())
            if below and self.text[below.end : below.end + 1] not in ("/",):
                return below, TokenKind.FRACTION
        after_from = bool(words) and words[-1][0] == "từ"
        to = _TO.match(self.text, raw.end) or (_TO_AFTER_UNIT.match(self.text, raw.end) if after_from else None)
        if to and not self._masked[to.end()]:
            upper = _read_digits(self.text, to.end())
            if upper and upper.value > raw.value and not _SLASH.match(self.text, upper.end):
                return upper, TokenKind.RANGE
        return None, TokenKind.NUMBER

    def _smaller_part(self, end: int, power: int) -> tuple[Decimal, int]:
        """The «200 triệu» of «1 tỷ 200 triệu»; 0 where there is none."""
        more = _SMALLER_PART.match(self.text, end) if power else None
        smaller = _MULTIPLIERS[more["m"].lower()] if more else power
        if not more or smaller >= power:
            return Decimal(0), end
        return Decimal(more["n"]).scaleb(smaller), more.end()

    def _sign(self, start: int) -> int | None:
        """Where the sign of the number stands; a dash that opens a line is a bullet."""
        if start == 0 or self.text[start - 1] not in _SIGNS:
            return None
        at = start - 1
        before = self.text[at - 1 : at]
        if self.text[at] == "−":
            return at
        if before in ("(", " ", "\u00a0") and self.text[self.text.rfind("\n", 0, at) + 1 : at].strip():
            return at
        return None


def scan(text: str, periods: Sequence[PeriodMatch] | None = None) -> Scan:
    """Sort all digits of ``text`` (NFC) into figures, non-figures and periods. ``periods`` saves a second look."""
    known = find_periods(text) if periods is None else periods
    scanner = _Scanner(text, known)
    scanner.run()
    others = sorted(scanner.non_figures, key=lambda item: item.span.start)
    return Scan(tuple(scanner.numbers), tuple(others), tuple(known))


def find_numbers(text: str, periods: Sequence[PeriodMatch] | None = None) -> list[NumberToken]:
    """The figures of ``text`` in reading order; dates, document numbers, codes and list numbers are left out."""
    return list(scan(text, periods).numbers)


def find_non_figures(text: str) -> list[NonFigure]:
    """The digits of ``text`` that are not figures, with what they are instead."""
    return list(scan(text).non_figures)
