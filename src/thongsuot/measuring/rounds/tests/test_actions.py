"""The life of a round by actions: opened, started, proved, signed, taken back, sent to appraisal, surveys entered."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps

from thongsuot.measuring.conftest import THRESHOLDS, Scene, make_unit
from thongsuot.measuring.criteria.domain.plain import digest_of
from thongsuot.measuring.criteria.models import CriteriaRelease, ReleaseStatus
from thongsuot.measuring.rounds.actions import (
    AddEvidence,
    EnterScores,
    EnterSurvey,
    Entries,
    Entry,
    FillComputed,
    Given,
    MarkNotApplicable,
    NewEvidence,
    NewRound,
    NotApplicable,
    OpenRound,
    ParticipantId,
    RoundId,
    Signing,
    SignSelfScore,
    Start,
    StartAppraisal,
    StartScoring,
    Survey,
    Withdrawal,
    WithdrawSignature,
)
from thongsuot.measuring.rounds.choices import ParticipantStatus, RoundStatus
from thongsuot.measuring.rounds.domain import Threshold
from thongsuot.measuring.rounds.models import NodeScore, Participant, Round, ScoreEvidence
from thongsuot.measuring.rounds.sheet import sheet_of
from thongsuot.measuring.rounds.snapshot import digest_of_sheet
from thongsuot.platform.access.actors import SYSTEM
from thongsuot.platform.access.errors import AccessDenied
from thongsuot.platform.actions import ActionError
from thongsuot.platform.idempotency.store import new_key
from thongsuot.platform.notifications.models import Notification
from thongsuot.registry.claims.models import Claim
from thongsuot.registry.documents.models import Document
from thongsuot.registry.indicators.models import Indicator
from thongsuot.registry.units.models import Unit, UnitKind
from thongsuot.steering.facade import tasks_done

pytestmark = pytest.mark.django_db
Task = apps.get_model("steering", "Task")  # the loops know each other only through a facade
CLASSES = tuple(Threshold(one["name"], one["from"]) for one in THRESHOLDS)


def new(scene: Scene, **more: Any) -> NewRound:
    plain = {"thresholds": CLASSES, "thresholds_reference": "Quy chế chấm điểm"}
    return NewRound(**{"home_id": scene.home.pk, "release_key": scene.release.key, "year": 2026, **plain, **more})


def enter(scene: Scene, *entries: Entry) -> None:
    EnterScores.run(scene.focal, Entries(scene.mine.pk, entries))


def prove(scene: Scene, code: str, document: Document, **more: Any) -> int:
    wanted = NewEvidence(scene.mine.pk, code, document_key=document.key, **more)
    return AddEvidence.run(scene.focal, wanted, idempotency_key=new_key()).id


def task(scene: Scene, status: str, **more: Any) -> None:
    day = date(2026, 6, 30)
    Task.objects.create(
        title="Việc", home=scene.home, lead=scene.doing, status=status, deadline=day, **(done_on(day) | more)
    )


def done_on(day: date) -> dict[str, date]:
    return {"assigned_on": day, "finished_on": day, "accepted_on": day, "closed_on": day}


def issued(scene: Scene, change: Callable[[Any], None], status: str = ReleaseStatus.ISSUED) -> CriteriaRelease:
    """Another release like the scene's, changed; an issued one itself never changes."""
    plain = copy.deepcopy(scene.release.content)
    change(plain)
    columns = {"population": "department", "home": scene.home, "certainty": "sample", "status": status}
    digest = digest_of(plain)
    return CriteriaRelease.objects.create(key=f"thu-{digest[:8]}", title="Thử", content=plain, digest=digest, **columns)


def test_a_round_takes_the_units_of_the_year(scene: Scene) -> None:
    ended = make_unit("so-cu--lang-son", "Sở Thông tin và Truyền thông", UnitKind.DEPARTMENT, scene.home)
    Unit.objects.filter(pk=ended.pk).update(valid_to=date(2025, 3, 1))
    make_unit("so-o-cho-khac", "Sở Y tế tỉnh khác", UnitKind.DEPARTMENT, scene.nation)
    made = OpenRound.run(scene.home_affairs, new(scene))
    assert (made.key, made.units) == ("cham-diem-so-nganh-2026", 2)
    earlier = OpenRound.run(scene.home_affairs, new(scene, year=2024))
    assert earlier.units == 3  # in being at the end of 2024
    row = Round.objects.get(key=made.key)
    assert row.thresholds == THRESHOLDS and row.title == "Chấm điểm Sở, ban, ngành năm 2026" and row.seed
    with pytest.raises(ActionError, match="Đã có đợt"):
        OpenRound.run(scene.home_affairs, new(scene))


