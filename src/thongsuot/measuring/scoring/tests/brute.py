"""The same scoring written a second time, apart from the product: fractions, recursion over the plain form, no sharing.

Reads the set as plain values (what ``set_from`` reads), so that not even the rule classes are common ground.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

Plain = dict[str, Any]
Given = dict[str, Fraction | None]
OUT = "out"


def rounded(value: Fraction, decimals: int) -> Fraction:
    """Half away from zero."""
    scaled = abs(value) * 10**decimals
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Fraction(whole if value >= 0 else -whole, 10**decimals)


def leaf_points(node: Plain, part: str, given: Given, decimals: int) -> Fraction | str | None:
    """Points, ``OUT`` (leaves the maximum) or ``None`` (unscored)."""
    rule = node["rule"]
    while rule["kind"] == "computed":
        rule = rule["then"]
    top = Fraction(node["maximum"])
    worth = worth_of(rule, top, part, given)
    if worth is None or worth is OUT:
        return worth
    return rounded(-worth if part == "penalty" else worth, decimals)


def worth_of(rule: Plain, top: Fraction, part: str, given: Given) -> Any:
    """How much, never negative: given for base and bonus, taken for a penalty."""
    kind = rule["kind"]
    if kind == "ratio":
        return ratio(rule, top, given.get("numerator"), given.get("denominator"))
    asked = {"yes_no": "answer", "survey": "percent", "manual": "points", "deduction": "cases", "counted": "cases"}
    value = given.get(asked.get(kind, "value"))
    return None if value is None else worth_of_one(rule, top, part, value)


def worth_of_one(rule: Plain, top: Fraction, part: str, value: Fraction) -> Fraction:
    """The rules that ask for one number."""
    match rule["kind"]:
        case "yes_no":
            return top * value
        case "survey":
            return top * value / 100
        case "steps":
            return max([Fraction(one["points"]) for one in rule["steps"] if Fraction(one["at_least"]) <= value] or [0])
        case "statistic":
            full, floor = Fraction(rule["full"]), Fraction(rule["floor"])
            return top * sorted([Fraction(0), (value - floor) / (full - floor), Fraction(1)])[1]
        case "deduction" if part != "penalty":
            return top - min(top, Fraction(rule["each"]) * value)
        case "deduction" | "counted":
            return min(top, Fraction(rule["each"]) * value)
    return value


def ratio(rule: Plain, top: Fraction, part: Fraction | None, whole: Fraction | None) -> Any:
    if part is None or whole is None:
        return None
    if whole == 0:
        return {"full": top, "zero": Fraction(0), "not_applicable": OUT, "ask": None}[rule["when_empty"]]
    full, floor = Fraction(rule["full"]), Fraction(rule["floor"])
    percent = 100 * part / whole
    if percent < floor:
        return Fraction(0)
    if percent >= full:
        return top
    return top * (percent - floor) / (full - floor) if rule["stretched"] else top * percent / 100


def tree_sums(plain: Plain, given: dict[str, Given], left_out: set[str]) -> dict[str, tuple[Fraction, Fraction]]:
    """Points and applicable maximum by code, worked out from the leaves up; parts under «base», «bonus», «penalty»."""
    sums = {part: (Fraction(0), Fraction(0)) for part in ("base", "bonus", "penalty")}
    for node in plain["nodes"]:
        for code, points, maximum, is_top in branch(node, node["part"], given, left_out, plain["decimals"], False):
            sums[code] = (points, maximum)
            if is_top:
                before = sums[node["part"]]
                sums[node["part"]] = (before[0] + points, before[1] + maximum)
    return sums


def branch(
    node: Plain, part: str, given: dict[str, Given], left_out: set[str], decimals: int, below: bool
) -> Iterator[tuple[str, Fraction, Fraction, bool]]:
    """The nodes below, then the node itself last."""
    if node["code"] in left_out:
        left_out = left_out | {child["code"] for child in node.get("children", ())}
    points, maximum = Fraction(0), Fraction(0)
    for child in node.get("children", ()):
        inside = list(branch(child, part, given, left_out, decimals, True))
        yield from inside
        points, maximum = points + inside[-1][1], maximum + inside[-1][2]
    if not node.get("children"):
        found = OUT if node["code"] in left_out else leaf_points(node, part, given.get(node["code"], {}), decimals)
        points = Fraction(0) if found is None or found is OUT else found
        maximum = Fraction(0) if found is OUT else Fraction(node["maximum"])
    yield node["code"], points, maximum, not below
