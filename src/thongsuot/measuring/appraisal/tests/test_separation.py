"""Separation of duties over every combination of roles (§2.4), and two people at once on real connections."""

from __future__ import annotations

import threading
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from thongsuot.measuring.appraisal.actions import (
    AppraiseScores,
    Appraising,
    DecideExplanations,
    Deciding,
    Judgement,
    ParticipantId,
    SendExplanations,
    SettleParticipant,
)
from thongsuot.measuring.appraisal.people import is_fit, may_judge
from thongsuot.measuring.appraisal.tests.conftest import Desk
from thongsuot.measuring.permissions import GRANTS, Measuring
from thongsuot.measuring.rounds.actions.entering import EnterScores, Entries, Entry
from thongsuot.measuring.rounds.choices import ParticipantStatus, RoundStatus, Verdict
from thongsuot.measuring.rounds.models import NodeScore, Participant, Round
from thongsuot.platform.access.errors import AccessDenied
from thongsuot.platform.actions import ActionError, ConflictError
from thongsuot.platform.events.models import Event
from thongsuot.platform.events.queries import verify_chain
from thongsuot.registry.accounts.models import Account, RoleGrant
from thongsuot.registry.accounts.roles import STAFF_OF_A_UNIT, Role

held = st.lists(
    st.tuples(st.sampled_from(list(Role)), st.sampled_from(["home", "doing", "other", "nation", None])),
    min_size=1,
    max_size=4,
    unique=True,
)
_APPRAISING = {role for role, granted in GRANTS.items() if Measuring.SCORE_APPRAISE in granted}


class _Undone(Exception):  # noqa: N818 - takes an example's rows back
    pass


@pytest.mark.django_db
def test_whoever_works_in_a_unit_never_judges_it_whatever_else_they_hold(desk: Desk) -> None:
    """Every mix of roles: judging needs the right over the home, and not to be staff of the unit judged."""
    scene = desk.scene
    units = {"home": scene.home, "doing": scene.doing, "other": scene.other, "nation": scene.nation, None: None}

    @settings(max_examples=60)
    @given(held)
    def check(roles: list[tuple[Role, str | None]]) -> None:
        with pytest.raises(_Undone), transaction.atomic():
            account = Account.objects.create_account("thu", "mat-khau-thu-nghiem", "Người thử")
            for role, where in roles:
                RoleGrant.objects.create(account=account, role=role, unit=units[where])
            is_staff = any(role in STAFF_OF_A_UNIT and where == "doing" for role, where in roles)
            has_right = any(role in _APPRAISING and where in ("home", "nation", None) for role, where in roles)
            expected = has_right and not is_staff
            assert may_judge(account, scene.mine) == expected
            assert is_fit(account, scene.round, scene.doing.path) == expected
            if not expected:
                _refused_everywhere(account, scene.mine.pk)
            raise _Undone

    check()


def _refused_everywhere(account: Account, participant: int) -> None:
    attempts: list[Callable[[], Any]] = [
        lambda: AppraiseScores.run(account, Appraising(participant, (Judgement("1.1", 1, Verdict.ACCEPTED),))),
        lambda: SendExplanations.run(account, ParticipantId(participant)),
        lambda: DecideExplanations.run(account, Deciding(participant, ())),
        lambda: SettleParticipant.run(account, ParticipantId(participant)),
    ]
    for attempt in attempts:
        with pytest.raises(AccessDenied):
            attempt()