def test_chosen_units_and_peer_groups(scene: Scene) -> None:
    wanted = new(scene, key="mot", unit_keys=(scene.doing.key,), peer_groups={scene.doing.key: "Sở"})
    OpenRound.run(scene.home_affairs, wanted)
    [one] = Participant.objects.filter(round__key="mot")
    assert (one.unit, one.peer_group) == (scene.doing, "Sở")
    with pytest.raises(ActionError, match=scene.nation.key):
        OpenRound.run(scene.home_affairs, new(scene, key="hai", unit_keys=(scene.nation.key,)))


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"thresholds": ()}, "thresholds"),
        ({"thresholds": (Threshold("Tốt", "80"), Threshold("Xuất sắc", "90"))}, "thresholds"),
        ({"thresholds": (Threshold("Tốt", "120"),)}, "thresholds"),
        ({"thresholds": (Threshold("Tốt", "90"), Threshold("Tốt", "80"))}, "thresholds"),
        ({"thresholds_reference": " "}, "thresholds_reference"),
        ({"self_from": date(2026, 12, 2), "self_until": date(2026, 12, 1)}, "self_until"),
        ({"release_key": "khong-co"}, "release_key"),
        ({"second_share": 101}, "second_share"),
        ({"explain_workdays": 0}, "explain_workdays"),
        ({"key": "Đợt 1"}, "key"),
        ({"year": 1999}, "year"),
    ],
)
def test_what_a_round_cannot_be(scene: Scene, more: dict[str, Any], field: str) -> None:
    with pytest.raises(ActionError) as refused:
        OpenRound.run(scene.home_affairs, new(scene, **more))
    assert refused.value.errors[0].field == field


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda plain: plain["nodes"][0].update(maximum="39"), "cộng được 99, thiếu 1"),
        (lambda plain: plain["nodes"][2].update(maximum=None), "Tiêu chí 3: điểm tối đa chưa rõ"),
    ],
)
def test_no_round_runs_on_an_unsound_set(scene: Scene, spoil: Callable[[Any], None], words: str) -> None:
    with pytest.raises(ActionError, match=words):
        OpenRound.run(scene.home_affairs, new(scene, release_key=issued(scene, spoil).key))


def test_no_round_runs_on_a_draft_or_on_another_provinces_set(scene: Scene, small: Any) -> None:
    draft = issued(scene, lambda plain: plain.update(title="Đang soạn"), ReleaseStatus.DRAFT)
    with pytest.raises(ActionError, match="chưa ban hành"):
        OpenRound.run(scene.home_affairs, new(scene, release_key=draft.key))
    draft.delete()
    foreign = issued(scene, lambda plain: plain.update(title="Của tỉnh khác"), ReleaseStatus.DRAFT)
    CriteriaRelease.objects.filter(pk=foreign.pk).update(home=small.there, status=ReleaseStatus.ISSUED)
    with pytest.raises(ActionError, match="của Tỉnh Hà Giang"):
        OpenRound.run(scene.home_affairs, new(scene, release_key=foreign.key))


def test_only_who_runs_rounds_opens_them(scene: Scene) -> None:
    for actor in (scene.focal, scene.head, scene.appraiser, scene.chair):
        with pytest.raises(AccessDenied):
            OpenRound.run(actor, new(scene))


def test_units_are_invited_and_computed_leaves_filled(scene: Scene) -> None:
    """28 of 40 tasks done → 70% → 20 × 70% by the proportional rule (E10)."""
    for number in range(40):
        task(scene, "done" if number < 28 else "under_way")
    task(scene, "done", is_strategic=True)
    task(scene, "dropped")
    made = OpenRound.run(scene.home_affairs, new(scene))
    StartScoring.run(scene.home_affairs, RoundId(made.id))
    mine = Participant.objects.get(round=made.id, unit=scene.doing)
    line = sheet_of(mine).lines["1.2"]
    assert (line.score.inputs, line.points) == ({"numerator": "28", "denominator": "40"}, 14)  # type: ignore[union-attr]
    assert "28/40 nhiệm vụ" in line.outcome.trace  # type: ignore[union-attr]
    assert mine.self_total == 14 and mine.status == ParticipantStatus.INVITED
    theirs = sheet_of(Participant.objects.get(round=made.id, unit=scene.other)).lines["1.2"]
    assert theirs.points is None and theirs.lack is None  # nothing known is not 0, and not for the unit to type
    assert set(Notification.objects.filter(kind="round.started").values_list("recipient_id", flat=True)) == {
        one.pk for one in (scene.focal, scene.head, scene.stranger)
    }
    StartScoring.run(scene.home_affairs, RoundId(made.id))
    assert Notification.objects.filter(kind="round.started").count() == 3


