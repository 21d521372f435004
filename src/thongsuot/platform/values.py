"""Dataclasses to plain JSON values and back, exactly: figures stay decimals, days stay days.

``to_plain`` and ``from_plain`` are inverse for dataclasses of str, int, bool, Decimal, date, datetime, UUID, enums,
lists, tuples, dicts with text keys, ``None`` and nested dataclasses. Floats are refused: no figure passes through one.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

_TEXTUAL: dict[type, Callable[[str], Any]] = {
    Decimal: Decimal,
    datetime: datetime.fromisoformat,
    date: date.fromisoformat,
    UUID: UUID,
}


def to_plain(value: Any) -> Any:
    """JSON-ready form. ``TypeError`` for anything whose exact return could not be promised."""
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat() if value.tzinfo else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    return _collection_to_plain(value)


def _collection_to_plain(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [to_plain(item) for item in value]
    if isinstance(value, set | frozenset):
        return sorted(to_plain(item) for item in value)
    if isinstance(value, dict):
        return {_key(key): to_plain(item) for key, item in value.items()}
    raise TypeError(f"{type(value).__name__} cannot be kept exactly as JSON")


def _key(key: Any) -> str:
    if not isinstance(key, str):
        raise TypeError(f"JSON keys are text, got {type(key).__name__}")
    return key.value if isinstance(key, Enum) else key


def from_plain(kind: Any, plain: Any) -> Any:
    """Rebuild a value of the annotated type ``kind`` from what ``to_plain`` gave."""
    if kind is Any or kind is object or plain is None:
        return plain
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        return _from_union(typing.get_args(kind), plain)
    if origin is not None:
        return _from_generic(origin, typing.get_args(kind), plain)
    if dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        return kind(**{name: from_plain(hints[name], item) for name, item in plain.items()})  # type: ignore[operator]
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(plain)
    return _TEXTUAL[kind](plain) if kind in _TEXTUAL else plain


def _from_union(choices: tuple[Any, ...], plain: Any) -> Any:
    kinds = [choice for choice in choices if choice is not type(None)]
    if len(kinds) > 1:
        raise TypeError("only optional values can be rebuilt, not wider unions")
    return from_plain(kinds[0], plain)


def _from_generic(origin: Any, arguments: tuple[Any, ...], plain: Any) -> Any:
    if origin is dict or (isinstance(origin, type) and issubclass(origin, typing.Mapping)):
        return {key: from_plain(arguments[1], item) for key, item in plain.items()}
    if origin is tuple and (len(arguments) != 2 or arguments[1] is not Ellipsis):
        return tuple(from_plain(kind, item) for kind, item in zip(arguments, plain, strict=True))
    items = [from_plain(arguments[0], item) for item in plain]
    return (
        items
        if origin is list or not isinstance(origin, type) or not issubclass(origin, tuple | set | frozenset)
        else origin(items)
    )
