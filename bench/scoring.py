"""How fast a whole population is scored: ``.venv/bin/python bench/scoring.py``. Limits: 3.321 communes × 100 leaves in
1 s, one changed leaf with all ranks anew in 50 ms (issue of the measuring loop).

Side by side in every round: the engine, the same arithmetic in pandas and numpy (floats, column by column), and the
product's own one-by-one functions on 34 units. Seconds are those of the core, not of the clock on the wall. Made-up
inputs, always the same: seven kinds of rule, 8 domains, 100 leaves. Also counted: where rounding floats gives another
cent or another rank than the exact engine.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from random import Random
from typing import Any

import numpy as np
import pandas as pd

from thongsuot.measuring.criteria.domain.plain import set_from
from thongsuot.measuring.criteria.domain.tree import CriteriaSet
from thongsuot.measuring.scoring.engine import Engine
from thongsuot.measuring.scoring.evaluate import score_leaf
from thongsuot.measuring.scoring.standings import standings
from thongsuot.measuring.scoring.totals import total_of

POPULATIONS = {"34 tỉnh": 34, "3.321 xã": 3321}
THRESHOLDS = [{"name": "Xuất sắc", "from": "90"}, {"name": "Tốt", "from": "80"}, {"name": "Khá", "from": "70"}]
FULL_LIMIT, CHANGE_LIMIT = 1.0, 0.05
ROUNDS, ONE_BY_ONE = 5, 34
# Of every 20 leaves: as the provincial sets have them, mostly ratios and steps.
KINDS = ["ratio"] * 8 + ["steps"] * 4 + ["yes_no"] * 3 + ["deduction"] * 2 + ["survey", "statistic", "manual"]
RULES: dict[str, dict[str, Any]] = {
    "ratio": {"kind": "ratio", "full": "100", "floor": "50"},
    "steps": {
        "kind": "steps",
        "steps": [{"at_least": "80", "points": "1"}, {"at_least": "50", "points": "0.5"}],
    },
    "yes_no": {"kind": "yes_no"},
    "deduction": {"kind": "deduction", "each": "0.25"},
    "survey": {"kind": "survey"},
    "statistic": {"kind": "statistic", "full": "100", "floor": "0"},
    "manual": {"kind": "manual"},
}
Rows = dict[str, dict[str, dict[str, Decimal]]]


def a_set() -> CriteriaSet:
    """100 leaves of one point in 8 domains of about four criteria each."""
    domains: list[dict[str, Any]] = []
    for number in range(100):
        code = f"{number % 8 + 1}.{number // 8 % 4 + 1}.{number // 32 + 1}"
        leaf = {"code": code, "name": code, "maximum": "1", "rule": RULES[KINDS[number % 20]]}
        under(under(domains, code.split(".", maxsplit=1)[0]), code.rsplit(".", maxsplit=1)[0]).append(leaf)
    for node in domains:
        for child in node["children"]:
            child["maximum"] = str(len(child["children"]))
        node["maximum"] = str(sum(int(child["maximum"]) for child in node["children"]))
    frame = {"key": "do", "title": "Bộ để đo", "population": "commune", "standing": "sample"}
    return set_from(frame | {"nodes": domains})


def under(nodes: list[dict[str, Any]], code: str) -> list[dict[str, Any]]:
    found = next((one for one in nodes if one["code"] == code), None)
    if found is None:
        nodes.append(found := {"code": code, "name": code, "children": []})
    return found["children"]


def sheets(criteria: CriteriaSet, units: int) -> Rows:
    random = Random(20241010)
    leaves = [(one.code, one.rule.kind) for one in criteria.leaves()]
    return {f"đơn vị {unit}": {code: inputs(random, kind) for code, kind in leaves} for unit in range(units)}


def inputs(random: Random, kind: str) -> dict[str, Decimal]:
    match kind:
        case "ratio":
            whole = random.randint(1, 5000)
            return {"numerator": Decimal(round(whole * random.betavariate(8, 1))), "denominator": Decimal(whole)}
        case "yes_no":
            return {"answer": Decimal(random.random() < 0.9)}
        case "deduction":
            return {"cases": Decimal(random.randint(0, 3))}
        case "survey":
            return {"percent": Decimal(random.randint(600, 1000)) / 10}
        case "manual":
            return {"points": Decimal(random.randint(0, 20)) / 20}
    return {"value": Decimal(random.randint(300, 1000)) / 10}


class WithPandas:
    """The plain way: a frame of inputs, a vector operation a leaf, sums of columns, ``rank``. Floats."""

    def __init__(self, criteria: CriteriaSet, rows: Rows) -> None:
        columns: dict[tuple[str, str], list[float]] = {}
        for row in rows.values():
            for code, given in row.items():
                for name, value in given.items():
                    columns.setdefault((code, name), []).append(float(value))
        self.inputs = {key: np.array(values) for key, values in columns.items()}
        self.leaves = [(one.code, one.rule.kind, float(one.maximum)) for one in criteria.leaves()]
        self.index = list(rows)

    def full(self) -> pd.DataFrame:
        self.points = pd.DataFrame({code: self.leaf(code, kind, top) for code, kind, top in self.leaves}, self.index)
        names = [code.rsplit(".", maxsplit=1)[0] for code, _, _ in self.leaves]
        self.criteria = self.points.T.groupby(names, sort=False).sum().T
        domains = [name.split(".", maxsplit=1)[0] for name in self.criteria.columns]
        self.domains = self.criteria.T.groupby(domains, sort=False).sum().T
        return self.ranked()

    def ranked(self) -> pd.DataFrame:
        percent = (self.domains.sum(axis=1) * 100 / sum(top for _, _, top in self.leaves)).round(2)
        classes = pd.cut(percent, [-1, 70, 80, 90, 200], right=False, labels=["", "Khá", "Tốt", "Xuất sắc"])
        return pd.DataFrame({"percent": percent, "rank": percent.rank(method="min", ascending=False), "class": classes})

    def leaf(self, code: str, kind: str, top: float) -> np.ndarray:
        match kind:
            case "ratio":
                share = self.inputs[code, "numerator"] / self.inputs[code, "denominator"]
                points = np.where(share >= 1, top, np.where(share < 0.5, 0, top * share))
            case "steps":
                value = self.inputs[code, "value"]
                points = np.where(value >= 80, 1, np.where(value >= 50, 0.5, 0))
            case "yes_no":
                points = top * self.inputs[code, "answer"]
            case "deduction":
                points = np.maximum(top - 0.25 * self.inputs[code, "cases"], 0)
            case "survey":
                points = top * self.inputs[code, "percent"] / 100
            case "statistic":
                points = top * np.clip(self.inputs[code, "value"] / 100, 0, 1)
            case _:
                points = self.inputs[code, "points"]
        return np.floor(points * 100 + 0.5) / 100

    def change(self, at: int, number: int, given: dict[str, Decimal]) -> pd.DataFrame:
        code, kind, top = self.leaves[number]
        for name, value in given.items():
            self.inputs[code, name][at] = float(value)
        before = self.points[code].to_numpy()[at]
        self.points[code] = self.leaf(code, kind, top)
        by = self.points[code].to_numpy()[at] - before
        self.criteria.loc[self.index[at], code.rsplit(".", maxsplit=1)[0]] += by
        self.domains.loc[self.index[at], code.split(".", maxsplit=1)[0]] += by
        return self.ranked()


FULL, RANKS, FULL_PANDAS = "tính lại tất cả", "xếp hạng, xếp loại", "tính lại tất cả và xếp hạng, pandas"
CHANGE, CHANGE_PANDAS = "sửa một ô và xếp hạng lại", "sửa một ô và xếp hạng lại, pandas"


def measure(criteria: CriteriaSet, units: int) -> dict[str, float]:
    """Median seconds of the core by job, each round through all jobs; what floats get wrong is printed."""
    engine, rows = Engine(criteria), sheets(criteria, units)
    random, names = Random(1), list(rows)
    taken: dict[str, list[float]] = {}

    def timed(name: str, job: Callable[..., Any], *given: Any) -> Any:
        began = time.process_time()
        found = job(*given)
        taken.setdefault(name, []).append(time.process_time() - began)
        return found

    for turn in range(ROUNDS):
        board = timed(FULL, engine.run, rows)
        ranks = timed(RANKS, ranked, board)
        frame = timed("dựng bảng số từ phiếu chấm, pandas", WithPandas, criteria, rows)
        table = timed(FULL_PANDAS, frame.full)
        timed("34 đơn vị từng tiêu chí một, có câu giải trình", one_by_one, criteria, rows)
        if not turn:
            compare(board, frame.points, ranks, table)
        at, number = random.randrange(units), random.randrange(100)
        code, kind, _ = frame.leaves[number]
        given = inputs(random, kind)
        timed("sửa một ô, chưa xếp hạng lại", board.change, names[at], code, given)
        timed(CHANGE, change_and_rank, board, names[at], code, given)
        timed(CHANGE_PANDAS, frame.change, at, number, given)
        timed("một câu giải trình", board.trace, names[at], code)
    return {name: statistics.median(seconds) for name, seconds in taken.items()}


def ranked(board: Any) -> Any:
    return standings(board.percents(), THRESHOLDS)


def change_and_rank(board: Any, unit: str, code: str, given: dict[str, Decimal]) -> Any:
    board.change(unit, code, given)
    return ranked(board)


def one_by_one(criteria: CriteriaSet, rows: Rows) -> Any:
    leaves = criteria.leaves()
    return [
        total_of(criteria, [score_leaf(leaf, row[leaf.code]) for leaf in leaves])
        for row in list(rows.values())[:ONE_BY_ONE]
    ]


def compare(board: Any, points: pd.DataFrame, ranks: Any, table: pd.DataFrame) -> None:
    cells = sum(
        abs(float(exact) - points.at[unit, code]) > 0.005
        for unit in board.units
        for code, exact in board.points(unit).items()
    )
    other = sum(ranks[unit].position != table.at[unit, "rank"] for unit in board.units)
    print(f"  số thực làm lệch {cells} trên {points.size} ô, {other} trên {len(points)} hạng")


def main() -> int:
    criteria, slow = a_set(), []
    for name, units in POPULATIONS.items():
        print(f"{name} × 100 tiêu chí, tải {os.getloadavg()[0]:.1f}")
        medians = measure(criteria, units)
        for job, seconds in medians.items():
            print(f"  {job:48} {seconds * 1000:9.2f} ms")
        full, change = medians[FULL] + medians[RANKS], medians[CHANGE]
        times = full / medians[FULL_PANDAS], change / medians[CHANGE_PANDAS]
        print(f"  so với pandas: tất cả {times[0]:.2f} lần, một ô {times[1]:.2f} lần")
        slow += [name] * (full > FULL_LIMIT or change > CHANGE_LIMIT)
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
