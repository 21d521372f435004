"""Whatever order the bank's messages come in, and however often: one state, one sum."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from thongsuot.serving.payments.domain.states import Fact, FactKind, Look, State, fold, later, postings

NOON = datetime(2026, 3, 2, 5, tzinfo=UTC)
FEE = 8_000
RANK = list(State)
FACTS = st.lists(
    st.builds(
        Fact,
        kind=st.sampled_from([FactKind.BEGUN, FactKind.ENDED, FactKind.CREDITED, FactKind.REFUNDED]),
        reference=st.sampled_from(["FT1", "FT2", "FT3"]),
        amount=st.sampled_from([1, 3_000, 5_000, FEE]),
        at=st.integers(0, 90).map(lambda minutes: NOON + timedelta(minutes=minutes)),
    ),
    max_size=8,
)


def begun(number: str = "L1") -> Fact:
    return Fact(FactKind.BEGUN, number, 0, NOON)


def ended(number: str = "L1") -> Fact:
    return Fact(FactKind.ENDED, number, 0, NOON)


def credited(amount: int = FEE, reference: str = "FT1", minutes: int = 0) -> Fact:
    return Fact(FactKind.CREDITED, reference, amount, NOON + timedelta(minutes=minutes))


def refunded(amount: int, reference: str = "H1") -> Fact:
    return Fact(FactKind.REFUNDED, reference, amount, NOON)


def returned(amount: int, reference: str = "T1") -> Fact:
    return Fact(FactKind.RETURNED, reference, amount, NOON)


@given(FACTS, st.randoms(use_true_random=False))
def test_order_and_repetition_change_nothing(facts: list[Fact], dice: object) -> None:
    shuffled = [*facts, *dice.choices(facts, k=5)] if facts else []  # type: ignore[attr-defined]
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    assert fold(FEE, shuffled) == fold(FEE, facts)


@given(FACTS)
def test_an_order_only_moves_forward_and_the_ledger_ends_where_the_fold_does(facts: list[Fact]) -> None:
    """As it happens live: after each message the row takes the later state, and the ledger the difference."""
    state, ledger = State.UNPAID, dict[str, int]()
    for so_far in range(len(facts) + 1):
        standing = fold(FEE, facts[:so_far])
        assert RANK.index(standing.state) >= RANK.index(state)
        state = later(state, standing.state)
        for reference, amount in postings(standing, ledger):
            ledger[reference] = ledger.get(reference, 0) + amount
        assert postings(standing, ledger) == []
    whole = fold(FEE, facts)
    assert state == whole.state
    if not whole.credits.keys() & whole.refunds.keys():  # the bank and we never give one number to two things
        assert sum(ledger.values()) == whole.held


def test_paid_the_plain_way() -> None:
    assert fold(FEE, []).state is State.UNPAID
    assert fold(FEE, [begun()]).open_tries == {"L1"}
    standing = fold(FEE, [begun(), credited(minutes=3)])
    assert (standing.state, standing.look, standing.held) == (State.PAID, Look.NONE, FEE)
    assert standing.paid_at == NOON + timedelta(minutes=3)
    assert not standing.open_tries, "nobody is asked about a try once the fee is there"


def test_a_failed_try_leaves_the_order_waiting_and_open_to_another() -> None:
    standing = fold(FEE, [begun(), ended()])
    assert (standing.state, standing.open_tries) == (State.PENDING, frozenset())
    assert fold(FEE, [begun(), ended(), begun("L2")]).open_tries == {"L2"}


def test_failure_told_after_the_money_does_not_unpay() -> None:
    assert fold(FEE, [credited(), ended(), begun()]).state is State.PAID


def test_too_little_is_kept_and_looked_at_and_the_rest_completes_it() -> None:
    short = fold(FEE, [begun(), credited(5_000), ended()])
    assert (short.state, short.look, short.held) == (State.PENDING, Look.SHORT, 5_000)
    assert not short.open_tries, "the rest may be paid at once"
    whole = fold(FEE, [credited(5_000, minutes=1), credited(3_000, "FT2", 9)])
    assert (whole.state, whole.look, whole.paid_at) == (State.PAID, Look.NONE, NOON + timedelta(minutes=9))


def test_too_much_and_twice_are_paid_and_looked_at_until_sent_back() -> None:
    assert fold(FEE, [credited(9_000)]).look is Look.OVER
    twice = [credited(), credited(reference="FT2")]
    assert (fold(FEE, twice).state, fold(FEE, twice).look) == (State.PAID, Look.DOUBLED)
    settled = fold(FEE, [*twice, returned(FEE)])
    assert (settled.state, settled.look, settled.held) == (State.PAID, Look.NONE, FEE)


def test_one_transfer_with_two_amounts_counts_the_larger_and_is_looked_at() -> None:
    standing = fold(FEE, [credited(5_000), credited(FEE)])
    assert (standing.state, standing.look, standing.held) == (State.PAID, Look.CONFLICT, FEE)
    assert postings(standing, {"FT1": 5_000}) == [("FT1", 3_000)]


def test_refund_in_two_goes() -> None:
    paid = credited()
    assert fold(FEE, [paid, refunded(3_000)]).state is State.PART_REFUNDED
    standing = fold(FEE, [paid, refunded(3_000), refunded(5_000, "H2")])
    assert (standing.state, standing.held) == (State.REFUNDED, 0)
    assert postings(standing, {"FT1": FEE}) == [("H1", -3_000), ("H2", -5_000)]
