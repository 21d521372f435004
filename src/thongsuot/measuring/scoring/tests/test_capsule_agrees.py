"""What anyone recomputes at home is what the engine counted: the capsule's script beside the engine, on random trees.

The script checks its own files when it starts, so only its definitions are taken here; the whole of it is played by the
tests of publishing.
"""

from __future__ import annotations

import ast
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thongsuot.measuring.conftest import THRESHOLDS
from thongsuot.measuring.criteria.domain.plain import plain_of, set_from
from thongsuot.measuring.scoring.engine import Engine
from thongsuot.measuring.scoring.outcomes import Flag
from thongsuot.measuring.scoring.standings import standings
from thongsuot.measuring.scoring.tests.test_engine import cases, decimals_of, fractions_of

SCRIPT = Path(__file__).parents[2] / "publishing" / "capsule" / "files" / "tai_lap.py"
DEFINITIONS = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef, ast.Assign)


@pytest.fixture(scope="module")
def script() -> SimpleNamespace:
    """The functions of ``tai_lap.py``, without running it."""
    tree = ast.parse(SCRIPT.read_text(encoding="utf-8"))
    tree.body = [one for one in tree.body if isinstance(one, DEFINITIONS) and "own_line" not in ast.unparse(one)]
    names: dict[str, Any] = {"__file__": str(SCRIPT), "__name__": "tai_lap"}
    exec(compile(tree, str(SCRIPT), "exec"), names)
    return SimpleNamespace(**names)


@given(cases())
@settings(max_examples=100, deadline=None)
def test_every_leaf_and_every_sum_of_the_capsule(script: SimpleNamespace, case: Any) -> None:
    plain, [texts], _ = case
    criteria, given = set_from(plain), fractions_of(texts)
    board = Engine(criteria).run({"đơn vị": decimals_of(texts)})
    leaves = script.leaves_of(plain_of(criteria))
    assert list(leaves) == [one.code for one in criteria.leaves()]
    points = {code: script.score(leaf, given.get(code, {}), criteria.decimals) for code, leaf in leaves.items()}
    for code, counted in board.points("đơn vị").items():
        applies = board.trace("đơn vị", code).flag is not Flag.NOT_APPLICABLE
        assert points[code] == (None if counted is None else Fraction(counted), applies), code
    mine, theirs = board.totals("đơn vị"), script.totals(leaves, points)
    assert [theirs[name] for name in ("base", "bonus", "penalty", "maximum", "final")] == [
        Fraction(one) for one in (mine.base, mine.bonus, -mine.penalty, mine.applicable_maximum, mine.points)
    ]


@given(st.lists(st.decimals(60, 105, places=3) | st.sampled_from([Decimal("89.995"), Decimal(90), None]), max_size=12))
@settings(max_examples=100, deadline=None)
def test_every_rank_and_class_of_the_capsule(script: SimpleNamespace, percents: list[Decimal | None]) -> None:
    scores = dict(enumerate(percents))
    capsule = SimpleNamespace(version={"thresholds": THRESHOLDS}, results={unit: {"nhom": ""} for unit in scores})
    printed = {unit: None if one is None else script.half_up(Fraction(one), 2) for unit, one in scores.items()}
    mine = standings(scores, THRESHOLDS)
    for unit in scores:
        theirs = script.Capsule.place(capsule, unit, "", printed)
        if unit not in mine:
            assert theirs["rank"] is None
            continue
        own = mine[unit]
        assert theirs == {
            "rank": own.position,
            "out_of": own.out_of,
            "tied": own.tied,
            "class": own.class_name,
        }
