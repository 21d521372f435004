"""Two people on one leaf at the very same moment, in threads of their own: nothing lost, the later one is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from pytest_django.plugin import DjangoDbBlocker

from tests.databases import own_database
from tests.robustness.test_at_once import at_once
from thongsuot.measuring.conftest import SMALL_SET, THRESHOLDS
from thongsuot.measuring.criteria.domain.plain import digest_of, plain_of, set_from
from thongsuot.measuring.criteria.models import CriteriaRelease
from thongsuot.measuring.rounds.actions import (
    EnterScores,
    Entries,
    Entry,
    Saved,
    ScoreConflict,
    Signing,
    SignSelfScore,
)
from thongsuot.measuring.rounds.models import NodeScore, Participant, Round
from thongsuot.measuring.rounds.snapshot import digest_of_sheet
from thongsuot.platform.actions import ActionError
from thongsuot.platform.events.models import Event
from thongsuot.platform.events.queries import verify_chain
from thongsuot.registry.accounts.models import Account, RoleGrant
from thongsuot.registry.accounts.roles import Role
from thongsuot.registry.conftest import make_unit
from thongsuot.registry.units.models import Unit, UnitKind

pytestmark = pytest.mark.slow  # a database of its own for each


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with own_database("scores", django_db_blocker):
        yield


def person(name: str, role: Role, unit: Unit) -> Account:
    one = Account.objects.create_account(name, None, name.title())
    RoleGrant.objects.create(account=one, role=role, unit=unit)
    return one


@pytest.fixture
def sheet(committed: None) -> Participant:
    nation = make_unit("vn", "Việt Nam", UnitKind.NATION)
    home = make_unit("tinh-lang-son", "Tỉnh Lạng Sơn", UnitKind.PROVINCE, nation)
    unit = make_unit("so-y-te--lang-son", "Sở Y tế tỉnh Lạng Sơn", UnitKind.DEPARTMENT, home)
    plain = plain_of(set_from(SMALL_SET))
    columns = {"population": "department", "home": home, "certainty": "sample", "status": "release_issued"}
    release = CriteriaRelease.objects.create(key="thu", title="Thử", content=plain, digest=digest_of(plain), **columns)
    opened = Round.objects.create(
        key="dot", title="Đợt", home=home, release=release, population="department", year=2026,
        status="round_scoring", thresholds=THRESHOLDS,
    )  # fmt: skip
    return Participant.objects.create(round=opened, unit=unit)


def saving(actor: Account, sheet: Participant, *entries: Entry) -> Callable[[], Saved]:
    return lambda: EnterScores.run(actor, Entries(sheet.pk, entries))


def test_two_values_for_one_leaf(sheet: Participant) -> None:
    focal = person("dau moi", Role.UNIT_FOCAL, sheet.unit)
    head = person("lanh dao", Role.UNIT_HEAD, sheet.unit)
    revision = 0
    for number in range(5):
        values = {focal: f"{50 + number}", head: f"{80 + number}"}
        acts = [saving(who, sheet, Entry("2.2", revision, {"value": value})) for who, value in values.items()]
        answers = at_once(*acts)
        [conflict] = [one for one in answers if isinstance(one, ScoreConflict)]
        [saved] = [one for one in answers if isinstance(one, Saved)]
        row = NodeScore.objects.select_related("entered_by").get()
        assert row.revision == saved.revisions["2.2"] == revision + 1
        winner = row.entered_by
        assert winner is not None and row.inputs == {"value": values[winner]}
        [clash] = conflict.clashes  # the one who came second sees whose value stands
        assert (clash.by, clash.inputs, clash.revision) == (winner.display_name, row.inputs, row.revision)
        revision = row.revision
    assert Event.objects.filter(aggregate_type="participant").count() == 5
    assert verify_chain("participant", str(sheet.pk)) is None


def test_different_leaves_at_once_are_all_kept_and_the_total_holds_them(sheet: Participant) -> None:
    focal = person("dau moi", Role.UNIT_FOCAL, sheet.unit)
    head = person("lanh dao", Role.UNIT_HEAD, sheet.unit)
    answers = at_once(
        saving(focal, sheet, Entry("1.1", 0, {"answer": "1"})),
        saving(head, sheet, Entry("2.2", 0, {"value": "81"})),
        saving(focal, sheet, Entry("1.3", 0, {"cases": "0"})),
    )
    assert all(isinstance(one, Saved) for one in answers)
    sheet.refresh_from_db()
    assert sheet.self_total == 30


def test_the_same_click_twice_is_one_change(sheet: Participant) -> None:
    focal = person("dau moi", Role.UNIT_FOCAL, sheet.unit)
    entry = Entry("2.2", 0, {"value": "81"})
    answers = at_once(*(saving(focal, sheet, entry) for _click in range(3)))
    assert sorted(one.changed for one in answers) == [0, 0, 1]  # type: ignore[union-attr]
    assert NodeScore.objects.get().revision == 1


def test_the_head_signs_while_a_colleague_still_types(sheet: Participant) -> None:
    """Either the value is in the signed sheet or it is refused: never a sheet that differs from its signature."""
    focal = person("dau moi", Role.UNIT_FOCAL, sheet.unit)
    head = person("lanh dao", Role.UNIT_HEAD, sheet.unit)
    typed, signed = at_once(
        saving(focal, sheet, Entry("2.2", 0, {"value": "81"}, note="Báo cáo")),
        lambda: SignSelfScore.run(head, Signing(sheet.pk, accepts_missing=True)),  # type: ignore[arg-type,return-value]
    )
    assert not isinstance(signed, Exception)
    sheet.refresh_from_db()
    assert digest_of_sheet(sheet) == sheet.signed_digest
    assert isinstance(typed, ActionError) is not NodeScore.objects.exists()
