"""Which leaf of this year's set is which of last year's: by a link the set states, else by code and name. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from thongsuot.kernel.text import fold
from thongsuot.measuring.analysis.domain.shape import Item, Scoring


@dataclass(frozen=True, slots=True)
class Pairs:
    """``same``: (old, new); ``rule_changed``: the same criterion measured otherwise; the rest has no partner."""

    same: tuple[tuple[Item, Item], ...]
    rule_changed: tuple[tuple[Item, Item], ...]
    only_old: tuple[Item, ...]
    only_new: tuple[Item, ...]

    @property
    def all(self) -> tuple[tuple[Item, Item], ...]:
        return (*self.same, *self.rule_changed)


def pairs(old: Scoring, new: Scoring) -> Pairs:
    """Each old leaf is used once. A code that now names another thing is no partner: the names must agree as well."""
    free = {one.code: one for one in old.items}
    found: dict[str, Item] = {}
    for item in new.items:
        linked = next((link.code for link in item.links if link.target == old.set_key and link.code in free), None)
        if linked is not None:
            found[item.code] = free.pop(linked)
    for item in new.items:
        if item.code not in found and item.code in free and _same_thing(free[item.code], item):
            found[item.code] = free.pop(item.code)
    both = [(found[one.code], one) for one in new.items if one.code in found]
    return Pairs(
        same=tuple(pair for pair in both if pair[0].rule == pair[1].rule),
        rule_changed=tuple(pair for pair in both if pair[0].rule != pair[1].rule),
        only_old=tuple(free.values()),
        only_new=tuple(one for one in new.items if one.code not in found),
    )


def _same_thing(old: Item, new: Item) -> bool:
    return old.part is new.part and fold(old.name) == fold(new.name)


def chains(scorings: Sequence[Scoring]) -> dict[str, dict[int, str]]:
    """For each leaf of the newest set: year → its code in that year, as far back as the mapping reaches unbroken.

    ``scorings`` oldest first, one a year.
    """
    if not scorings:
        return {}
    newest = scorings[-1]
    known = {one.code: {newest.year: one.code} for one in newest.items}
    at = {one.code: one.code for one in newest.items}  # newest code → code in the year last reached
    for later, earlier in zip(reversed(scorings), list(reversed(scorings))[1:], strict=False):
        before = {new.code: old.code for old, new in pairs(earlier, later).all}
        at = {code: before[then] for code, then in at.items() if then in before}
        for code, then in at.items():
            known[code][earlier.year] = then
    return known
