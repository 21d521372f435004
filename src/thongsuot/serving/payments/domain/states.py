"""What all the facts about one order add up to. The order they arrive in, late or twice, makes no difference.

An order only moves forward: chưa trả → đang xử lý → đã trả → hoàn một phần → đã hoàn. A try that failed is a try that
failed, not a state of the order. Money is đồng as int.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class State(StrEnum):
    """In the order they may follow each other."""

    UNPAID = "order_unpaid"
    PENDING = "order_pending"
    PAID = "order_paid"
    PART_REFUNDED = "order_part_refunded"
    REFUNDED = "order_refunded"


class Look(StrEnum):
    """Why a person has to look: the money is kept on record meanwhile."""

    NONE = ""
    SHORT = "look_short"  # less came than was asked
    OVER = "look_over"  # more came than was asked
    DOUBLED = "look_doubled"  # paid twice
    CONFLICT = "look_conflict"  # two messages give one transfer different amounts


class FactKind(StrEnum):
    BEGUN = "begun"  # the payer went to the bank; ``reference``: number of the try
    ENDED = "ended"  # that try is over, whatever came of it
    CREDITED = "credited"  # money came; ``reference``: the bank's number of the transfer, or our receipt of cash
    REFUNDED = "refunded"  # the fee was given back; ``reference``: number of the refund
    RETURNED = "returned"  # money that was not owed was sent back


@dataclass(frozen=True, slots=True)
class Fact:
    """``reference`` names the thing, so that two messages about one transfer are one transfer. ``amount`` ≥ 0."""

    kind: FactKind
    reference: str
    amount: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """``credits``, ``refunds``, ``returns``: reference → đồng. ``paid_at``: when the sum reached the amount."""

    state: State
    look: Look
    credits: Mapping[str, int]
    refunds: Mapping[str, int]
    returns: Mapping[str, int]
    open_tries: frozenset[str]
    paid_at: datetime | None

    @property
    def held(self) -> int:
        """Đồng that lie with us now."""
        return sum(self.credits.values()) - sum(self.refunds.values()) - sum(self.returns.values())


_RANK = {state: rank for rank, state in enumerate(State)}


def later(one: State, other: State) -> State:
    """The one further on: nothing moves an order backwards."""
    return max(one, other, key=_RANK.__getitem__)


def fold(amount: int, facts: Iterable[Fact]) -> Standing:
    """The standing of an order of ``amount`` > 0 đồng. Any permutation or repetition of ``facts`` gives the same.

    Two amounts for one reference: the larger counts (money that came is never lost) and a person has to look.
    """
    told: dict[FactKind, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    first: dict[str, datetime] = {}
    for fact in facts:
        told[fact.kind][fact.reference].add(fact.amount)
        if fact.kind is FactKind.CREDITED:
            first[fact.reference] = min(fact.at, first.get(fact.reference, fact.at))
    credits, refunds = _largest(told[FactKind.CREDITED]), _largest(told[FactKind.REFUNDED])
    returns = _largest(told[FactKind.RETURNED])
    conflict = any(len(amounts) > 1 for kind in told.values() for amounts in kind.values())
    net = sum(credits.values()) - sum(returns.values())
    tried = bool(told[FactKind.BEGUN] or told[FactKind.ENDED] or credits)
    ended = told[FactKind.ENDED].keys()
    return Standing(
        state=_state(amount, net, sum(refunds.values()), tried),
        look=_look(amount, net, len(credits), conflict),
        credits=credits,
        refunds=refunds,
        returns=returns,
        open_tries=frozenset() if net >= amount else frozenset(told[FactKind.BEGUN].keys() - ended),
        paid_at=_paid_at(amount, credits, first) if net >= amount else None,
    )


def postings(standing: Standing, posted: Mapping[str, int]) -> list[tuple[str, int]]:
    """(reference, signed đồng) still to be written so that the ledger says what the facts say; ``posted``: its sums."""
    wanted = dict(standing.credits)
    for one in (standing.refunds, standing.returns):
        wanted |= {reference: -amount for reference, amount in one.items()}
    return sorted(
        (reference, amount - posted.get(reference, 0))
        for reference, amount in wanted.items()
        if amount != posted.get(reference, 0)
    )


def _largest(told: Mapping[str, set[int]]) -> dict[str, int]:
    return {reference: max(amounts) for reference, amounts in sorted(told.items())}


def _state(amount: int, net: int, refunded: int, tried: bool) -> State:
    if net < amount:
        return State.PENDING if tried else State.UNPAID
    if refunded == 0:
        return State.PAID
    return State.REFUNDED if refunded >= amount else State.PART_REFUNDED


def _look(amount: int, net: int, transfers: int, conflict: bool) -> Look:
    if conflict:
        return Look.CONFLICT
    if net > amount:
        return Look.DOUBLED if transfers > 1 else Look.OVER
    return Look.SHORT if 0 < net < amount else Look.NONE


def _paid_at(amount: int, credits: Mapping[str, int], first: Mapping[str, datetime]) -> datetime:
    """By the bank's own times, so that the day of payment does not depend on when we heard of it."""
    held, moment = 0, max(first.values())
    for reference in sorted(credits, key=lambda one: (first[one], one)):
        held += credits[reference]
        if held >= amount:
            return first[reference]
    return moment
