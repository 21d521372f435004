"""The parts of a condition, and how each is written again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Value = bool | Decimal | str | date


@dataclass(frozen=True, slots=True)
class Literal:
    """``at`` is where it stands in the text, from 0; it is no part of what the condition says."""

    value: Value
    at: int = 0


@dataclass(frozen=True, slots=True)
class Name:
    name: str
    at: int = 0


@dataclass(frozen=True, slots=True)
class Call:
    function: str
    arguments: tuple[Node, ...]
    at: int = 0


@dataclass(frozen=True, slots=True)
class Compare:
    sign: str  # = != < <= > >=
    left: Node
    right: Node
    at: int = 0


@dataclass(frozen=True, slots=True)
class Among:
    """``item trong [a, b]``, or ``item trong field`` where the field holds several choices."""

    item: Node
    choices: tuple[Literal, ...] | Name
    at: int = 0


@dataclass(frozen=True, slots=True)
class Not:
    part: Node
    at: int = 0


@dataclass(frozen=True, slots=True)
class Both:
    """``word`` is «va» or «hoac»."""

    word: str
    left: Node
    right: Node
    at: int = 0


Node = Literal | Name | Call | Compare | Among | Not | Both


def written(node: Node) -> str:
    """The condition as text; parsing it gives an equal tree (positions apart)."""
    match node:
        case Literal(value=value):
            return _literal(value)
        case Name(name=name):
            return name
        case Call(function=function, arguments=arguments):
            return f"{function}({', '.join(_inner(one) for one in arguments)})"
        case Compare(sign=sign, left=left, right=right):
            return f"{_inner(left)} {sign} {_inner(right)}"
        case Among(item=item, choices=Name(name=name)):
            return f"{_inner(item)} trong {name}"
        case Among(item=item, choices=choices) if isinstance(choices, tuple):
            return f"{_inner(item)} trong [{', '.join(_literal(one.value) for one in choices)}]"
        case Not(part=part):
            return f"khong {_inner(part)}"
        case Both(word=word, left=left, right=right):
            chained = isinstance(left, Both) and left.word == word  # «a va b va c» without a level for each
            return f"{written(left) if chained else _inner(left)} {word} {_inner(right)}"
    raise TypeError(node)


def _inner(node: Node) -> str:
    return written(node) if isinstance(node, Literal | Name | Call) else f"({written(node)})"


def _literal(value: Value) -> str:
    if isinstance(value, bool):
        return "dung" if value else "sai"
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
