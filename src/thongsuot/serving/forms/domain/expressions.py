"""Conditions over the answers of a form: typed when loaded, counted within a budget, three-valued.

A question not yet answered is neither 0 nor empty nor «không»: whatever depends on it is unknown (``None``), unless the
rest decides by itself («sai va …» is false, «dung hoac …» is true). ``applies`` says yes only to what is surely true.
An answer that cannot be read as the kind asked (a date «32/13») counts as not given.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from thongsuot.kernel.text import nfc
from thongsuot.serving.forms.domain.kinds import ANSWERED, FUNCTIONS, Kind, kind_of, parsed
from thongsuot.serving.forms.domain.parsing import MAX_PARTS, ExpressionFault
from thongsuot.serving.forms.domain.tree import Among, Both, Call, Compare, Literal, Name, Node, Not

MAX_STEPS = 2 * MAX_PARTS


def applies(expression: str, answers: Mapping[str, Any], today: date | None = None) -> bool:
    """Whether a condition surely holds; an empty one always does. Raises ``ExpressionFault`` for what is no condition.

    ``answers`` are plain values as ``reading.read`` gives them. Without ``today``, what asks for an age is unknown.
    """
    return evaluate(expression, answers, today) is True


def evaluate(expression: str, answers: Mapping[str, Any], today: date | None = None) -> bool | None:
    """``True``, ``False`` or ``None``: not known before more is answered."""
    if not expression.strip():
        return True
    value = _Count(expression, answers, today).value(parsed(expression))
    return value if isinstance(value, bool) else None


def names_in(expression: str) -> frozenset[str]:
    """The fields a condition asks about."""
    return _names(parsed(expression)) if expression.strip() else frozenset()


def _names(node: Node) -> frozenset[str]:
    match node:
        case Name(name=name):
            return frozenset({name})
        case Call(arguments=parts):
            return frozenset().union(*(_names(one) for one in parts))
        case Compare(left=left, right=right) | Both(left=left, right=right):
            return _names(left) | _names(right)
        case Among(item=item, choices=choices):
            return _names(item) | (_names(choices) if isinstance(choices, Name) else frozenset())
        case Not(part=part):
            return _names(part)
    return frozenset()


class _Count:
    """The value of each part for given answers; ``None`` is unknown."""

    def __init__(self, text: str, answers: Mapping[str, Any], today: date | None) -> None:
        self._text, self._answers, self._today = text, answers, today
        self._steps = 0

    def value(self, node: Node) -> Any:
        self._steps += 1
        if self._steps > MAX_STEPS:
            raise ExpressionFault(f"tính quá {MAX_STEPS} bước", self._text, node.at)
        match node:
            case Literal(value=value):
                return value
            case Name(name=name):
                return _given(self._answers.get(name))
            case Call():
                return self._call(node)
            case Compare(sign=sign, left=left, right=right):
                return _compared(sign, self.value(left), self.value(right))
            case Among():
                return self._among(node)
            case Not(part=part):
                value = self.value(part)
                return not value if isinstance(value, bool) else None
            case Both(word=word, left=left, right=right):
                return _joined(word, self.value(left), self.value(right))
        raise TypeError(node)

    def _call(self, node: Call) -> Any:
        given = [self.value(one) for one in node.arguments]
        if node.function == ANSWERED:
            return bool(given) and given[0] is not None
        if node.function not in FUNCTIONS:
            raise ExpressionFault(f"không có hàm «{node.function}»", self._text, node.at)
        wanted, _result = FUNCTIONS[node.function]
        if len(given) != len(wanted):
            raise ExpressionFault(f"{node.function} cần {len(wanted)} giá trị", self._text, node.at)
        values = [_as(kind, value) for kind, value in zip(wanted, given, strict=True)]
        if node.function == "tuoi":
            values.append(self._today)
        return None if None in values else _RUN[node.function](*values)

    def _among(self, node: Among) -> bool | None:
        item = self.value(node.item)
        if not isinstance(node.choices, Name):
            found = [_compared("=", item, self.value(one)) for one in node.choices]
            return True if True in found else None if None in found else False
        chosen = _as(Kind.SEVERAL, self.value(node.choices))
        return None if chosen is None or not isinstance(item, str) else nfc(item) in chosen


def _years(since: date, until: date) -> Decimal:
    return Decimal(until.year - since.year - ((until.month, until.day) < (since.month, since.day)))


_RUN: dict[str, Callable[..., Decimal]] = {
    "tuoi": _years,
    "so_nam": _years,
    "so_ngay": lambda since, until: Decimal((until - since).days),
    "so_muc": lambda chosen: Decimal(len(chosen)),
}


def _given(answer: Any) -> Any:
    """Blank and missing are the same: not answered."""
    return None if answer is None or answer in ("", [], {}) else answer


def _as(kind: Kind, value: Any) -> Any:
    """The answer read as the kind asked; ``None`` where it is not."""
    if value is None:
        return None
    if kind is Kind.SEVERAL:
        return [nfc(one) for one in value if isinstance(one, str)] if _is_list(value) else None
    found = kind_of(value)
    if found is kind:
        return Decimal(value) if kind is Kind.NUMBER else nfc(value) if kind is Kind.TEXT else value
    if found is not Kind.TEXT:
        return None
    try:
        if kind is Kind.DATE:
            return date.fromisoformat(value)
        number = Decimal(value) if kind is Kind.NUMBER else None
        return number if number is None or number.is_finite() else None
    except (ValueError, InvalidOperation):
        return None


def _is_list(value: Any) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _compared(sign: str, left: Any, right: Any) -> bool | None:
    if left is None or right is None or _is_list(left) or _is_list(right):
        return None
    kind = _meeting(left, right, is_order=sign not in {"=", "!="})
    one, other = (_as(kind, left), _as(kind, right)) if kind else (None, None)
    if one is None or other is None:
        return None
    match sign:
        case "=":
            return bool(one == other)
        case "!=":
            return bool(one != other)
        case "<":
            return bool(one < other)
        case "<=":
            return bool(one <= other)
        case ">":
            return bool(one > other)
    return bool(one >= other)


def _meeting(left: Any, right: Any, *, is_order: bool) -> Kind | None:
    """The kind two values meet in: answers lie as text in the draft, literals carry their kind."""
    kinds = {kind_of(left), kind_of(right)} - {Kind.TEXT}
    if len(kinds) == 1:
        return kinds.pop()
    if kinds:
        return None
    if not is_order:
        return Kind.TEXT
    for kind in (Kind.NUMBER, Kind.DATE):
        if None not in (_as(kind, left), _as(kind, right)):
            return kind
    return None


def _joined(word: str, left: Any, right: Any) -> bool | None:
    """Kleene's table: one sure side decides where it can."""
    sides = [side if isinstance(side, bool) else None for side in (left, right)]
    decides = word == "hoac"
    if decides in sides:
        return decides
    return None if None in sides else not decides
