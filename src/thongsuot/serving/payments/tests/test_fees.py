"""What is owed: by the answers, never 0 where the amount is not known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from thongsuot.serving.payments.domain.fees import bill
from thongsuot.serving.procedures.domain.content import Fee

PLAIN = Fee("le-phi", "Lệ phí", "le_phi", 8_000)
UNLESS_POOR = Fee("phi", "Phí thẩm định", "phi", 50_000, when="not_poor")
UNKNOWN = Fee("phi-do", "Phí đo đạc", "phi", None, when="measured")


def evaluate(expression: str, answers: Mapping[str, Any]) -> bool | None:
    """Stands for the language of the forms: what the named answer is, ``None`` where it was not given."""
    return answers.get(expression)


def test_every_fee_that_applies_is_added() -> None:
    both = bill([PLAIN, UNLESS_POOR], {"not_poor": True}, evaluate)
    assert (both.total, both.spared) == (58_000, ())


def test_who_is_spared_sees_what_of() -> None:
    one = bill([PLAIN, UNLESS_POOR], {"not_poor": False}, evaluate)
    assert (one.total, [line.name for line in one.spared]) == (8_000, ["Phí thẩm định"])


def test_an_unknown_amount_makes_the_whole_unknown_not_zero() -> None:
    assert bill([PLAIN, UNKNOWN], {"measured": True}, evaluate).total is None
    assert bill([PLAIN, UNKNOWN], {"measured": False}, evaluate).total == 8_000


def test_a_question_nobody_asked_makes_the_whole_unknown_and_spares_nothing() -> None:
    unasked = bill([PLAIN, UNLESS_POOR], {}, evaluate)
    assert (unasked.total, unasked.spared) == (None, ())


def test_nothing_owed_is_zero() -> None:
    assert bill([], {}, evaluate).total == 0
    assert bill([UNLESS_POOR], {"not_poor": False}, evaluate).total == 0