def test_recomputing_follows_the_record_until_signed(scene: Scene, events: Callable[..., list[Any]]) -> None:
    task(scene, "under_way")
    FillComputed.run(scene.focal, ParticipantId(scene.mine.pk))
    assert NodeScore.objects.get().self_score == 0  # 0 of 1 is below the floor of 50%
    Task.objects.update(status="done")
    assert FillComputed.run(scene.home_affairs, ParticipantId(scene.mine.pk)).changed == 1
    assert FillComputed.run(scene.focal, ParticipantId(scene.mine.pk)).changed == 0
    assert NodeScore.objects.get().self_score == 20
    assert [name for name, _changes in events("participant", scene.mine.pk)] == ["measuring.score.computed"] * 2
    assert tasks_done([scene.doing.pk, scene.other.pk], 2026) == {scene.doing.pk: (1, 1)}
    with pytest.raises(AccessDenied):
        FillComputed.run(scene.stranger, ParticipantId(scene.mine.pk))


def test_a_confirmed_figure_of_the_year_fills_its_leaf(scene: Scene, document: Document) -> None:
    rule = {"kind": "computed", "source": "claim:ho-so-dung-han", "then": {"kind": "ratio", "when_empty": "ask"}}
    release = issued(scene, lambda plain: plain["nodes"][1]["children"][0].update(rule=rule))
    Round.objects.filter(pk=scene.round.pk).update(release=release)
    indicator = Indicator.objects.create(key="ho-so-dung-han", name="Hồ sơ đúng hạn", sort_key="h")

    def figure(value: str, end: date, status: str = "confirmed", **more: Any) -> Claim:
        columns = {"document": document, "origin": "entry", "subject": scene.doing, "indicator": indicator}
        return Claim.objects.create(
            **columns, name="Hồ sơ đúng hạn", value=Decimal(value), period_end=end, status=status, **more
        )

    figure("99", date(2025, 12, 31))
    figure("97", date(2026, 12, 31), "proposed")
    figure("80", date(2026, 9, 30), period_kind="quarter")
    chosen = figure("87.5", date(2026, 12, 31), period_kind="year")
    FillComputed.run(scene.focal, ParticipantId(scene.mine.pk))
    row = NodeScore.objects.get(code="2.1")
    assert (row.inputs, row.self_score) == ({"numerator": "87.5", "denominator": "100"}, Decimal("17.5"))
    assert [one.claim for one in row.evidence.all()] == [chosen]
    with pytest.raises(ActionError, match="không do đơn vị tự chấm"):
        enter(scene, Entry("2.1", inputs={"numerator": "1", "denominator": "1"}))


def test_evidence_the_unit_may_not_see_is_not_there(scene: Scene, document: Document) -> None:
    Document.objects.update(unit=scene.nation, added_by=None, is_public=False)
    with pytest.raises(ActionError, match="Không thấy văn bản"):
        prove(scene, "1.1", document, reason="cần")
    Document.objects.update(is_public=True)
    with pytest.raises(ActionError, match="ngày 15/06/2022 nằm ngoài năm chấm 2026") as refused:
        prove(scene, "1.1", document)
    assert refused.value.errors[0].field == "reason"
    prove(scene, "1.1", document, reason="Văn bản còn hiệu lực", locator="mục 2")
    row = NodeScore.objects.get()
    assert (row.note, row.revision, row.self_score) == ("Văn bản còn hiệu lực", 1, None)
    with pytest.raises(ActionError, match="đã gắn"):
        prove(scene, "1.1", document, reason="Văn bản còn hiệu lực", locator="mục 2")
    with pytest.raises(ActionError, match="không nhận minh chứng"):
        prove(scene, "3", document, reason="x")