def _at_once(*attempts: Callable[[], Any]) -> list[BaseException | None]:
    """Each on its own connection, started together; what each raised."""
    gate, found = threading.Barrier(len(attempts)), [None] * len(attempts)

    def run(at: int) -> None:
        gate.wait()
        try:
            attempts[at]()
        except BaseException as fault:
            found[at] = fault  # type: ignore[call-overload]
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(at,)) for at in range(len(attempts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


@pytest.mark.django_db(transaction=True)
def test_two_appraisers_at_once_one_wins_and_the_other_is_told(desk: Desk) -> None:
    scene = desk.scene
    words = {"reason": "Không có văn bản", "clause": "khoản a"}

    def judge(who: Account, verdict: Judgement) -> Callable[[], Any]:
        return lambda: AppraiseScores.run(Account.objects.get(pk=who.pk), Appraising(scene.mine.pk, (verdict,)))

    faults = _at_once(
        judge(scene.appraiser, Judgement("1.1", 1, Verdict.ACCEPTED)),
        judge(scene.second, Judgement("1.1", 1, Verdict.REDUCED, {"answer": "0"}, **words)),
    )
    told = [one for one in faults if one is not None]
    assert len(told) == 1 and isinstance(told[0], ConflictError) and "Ý kiến của bạn còn nguyên" in str(told[0])
    row = desk.score("1.1")
    winner = scene.appraiser if faults[0] is None else scene.second
    assert row.revision == 2 and row.appraised_by_id == winner.pk
    assert row.appraised_score == (Decimal(10) if faults[0] is None else 0)
    assert Event.objects.filter(aggregate_type="participant", name="measuring.score.appraised").count() == 1
    assert verify_chain("participant", str(scene.mine.pk)) is None


@pytest.mark.django_db(transaction=True)
def test_two_appraisers_on_different_claims_lose_nothing(desk: Desk) -> None:
    scene, codes = desk.scene, ("1.1", "1.2", "1.3", "2.1")

    def judge(who: Account, code: str) -> Callable[[], Any]:
        wanted = Appraising(scene.mine.pk, (Judgement(code, 1, Verdict.ACCEPTED),))
        return lambda: AppraiseScores.run(Account.objects.get(pk=who.pk), wanted)

    people = (scene.appraiser, scene.second) * 2
    assert _at_once(*(judge(*pair) for pair in zip(people, codes, strict=True))) == [None] * 4
    assert NodeScore.objects.filter(participant=scene.mine, code__in=codes, verdict=Verdict.ACCEPTED).count() == 4
    assert verify_chain("participant", str(scene.mine.pk)) is None


@pytest.mark.django_db(transaction=True)
def test_unit_and_appraiser_at_once(desk: Desk) -> None:
    """The round still scores and the unit writes 2.2 again, while somebody judges what they saw: never both."""
    scene = desk.scene
    Participant.objects.filter(pk=scene.mine.pk).update(status=ParticipantStatus.SCORING)
    Round.objects.filter(pk=scene.round.pk).update(status=RoundStatus.SCORING)
    entry = Entry("2.2", 1, {"value": "60"})
    judged = Judgement("2.2", 1, Verdict.ACCEPTED)
    faults = _at_once(
        lambda: EnterScores.run(Account.objects.get(pk=scene.focal.pk), Entries(scene.mine.pk, (entry,))),
        lambda: AppraiseScores.run(Account.objects.get(pk=scene.appraiser.pk), Appraising(scene.mine.pk, (judged,))),
    )
    assert faults[0] is None and isinstance(faults[1], ActionError)
    assert desk.score("2.2").self_score == 6 and desk.score("2.2").verdict == Verdict.NONE


@pytest.mark.django_db
def test_a_verdict_on_what_the_unit_wrote_before_its_last_change_is_a_conflict(desk: Desk) -> None:
    """The page was opened, the signature withdrawn, the leaf changed, signed again: the old look counts for nothing."""
    scene = desk.scene
    Participant.objects.filter(pk=scene.mine.pk).update(status=ParticipantStatus.SCORING)
    Round.objects.filter(pk=scene.round.pk).update(status=RoundStatus.SCORING)
    EnterScores.run(scene.focal, Entries(scene.mine.pk, (Entry("2.2", 1, {"value": "60"}),)))
    Participant.objects.filter(pk=scene.mine.pk).update(status=ParticipantStatus.SIGNED)
    Round.objects.filter(pk=scene.round.pk).update(status=RoundStatus.APPRAISING)
    with pytest.raises(ConflictError, match="Đơn vị đã sửa tiêu chí"):
        AppraiseScores.run(scene.appraiser, Appraising(scene.mine.pk, (Judgement("2.2", 1, Verdict.ACCEPTED),)))
    assert desk.score("2.2").self_score == 6
    with pytest.raises(ActionError, match="không sửa được nữa"):  # and the unit cannot write during appraisal
        EnterScores.run(scene.focal, Entries(scene.mine.pk, (Entry("2.2", 2, {"value": "90"}),)))
