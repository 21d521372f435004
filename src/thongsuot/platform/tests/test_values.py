from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thongsuot.platform.values import from_plain, to_plain


class Colour(StrEnum):
    RED = "đỏ"


@dataclass(frozen=True)
class Inner:
    amount: Decimal
    day: date | None = None


@dataclass(frozen=True)
class Outer:
    name: str
    colour: Colour
    parts: tuple[Inner, ...]
    by_name: dict[str, Inner]
    pair: tuple[int, Decimal]
    when: datetime
    tags: frozenset[str] = frozenset()
    maybe: Inner | None = None
    key: UUID | None = None
    anything: Any = None
    more: list[date] = field(default_factory=list)


decimals = st.decimals(allow_nan=False, allow_infinity=False)
inners = st.builds(Inner, decimals, st.none() | st.dates())
outers = st.builds(
    Outer,
    st.text(),
    st.just(Colour.RED),
    st.lists(inners, max_size=3).map(tuple),
    st.dictionaries(st.text(), inners, max_size=3),
    st.tuples(st.integers(), decimals),
    st.datetimes(timezones=st.just(UTC)),
    st.frozensets(st.text(max_size=3), max_size=3),
    st.none() | inners,
    st.none() | st.uuids(),
    st.none(),
    st.lists(st.dates(), max_size=3),
)


@settings(max_examples=100, deadline=None)
@given(outers)
def test_a_value_returns_exactly(value: Outer) -> None:
    back = from_plain(Outer, to_plain(value))
    assert back == value
    assert str(back.pair[1]) == str(value.pair[1])


@pytest.mark.parametrize("bad", [1.5, {1: "a"}, object(), [0.1], b"x"])
def test_what_cannot_return_is_refused(bad: object) -> None:
    with pytest.raises(TypeError):
        to_plain(bad)


def test_a_wider_union_is_refused_rather_than_guessed() -> None:
    with pytest.raises(TypeError, match="wider unions"):
        from_plain(int | str, 3)
