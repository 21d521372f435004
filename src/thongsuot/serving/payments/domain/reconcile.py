"""Our ledger against the bank's statement of a day: every line of either side gets exactly one verdict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    MATCHED = "line_matched"
    MISSING_HERE = "line_missing_here"  # paid at the bank, unpaid here: settled from the statement
    MISSING_THERE = "line_missing_there"  # we hold it paid, the bank does not know it
    AMOUNT_DIFFERS = "line_amount_differs"
    DOUBLED = "line_doubled"  # one order, more than one transfer; or one transfer printed twice
    UNKNOWN_ORDER = "line_unknown"  # the bank names an order that is not ours


@dataclass(frozen=True, slots=True)
class BankLine:
    """``reference``: the bank's number of the transfer; ``order``: what its words say; ``amount``: đồng."""

    reference: str
    order: str
    amount: int


@dataclass(frozen=True, slots=True)
class OurLine:
    """A transfer in our ledger."""

    reference: str
    order: str
    amount: int


@dataclass(frozen=True, slots=True)
class Finding:
    """``bank`` and ``ours``: đồng on either side, ``None`` where that side has nothing."""

    verdict: Verdict
    reference: str
    order: str
    bank: int | None
    ours: int | None

    @property
    def difference(self) -> int:
        """Đồng the bank has more than we."""
        return (self.bank or 0) - (self.ours or 0)


def reconcile(ours: Iterable[OurLine], lines: Iterable[BankLine], known_orders: frozenset[str]) -> list[Finding]:
    """One finding for each line of the statement, then one for each of our transfers the statement lacks.

    ``ours``: the transfers of that day, by reference; ``known_orders``: order numbers that are ours. The differences of
    all findings add up to the bank's total less our total.
    """
    mine = {one.reference: one for one in ours}
    transfers: dict[str, set[str]] = defaultdict(set)
    for one in mine.values():
        transfers[one.order].add(one.reference)
    found, seen = [], set()
    for line in lines:
        here = None if line.reference in seen else mine.get(line.reference)
        verdict = _verdict(line, here, known_orders, transfers[line.order] - {line.reference}, line.reference in seen)
        found.append(Finding(verdict, line.reference, line.order, line.amount, here.amount if here else None))
        seen.add(line.reference)
        transfers[line.order].add(line.reference)
    left = (one for reference, one in sorted(mine.items()) if reference not in seen)
    return [*found, *(Finding(Verdict.MISSING_THERE, one.reference, one.order, None, one.amount) for one in left)]


def _verdict(line: BankLine, here: OurLine | None, known: frozenset[str], others: set[str], again: bool) -> Verdict:
    if line.order not in known:
        return Verdict.UNKNOWN_ORDER
    if again:
        return Verdict.DOUBLED
    if here is not None and here.amount != line.amount:
        return Verdict.AMOUNT_DIFFERS
    if others:
        return Verdict.DOUBLED
    return Verdict.MATCHED if here else Verdict.MISSING_HERE
