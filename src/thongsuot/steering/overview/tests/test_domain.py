"""The brief fits five minutes: five lines a list, 25 words a line, no list of one kind."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from thongsuot.steering.overview.domain import FIVE, MOST_WORDS, Item, pick, shorten, word_count

ITEMS = st.builds(
    Item,
    kind=st.sampled_from(["overdue", "hard", "passed", "not_begun"]),
    number=st.just("12"),
    unit=st.just("việc"),
    text=st.text(alphabet="ăâđ êôơ ưbc ,.", max_size=300),
    url=st.just("/"),
    weight=st.floats(0, 100),
)


def item(kind: str, weight: float, text: str = "việc quá hạn") -> Item:
    return Item(kind, "1", "việc", text, "/", weight)


def test_two_of_a_kind_are_enough_while_there_is_something_else() -> None:
    overdue = [item("overdue", 90 + n) for n in range(6)]
    chosen = pick([*overdue, item("hard", 10), item("passed", 20)])
    assert [one.kind for one in chosen] == ["overdue", "overdue", "overdue", "passed", "hard"]


def test_the_heaviest_comes_first_and_nothing_is_made_up() -> None:
    chosen = pick([item("hard", 1), item("passed", 3), item("overdue", 2)])
    assert [one.weight for one in chosen] == [3, 2, 1]
    assert pick([]) == []


def test_a_long_text_is_cut_with_the_cut_shown() -> None:
    long = " ".join(f"chữ{n}" for n in range(40))
    assert word_count(shorten(long)) == MOST_WORDS
    assert shorten(long).endswith("chữ24…")
    assert shorten("vừa đủ ngắn") == "vừa đủ ngắn"


@given(st.lists(ITEMS, max_size=30))
@settings(max_examples=60)
def test_every_brief_can_be_read_in_the_car(candidates: list[Item]) -> None:
    chosen = pick(candidates)
    assert len(chosen) == min(FIVE, len(candidates))
    assert all(word_count(one.text) <= MOST_WORDS for one in chosen)
    assert [one.weight for one in chosen] == sorted((one.weight for one in chosen), reverse=True)