def test_evidence_first_is_no_conflict_for_the_score(scene: Scene, document: Document) -> None:
    Document.objects.update(unit=scene.doing)
    prove(scene, "1.1", document, dated=date(2026, 3, 1))
    enter(scene, Entry("1.1", 0, {"answer": "1"}))
    sheet = sheet_of(scene.mine)
    assert sheet.lines["1.1"].points == 10 and sheet.lines["1.1"].lack is None


def test_the_signed_sheet_is_hashed_and_fixed(scene: Scene, document: Document) -> None:
    enter(scene, Entry("1.1", inputs={"answer": "1"}, note="QĐ 12"), Entry("P.1", inputs={"cases": "0"}))
    Document.objects.update(unit=scene.doing)
    proof = prove(scene, "1.1", document, dated=date(2026, 3, 1))
    for actor in (scene.focal, scene.stranger, scene.home_affairs):
        with pytest.raises(AccessDenied):
            SignSelfScore.run(actor, Signing(scene.mine.pk, accepts_missing=True))
    with pytest.raises(ActionError, match=r"3 tiêu chí chưa chấm, sẽ tính 0 điểm: 1\.3, 2\.1, 2\.2"):
        SignSelfScore.run(scene.head, Signing(scene.mine.pk))
    signed = SignSelfScore.run(scene.head, Signing(scene.mine.pk, accepts_missing=True))
    assert SignSelfScore.run(scene.head, Signing(scene.mine.pk)).digest == signed.digest
    scene.mine.refresh_from_db()
    assert scene.mine.signed_by == scene.head and digest_of_sheet(scene.mine) == signed.digest
    assert Notification.objects.filter(kind="round.signed", recipient_id=scene.home_affairs.pk).count() == 1
    NodeScore.objects.filter(code="1.1").update(appraised_score=5, verdict="accepted")
    assert digest_of_sheet(scene.mine) == signed.digest  # what appraisal writes is none of the unit's words
    ScoreEvidence.objects.filter(pk=proof).update(locator="trang 9")
    assert digest_of_sheet(scene.mine) != signed.digest


def test_points_need_proof_or_words(scene: Scene) -> None:
    enter(scene, Entry("1.1", inputs={"answer": "1"}), Entry("1.3", inputs={"cases": "4"}), Entry("T.1"))
    with pytest.raises(ActionError, match=r"chưa có minh chứng hay giải thích: 1\.1") as refused:
        SignSelfScore.run(scene.head, Signing(scene.mine.pk, accepts_missing=True))
    assert refused.value.errors[0].field == "evidence"


def test_the_head_takes_the_signature_back_until_appraisal(scene: Scene, events: Callable[..., list[Any]]) -> None:
    SignSelfScore.run(scene.head, Signing(scene.mine.pk, accepts_missing=True))
    with pytest.raises(ActionError, match="lý do"):
        WithdrawSignature.run(scene.head, Withdrawal(scene.mine.pk, " "))
    WithdrawSignature.run(scene.head, Withdrawal(scene.mine.pk, "Thiếu phụ lục"))
    scene.mine.refresh_from_db()
    assert (scene.mine.status, scene.mine.signed_by, scene.mine.signed_digest) == ("unit_scoring", None, "")
    SignSelfScore.run(scene.head, Signing(scene.mine.pk, accepts_missing=True))
    StartAppraisal.run(scene.home_affairs, Start(scene.round.pk, "Một sở xin hoãn"))
    with pytest.raises(ActionError, match="Thẩm định đã bắt đầu"):
        WithdrawSignature.run(scene.head, Withdrawal(scene.mine.pk, "Muộn"))
    names = [name for name, _changes in events("participant", scene.mine.pk)]
    assert names[:3] == ["measuring.score.signed", "measuring.score.withdrawn", "measuring.score.signed"]


def test_appraisal_waits_for_signatures_or_says_why_not(scene: Scene) -> None:
    with pytest.raises(ActionError, match="Chưa đơn vị nào ký"):
        StartAppraisal.run(scene.home_affairs, Start(scene.round.pk))
    SignSelfScore.run(scene.head, Signing(scene.mine.pk, accepts_missing=True))
    with pytest.raises(ActionError, match="1 đơn vị chưa ký: Sở Tài chính"):
        StartAppraisal.run(scene.home_affairs, Start(scene.round.pk))
    done = StartAppraisal.run(scene.home_affairs, Start(scene.round.pk, "Đã nhắc hai lần"))
    assert (done.signed, done.unsigned) == (1, 1)
    states = dict(Participant.objects.values_list("unit__key", "status"))
    assert states == {scene.doing.key: ParticipantStatus.SIGNED, scene.other.key: ParticipantStatus.INVITED}
    with pytest.raises(ActionError, match="Đang thẩm định"):
        EnterScores.run(scene.stranger, Entries(scene.theirs.pk, (Entry("1.1", inputs={"answer": "1"}),)))
    assert Round.objects.get(pk=scene.round.pk).status == RoundStatus.APPRAISING


