"""The sums follow the facts exactly, in whatever order facts come, are corrected and come again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import date, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import given, settings

from thongsuot.kernel.clock import VIETNAM
from thongsuot.serving.facts import answers
from thongsuot.serving.facts.domain.measures import Counts
from thongsuot.serving.facts.exporting import fact_batches, fact_parts
from thongsuot.serving.facts.models import DossierFact, FactState, UnitDay
from thongsuot.serving.facts.tests import oracle
from thongsuot.serving.facts.tests.lives import AS_OF, histories, periods
from thongsuot.serving.facts.tests.oracle import BEGUN, Fact
from thongsuot.serving.facts.writing import put_facts

pytestmark = pytest.mark.django_db
NOW = AS_OF.replace(tzinfo=VIETNAM)
JULY = (date(2026, 7, 1), date(2026, 7, 31))


def put(facts: Iterable[Fact], now: datetime = NOW) -> int:
    return put_facts([asdict(replace(one, source=7)) for one in facts], now)


def same_as_loops(facts: list[Fact], period: tuple[date, date]) -> None:
    """By unit and by procedure."""
    nothing = Counts.zero()
    for unit in (1, 2, 3):
        mine = [one for one in facts if one.unit == unit]
        assert answers.counts([unit], *period).get(unit, nothing) == oracle.counts(mine, *period, AS_OF)
    for procedure, found in answers.procedure_counts(*period).items():
        mine = [one for one in facts if one.procedure == procedure]
        assert found == oracle.counts(mine, *period, AS_OF)


class Undone(Exception):  # noqa: N818 - says what happened
    """Ends an example without a trace."""


def test_any_order_of_arrivals_and_corrections_ends_in_the_same_counts() -> None:
    """Each example: some facts arrive, others take their place under the same codes; the last of each holds."""

    @settings(max_examples=40)
    @given(histories(12), histories(12), periods())
    def same(first: list[Fact], second: list[Fact], period: tuple[date, date]) -> None:
        with pytest.raises(Undone), transaction.atomic():
            put(first)
            same_as_loops(first, period)
            put([*first, *second])  # some twice in one batch
            now = {one.code: one for one in [*first, *second]}
            same_as_loops(list(now.values()), period)
            raise Undone

    same()


def test_a_correction_of_last_month_moves_last_month_and_nothing_else() -> None:
    august = (date(2026, 8, 1), date(2026, 8, 31))
    put([Fact(due_at=BEGUN + timedelta(days=9), finished_at=BEGUN + timedelta(days=30))])
    assert answers.counts([1], *JULY)[1].overdue_766 == 1
    assert answers.counts([1], *august)[1].late_766 == 1
    put([Fact(due_at=BEGUN + timedelta(days=9), finished_at=BEGUN + timedelta(days=3))])
    assert (answers.counts([1], *JULY)[1].early_766, answers.counts([1], *JULY)[1].all_766) == (1, 1)
    assert answers.counts([1], *august)[1].all_766 == 0


def test_a_dossier_moves_to_another_unit_with_all_it_counted() -> None:
    put([Fact(unit=1)])
    put([Fact(unit=2)])
    assert [answers.counts([unit], *JULY)[unit].received for unit in (1, 2)] == [0, 1]


def test_the_same_again_changes_nothing() -> None:
    assert put([Fact(), Fact(code="b")]) == 2
    version, cells = FactState.objects.get().version, list(UnitDay.objects.values())
    assert put([Fact(), Fact(code="b")]) == 0
    assert (FactState.objects.get().version, list(UnitDay.objects.values())) == (version, cells)


def test_whether_a_date_has_passed_is_reckoned_here_and_an_end_is_one() -> None:
    """What another system says of it is not believed, and both kinds of end together are one: the result."""
    put([Fact(due_at=BEGUN + timedelta(days=400), is_past_due=True)])
    put([Fact(code="b", finished_at=BEGUN, closed_at=BEGUN, paused_at=BEGUN)])
    one, two = DossierFact.objects.order_by("code")
    assert not one.is_past_due
    assert (two.finished_at, two.closed_at, two.paused_at) == (BEGUN, None, None)


def test_our_own_facts_are_not_given_but_built() -> None:
    with pytest.raises(ValueError, match="source 0"), transaction.atomic():
        put_facts([asdict(Fact(source=0))], NOW)
    assert not DossierFact.objects.exists()


def test_a_row_that_lacks_a_column_writes_nothing() -> None:
    row = asdict(Fact(source=7))
    del row["due_at"]
    with pytest.raises(KeyError), transaction.atomic():
        put_facts([row], NOW)
    assert put_facts([], NOW) == 0
    assert not FactState.objects.exists()


def test_facts_leave_in_batches_part_by_part() -> None:
    made = [Fact(code=f"b-{number}", started_at=BEGUN + timedelta(days=9 * number), source=7) for number in range(6)]
    put([*made, Fact(code="x", province=2)])
    assert [len(rows) for rows in fact_batches(3)] == [3, 3, 1]
    months = {(month, province) for month, province, _version in fact_parts()}
    assert months == {(date(2026, 7, 1), 1), (date(2026, 7, 1), 2), (date(2026, 8, 1), 1)}
    found = {row for part in months for rows in fact_batches(month=part[0], province=part[1]) for row in rows}
    assert found == {one.row for one in [*made, Fact(code="x", province=2, source=7)]}
    assert fact_parts(FactState.objects.get().version) == []
