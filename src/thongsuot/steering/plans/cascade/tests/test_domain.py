from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thongsuot.steering.plans.cascade.domain import counts_in_year, in_tree_order, line_above, roll_up, would_ring
from thongsuot.steering.tasks.domain import Progress

TREE = {"nq60": None, "kh-2021-2025": "nq60", "kh-04": "kh-2021-2025", "kh-so": "kh-04", "kh-xa": "kh-04"}


def test_progress_is_carried_up_by_counts():
    own = {"kh-04": Progress(on_time=28, open=12), "kh-so": Progress(on_time=3, open=1), "kh-xa": Progress(open=2)}
    sums = roll_up(TREE, own)
    assert sums["kh-04"].text == "31/46 (67,39%)"
    assert sums["nq60"] == sums["kh-2021-2025"] == sums["kh-04"]
    assert sums["kh-so"].text == "3/4 (75%)"


def test_what_counts_in_a_year():
    assert counts_in_year(2024, 2024, False, 2024)
    assert not counts_in_year(2024, 2024, True, 2024)
    assert not counts_in_year(2020, 2025, False, 2024)
    assert not counts_in_year(2023, 2023, False, 2024)


def test_no_plan_stands_above_itself():
    assert line_above(TREE, "kh-so") == ["kh-04", "kh-2021-2025", "nq60"]
    assert would_ring(TREE, "nq60", "kh-so")
    assert would_ring(TREE, "nq60", "nq60")
    assert not would_ring(TREE, "kh-xa", "kh-so")
    assert not would_ring(TREE, "kh-xa", None)
    assert line_above({"a": "b", "b": "a"}, "a") == ["b"]


def test_children_follow_their_parents():
    order = ["kh-xa", "nq60", "kh-so", "kh-04", "kh-2021-2025"]
    found = in_tree_order(TREE, order)
    assert found == [("nq60", 0), ("kh-2021-2025", 1), ("kh-04", 2), ("kh-xa", 3), ("kh-so", 3)]
    assert in_tree_order({"kh-so": "not-seen"}, ["kh-so"]) == [("kh-so", 0)]


@given(st.lists(st.integers(0, 9), min_size=1, max_size=12))
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])  # a loaded machine draws slowly
def test_the_root_holds_everything(given_nodes):
    parents = {n: (min(above, n - 1) if n else None) for n, above in enumerate(given_nodes)}
    own = {n: Progress(open=count) for n, count in enumerate(given_nodes)}
    assert roll_up(parents, own)[0].total == sum(given_nodes)
    assert len(in_tree_order(parents, parents)) == len(parents)
