"""What is frozen of a round: three scores, the figures, why points went, who proved what; totals, ranks, classes."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from thongsuot.kernel.digests import canonical_json
from thongsuot.measuring.criteria.domain.plain import digest_of
from thongsuot.measuring.publishing.building import build, changed
from thongsuot.measuring.publishing.content import By, Result
from thongsuot.measuring.publishing.gathering import rows_of
from thongsuot.measuring.publishing.tests.conftest import HEALTH, Settle, Settled
from thongsuot.measuring.rounds.choices import ParticipantStatus
from thongsuot.measuring.rounds.models import NodeScore, Participant
from thongsuot.registry.conftest import make_unit
from thongsuot.registry.units.models import UnitKind

pytestmark = pytest.mark.django_db


def read(settled: Settled) -> Result:
    return Result.read(json.loads(json.dumps(build(rows_of(settled.scene.round)))))


def test_totals_percent_rank_and_class_of_both_units(settled: Settled) -> None:
    result = read(settled)
    health, finance = result.by_key["so-y-te--lang-son"], result.by_key["so-tai-chinh--lang-son"]
    # 82 as the unit and the survey have it, less the point of 2.1
    assert (health.totals.final, health.totals.maximum, health.percent) == (Decimal(81), Decimal(100), Decimal("81.00"))
    assert (health.totals.base, health.totals.bonus, health.totals.penalty) == (Decimal(80), Decimal(2), Decimal(1))
    assert (health.rank, health.out_of, health.is_tied, health.class_name) == (2, 2, False, "Tốt")
    assert (finance.totals.final, finance.totals.maximum, finance.percent) == (78, 80, Decimal("97.50"))
    assert (finance.rank, finance.class_name) == (1, "Xuất sắc")


def test_three_scores_stay_three(settled: Settled) -> None:
    leaf = read(settled).by_key["so-y-te--lang-son"].leaves["2.1"]
    assert (leaf.self_points, leaf.appraised, leaf.final) == (Decimal(19), Decimal(18), Decimal(18))
    assert (leaf.by, leaf.counted) == (By.FOUND, {"numerator": "90", "denominator": "100"})
    assert leaf.inputs == {"numerator": "95", "denominator": "100"}
    assert (leaf.verdict, leaf.clause) == ("reduced", "Điểm b mục 2.1")
    survey = read(settled).by_key["so-y-te--lang-son"].leaves["3"]
    assert (survey.self_points, survey.final) == (None, Decimal(17))


def test_own_sum_counts_only_what_the_unit_scored(settled: Settled) -> None:
    totals = read(settled).by_key["so-y-te--lang-son"].totals
    assert (totals.self_points, totals.appraised) == (Decimal("57.5"), Decimal(81))  # without survey and statistics


def test_what_does_not_apply_leaves_the_maximum_and_says_why(settled: Settled) -> None:
    leaf = read(settled).by_key["so-tai-chinh--lang-son"].leaves["1.2"]
    assert (leaf.is_applicable, leaf.final, leaf.flag) == (False, None, "not_applicable")
    assert "không áp dụng" in leaf.not_applicable_reason and leaf.by is By.INPUTS


def test_declared_not_applicable_keeps_the_reason_of_a_person(settled: Settled) -> None:
    NodeScore.objects.filter(participant=settled.scene.mine, code="2.2").update(
        is_applicable=False, not_applicable_reason="Sở không tiếp nhận hồ sơ.", final_score=None
    )
    health = read(settled).by_key["so-y-te--lang-son"]
    assert (health.leaves["2.2"].not_applicable_reason, health.leaves["2.2"].by) == (
        "Sở không tiếp nhận hồ sơ.",
        By.DECISION,
    )
    assert (health.totals.maximum, health.totals.final) == (Decimal(90), Decimal(75))


def test_points_no_figure_gives_are_a_decision(settled: Settled) -> None:
    NodeScore.objects.filter(pk=settled.reduced.pk).update(final_score=Decimal("17.25"), final_reason="Theo giải trình")
    leaf = read(settled).by_key["so-y-te--lang-son"].leaves["2.1"]
    assert (leaf.by, leaf.final, leaf.final_reason) == (By.DECISION, Decimal("17.25"), "Theo giải trình")


def test_unscored_counts_nothing_and_is_not_a_zero(settled: Settled) -> None:
    NodeScore.objects.filter(participant=settled.scene.mine, code="1.1").delete()
    health = read(settled).by_key["so-y-te--lang-son"]
    assert (health.leaves["1.1"].final, health.leaves["1.1"].flag, health.leaves["1.1"].by) == (
        None,
        "unscored",
        By.NONE,
    )
    assert (health.totals.final, health.totals.maximum) == (Decimal(71), Decimal(100))


def test_equal_units_share_a_rank_and_groups_never_mix(settled: Settled, settle: Settle) -> None:
    for place in range(3):
        unit = make_unit(f"so-{place}--lang-son", f"Sở {place}", UnitKind.DEPARTMENT, settled.scene.home)
        group = "Nhóm riêng" if place == 2 else ""
        one = Participant.objects.create(round=settled.scene.round, unit=unit, peer_group=group)
        settle(one, HEALTH)
    found = {one.key: (one.rank, one.out_of, one.is_tied) for one in read(settled).units}
    assert found["so-tai-chinh--lang-son"] == (1, 4, False)
    assert found["so-0--lang-son"] == found["so-1--lang-son"] == (2, 4, True)
    assert found["so-y-te--lang-son"] == (4, 4, False)  # 2, 2, then 4 (E16)
    assert found["so-2--lang-son"] == (1, 1, False)
    assert [len(units) for units in read(settled).groups.values()] == [4, 1]


def test_same_rows_give_the_same_digest_and_evidence_names_its_sha(proved: Settled) -> None:
    first, again = build(rows_of(proved.scene.round)), build(rows_of(proved.scene.round))
    assert digest_of(first) == digest_of(again)
    paper, listed = read(proved).by_key["so-y-te--lang-son"].leaves["2.1"].evidence
    assert len(paper.sha256) == len(listed.sha256) == 64 and listed.file == "danh-sach.txt"
    assert (paper.locator, str(paper.dated)) == ("mục 2", "2026-06-15")


def test_a_changed_leaf_recounts_everything_and_leaves_the_old_content_alone(settled: Settled) -> None:
    content = build(rows_of(settled.scene.round))
    before = canonical_json(content)
    lifted = Result.read(changed(content, "so-y-te--lang-son", "2.1", Decimal(20), "Chấp nhận kiến nghị"))
    assert canonical_json(content) == before
    leaf = lifted.by_key["so-y-te--lang-son"].leaves["2.1"]
    assert (leaf.final, leaf.by, leaf.final_reason) == (Decimal(20), By.DECISION, "Chấp nhận kiến nghị")
    assert lifted.by_key["so-y-te--lang-son"].totals.final == Decimal(83)
    assert lifted.by_key["so-tai-chinh--lang-son"].percent == Decimal("97.50")


def test_number_of_statements_does_not_grow_with_units(
    settled: Settled, settle: Settle, django_assert_max_num_queries: object
) -> None:
    for place in range(4):
        unit = make_unit(f"so-{place}--lang-son", f"Sở {place}", UnitKind.DEPARTMENT, settled.scene.home)
        settle(Participant.objects.create(round=settled.scene.round, unit=unit), HEALTH)
    with django_assert_max_num_queries(5):  # type: ignore[operator]
        assert len(rows_of(settled.scene.round).scores) == 6


def test_content_of_another_shape_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match="dạng"):
        Result.read({"format": "khac/2"})


def test_a_unit_to_which_nothing_applies_has_no_percent_and_no_rank(settled: Settled) -> None:
    NodeScore.objects.filter(participant=settled.scene.mine).update(
        is_applicable=False, not_applicable_reason="Đơn vị mới thành lập.", final_score=None
    )
    Participant.objects.filter(pk=settled.scene.mine.pk).update(status=ParticipantStatus.SETTLED)
    result = read(settled)
    assert result.by_key["so-y-te--lang-son"].percent is None
    assert result.by_key["so-y-te--lang-son"].rank is None
    assert result.by_key["so-tai-chinh--lang-son"].out_of == 1
