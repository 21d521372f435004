"""The statement against the ledger: nothing left over on either side, and the differences add up."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from thongsuot.serving.payments.domain.reconcile import BankLine, OurLine, Verdict, reconcile

ORDERS = frozenset({"TT1", "TT2", "TT3"})
REFERENCES = [f"FT{n}" for n in range(6)]
AMOUNTS = st.sampled_from([5_000, 8_000])
BANK = st.lists(
    st.builds(BankLine, st.sampled_from(REFERENCES), st.sampled_from([*sorted(ORDERS), "LA"]), AMOUNTS), max_size=8
)
OURS = st.lists(
    st.builds(OurLine, st.sampled_from(REFERENCES), st.sampled_from(sorted(ORDERS)), AMOUNTS),
    max_size=6,
    unique_by=lambda one: one.reference,
)


def verdicts(ours: list[OurLine], lines: list[BankLine]) -> list[Verdict]:
    return [one.verdict for one in reconcile(ours, lines, ORDERS)]


def test_each_verdict() -> None:
    here, there = OurLine("FT1", "TT1", 8_000), BankLine("FT1", "TT1", 8_000)
    assert verdicts([here], [there]) == [Verdict.MATCHED]
    assert verdicts([], [there]) == [Verdict.MISSING_HERE]
    assert verdicts([here], []) == [Verdict.MISSING_THERE]
    assert verdicts([here], [BankLine("FT1", "TT1", 5_000)]) == [Verdict.AMOUNT_DIFFERS]
    assert verdicts([here], [there, BankLine("FT2", "TT1", 8_000)]) == [Verdict.MATCHED, Verdict.DOUBLED]
    assert verdicts([here], [there, there]) == [Verdict.MATCHED, Verdict.DOUBLED]
    assert verdicts([], [BankLine("FT9", "LA", 8_000)]) == [Verdict.UNKNOWN_ORDER]


@given(OURS, BANK)
def test_every_line_once_and_the_sums_agree(ours: list[OurLine], lines: list[BankLine]) -> None:
    found = reconcile(ours, lines, ORDERS)
    assert [(one.reference, one.bank) for one in found if one.bank is not None] == [
        (line.reference, line.amount) for line in lines
    ]
    assert Counter(one.reference for one in found if one.ours is not None) == Counter(one.reference for one in ours)
    assert sum(one.difference for one in found) == sum(one.amount for one in lines) - sum(one.amount for one in ours)


@given(OURS)
def test_a_statement_equal_to_the_ledger_has_nothing_to_settle(ours: list[OurLine]) -> None:
    single = {one.order: one for one in ours}.values()  # one transfer an order
    found = reconcile(single, [BankLine(one.reference, one.order, one.amount) for one in single], ORDERS)
    assert all(one.verdict is Verdict.MATCHED and one.difference == 0 for one in found)
