"""What kind each part of a condition is, told before any answer is known: a slip is found when the form is loaded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Any

from thongsuot.serving.forms.domain.parsing import ExpressionFault, parse
from thongsuot.serving.forms.domain.tree import Among, Both, Call, Compare, Literal, Name, Node, Not


class Kind(StrEnum):
    """What a part of a condition is; the values are the words of a fault."""

    TEXT = "chữ"
    NUMBER = "số"
    DATE = "ngày"
    BOOL = "đúng/sai"
    SEVERAL = "nhiều lựa chọn"


@dataclass(frozen=True, slots=True)
class Known:
    """What a condition may speak of: the kind of a field and, of a choice, its codes."""

    kind: Kind
    choices: tuple[str, ...] = ()


FUNCTIONS: dict[str, tuple[tuple[Kind, ...], Kind]] = {
    "tuoi": ((Kind.DATE,), Kind.NUMBER),  # whole years up to today
    "so_nam": ((Kind.DATE, Kind.DATE), Kind.NUMBER),  # whole years between two days
    "so_ngay": ((Kind.DATE, Kind.DATE), Kind.NUMBER),
    "so_muc": ((Kind.SEVERAL,), Kind.NUMBER),  # how many were chosen
}
ANSWERED = "da_tra_loi"  # of any field; the one function that is never unknown


@lru_cache(maxsize=2000)
def parsed(expression: str) -> Node:
    """The tree, kept: forms ask the same few conditions again and again. Raises ``ExpressionFault``."""
    return parse(expression)


def check_expression(expression: str, known: Mapping[str, Known]) -> None:
    """Raise ``ExpressionFault`` unless every name is known, kinds agree and the whole is yes or no."""
    if not expression.strip():
        return
    node = parsed(expression)
    kind = _Types(expression, known).kind(node)
    if kind is not Kind.BOOL:
        raise ExpressionFault(f"cả điều kiện phải là đúng/sai, đây là {kind}", expression, 0)


def kind_of(value: Any) -> Kind:
    """The kind of a plain value; what is none of the simple ones is a list of choices."""
    if isinstance(value, bool):
        return Kind.BOOL
    if isinstance(value, Decimal | int):
        return Kind.NUMBER
    if isinstance(value, date):
        return Kind.DATE
    return Kind.TEXT if isinstance(value, str) else Kind.SEVERAL


class _Types:
    """Kinds of the parts, before any answer is known."""

    def __init__(self, text: str, known: Mapping[str, Known]) -> None:
        self._text, self._known = text, known

    def kind(self, node: Node) -> Kind:
        match node:
            case Literal(value=value):
                return kind_of(value)
            case Name():
                return self._field(node).kind
            case Call():
                return self._call(node)
            case Compare():
                return self._compare(node)
            case Among():
                return self._among(node)
            case Not(part=part):
                return self._yes_or_no(part)
            case Both(left=left, right=right):
                self._yes_or_no(left)
                return self._yes_or_no(right)
        raise TypeError(node)

    def _field(self, name: Name) -> Known:
        if name.name not in self._known:
            raise self._fault(f"không có câu hỏi nào tên «{name.name}»", name)
        return self._known[name.name]

    def _call(self, node: Call) -> Kind:
        if node.function == ANSWERED:
            if len(node.arguments) != 1 or not isinstance(node.arguments[0], Name):
                raise self._fault(f"{ANSWERED} cần tên của một câu hỏi", node)
            self._field(node.arguments[0])
            return Kind.BOOL
        if node.function not in FUNCTIONS:
            raise self._fault(f"không có hàm «{node.function}»", node)
        wanted, result = FUNCTIONS[node.function]
        given = tuple(self.kind(one) for one in node.arguments)
        if given != wanted:
            raise self._fault(
                f"{node.function} cần {', '.join(wanted)}; đây là {', '.join(given) or 'không có gì'}", node
            )
        return result

    def _compare(self, node: Compare) -> Kind:
        left, right = self.kind(node.left), self.kind(node.right)
        if left is not right:
            raise self._fault(f"so {left} với {right}", node)
        allowed = {Kind.NUMBER, Kind.DATE} if node.sign not in {"=", "!="} else set(Kind) - {Kind.SEVERAL}
        if left not in allowed:
            raise self._fault(f"không so được {left} bằng «{node.sign}»", node)
        for one, other in ((node.left, node.right), (node.right, node.left)):
            self._offered(one, other)
        return Kind.BOOL

    def _among(self, node: Among) -> Kind:
        kind = self.kind(node.item)
        if isinstance(node.choices, Name):
            if self._field(node.choices).kind is not Kind.SEVERAL or kind is not Kind.TEXT:
                raise self._fault("sau «trong» cần danh sách [..] hoặc câu hỏi nhiều lựa chọn", node)
            self._offered(node.choices, node.item)
            return Kind.BOOL
        for choice in node.choices:
            if self.kind(choice) is not kind:
                raise self._fault(f"tìm {kind} trong danh sách {self.kind(choice)}", choice)
            self._offered(node.item, choice)
        return Kind.BOOL

    def _offered(self, field: Node, literal: Node) -> None:
        """A choice is compared only with what it offers: a typing error would otherwise never hold."""
        if not isinstance(field, Name) or not isinstance(literal, Literal):
            return
        choices = self._field(field).choices
        if choices and literal.value not in choices:
            raise self._fault(f"«{field.name}» không có lựa chọn «{literal.value}»", literal)

    def _yes_or_no(self, node: Node) -> Kind:
        kind = self.kind(node)
        if kind is not Kind.BOOL:
            raise self._fault(f"cần đúng/sai, đây là {kind}", node)
        return kind

    def _fault(self, words: str, node: Node) -> ExpressionFault:
        return ExpressionFault(words, self._text, node.at)
