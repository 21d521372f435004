"""The estimate on invented offices with one slow step planted: better than the naive rule, honest about its odds."""

from __future__ import annotations

import dataclasses
import time
from functools import cache
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.serving.warning.domain.calibrating import (
    average_precision,
    brier,
    calibration_error,
    isotonic,
    precision_recall,
    reliability,
)
from thongsuot.serving.warning.domain.chance import alive_at, chance, expected
from thongsuot.serving.warning.domain.hazards import EDGES, kaplan_meier, learn
from thongsuot.serving.warning.domain.learning import FEWEST, Model, train
from thongsuot.serving.warning.domain.model import Ahead, Passage, Past, Snapshot
from thongsuot.serving.warning.domain.words import headline, span, step_words, why

SHARES = {"tiep-nhan": 240, "tham-dinh": 960, "ky": 480}
SLOW = 7  # the unit whose appraisal takes twice as long


def ahead(unit: int, procedure: int = 1) -> tuple[Ahead, ...]:
    return tuple(Ahead(procedure, step, unit, share) for step, share in SHARES.items())


@cache
def lives(many: int = 900, seed: int = 5) -> tuple[Past, ...]:
    dice = Random(seed)
    found = []
    for _one in range(many):
        steps = ahead(dice.randint(1, 9), dice.randint(1, 3))
        passages = []
        for at in steps:
            pace = 2.2 if at.unit == SLOW and at.step == "tham-dinh" else 1.0
            passages.append(Passage(at, max(5, int(at.share * 0.62 * pace * dice.lognormvariate(0, 0.45))), True))
        total = sum(one.worked for one in passages)
        found.append(Past(tuple(passages), sum(SHARES.values()), total > sum(SHARES.values())))
    return tuple(found)


@cache
def model() -> Model:
    return train(lives())


def test_on_dossiers_never_seen_it_beats_the_naive_rule_by_far() -> None:
    seen = model().examined
    assert seen and seen.late > 50
    assert seen.average_precision >= 1.15 * seen.naive_average_precision
    assert seen.precision >= 0.6 and seen.recall >= 0.35
    assert seen.brier < (seen.late / seen.many) * (1 - seen.late / seen.many)  # than telling all the same odds


def test_its_odds_come_true_to_a_few_points() -> None:
    seen = train(lives(3000, 11)).examined
    assert seen and seen.error <= 0.05
    assert sum(one.many for one in seen.bins) == seen.many


def test_the_planted_step_is_named_where_it_is_planted() -> None:
    slow = model().chance(Snapshot(ahead(SLOW), 60, 1600))
    usual = model().chance(Snapshot(ahead(2), 60, 1600))
    assert slow.step == 1 and slow.late > usual.late + 0.2


def test_an_officer_is_no_input() -> None:
    told = {one.name for kind in (Ahead, Passage, Snapshot, Past) for one in dataclasses.fields(kind)}
    assert told == {
        "procedure", "step", "unit", "share", "at", "worked", "is_ended",
        "ahead", "elapsed", "left", "passages", "limit", "was_late",
    }  # fmt: skip


@given(st.integers(0, 5000), st.integers(-500, 6000), st.integers(0, 3000), st.sampled_from([2, SLOW, 99]))
def test_a_chance_is_a_chance_and_less_time_never_helps(elapsed: int, left: int, less: int, unit: int) -> None:
    more, fewer = (model().chance(Snapshot(ahead(unit), elapsed, one)) for one in (left, left - less))
    assert 0 <= more.late <= 1 and 0 <= fewer.late <= 1
    assert fewer.late >= more.late - 0.02  # the cells are coarser the more time is left
    if left <= 0:
        assert more.late == 1


def test_the_same_past_gives_the_same_estimate() -> None:
    again = train(lives())
    snapshot = Snapshot(ahead(3), 100, 900)
    assert again.chance(snapshot) == model().chance(snapshot) and again.examined == model().examined


def test_what_still_lies_there_counts_as_long_as_it_has_lain() -> None:
    step = ahead(SLOW)[1]
    done = [Passage(step, 400, True)] * 30
    jam = [Passage(step, 2000, False)] * 30
    free, jammed = learn(done).survival(step), learn([*done, *jam]).survival(step)
    assert jammed[9] > free[9] + 0.2  # beyond its whole share
    assert all(a >= b for a, b in pairwise(jammed))


