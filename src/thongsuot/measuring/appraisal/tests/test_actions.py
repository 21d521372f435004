"""From the first verdict to settled scores, and everything that is refused on the way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from thongsuot.kernel.workdays import load_calendar
from thongsuot.measuring.appraisal.actions import (
    AnswerExplanations,
    Answering,
    AppraiseScores,
    Appraising,
    AssignAppraisers,
    Assigning,
    Assignment,
    DecideExplanations,
    Deciding,
    Decision,
    Judgement,
    ParticipantId,
    SendExplanations,
    SettleParticipant,
)
from thongsuot.measuring.appraisal.models import ExplanationItem, ExplanationList
from thongsuot.measuring.appraisal.tests.conftest import CLAIMS, Desk
from thongsuot.measuring.rounds.choices import ParticipantStatus, RoundStatus, Verdict
from thongsuot.measuring.rounds.models import Participant
from thongsuot.platform.access.errors import AccessDenied
from thongsuot.platform.actions import ActionError, ConflictError
from thongsuot.platform.notifications.models import Notification
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.accounts.roles import Role

pytestmark = pytest.mark.django_db
WHY = {"reason": "Kế hoạch ban hành ngày 5/4, sau hạn 31/3", "clause": "khoản 2 của tiêu chí"}


def judge(actor: Account, participant: Participant, *judgements: Judgement) -> int:
    return AppraiseScores.run(actor, Appraising(participant.pk, judgements)).left


def accept(code: str, revision: int = 1) -> Judgement:
    return Judgement(code, revision, Verdict.ACCEPTED)


def judge_all(desk: Desk, participant: Participant | None = None, **others: Judgement) -> None:
    """Accepts every claim but those in ``others`` («c1_2» for 1.2)."""
    special = {name.removeprefix("c").replace("_", "."): one for name, one in others.items()}
    given = [special.get(code, accept(code)) for code in CLAIMS]
    assert judge(desk.scene.appraiser, participant or desk.scene.mine, *given) == 0


def test_accept_reduce_and_ask(desk: Desk, events: Callable[..., list[Any]]) -> None:
    scene = desk.scene
    reduced = Judgement("2.1", 1, Verdict.REDUCED, {"numerator": "150", "denominator": "200"}, **WHY)
    asked = Judgement("1.3", 1, Verdict.ASKED, reason="Nêu văn bản đã tự kiểm tra")
    assert judge(scene.appraiser, scene.mine, accept("1.1"), reduced, asked) == 4
    assert desk.score("1.1").appraised_score == Decimal(10)
    assert desk.score("2.1").appraised_score == 0  # 75% lies below the floor of 80%
    assert desk.score("2.1").self_score == Decimal(19)  # what the unit said stays
    assert desk.score("1.3").appraised_score is None
    (name, changes) = events("participant", scene.mine.pk)[0]
    assert name == "measuring.score.appraised"
    assert changes["2.1"][1]["reason"] == WHY["reason"] and changes["status"] == ["unit_signed", "unit_appraise"]


def test_a_reduction_says_why_and_where_and_changes_something(desk: Desk) -> None:
    def refused(**words: Any) -> Any:
        given = {"inputs": {"numerator": "150", "denominator": "200"}, **WHY, **words}
        with pytest.raises(ActionError) as error:
            judge(desk.scene.appraiser, desk.scene.mine, Judgement("2.1", 1, Verdict.REDUCED, **given))
        return error.value.errors[0]

    assert refused(reason=" ").field == "reason"
    assert refused(clause="").field == "clause"
    assert refused(inputs={"numerator": "300", "denominator": "200"}).field == "numerator"
    assert refused(inputs={}).field == "numerator"
    assert "đúng điểm tự chấm" in refused(inputs=CLAIMS["2.1"]).message
    with pytest.raises(ActionError, match="giải trình"):
        judge(desk.scene.appraiser, desk.scene.mine, Judgement("2.1", 1, Verdict.ASKED))
    assert desk.score("2.1").verdict == Verdict.NONE


def test_points_come_by_the_rule_and_never_above_the_maximum(desk: Desk) -> None:
    more = Judgement("T.1", 1, Verdict.REDUCED, {"cases": "4"}, **WHY)
    judge(desk.scene.appraiser, desk.scene.mine, more)
    assert desk.score("T.1").appraised_score == Decimal(5)  # 4 × 2 stops at the bonus of 5


def test_survey_and_unknown_leaves_are_not_judged(desk: Desk) -> None:
    for code in ("3", "1", "9.9"):
        with pytest.raises(ActionError, match="không có điểm tự chấm"):
            judge(desk.scene.appraiser, desk.scene.mine, accept(code))


def test_not_applicable_is_a_claim_that_may_be_refused(desk: Desk) -> None:
    row = desk.score("2.2")
    row.is_applicable, row.not_applicable_reason, row.self_score, row.inputs = False, "Không có thủ tục", None, {}
    row.save()
    judge_all(desk, c2_2=Judgement("2.2", 1, Verdict.REDUCED, {"value": "10"}, **WHY))
    SendExplanations.run(desk.scene.appraiser, ParticipantId(desk.scene.mine.pk))
    item = ExplanationItem.objects.get()
    AnswerExplanations.run(desk.scene.head, Answering(desk.scene.mine.pk, {str(item.pk): "Đồng ý"}))
    kept = Decision(item.pk, "kept", "Đơn vị có 3 thủ tục")
    DecideExplanations.run(desk.scene.appraiser, Deciding(desk.scene.mine.pk, (kept,)))
    SettleParticipant.run(desk.scene.appraiser, ParticipantId(desk.scene.mine.pk))
    mine = Participant.objects.get(pk=desk.scene.mine.pk)
    assert mine.applicable_maximum == 100  # the leaf came back into the maximum with 0 points
    assert desk.score("2.2").final_score == 0 and desk.score("2.2").not_applicable_reason == "Không có thủ tục"


def test_nobody_judges_their_own_unit_or_another_appraisers(desk: Desk, account: Callable[..., Account]) -> None:
    scene = desk.scene
    for actor in (scene.focal, scene.head, scene.chair, scene.stranger):
        with pytest.raises(AccessDenied):
            judge(actor, scene.mine, accept("1.1"))
    AssignAppraisers.run(scene.home_affairs, Assigning(scene.round.pk, (Assignment(scene.mine.pk, scene.second.pk),)))
    with pytest.raises(AccessDenied, match="đã giao cho Thẩm định hai"):
        judge(scene.appraiser, scene.mine, accept("1.1"))
    judge(scene.second, scene.mine, accept("1.1"))
    judge(scene.home_affairs, scene.mine, accept("1.2"))  # whoever runs the round may step in


def test_an_appraiser_of_the_unit_is_not_assigned(desk: Desk, account: Callable[..., Account]) -> None:
    scene = desk.scene
    with pytest.raises(ActionError, match="không thẩm định Sở Y tế") as error:
        AssignAppraisers.run(scene.home_affairs, Assigning(scene.round.pk, (Assignment(scene.mine.pk, scene.head.pk),)))
    assert error.value.errors[0].field == f"nguoi-{scene.mine.pk}"
    with pytest.raises(AccessDenied):
        AssignAppraisers.run(scene.appraiser, Assigning(scene.round.pk, ()))
    done = AssignAppraisers.run(
        scene.home_affairs, Assigning(scene.round.pk, (Assignment(scene.mine.pk, scene.appraiser.pk),))
    )
    assert done.changed == 1
    assert Notification.objects.get(kind="appraisal.assigned").recipient_id == scene.appraiser.pk


def test_a_verdict_on_an_old_state_is_a_conflict_that_names_the_colleague(desk: Desk) -> None:
    scene = desk.scene
    judge(scene.appraiser, scene.mine, accept("1.1"))
    with pytest.raises(ConflictError, match=r"Thẩm định một đã thẩm định tiêu chí 1\.1 lúc .*Công nhận"):
        judge(scene.second, scene.mine, Judgement("1.1", 1, Verdict.REDUCED, {"answer": "0"}, **WHY))
    assert desk.score("1.1").appraised_score == 10
    judge(scene.second, scene.mine, Judgement("1.1", 2, Verdict.REDUCED, {"answer": "0"}, **WHY))  # having seen it
    assert desk.score("1.1").appraised_score == 0


def test_all_verdicts_of_a_call_or_none(desk: Desk) -> None:
    with pytest.raises(ConflictError):
        judge(desk.scene.appraiser, desk.scene.mine, accept("1.1"), accept("1.2", revision=7))
    assert desk.score("1.1").verdict == Verdict.NONE


def test_nothing_is_judged_before_the_unit_signed_or_outside_appraisal(desk: Desk) -> None:
    scene = desk.scene
    Participant.objects.filter(pk=scene.mine.pk).update(status=ParticipantStatus.SCORING)
    with pytest.raises(ActionError, match="Đang tự chấm"):
        judge(scene.appraiser, scene.mine, accept("1.1"))
    scene.round.status = RoundStatus.SCORING
    scene.round.save()
    with pytest.raises(ActionError, match="Đơn vị tự chấm"):
        judge(scene.appraiser, scene.theirs, accept("1.1"))


def sent(desk: Desk) -> tuple[ExplanationItem, ExplanationItem]:
    judge_all(
        desk,
        c2_1=Judgement("2.1", 1, Verdict.REDUCED, {"numerator": "170", "denominator": "200"}, **WHY),
        c1_3=Judgement("1.3", 1, Verdict.ASKED, reason="Có văn bản nào bị kết luận trái luật không?"),
    )
    SendExplanations.run(desk.scene.appraiser, ParticipantId(desk.scene.mine.pk))
    asked, reduced = ExplanationItem.objects.order_by("pk")
    return asked, reduced


def test_one_list_once_and_no_new_criterion_after_it(desk: Desk) -> None:
    scene = desk.scene
    with pytest.raises(ActionError, match="đang ở bước «Đã ký»"):
        SendExplanations.run(scene.appraiser, ParticipantId(scene.mine.pk))
    asked, reduced = sent(desk)
    assert (asked.score.code, reduced.score.code) == ("1.3", "2.1")  # in the order of the set
    sheet = ExplanationList.objects.get()
    today = timezone.localdate()
    assert sheet.due == load_calendar().add_workdays(today, 5) and sheet.due >= today + timedelta(days=5)
    assert set(Notification.objects.filter(kind="appraisal.asked").values_list("recipient_id", flat=True)) == {
        scene.focal.pk,
        scene.head.pk,
    }
    with pytest.raises(ActionError, match="chỉ có một phiếu"):
        SendExplanations.run(scene.appraiser, ParticipantId(scene.mine.pk))
    with pytest.raises(ActionError, match="Chờ giải trình"):
        judge(scene.appraiser, scene.mine, Judgement("1.1", 2, Verdict.REDUCED, {"answer": "0"}, **WHY))


def test_the_round_explains_once_its_slowest_unit_does(desk: Desk) -> None:
    sent(desk)
    desk.scene.round.refresh_from_db()
    assert desk.scene.round.status == RoundStatus.APPRAISING
    judge_all(desk, desk.scene.theirs, c1_1=Judgement("1.1", 1, Verdict.REDUCED, {"answer": "0"}, **WHY))
    SendExplanations.run(desk.scene.appraiser, ParticipantId(desk.scene.theirs.pk))
    desk.scene.round.refresh_from_db()
    assert desk.scene.round.status == RoundStatus.EXPLAINING


def test_the_head_answers_once_for_every_item(desk: Desk) -> None:
    scene = desk.scene
    asked, reduced = sent(desk)
    words = {str(asked.pk): "Không có", str(reduced.pk): "Hệ thống ghi sai ngày trả"}
    for actor in (scene.focal, scene.stranger, scene.appraiser, scene.home_affairs):
        with pytest.raises(AccessDenied):
            AnswerExplanations.run(actor, Answering(scene.mine.pk, words))
    with pytest.raises(ActionError, match=r"Tiêu chí 2\.1 chưa có giải trình") as error:
        AnswerExplanations.run(scene.head, Answering(scene.mine.pk, {str(asked.pk): "Không có"}))
    assert error.value.errors[0].field == f"tra-loi-{reduced.pk}"
    AnswerExplanations.run(scene.head, Answering(scene.mine.pk, words))
    with pytest.raises(ActionError, match="chỉ trả lời một lần"):
        AnswerExplanations.run(scene.head, Answering(scene.mine.pk, words))
    assert Participant.objects.get(pk=scene.mine.pk).status == ParticipantStatus.EXPLAINED


def test_after_the_last_day_the_council_decides_without_an_answer(desk: Desk) -> None:
    scene = desk.scene
    asked, reduced = sent(desk)
    decisions = (Decision(asked.pk, "kept", "Không có"), Decision(reduced.pk, "kept", "Không giải trình"))
    with pytest.raises(ActionError, match="còn hạn giải trình"):
        DecideExplanations.run(scene.appraiser, Deciding(scene.mine.pk, decisions))
    ExplanationList.objects.update(due=timezone.localdate() - timedelta(days=1))
    with pytest.raises(ActionError, match="Hạn giải trình đã hết"):
        AnswerExplanations.run(scene.head, Answering(scene.mine.pk, {}))
    DecideExplanations.run(scene.appraiser, Deciding(scene.mine.pk, decisions))
    assert desk.score("1.3").final_score == Decimal(10) == desk.score("1.3").appraised_score  # asked and kept


def test_the_whole_way_to_settled_totals(desk: Desk, events: Callable[..., list[Any]]) -> None:
    """Claims 10 + 14 + 10 + 19 + 10 + 2 − 1 = 64; survey 17 and statistics 8 are given. 2.1 ends at 17,5 of 19."""
    scene = desk.scene
    asked, reduced = sent(desk)
    with pytest.raises(ActionError, match="Còn 2 giải trình chưa xem xét"):
        SettleParticipant.run(scene.appraiser, ParticipantId(scene.mine.pk))
    AnswerExplanations.run(scene.head, Answering(scene.mine.pk, {str(asked.pk): "Không", str(reduced.pk): "5 hồ sơ"}))
    with pytest.raises(AccessDenied):
        DecideExplanations.run(scene.head, Deciding(scene.mine.pk, ()))
    with pytest.raises(ActionError) as error:
        DecideExplanations.run(scene.appraiser, Deciding(scene.mine.pk, (Decision(asked.pk, "kept", ""),)))
    assert error.value.errors[0].field == f"ly-do-{asked.pk}"
    decisions = (
        Decision(asked.pk, "changed", "Một văn bản", {"cases": "1"}),
        Decision(reduced.pk, "changed", "Công nhận thêm 5 hồ sơ", {"numerator": "175", "denominator": "200"}),
    )
    DecideExplanations.run(scene.appraiser, Deciding(scene.mine.pk, decisions))
    done = SettleParticipant.run(scene.appraiser, ParticipantId(scene.mine.pk))
    mine = Participant.objects.get(pk=scene.mine.pk)
    assert mine.self_total == Decimal(64)
    assert mine.appraised_total == Decimal("84.5")  # 10+14+7,5+17+10+17+8 + 2 − 1
    assert mine.final_total == done.points == Decimal("85")  # 17,5 instead of 17
    assert (mine.percent, mine.applicable_maximum, mine.status) == (85, 100, ParticipantStatus.SETTLED)
    assert desk.score("2.1").self_score == 19 and desk.score("2.1").appraised_score == 17
    assert events("participant", mine.pk)[-1][1]["final_total"] == [None, "85.0000"]
    with pytest.raises(ActionError, match="đã chốt"):
        SettleParticipant.run(scene.appraiser, ParticipantId(scene.mine.pk))


def test_a_doubt_nobody_put_to_the_unit_stops_the_settling(desk: Desk) -> None:
    with pytest.raises(ActionError, match="Còn 7 tiêu chí chưa thẩm định"):
        SettleParticipant.run(desk.scene.appraiser, ParticipantId(desk.scene.mine.pk))
    judge_all(desk, c1_1=Judgement("1.1", 1, Verdict.REDUCED, {"answer": "0"}, **WHY))
    with pytest.raises(ActionError, match="chưa được giải trình"):
        SettleParticipant.run(desk.scene.appraiser, ParticipantId(desk.scene.mine.pk))


def test_all_accepted_needs_no_list(desk: Desk) -> None:
    judge_all(desk)
    with pytest.raises(ActionError, match="không cần phiếu"):
        SendExplanations.run(desk.scene.appraiser, ParticipantId(desk.scene.mine.pk))
    assert SettleParticipant.run(desk.scene.appraiser, ParticipantId(desk.scene.mine.pk)).points == Decimal("89")


def test_a_unit_that_never_signed_gets_nothing_for_what_it_only_claimed(desk: Desk) -> None:
    Participant.objects.filter(pk=desk.scene.mine.pk).update(status=ParticipantStatus.SCORING)
    done = SettleParticipant.run(desk.scene.appraiser, ParticipantId(desk.scene.mine.pk))
    assert done.points == Decimal(25)  # survey 17 and statistics 8 stand; they are not the unit's claims
    assert "1.1" in done.unscored


def test_the_unit_itself_never_settles(desk: Desk, account: Callable[..., Account]) -> None:
    both = account(Role.HOME_AFFAIRS, desk.scene.home, "Sở Nội vụ kiêm")
    both.grants.create(role=Role.UNIT_HEAD, unit=desk.scene.doing)
    judge_all(desk)
    with pytest.raises(AccessDenied, match="không cho điểm đơn vị mình"):
        SettleParticipant.run(both, ParticipantId(desk.scene.mine.pk))


def test_five_working_days_skip_the_holidays() -> None:
    from thongsuot.measuring.appraisal.actions.explaining import explain_by

    assert explain_by(date(2026, 8, 28), 5) == load_calendar().add_workdays(date(2026, 8, 28), 5) > date(2026, 9, 4)
    with pytest.raises(ActionError, match="1950"):
        explain_by(date(1950, 1, 2), 5)
