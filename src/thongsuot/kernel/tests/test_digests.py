"""Canonical JSON and digest chains."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.kernel.digests import GENESIS, Json, canonical_json, digest, first_broken, link


def test_one_content_has_one_text() -> None:
    hanoi = timezone(timedelta(hours=7))
    one: Json = {"b": [1, None, True], "a": "hồ sơ", "c": Decimal("33.80"), "d": date(2024, 10, 10)}
    other: Json = {"d": date(2024, 10, 10), "c": Decimal("33.8"), "a": "hồ sơ", "b": (1, None, True)}
    assert canonical_json(one) == canonical_json(other)
    assert digest(datetime(2024, 9, 18, 19, 26, tzinfo=UTC)) == digest(datetime(2024, 9, 19, 2, 26, tzinfo=hanoi))
    assert canonical_json({"a": Decimal("1E+2"), "b": Decimal("-0.0")}) == '{"a":{"decimal":"100"},"b":{"decimal":"0"}}'


def test_a_number_is_not_its_digits_nor_a_day_its_text() -> None:
    values: tuple[Json, ...] = (1, "1", Decimal(1), True, [1])
    assert len({digest(value) for value in values}) == 5
    assert digest(date(2024, 1, 1)) != digest("2024-01-01")


@pytest.mark.parametrize("value", [1.5, datetime(2024, 1, 1), {1: "a"}, {"a": {1.5}}])  # noqa: DTZ001
def test_what_has_no_exact_text_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        digest(value)  # type: ignore[arg-type]


def test_digests_do_not_change_between_releases() -> None:
    stored = "f21953c894c38b27f5ccce5d4921116051de2738a875699191c9cc5498ae3ac9"
    assert digest({"task": "N001", "value": 70}) == stored


def chain(values: list[str]) -> list[tuple[Json, str]]:
    entries: list[tuple[Json, str]] = []
    previous = GENESIS
    for value in values:
        previous = link(previous, value)
        entries.append((value, previous))
    return entries


@given(st.lists(st.text(max_size=10), max_size=10))
def test_an_untouched_chain_is_whole(values: list[str]) -> None:
    assert first_broken(chain(values)) is None


@given(st.lists(st.text(max_size=10), min_size=1, max_size=10), st.data())
def test_a_changed_entry_is_found(values: list[str], data: st.DataObject) -> None:
    entries = chain(values)
    at = data.draw(st.integers(0, len(entries) - 1))
    entries[at] = (f"{values[at]}!", entries[at][1])
    assert first_broken(entries) == at


def test_a_removed_entry_is_found() -> None:
    entries = chain(["a", "b", "c"])
    del entries[1]
    assert first_broken(entries) == 1
