"""Counting, approving, publishing, objecting: who may, in which order, what stays as it was (E05, R01, J5)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from thongsuot.measuring.criteria.models import CriteriaRelease
from thongsuot.measuring.publishing.actions import (
    AnnouncePublication,
    Announcing,
    ApproveRound,
    Approving,
    Counting,
    CountRound,
    DecideAppeal,
    Deciding,
    FileAppeal,
    Filing,
    Publishing,
    PublishRound,
)
from thongsuot.measuring.publishing.content import By, Result
from thongsuot.measuring.publishing.models import Announcement, Appeal, AppealStatus, Publication
from thongsuot.measuring.publishing.start import announce_due
from thongsuot.measuring.publishing.tests.conftest import Settled
from thongsuot.measuring.rounds.choices import ParticipantStatus, RoundStatus
from thongsuot.measuring.rounds.models import NodeScore, Participant, Round
from thongsuot.platform.access.actors import SYSTEM
from thongsuot.platform.access.errors import AccessDenied
from thongsuot.platform.actions import ActionError
from thongsuot.platform.notifications.models import Notification
from thongsuot.registry.accounts.models import Account, RoleGrant
from thongsuot.registry.accounts.roles import Role

pytestmark = pytest.mark.django_db
DECISION = "Quyết định số 12/QĐ-UBND ngày 10/01/2027"


@dataclass(frozen=True, slots=True)
class Done:
    scene: Any
    row: Publication


def approve(settled: Settled) -> None:
    scene = settled.scene
    counted = CountRound.run(scene.home_affairs, Counting(scene.round.pk))
    ApproveRound.run(scene.chair, Approving(scene.round.pk, counted.digest))


def publish(settled: Settled, **more: Any) -> Publication:
    approve(settled)
    done = PublishRound.run(settled.scene.home_affairs, Publishing(settled.scene.round.pk, DECISION, **more))
    return Publication.objects.get(pk=done.id)


def status(settled: Settled) -> str:
    return Round.objects.get(pk=settled.scene.round.pk).status


def limits() -> list[tuple[Any, ...]]:
    """Draft limits as the steering loop keeps them; the loop's rows are read by SQL, its code is not ours."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT u.key, l.criterion, l.score, l.maximum, l.due, l.due_text, l.field, l.status, l.is_sample
                 FROM steering_limit l JOIN registry_unit u ON u.id = l.unit_id ORDER BY u.key, l.criterion"""
        )
        return cursor.fetchall()


# — counting —


def test_counting_fills_the_units_and_waits_for_approval(settled: Settled, events: Callable[..., Any]) -> None:
    CountRound.run(settled.scene.home_affairs, Counting(settled.scene.round.pk))
    mine = Participant.objects.get(pk=settled.scene.mine.pk)
    assert (mine.final_total, mine.percent, mine.rank, mine.out_of, mine.class_name) == (81, 81, 2, 2, "Tốt")
    assert (mine.self_total, mine.appraised_total) == (Decimal("57.5"), 81)
    assert status(settled) == RoundStatus.COUNTED
    (name, changes), *_rest = events("round", settled.scene.round.pk)
    assert name == "measuring.result.counted"
    assert set(changes) == {"digest", "status"}  # no rank, no total in a log others may read
    told = Notification.objects.filter(recipient_id=settled.scene.chair.pk).values_list("text", flat=True)
    assert list(told) == ["Đợt chấm thử: chờ phê duyệt kết quả"]


def test_counting_twice_says_nothing_changed_until_a_score_moves(settled: Settled, events: Callable[..., Any]) -> None:
    one = Counting(settled.scene.round.pk)
    first = CountRound.run(settled.scene.home_affairs, one)
    assert CountRound.run(settled.scene.home_affairs, one) == first
    NodeScore.objects.filter(pk=settled.reduced.pk).update(final_score=Decimal(17))
    assert CountRound.run(settled.scene.home_affairs, one) != first
    assert len(events("round", settled.scene.round.pk)) == 2


def test_units_that_wait_are_named(settled: Settled) -> None:
    Participant.objects.filter(pk=settled.scene.theirs.pk).update(status=ParticipantStatus.EXPLAINING)
    with pytest.raises(ActionError, match="Còn 1 đơn vị chưa chốt điểm: Sở Tài chính"):
        CountRound.run(settled.scene.home_affairs, Counting(settled.scene.round.pk))


def test_an_appraiser_and_a_unit_cannot_count(settled: Settled) -> None:
    for actor in (settled.scene.appraiser, settled.scene.head, settled.scene.chair):
        with pytest.raises(AccessDenied):
            CountRound.run(actor, Counting(settled.scene.round.pk))


def test_unusable_thresholds_are_told_and_nothing_is_counted(settled: Settled) -> None:
    Round.objects.filter(pk=settled.scene.round.pk).update(
        thresholds=[{"name": "Tốt", "from": "70"}, {"name": "Xuất sắc", "from": "90"}]
    )
    with pytest.raises(ActionError, match="Bảng ngưỡng xếp loại"):
        CountRound.run(settled.scene.home_affairs, Counting(settled.scene.round.pk))
    assert status(settled) == RoundStatus.EXPLAINING


# — approving —


def test_whoever_counted_cannot_approve(settled: Settled, account: Callable[..., Account]) -> None:
    both = account(Role.HOME_AFFAIRS, settled.scene.home, "Hai vai")
    RoleGrant.objects.create(account=both, role=Role.COMMITTEE_HEAD, unit=settled.scene.home)
    counted = CountRound.run(both, Counting(settled.scene.round.pk))
    with pytest.raises(AccessDenied, match="không tự phê duyệt"):
        ApproveRound.run(both, Approving(settled.scene.round.pk, counted.digest))
    ApproveRound.run(settled.scene.chair, Approving(settled.scene.round.pk, counted.digest))
    assert status(settled) == RoundStatus.APPROVED


def test_home_affairs_alone_cannot_approve(settled: Settled) -> None:
    counted = CountRound.run(settled.scene.home_affairs, Counting(settled.scene.round.pk))
    with pytest.raises(AccessDenied):
        ApproveRound.run(settled.scene.home_affairs, Approving(settled.scene.round.pk, counted.digest))


def test_nothing_is_approved_unseen(settled: Settled) -> None:
    scene = settled.scene
    seen = CountRound.run(scene.home_affairs, Counting(scene.round.pk))
    NodeScore.objects.filter(pk=settled.reduced.pk).update(final_score=Decimal(17))
    with pytest.raises(ActionError, match="đã đổi sau khi tổng hợp"):
        ApproveRound.run(scene.chair, Approving(scene.round.pk, seen.digest))
    CountRound.run(scene.home_affairs, Counting(scene.round.pk))
    with pytest.raises(ActionError, match="tổng hợp lại sau khi bạn mở trang"):
        ApproveRound.run(scene.chair, Approving(scene.round.pk, seen.digest))


# — publishing —


def test_only_what_was_approved_is_published_and_needs_a_decision(settled: Settled) -> None:
    wanted = Publishing(settled.scene.round.pk, DECISION)
    with pytest.raises(ActionError, match="chưa được phê duyệt"):
        PublishRound.run(settled.scene.home_affairs, wanted)
    approve(settled)
    with pytest.raises(ActionError, match="quyết định công bố"):
        PublishRound.run(settled.scene.home_affairs, Publishing(settled.scene.round.pk, " "))
    NodeScore.objects.filter(pk=settled.reduced.pk).update(final_score=Decimal(1))
    with pytest.raises(ActionError, match="đã đổi sau khi tổng hợp"):
        PublishRound.run(settled.scene.home_affairs, wanted)


def test_published_at_once_is_version_one_and_told_to_the_units(settled: Settled, events: Callable[..., Any]) -> None:
    row = publish(settled)
    said = [name.rsplit(".", 1)[-1] for name, _changes in events("round", settled.scene.round.pk)]
    assert said == ["counted", "approved", "published", "announced"]
    assert (row.number, row.decision, status(settled)) == (1, DECISION, RoundStatus.PUBLISHED)
    assert row.appeal_until == timezone.localdate() + timedelta(days=15)
    assert Result.of(row).by_key["so-y-te--lang-son"].percent == Decimal("81.00")
    told = Notification.objects.filter(kind="result.published")
    assert {one.recipient_id for one in told} == {
        one.pk for one in (settled.scene.focal, settled.scene.head, settled.scene.stranger)
    }
    assert "81" not in told[0].text and told[0].url.startswith("/ket-qua-cham-diem/dot-thu/")


def test_publishing_twice_keeps_one_version(settled: Settled) -> None:
    publish(settled)
    PublishRound.run(settled.scene.home_affairs, Publishing(settled.scene.round.pk, DECISION))
    assert Publication.objects.count() == Announcement.objects.count() == 1


def test_weak_criteria_become_draft_limits_with_their_due_day(settled: Settled) -> None:
    """R01: below 80% of the maximum. 1.2: 14/20, 1.3: 7,5/10, 2.2: 6/10, 4: 7,5/10; 2.1 at 18/20 and the bonus not."""
    publish(settled, remedy_due=date(2027, 7, 31), remedy_due_text="trong tháng 7/2027")
    found = limits()
    assert [(one[1], one[2], one[3]) for one in found if one[0] == "so-y-te--lang-son"] == [
        ("dot-thu/1.2", Decimal(14), Decimal(20)),
        ("dot-thu/1.3", Decimal("7.5"), Decimal(10)),
        ("dot-thu/2.2", Decimal(6), Decimal(10)),
        ("dot-thu/4", Decimal("7.5"), Decimal(10)),
    ]
    assert [one for one in found if one[0] == "so-tai-chinh--lang-son"] == []  # 1.2 does not apply there
    assert {one[4:] for one in found if one[1] == "dot-thu/2.2"} == {
        (date(2027, 7, 31), "trong tháng 7/2027", "procedures", "limit_draft", True)
    }


def test_before_the_hour_nothing_follows_and_at_the_hour_all_of_it_once(
    settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = publish(settled, public_from=timezone.now() + timedelta(hours=1))
    announce_due()
    assert (status(settled), limits(), Notification.objects.filter(kind="result.published").count()) == (
        RoundStatus.APPROVED,
        [],
        0,
    )
    with pytest.raises(ActionError, match="Chưa đến giờ"):
        AnnouncePublication.run(SYSTEM, Announcing(row.pk))
    later = timezone.now() + timedelta(hours=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    announce_due()
    announce_due()
    assert (status(settled), len(limits())) == (RoundStatus.PUBLISHED, 4)
    assert Notification.objects.filter(kind="result.published").count() == 3
    assert Announcement.objects.get(publication=row).limits == 4


def test_a_published_version_is_fixed_in_the_database(settled: Settled) -> None:
    row = publish(settled)
    for change in (
        lambda: Publication.objects.filter(pk=row.pk).update(decision="khác"),
        lambda: Publication.objects.filter(pk=row.pk).update(content={}),
        lambda: Publication.objects.filter(pk=row.pk)._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError, match="không sửa, không xóa"), transaction.atomic():
            change()
    assert Publication.objects.get(pk=row.pk).decision == DECISION


def test_an_issued_criteria_set_is_fixed_too_but_may_be_replaced_by_a_later_one(settled: Settled) -> None:
    rows = CriteriaRelease.objects.filter(pk=settled.scene.release.pk)
    for change in ({"content": {}}, {"digest": "0" * 64}, {"status": "release_draft"}):
        with pytest.raises(DatabaseError, match="Bộ tiêu chí đã ban hành"), transaction.atomic():
            rows.update(**change)
    assert rows.update(last_year=2026) == 1
    CriteriaRelease.objects.create(key="nhap", title="Nháp", content={}, certainty="sample", population="department")
    assert CriteriaRelease.objects.filter(key="nhap").update(content={"a": 1}) == 1


# — objecting —


def objection(
    settled: Settled, row: Publication, code: str = "2.1", text: str = "Thiếu 5 hồ sơ đã trả đúng hạn"
) -> int:
    scene = settled.scene
    return FileAppeal.run(scene.head, Filing(row.pk, scene.mine.pk, code, text)).id


def test_a_granted_appeal_is_a_new_version_and_the_old_one_stays(settled: Settled, events: Callable[..., Any]) -> None:
    row = publish(settled)
    pk = objection(settled, row)
    done = DecideAppeal.run(settled.scene.home_affairs, Deciding(pk, True, "Đã kiểm tra lại sổ.", Decimal(20)))
    assert done.number == 2
    old, new = Publication.objects.get(pk=row.pk), Publication.objects.get(round=settled.scene.round, number=2)
    assert Result.of(old).by_key["so-y-te--lang-son"].totals.final == 81
    lifted = Result.of(new).by_key["so-y-te--lang-son"]
    assert (lifted.totals.final, lifted.leaves["2.1"].by) == (83, By.DECISION)
    assert "Sở Y tế" in new.reason and "2.1" in new.reason and "Đã kiểm tra lại sổ." in new.reason
    assert new.digest != old.digest and new.capsule_id != old.capsule_id
    assert Participant.objects.get(pk=settled.scene.mine.pk).final_total == 83
    assert NodeScore.objects.get(pk=settled.reduced.pk).appraised_score == 18  # three scores stay three
    assert Appeal.objects.get(pk=pk).status == AppealStatus.UPHELD
    assert [name for name, _changes in events("appeal", pk)] == ["measuring.appeal.filed", "measuring.appeal.decided"]


def test_ranks_of_others_move_with_a_granted_appeal(settled: Settled) -> None:
    """Sở Tài chính 97,5%; Sở Y tế with everything granted passes nobody, but a tie is shared."""
    NodeScore.objects.filter(participant=settled.scene.theirs, code__in=("1.1", "2.1")).update(final_score=Decimal(0))
    row = publish(settled)  # 48 of 80: 60%
    assert Result.of(row).by_key["so-tai-chinh--lang-son"].rank == 2
    pk = FileAppeal.run(settled.scene.stranger, Filing(row.pk, settled.scene.theirs.pk, "2.1", "Sót hồ sơ")).id
    DecideAppeal.run(settled.scene.home_affairs, Deciding(pk, True, "Đúng là sót.", Decimal("16.8")))
    new = Result.of(Publication.objects.get(round=settled.scene.round, number=2))
    assert {unit.key: (unit.rank, unit.is_tied) for unit in new.units} == {
        "so-y-te--lang-son": (1, True),
        "so-tai-chinh--lang-son": (1, True),
    }  # 64,8 / 80 = 81%


def test_a_refused_appeal_is_answered_and_changes_nothing(settled: Settled) -> None:
    pk = objection(settled, publish(settled))
    assert DecideAppeal.run(settled.scene.home_affairs, Deciding(pk, False, "Danh sách có 5 hồ sơ trễ.")).number is None
    assert Publication.objects.count() == 1
    told = Notification.objects.filter(kind="appeal.decided").values_list("recipient_id", flat=True)
    assert set(told) == {settled.scene.focal.pk, settled.scene.head.pk}


def test_only_the_own_head_objects_once_a_criterion_and_in_time(settled: Settled) -> None:
    scene, row = settled.scene, publish(settled)
    for actor in (scene.stranger, scene.focal, scene.home_affairs):
        with pytest.raises(AccessDenied):
            FileAppeal.run(actor, Filing(row.pk, scene.mine.pk, "2.1", "Không đúng"))
    pk = objection(settled, row)
    assert objection(settled, row) == pk
    with pytest.raises(ActionError, match="Mỗi tiêu chí kiến nghị một lần"):
        objection(settled, row, text="Lời khác")
    with pytest.raises(ActionError, match="chọn một tiêu chí"):
        objection(settled, row, code="2")
    with pytest.raises(ActionError, match="viết kiến nghị"):
        objection(settled, row, code="1.3", text=" ")


def test_no_objection_before_the_hour_after_the_window_or_against_an_old_version(settled: Settled) -> None:
    approve(settled)
    wanted = Publishing(settled.scene.round.pk, DECISION, public_from=timezone.now() - timedelta(days=30))
    row = Publication.objects.get(pk=PublishRound.run(settled.scene.home_affairs, wanted).id)
    with pytest.raises(ActionError, match="hết hạn kiến nghị"):
        objection(settled, row)


def test_no_appeals_where_none_are_taken_or_it_is_not_public_yet(settled: Settled) -> None:
    row = publish(settled, public_from=timezone.now() + timedelta(days=1))
    with pytest.raises(ActionError, match="không nhận kiến nghị"):
        objection(settled, row)


def test_deciding_asks_for_a_higher_score_within_the_maximum_and_words(settled: Settled) -> None:
    pk = objection(settled, publish(settled))
    affairs = settled.scene.home_affairs
    with pytest.raises(ActionError, match="viết trả lời"):
        DecideAppeal.run(affairs, Deciding(pk, False, " "))
    for points in (None, Decimal(21), Decimal(-1)):
        with pytest.raises(ActionError, match="từ 0 đến 20"):
            DecideAppeal.run(affairs, Deciding(pk, True, "Đồng ý", points))
    with pytest.raises(ActionError, match=r"cao hơn điểm đã công bố \(18"):
        DecideAppeal.run(affairs, Deciding(pk, True, "Đồng ý", Decimal(18)))


def test_people_of_the_unit_never_decide_its_appeal(settled: Settled, account: Callable[..., Account]) -> None:
    pk = objection(settled, publish(settled))
    both = account(Role.HOME_AFFAIRS, settled.scene.home, "Người của sở")
    RoleGrant.objects.create(account=both, role=Role.UNIT_FOCAL, unit=settled.scene.doing)
    with pytest.raises(AccessDenied):
        DecideAppeal.run(both, Deciding(pk, False, "Giữ nguyên"))


def test_deciding_twice_makes_one_version(settled: Settled) -> None:
    pk = objection(settled, publish(settled))
    wanted = Deciding(pk, True, "Đúng", Decimal(20))
    assert DecideAppeal.run(settled.scene.home_affairs, wanted).number == 2
    assert DecideAppeal.run(settled.scene.home_affairs, wanted).number is None
    assert Publication.objects.count() == 2
