"""Random sound criteria sets in their plain form, and random inputs a unit may give, missing and empty ones too."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

from hypothesis import strategies as st

Plain = dict[str, Any]
MAXIMA = ("0.5", "1", "1.5", "2", "2.5", "3.7", "10", "20", "0.25", "1.75", "6.33", "0.125")


@cache
def numbers(least: int, most: int, places: int = 0) -> st.SearchStrategy[str]:
    """Texts of decimals between the bounds, with that many places."""
    scale = 10**places
    return st.integers(least * scale, most * scale).map(lambda one: str(Decimal(one).scaleb(-places)))


@cache  # building a strategy takes longer than drawing from it
def rules(maximum: str) -> st.SearchStrategy[Plain]:
    return st.one_of(plain_rules(maximum), plain_rules(maximum).map(computed))


def computed(then: Plain) -> Plain:
    return {"kind": "computed", "source": "tasks.done", "then": then}


def plain_rules(maximum: str) -> st.SearchStrategy[Plain]:
    top = Decimal(maximum)
    bounds = st.tuples(st.sampled_from([0, 10, 25, 50, 60]), st.sampled_from([75, 80, 90, 100]))  # met exactly, too
    shares = st.sampled_from(["0.125", "0.25", "0.5", "0.333"]).map(lambda one: str(Decimal(one) * top))
    return st.one_of(
        st.just({"kind": "yes_no"}),
        st.just({"kind": "survey"}),
        st.just({"kind": "manual"}),
        st.builds(
            lambda ends, stretched, empty: {
                "kind": "ratio",
                "floor": str(ends[0]),
                "full": str(ends[1]),
                "stretched": stretched,
                "when_empty": empty,
            },
            bounds,
            st.booleans(),
            st.sampled_from(["full", "zero", "not_applicable", "ask"]),
        ),
        st.builds(
            lambda ends, low: {
                "kind": "steps",
                "unit": "%",
                "steps": [{"at_least": str(ends[1]), "points": maximum}, {"at_least": str(ends[0]), "points": low}],
            },
            bounds,
            shares,
        ),
        st.builds(lambda kind, each: {"kind": kind, "each": each}, st.sampled_from(["deduction", "counted"]), shares),
        st.builds(
            lambda ends, turned: {
                "kind": "statistic",
                "floor": str(ends[turned]),
                "full": str(ends[1 - turned]),
                "unit": "%",
            },
            bounds,
            st.integers(0, 1),
        ),
    )


@st.composite
def leaves(draw: st.DrawFn, code: str, decimals: int) -> Plain:
    maximum = draw(st.sampled_from([one for one in MAXIMA if -Decimal(one).as_tuple().exponent <= decimals]))
    return {"code": code, "name": f"Tiêu chí {code}", "maximum": maximum, "rule": draw(rules(maximum))}


@st.composite
def nodes(draw: st.DrawFn, code: str, decimals: int, depth: int) -> Plain:
    size = draw(st.integers(0, 3)) if depth else 0
    if not size:
        return draw(leaves(code, decimals))
    children = [draw(nodes(f"{code}.{number}", decimals, depth - 1)) for number in range(1, size + 1)]
    maximum = sum(Decimal(one["maximum"]) for one in children)
    return {"code": code, "name": f"Mục {code}", "maximum": str(maximum), "children": children}


@st.composite
def sets(draw: st.DrawFn) -> Plain:
    decimals = draw(st.integers(1, 3))
    parts = ["base", *draw(st.lists(st.sampled_from(["base", "bonus", "penalty"]), max_size=2))]
    top = [
        draw(nodes(str(number), decimals, 2)) | {"part": part, "field": f"linh-vuc-{number % 2}"}
        for number, part in enumerate(parts, start=1)
    ]
    return {
        "key": "ngau-nhien",
        "title": "Bộ ngẫu nhiên",
        "population": "department",
        "standing": "sample",
        "decimals": decimals,
        "total": str(sum(Decimal(one["maximum"]) for one in top if one["part"] == "base")),
        "nodes": top,
    }


def leaves_of(plain: Plain) -> list[Plain]:
    found = []
    waiting = list(plain["nodes"])
    while waiting:
        node = waiting.pop()
        waiting += node.get("children", [])
        if not node.get("children"):
            found.append(node)
    return found


def inputs_of(leaf: Plain) -> st.SearchStrategy[dict[str, str | None] | None]:
    """What a unit may give for this leaf; ``None``: nothing at all."""
    rule = leaf["rule"].get("then", leaf["rule"])
    return possible(rule["kind"], leaf["maximum"])


@cache
def possible(kind: str, maximum: str) -> st.SearchStrategy[dict[str, str | None] | None]:
    return st.one_of(st.none(), *[given_by_kind(kind, maximum)] * 5)


def given_by_kind(kind: str, maximum: str) -> st.SearchStrategy[dict[str, str | None]]:
    match kind:
        case "yes_no":
            return st.sampled_from(["0", "1", None]).map(lambda one: {"answer": one})
        case "ratio":
            return ratios()
        case "deduction" | "counted":
            return numbers(0, 12).map(lambda one: {"cases": one})
        case "survey":
            return st.one_of(numbers(0, 100), numbers(0, 100, 3)).map(lambda one: {"percent": one})
        case "steps":
            return st.one_of(numbers(0, 20).map(lambda one: str(5 * int(one))), numbers(0, 100, 1)).map(
                lambda one: {"value": one}
            )
        case "statistic":
            return numbers(-20, 150, 2).map(lambda one: {"value": one})
        case _:
            return st.integers(0, 200).map(lambda one: {"points": str(Decimal(one) * Decimal(maximum) / 200)})


def ratios() -> st.SearchStrategy[dict[str, str | None]]:
    """Counts and amounts: 28/40, 561,5/1.659,5, 0/0; now and then one of the two missing."""
    few, many = st.integers(0, 20), st.integers(0, 3000)
    pairs = st.tuples(few, few, st.just(0)) | st.tuples(many, many, st.integers(0, 1))
    full = pairs.map(
        lambda one: {
            "numerator": str(Decimal(min(one[:2])).scaleb(-one[2])),
            "denominator": str(Decimal(max(one[:2])).scaleb(-one[2])),
        }
    )
    missing = st.sampled_from(["numerator", "denominator"]).map(lambda one: {one: "3"})
    return st.one_of(full, full, full, st.just({"numerator": "0", "denominator": "0"}), missing)