def test_a_leaf_that_does_not_apply_by_the_bodys_word(scene: Scene) -> None:
    both = (scene.mine.pk, scene.theirs.pk)
    enter(scene, Entry("2.1", inputs={"numerator": "9", "denominator": "10"}))
    wanted = NotApplicable(scene.round.pk, "2.1", both, "Quy chế, Điều 5: không có thủ tục")
    assert MarkNotApplicable.run(scene.home_affairs, wanted).changed == 2
    assert MarkNotApplicable.run(scene.home_affairs, wanted).changed == 0
    scene.mine.refresh_from_db()
    assert scene.mine.self_total == 0 and sheet_of(scene.mine).totals.applicable_maximum == 80
    again = NotApplicable(scene.round.pk, "2.1", (scene.mine.pk,), "Có thủ tục từ tháng 5", applies=True)
    assert MarkNotApplicable.run(scene.home_affairs, again).changed == 1
    with pytest.raises(ActionError, match="quy định hoặc lý do"):
        MarkNotApplicable.run(scene.home_affairs, NotApplicable(scene.round.pk, "2.1", both, ""))
    with pytest.raises(AccessDenied):
        MarkNotApplicable.run(scene.focal, wanted)


def test_surveys_stand_as_appraised_and_not_in_the_units_own_total(scene: Scene) -> None:
    values = (
        Given(scene.mine.pk, "3", {"percent": "86.5"}),
        Given(scene.theirs.pk, "3", {"percent": "90"}),
        Given(scene.mine.pk, "4", {"value": "7"}),
    )
    survey = Survey(scene.round.pk, values, "Báo cáo điều tra năm 2026")
    assert EnterSurvey.run(scene.home_affairs, survey).changed == 3
    assert EnterSurvey.run(scene.home_affairs, survey).changed == 0
    row = NodeScore.objects.get(participant=scene.mine, code="3")
    assert (row.self_score, row.appraised_score, row.verdict) == (None, Decimal("17.3"), "accepted")
    assert row.reason == "Báo cáo điều tra năm 2026" and row.appraised_by == scene.home_affairs
    assert NodeScore.objects.get(code="4").appraised_score == 7
    enter(scene, Entry("1.1", inputs={"answer": "1"}))
    assert Participant.objects.get(pk=scene.mine.pk).self_total == 10
    with pytest.raises(ActionError, match="không lấy từ điều tra"):
        EnterSurvey.run(scene.home_affairs, Survey(scene.round.pk, (Given(scene.mine.pk, "1.1"),), "x"))
    with pytest.raises(ActionError, match="Sở Y tế tỉnh Lạng Sơn: ") as refused:
        over = Given(scene.mine.pk, "3", {"percent": "101"})
        EnterSurvey.run(scene.home_affairs, Survey(scene.round.pk, (over,), "x"))
    assert refused.value.errors[0].field == f"{scene.mine.pk}:3:percent"


def test_nobody_enters_the_survey_of_their_own_unit(scene: Scene, account: Callable[..., Any]) -> None:
    from thongsuot.registry.accounts.models import RoleGrant
    from thongsuot.registry.accounts.roles import Role

    insider = account(Role.HOME_AFFAIRS, scene.home, "Người trong cuộc")
    RoleGrant.objects.create(account=insider, role=Role.UNIT_FOCAL, unit=scene.doing)
    mine = Given(scene.mine.pk, "3", {"percent": "100"})
    with pytest.raises(AccessDenied, match="không cho điểm đơn vị mình"):
        EnterSurvey.run(insider, Survey(scene.round.pk, (mine,), "x"))
    theirs = Given(scene.theirs.pk, "3", {"percent": "90"})
    assert EnterSurvey.run(insider, Survey(scene.round.pk, (theirs,), "x")).changed == 1
    assert EnterSurvey.run(SYSTEM, Survey(scene.round.pk, (mine,), "x")).changed == 1
