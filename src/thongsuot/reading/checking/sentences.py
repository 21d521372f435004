"""A sentence as numbers with the words between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from thongsuot.kernel.figures import Figure, Qualifier, Span
from thongsuot.kernel.numbers import NumberToken, TokenKind, scan
from thongsuot.kernel.periods import PeriodMatch

_POINTS_PERCENT = re.compile(r"\s*(?:điểm\s*(?:%|phần trăm)|đpt\b)", re.IGNORECASE)
_POINTS = re.compile(
    r"\s*điểm\b(?!\s*(?:cầu|đến|trong|trên|ngh|trường|thi|tiếp|phục|bưu|hẹn|nóng|nghẽn|mới))", re.IGNORECASE
)
_PLACES = re.compile(r"\s*(?:thứ\s+)?(?:bậc|hạng|vị trí|thứ bậc)\b", re.IGNORECASE)
_TIMES = re.compile(r"\s*lần\b(?!\s*/)", re.IGNORECASE)
_NOUN = re.compile(r"\s*((?:(?!\d)\w)+(?:\s+(?:(?!\d)\w)+)?)")
_RANK_CUE = re.compile(
    r"(?:\b(?:xếp|đứng|giữ|hạng|vị trí|vị thứ|thứ bậc|thứ hạng|top|tốp)(?:\s+[^\W\d]+){0,3}?"
    r"|(?<!lần )(?<!khóa )\bthứ|\bhạng|\bvị trí"
    r"|\btừ (?:vị trí|thứ|hạng)(?: thứ)? \d+[^;.,()\d]{0,40}\b(?:lên|xuống))\s*:?\s*$",
    re.IGNORECASE,
)
_NOT_RANK = re.compile(r"(?:lần thứ|phiên(?: họp)? thứ|khóa|kỳ họp thứ|năm thứ|ngày thứ|top|tốp)\s*$", re.IGNORECASE)
_ORGANISATION = re.compile(
    r"^(?:tổng số |số )?(?:đơn vị|địa phương|cơ quan|xã|phường|thị trấn|huyện|sở|ban|bộ|ngành|tỉnh|"
    r"thành phố|quận|thị xã|tổ chức|phòng|"
    r"trường|doanh nghiệp|UBND|cán bộ|công chức|viên chức|người)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """One number of the sentence with its unit; offsets count characters of the whole text."""

    token: NumberToken
    unit: str | None  # «%», «điểm», «điểm %», «bậc», «lần», or the counted noun
    is_rank: bool = False

    @property
    def value(self) -> Decimal:
        return self.token.value

    @property
    def start(self) -> int:
        return self.token.span.start

    @property
    def end(self) -> int:
        return self.token.full_span.end

    @property
    def is_fraction(self) -> bool:
        return self.token.kind is TokenKind.FRACTION

    @property
    def is_range(self) -> bool:
        return self.token.kind is TokenKind.RANGE

    @property
    def exact(self) -> bool:
        return self.token.qualifier is Qualifier.EXACT

    @property
    def counted(self) -> bool:
        return self.unit not in ("%", "điểm", "điểm %", "bậc", "lần", None) and not self.is_fraction


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of ``text`` with its mentions in order."""

    text: str
    span: Span
    mentions: tuple[Mention, ...]
    periods: tuple[PeriodMatch, ...] = ()

    @property
    def words(self) -> str:
        return self.text[self.span.start : self.span.end]

    def gap(self, one: int, other: int) -> str:
        """Words between two mentions, by index."""
        return self.text[self.mentions[one].end : self.mentions[other].token.full_span.start]

    def before(self, index: int) -> str:
        """Words from the previous mention (or the start of the sentence) to this one."""
        start = self.mentions[index - 1].end if index else self.span.start
        return self.text[start : self.mentions[index].start]

    def after(self, index: int) -> str:
        """Words from this mention to the next one or the end of the sentence."""
        last = index + 1 == len(self.mentions)
        return self.text[self.mentions[index].end : self.span.end if last else self.mentions[index + 1].start]

    def quote(self, *indexes: int, upto: int = 0) -> tuple[str, Span]:
        """Smallest stretch that holds the mentions, widened to ``upto`` when that lies further."""
        start = min(self.mentions[index].token.full_span.start for index in indexes)
        end = max(upto, *(unit_end(self.text, self.mentions[index]) for index in indexes))
        return self.text[start:end], Span(start, end)


def unit_end(text: str, mention: Mention) -> int:
    """Where the number ends together with its unit or counted noun."""
    if mention.unit in (None, "%"):
        return mention.end
    found = (
        _POINTS_PERCENT.match(text, mention.end)
        or _PLACES.match(text, mention.end)
        or _TIMES.match(text, mention.end)
        or _NOUN.match(text, mention.end)
    )
    return found.end() if found else mention.end


def is_organisation(noun: str | None) -> bool:
    """Counted bodies or people: «28/40 xã đạt 100%» tells what they reached, not what share they are."""
    return noun is not None and _ORGANISATION.match(noun) is not None


def same_noun(one: str | None, other: str | None) -> bool:
    """«phiếu phát ra» and «phiếu» count the same thing: nouns are read two words long, some are only one."""
    if one is None or other is None:
        return False
    return one == other or one.split()[0] == other or other.split()[0] == one


def lines(text: str, spans: Sequence[Span]) -> Iterator[Line]:
    """Each sentence with its mentions. The text is scanned once, so that dates keep their context."""
    scanned = scan(text)
    numbers, periods = list(scanned.numbers), list(scanned.periods)
    for span in spans:
        inside = [token for token in numbers if span.start <= token.span.start < span.end]
        when = tuple(period for period in periods if span.start <= period.start < span.end)
        yield Line(text, span, tuple(_mention(text, span, token) for token in inside), when)


def _mention(text: str, span: Span, token: NumberToken) -> Mention:
    left = text[max(span.start, token.full_span.start - 60) : token.full_span.start]
    ranked = bool(_RANK_CUE.search(left)) and not _NOT_RANK.search(left) and not token.percent
    unit = "%" if token.percent else _unit(text, token)
    if ranked and unit in ("điểm", "điểm %", "lần", "%"):
        ranked = False
    return Mention(token, unit, ranked)


def _unit(text: str, token: NumberToken) -> str | None:
    end = token.full_span.end
    if _POINTS_PERCENT.match(text, end):
        return "điểm %"
    if _POINTS.match(text, end):
        return "điểm"
    if _PLACES.match(text, end):
        return "bậc"
    if _TIMES.match(text, end):
        return "lần"
    noun = _NOUN.match(text, end)
    return noun[1].lower() if noun and text[end : end + 1].isspace() and "\n" not in noun[0] else None


def in_bracket(line: Line, index: int) -> bool:
    """Does the mention stand in an aside?"""
    inside = line.text[line.span.start : line.mentions[index].start]
    return inside.count("(") > inside.count(")")


def figure(line: Line, name: str, *indexes: int, **fields: object) -> Figure:
    """A figure for the engine, quoted from the mentions it rests on."""
    quote, span = line.quote(*indexes)
    return Figure(name=name, quote=quote, span=span, **fields)  # type: ignore[arg-type]
