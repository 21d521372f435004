"""The text under the marks is the text, whatever is laid over it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from thongsuot.registry.documents.domain import Mark, MarkKind, pieces

TEXT = "Sở Nội vụ hoàn thành 28/40 nhiệm vụ, đạt 70%; khẩn trương rà soát 12 nhiệm vụ còn lại."


def test_a_figure_inside_an_order_keeps_both() -> None:
    order = Mark(MarkKind.DIRECTIVE, TEXT.index("khẩn"), len(TEXT) - 1, 7)
    figure = Mark(MarkKind.CLAIM, TEXT.index("12 nh"), TEXT.index("12 nh") + 2, 3)
    found = pieces(TEXT, 0, len(TEXT), [order, figure])
    assert [(p.text, p.claim, p.directive) for p in found] == [
        ("Sở Nội vụ hoàn thành 28/40 nhiệm vụ, đạt 70%; ", None, None),
        ("khẩn trương rà soát ", None, 7),
        ("12", 3, 7),
        (" nhiệm vụ còn lại", None, 7),
        (".", None, None),
    ]
    assert [p.last_of_directive for p in found] == [False, False, False, True, False]


def test_the_shorter_of_two_orders_wins_its_place() -> None:
    whole, part = Mark(MarkKind.DIRECTIVE, 0, 40, 1), Mark(MarkKind.DIRECTIVE, 10, 20, 2)
    assert [p.directive for p in pieces(TEXT, 0, 40, [whole, part])] == [1, 2, 1]


@given(
    st.lists(
        st.builds(Mark, st.sampled_from(MarkKind), st.integers(0, 80), st.integers(0, 90), st.integers(1, 9)),
        max_size=12,
    ),
    st.integers(0, 40),
    st.integers(41, len(TEXT)),
)
def test_pieces_join_to_the_text(marks: list[Mark], start: int, end: int) -> None:
    assert "".join(piece.text for piece in pieces(TEXT, start, end, marks)) == TEXT[start:end]