def test_an_unknown_place_leans_on_what_is_known() -> None:
    hazards = learn(one for past in lives() for one in past.passages)
    stranger = hazards.survival(Ahead(77, "tham-dinh", 88, 960))
    known = hazards.survival(Ahead(1, "tham-dinh", 2, 960))
    assert max(abs(a - b) for a, b in zip(stranger, known, strict=True)) < 0.25


def test_too_few_past_dossiers_claim_nothing() -> None:
    few = train(lives()[: FEWEST - 1])
    assert few.examined is None and 0 < few.chance(Snapshot(ahead(1), 0, 1680)).late < 1
    assert 0 <= train([]).chance(Snapshot(ahead(1), 0, 1680)).late <= 1


def test_the_curve_starts_whole_and_never_rises() -> None:
    curve = kaplan_meier(one for past in lives() for one in past.passages)
    assert curve[0] == (0.0, 1.0) and [one[0] for one in curve[1:]] == list(EDGES[: len(curve) - 1])
    assert all(a[1] >= b[1] for a, b in pairwise(curve))
    assert alive_at([0.5] * len(EDGES), 0) == 1.0 and alive_at([0.5] * len(EDGES), 30) == 0
    assert expected([0.0] * len(EDGES), 3.0) == 3.0
    assert kaplan_meier([]) == [(0.0, 1.0)]


def test_measures_by_hand() -> None:
    pairs = [(0.9, True), (0.8, False), (0.7, True), (0.1, False)]
    assert brier(pairs) == pytest.approx((0.01 + 0.64 + 0.09 + 0.01) / 4)
    assert average_precision(pairs) == pytest.approx((1 + 2 / 3) / 2)
    assert average_precision([(1.0, True), (1.0, False), (0.0, True)]) == pytest.approx((0.5 + 2 / 3) / 2)
    assert average_precision([(0.4, False)]) == 0
    assert precision_recall(pairs, 0.75) == (0.5, 0.5) and precision_recall(pairs, 0.95) == (0.0, 0.0)
    assert calibration_error(reliability(pairs, 2)) == pytest.approx((abs(0.8 - 2 / 3) * 3 + 0.1) / 4)


def test_isotonic_pools_what_falls() -> None:
    made = isotonic([(0.1, False), (0.2, True), (0.3, False), (0.9, True)])
    assert list(made.true) == sorted(made.true) and made.of(1.0) == 1.0
    assert made.of(0.0) < made.true[0] + 0.01 and made.of(0.95) > made.true[-1] - 0.01
    assert made.of(0.2) < made.of(0.25) < made.of(0.9)  # on one stair, and still told apart


def test_it_is_quick_enough_for_a_province() -> None:
    snapshots = [Snapshot(ahead(one % 9, one % 3), one % 700, 300 + one % 1500) for one in range(2000)]
    began = time.process_time()
    for one in snapshots:
        chance(one, model().hazards)
    assert time.process_time() - began < 2000 / 100_000 * 60 * 3  # 100.000 in a minute, on a busy machine


def test_words_name_step_and_unit() -> None:
    assert why("Thẩm định", "Phường Tam Thanh", 1008, 1440, is_current=True) == (
        "Bước Thẩm định ở Phường Tam Thanh thường mất 2,1 ngày, hồ sơ đã ở đó 3 ngày."
    )
    assert "chưa tới bước đó" in why("Ký", "", 120, 0, is_current=False)
    assert "chưa đủ hồ sơ" in why("Ký", "Sở", None, 30, is_current=True)
    assert (span(20), span(180), span(5)) == ("20 phút", "3 giờ", "5 phút")
    assert headline(12, "Thẩm định", "Phường Tam Thanh") == (
        "12 hồ sơ có nguy cơ trễ trong 48 giờ — nghẽn ở bước thẩm định (Phường Tam Thanh)"
    )
    assert (step_words("ky", "Ký thẻ", 1), step_words("ky", "Ký thẻ", 3)) == ("Ký thẻ", "Ký kết quả")
    assert headline(0, "", "").startswith("Không hồ sơ nào")
