"""Local survey beside SIPAS (E04), excerpts of evidence, and the interval checked by exact counting."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import comb
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.measuring.appraisal.excerpt import excerpt
from thongsuot.measuring.appraisal.surveys.domain import interval_of
from thongsuot.measuring.appraisal.surveys.queries import comparisons
from thongsuot.measuring.appraisal.tests.conftest import Desk
from thongsuot.measuring.conftest import SMALL_SET
from thongsuot.measuring.criteria.domain.plain import digest_of, plain_of, set_from
from thongsuot.measuring.criteria.models import CriteriaRelease, ReleaseStatus
from thongsuot.measuring.rounds.models import NodeScore, ScoreEvidence
from thongsuot.registry.claims.models import Claim, ClaimOrigin
from thongsuot.registry.fields import ReviewStatus
from thongsuot.registry.indicators.models import Indicator
from thongsuot.registry.units.models import Unit


def test_wilsons_own_figures() -> None:
    """81 of 263 (Newcombe 1998, table I): 25,53% to 36,62%."""
    found = interval_of(Decimal(81) / Decimal(263) * 100, 263)
    assert (found.low, found.high) == (Decimal("25.5"), Decimal("36.6"))
    assert interval_of(Decimal(100), 20).high == 100 and interval_of(Decimal(100), 20).low == Decimal("83.9")


@given(st.integers(1, 60), st.data())
def test_the_interval_holds_the_percentage_and_shrinks_with_the_sample(n: int, data: st.DataObject) -> None:
    percent = Decimal(data.draw(st.integers(0, n))) * 100 / n
    one, more = interval_of(percent, n), interval_of(percent, n * 10)
    slack = Decimal("0.1")  # of rounding
    assert 0 <= one.low <= percent + slack and percent - slack <= one.high <= 100
    assert more.high - more.low <= one.high - one.low + slack


def test_it_covers_the_truth_about_as_often_as_it_says() -> None:
    """All outcomes of 40 answers where 85% is true, counted exactly: it is held 92 to 98 times in 100."""
    n, truth = 40, Fraction(85, 100)
    held = Fraction(0)
    for yes in range(n + 1):
        if interval_of(Decimal(yes) * 100 / n, n).holds(Decimal(85)):
            held += comb(n, yes) * truth**yes * (1 - truth) ** (n - yes)
    assert Fraction(92, 100) <= held <= Fraction(98, 100)


@pytest.fixture
def asked(desk: Desk) -> Desk:
    """Leaf 3 asks the people served instead of leaders."""
    content = plain_of(set_from({**SMALL_SET, "nodes": [_satisfying(one) for one in SMALL_SET["nodes"]]}))
    desk.scene.round.release = CriteriaRelease.objects.create(
        key="thu-nho-2", title="Thử", population="department", certainty="sample", status=ReleaseStatus.ISSUED,
        content=content, digest=digest_of(content),
    )  # fmt: skip
    desk.scene.round.save()
    return desk


def _satisfying(node: Any) -> Any:
    return {**node, "method": "satisfaction"} if node["code"] == "3" else node


def sipas(document: Any, unit: Unit, value: str) -> Claim:
    indicator, _made = Indicator.objects.get_or_create(key="sipas", defaults={"name": "SIPAS"})
    return Claim.objects.create(
        document=document, origin=ClaimOrigin.TABLE, subject=unit, indicator=indicator, name="SIPAS",
        period_start=date(2026, 1, 1), period_end=date(2026, 12, 31), value=Decimal(value), unit_of_measure="%",
        status=ReviewStatus.CONFIRMED, is_public=True,
    )  # fmt: skip


@pytest.mark.django_db
def test_the_units_own_sipas_before_its_provinces(asked: Desk, client: Any) -> None:
    desk, scene = asked, asked.scene
    sipas(desk.document, scene.home, "83.96")
    sipas(desk.document, scene.other, "90")
    score = NodeScore.objects.get(participant=scene.mine, code="3")
    counted = (
        sipas(desk.document, scene.there, "85") if hasattr(scene, "there") else sipas(desk.document, scene.doing, "85")
    )
    Claim.objects.filter(pk=counted.pk).update(numerator=340, denominator=400, indicator=None)
    ScoreEvidence.objects.create(score=score, claim=counted, title="Khảo sát")
    rows = {one.participant.pk: one for one in comparisons(scene.appraiser, scene.round)}
    mine, theirs = rows[scene.mine.pk], rows[scene.theirs.pk]
    assert (mine.percent, mine.sample, mine.is_own) == (85, 400, False)
    assert mine.difference == Decimal("1.04") and mine.agrees is True  # 81,2–88,2 holds 83,96
    assert (theirs.sample, theirs.interval, theirs.agrees, theirs.is_own) == (None, None, None, True)
    assert theirs.difference == -5
    client.force_login(scene.appraiser)
    page = client.get("/lam-viec/tham-dinh/dot-thu/khao-sat").content.decode()
    assert "chưa biết số phiếu" in page and "của tỉnh" in page and "400 phiếu" in page


@pytest.mark.django_db
def test_without_a_central_figure_nothing_is_subtracted(asked: Desk) -> None:
    rows = comparisons(asked.scene.appraiser, asked.scene.round)
    assert [(one.central, one.difference) for one in rows] == [(None, None), (None, None)]


@pytest.mark.django_db
def test_what_leaders_say_is_not_held_against_sipas(desk: Desk) -> None:
    sipas(desk.document, desk.scene.home, "83.96")
    assert comparisons(desk.scene.appraiser, desk.scene.round) == []


TEXT = "Báo cáo năm 2026\n1. Tình hình chung\nĐã ban hành kế hoạch.\n2. Kết quả\nTỷ lệ đúng hạn đạt 95%.\n"


def test_the_locator_finds_its_words_or_its_numbered_heading() -> None:
    assert excerpt(TEXT, "tỷ lệ đúng hạn").hit == "Tỷ lệ đúng hạn"
    assert excerpt(TEXT, "Mục 2").hit == "2. Kết quả"
    assert excerpt("Tăng so với mức 41,05%.\n4. Tồn tại\n", "mục 4").hit == "4. Tồn tại"  # not «mức 4»
    found = excerpt(TEXT, "trang 9")
    assert (found.before, found.hit) == ("", "") and found.after.startswith("Báo cáo")
    assert excerpt(TEXT, "").after == TEXT


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=3000), st.text(max_size=12))
def test_an_excerpt_is_always_a_stretch_of_the_text(text: str, locator: str) -> None:
    found = excerpt(text, locator)
    assert found.before + found.hit + found.after in text
