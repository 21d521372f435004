"""Text of a condition → tree. Our own reader: nothing of the text is ever run.

    condition := side { «hoac» side }        side := part { «va» part }        part := [«khong»] compared
    compared  := term [ (= != < <= > >=) term | «trong» ( «[» literal, … «]» | field ) ]
    term      := number | "text" | 2026-01-31 | 31/1/2026 | dung | sai | field | function(term, …) | ( condition )

Words may carry their marks (và, hoặc, không, trong, đúng, sai) or be written ``& | !``. A condition is at most
``MAX_LENGTH`` letters, ``MAX_DEPTH`` levels and ``MAX_PARTS`` parts; what is more is refused, so that reading and
counting always end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from thongsuot.kernel.text import fold, nfc
from thongsuot.serving.forms.domain.tree import Among, Both, Call, Compare, Literal, Name, Node, Not

MAX_LENGTH = 1000
MAX_DEPTH = 20
MAX_PARTS = 200
_WORDS = {"va", "hoac", "khong", "trong", "dung", "sai"}
_SYMBOLS = {"&": "va", "|": "hoac", "!": "khong", "==": "=", "≠": "!=", "≤": "<=", "≥": ">="}
_SIGNS = {"=", "!=", "<", "<=", ">", ">="}
_TOKEN = re.compile(
    r"""(?P<space>\s+)
    |(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}/[0-9]{1,2}/[0-9]{4})
    |(?P<number>-?[0-9]+(?:\.[0-9]+)?)
    |(?P<text>"(?:[^"\\]|\\["\\])*")
    |(?P<word>[^\W\d]\w*)
    |(?P<sign>==|!=|<=|>=|[=<>!&|()\[\],≠≤≥])""",
    re.VERBOSE,
)


class ExpressionFault(ValueError):  # noqa: N818 - names what it is
    """A condition that cannot be used; ``str(error)`` says in Vietnamese what and where. ``at``: letters before it."""

    def __init__(self, words: str, text: str, at: int) -> None:
        self.at = at
        super().__init__(f"Điều kiện «{text[:80]}» sai ở ký tự {at + 1}: {words}.")


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    at: int


def parse(text: str) -> Node:
    """Raises ``ExpressionFault`` for whatever is not a condition, too long or too deep; nothing else."""
    text = nfc(text)
    if len(text) > MAX_LENGTH:
        raise ExpressionFault(f"dài hơn {MAX_LENGTH} ký tự", text, MAX_LENGTH)
    return _Parser(text).whole()


def _tokens(text: str) -> list[_Token]:
    found, at = [], 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise ExpressionFault(f"không hiểu ký hiệu «{text[at]}»", text, at)
        kind, words = str(match.lastgroup), match[0]
        if kind == "word" and fold(words) in _WORDS:
            kind, words = "sign", fold(words)
        if kind != "space":
            found.append(_Token(kind, _SYMBOLS.get(words, words), at))
        at = match.end()
    if len(found) > MAX_PARTS:
        raise ExpressionFault(f"có hơn {MAX_PARTS} phần", text, found[MAX_PARTS].at)
    return [*found, _Token("end", "", len(text))]


class _Parser:
    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = _tokens(text)
        self._next = 0
        self._depth = 0

    def whole(self) -> Node:
        node = self._either()
        if self._token.kind != "end":
            raise self._fault(f"thừa «{self._token.text}»")
        return node

    def _either(self) -> Node:
        node = self._all()
        while self._is("hoac"):
            at = self._take().at
            node = Both("hoac", node, self._all(), at)
        return node

    def _all(self) -> Node:
        node = self._part()
        while self._is("va"):
            at = self._take().at
            node = Both("va", node, self._part(), at)
        return node

    def _part(self) -> Node:
        self._deeper()
        if self._is("khong"):
            at = self._take().at
            node: Node = Not(self._part(), at)
        else:
            node = self._compared()
        self._depth -= 1
        return node

    def _compared(self) -> Node:
        left = self._term()
        if self._token.kind == "sign" and self._token.text in _SIGNS:
            sign = self._take()
            return Compare(sign.text, left, self._term(), sign.at)
        if self._is("trong"):
            at = self._take().at
            return Among(left, self._choices(), at)
        return left

    def _choices(self) -> tuple[Literal, ...] | Name:
        if self._token.kind == "word":
            token = self._take()
            return Name(token.text, token.at)
        self._need("[")
        choices = [self._literal()]
        while self._is(","):
            self._take()
            choices.append(self._literal())
        self._need("]")
        return tuple(choices)

    def _term(self) -> Node:
        if self._is("("):
            self._take()
            self._deeper()
            node = self._either()
            self._depth -= 1
            self._need(")")
            return node
        if self._token.kind != "word":
            return self._literal()
        token = self._take()
        return self._call(token) if self._is("(") else Name(token.text, token.at)

    def _call(self, name: _Token) -> Call:
        self._take()
        self._deeper()
        arguments = [] if self._is(")") else [self._term()]
        while self._is(","):
            self._take()
            arguments.append(self._term())
        self._depth -= 1
        self._need(")")
        return Call(name.text, tuple(arguments), name.at)

    def _literal(self) -> Literal:
        token = self._token
        if token.kind == "end":
            raise self._fault("thiếu phần sau cùng")
        if token.kind == "sign" and token.text in {"dung", "sai"}:
            return Literal(self._take().text == "dung", token.at)
        if token.kind not in {"date", "number", "text"}:
            raise self._fault(f"cần một giá trị, gặp «{token.text}»")
        self._take()
        if token.kind == "text":
            return Literal(re.sub(r"\\(.)", r"\1", token.text[1:-1]), token.at)
        return Literal(Decimal(token.text) if token.kind == "number" else self._date(token), token.at)

    def _date(self, token: _Token) -> date:
        try:
            if "-" in token.text:
                return date.fromisoformat(token.text)
            day, month, year = (int(part) for part in token.text.split("/"))
            return date(year, month, day)
        except ValueError:
            raise ExpressionFault(f"không có ngày «{token.text}»", self._text, token.at) from None

    @property
    def _token(self) -> _Token:
        return self._tokens[self._next]

    def _take(self) -> _Token:
        token = self._token
        self._next += 1
        return token

    def _is(self, sign: str) -> bool:
        return self._token.kind == "sign" and self._token.text == sign

    def _need(self, sign: str) -> None:
        if not self._is(sign):
            raise self._fault(f"thiếu «{sign}»")
        self._take()

    def _deeper(self) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise self._fault(f"lồng quá {MAX_DEPTH} tầng")

    def _fault(self, words: str) -> ExpressionFault:
        return ExpressionFault(words, self._text, self._token.at)
