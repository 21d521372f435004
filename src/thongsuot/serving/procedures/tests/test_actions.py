"""Drafting, announcing, withdrawing, delegating; and «this procedure is a nuisance»."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from thongsuot.platform.access.actors import ANONYMOUS, SYSTEM
from thongsuot.platform.access.errors import AccessDenied, Hidden
from thongsuot.platform.actions import ActionError, ConflictError
from thongsuot.platform.events.queries import history_of
from thongsuot.serving.conftest import Scene
from thongsuot.serving.procedures import actions as act
from thongsuot.serving.procedures.models import Procedure, ProcedureVersion, ReviewItem, ReviewState, VersionStatus
from thongsuot.serving.procedures.public import VISITOR
from thongsuot.serving.procedures.queries import content_of, version_on

pytestmark = pytest.mark.django_db
TOMORROW = timezone.localdate() + timedelta(days=1)


@pytest.fixture
def owned(scene: Scene) -> Scene:
    """The province's own procedure: its Home Affairs writes, its committee head announces."""
    Procedure.objects.filter(pk=scene.procedure.pk).update(home=scene.province)
    return scene


def _draft(scene: Scene) -> ProcedureVersion:
    done = act.DraftVersion.run(scene.home_affairs, act.Drafting("mau-1", "Rút ngày"))
    return ProcedureVersion.objects.get(procedure=scene.procedure, number=done.number)


def _edit(scene: Scene, draft: ProcedureVersion, **changes: Any) -> ProcedureVersion:
    edit = act.Editing("mau-1", draft.number, draft.revision, {**draft.content, **changes})
    act.EditVersion.run(scene.home_affairs, edit)
    draft.refresh_from_db()
    return draft


def _publish(scene: Scene, draft: ProcedureVersion, start: date = TOMORROW, **how: Any) -> None:
    wanted = act.Publishing("mau-1", draft.number, draft.revision, start, "QĐ 1/QĐ-UBND", start)
    act.PublishVersion.run(scene.chair, wanted, **how)


def _faster(draft: ProcedureVersion) -> dict[str, Any]:
    """Two days instead of three: appraisal takes half a day."""
    steps = [{**one, "share": "0.5"} for one in draft.content["steps"]]
    return {"limit": {"value": "2", "unit": "working_days"}, "steps": steps}


def test_the_old_version_ends_where_the_new_one_begins(owned: Scene) -> None:
    draft = _draft(owned)
    _publish(owned, _edit(owned, draft, **_faster(draft)))
    old, new = version_on(owned.procedure, TOMORROW - timedelta(days=1)), version_on(owned.procedure, TOMORROW)
    assert (old.number, new.number) == (1, 2)
    assert old.valid_to == new.valid_from == TOMORROW
    assert (content_of(old).limit.value, content_of(new).limit.value) == (3, 2)
    assert [one.name for one in history_of("procedure", "mau-1").order_by("sequence")] == [
        "serving.procedure.drafted",
        "serving.procedure.edited",
        "serving.procedure.published",
    ]


def test_a_faulty_draft_is_kept_but_not_announced(owned: Scene) -> None:
    draft = _draft(owned)
    _edit(owned, draft, limit={"value": "2", "unit": "working_days"}, result="")
    with pytest.raises(ActionError) as refused:
        _publish(owned, draft)
    assert len(refused.value.errors) == 2
    assert version_on(owned.procedure, TOMORROW).number == 1


def test_nobody_announces_what_changed_after_reading(owned: Scene) -> None:
    draft = _draft(owned)
    read = act.Publishing("mau-1", 2, draft.revision, TOMORROW, "QĐ 1", TOMORROW)
    _edit(owned, draft, result="Giấy khác")
    with pytest.raises(ConflictError, match="vừa được sửa"):
        act.PublishVersion.run(owned.chair, read)


def test_two_editors_do_not_overwrite_each_other(owned: Scene) -> None:
    draft = _draft(owned)
    stale = act.Editing("mau-1", 2, draft.revision, {**draft.content, "result": "Của tôi"})
    _edit(owned, draft, result="Của đồng nghiệp")
    with pytest.raises(ConflictError, match="Đồng nghiệp vừa sửa"):
        act.EditVersion.run(owned.home_affairs, stale)
    draft.refresh_from_db()
    assert draft.content["result"] == "Của đồng nghiệp"


def test_announced_versions_are_not_edited(owned: Scene) -> None:
    old = owned.version
    with pytest.raises(ActionError, match="đã công bố"):
        act.EditVersion.run(owned.home_affairs, act.Editing("mau-1", 1, old.revision, old.content))


def test_one_draft_at_a_time(owned: Scene) -> None:
    first = _draft(owned)
    assert _draft(owned).pk == first.pk
    act.DiscardVersion.run(owned.home_affairs, act.Discarding("mau-1", first.number))
    assert not owned.procedure.versions.filter(status=VersionStatus.DRAFT).exists()


def test_who_writes_does_not_announce(owned: Scene) -> None:
    draft = _draft(owned)
    wanted = act.Publishing("mau-1", draft.number, draft.revision, TOMORROW, "QĐ 1", TOMORROW)
    with pytest.raises(AccessDenied):
        act.PublishVersion.run(owned.home_affairs, wanted)
    for nobody in (owned.desk, owned.head, ANONYMOUS):
        with pytest.raises(AccessDenied):
            act.DraftVersion.run(nobody, act.Drafting("mau-1", "Thử"))


def test_the_nations_procedures_are_not_a_provinces_to_write(scene: Scene) -> None:
    with pytest.raises(AccessDenied):
        act.DraftVersion.run(scene.home_affairs, act.Drafting("mau-1", "Rút ngày"))


def test_the_past_is_not_written_anew(owned: Scene) -> None:
    draft = _draft(owned)
    with pytest.raises(ActionError, match="ở trước ngày"):
        _publish(owned, draft, date(2026, 1, 1))
    earlier = datetime(2025, 12, 1, 9, tzinfo=timezone.get_current_timezone())
    _publish(owned, draft, date(2026, 1, 1), effective_at=earlier)  # entered late, as of that day
    assert version_on(owned.procedure, date(2026, 1, 1)).number == 2


def test_a_version_does_not_begin_before_one_already_announced(owned: Scene) -> None:
    _publish(owned, _draft(owned), TOMORROW + timedelta(days=30))
    with pytest.raises(ActionError, match="Đã có phiên bản 2"):
        _publish(owned, _draft(owned), TOMORROW)


def test_a_new_procedure_is_seen_once_announced(owned: Scene) -> None:
    new = act.NewProcedure("mau-moi", "Cấp giấy mới", "ho-tich", ("citizen",), ("sinh-con",), home_id=owned.province.pk)
    act.CreateProcedure.run(owned.home_affairs, new, idempotency_key="k1")
    row = Procedure.objects.get(code="mau-moi")
    assert row.search_key == "cap giay moi"
    with pytest.raises(Hidden):
        act.TagNuisance.run(VISITOR, act.Tagging("mau-moi", "time", ""), idempotency_key="k2")
    with pytest.raises(ActionError, match="Đã có thủ tục"):
        act.CreateProcedure.run(owned.home_affairs, new, idempotency_key="k3")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"code": "có dấu"}, "code"),
        ({"title": " "}, "title"),
        ({"field": "x"}, "field"),
        ({"audiences": ()}, "audiences"),
    ],
)
def test_a_new_procedure_is_whole(owned: Scene, change: dict[str, Any], field: str) -> None:
    given = {"code": "a-1", "title": "Tên", "field": "ho-tich", "audiences": ("citizen",), "home_id": owned.province.pk}
    with pytest.raises(ActionError) as refused:
        act.CreateProcedure.run(owned.home_affairs, act.NewProcedure(**given | change), idempotency_key="k")
    assert refused.value.errors[0].field == field


def test_describing_says_nothing_twice(owned: Scene) -> None:
    said = act.Describing("mau-1", "Tên mới", "ho-tich", ("citizen",), (), True)
    act.DescribeProcedure.run(owned.home_affairs, said)
    act.DescribeProcedure.run(owned.home_affairs, said)
    owned.procedure.refresh_from_db()
    assert (owned.procedure.title, owned.procedure.is_integrated) == ("Tên mới", True)
    assert history_of("procedure", "mau-1").count() == 1


def test_withdrawn_it_holds_until_its_day(owned: Scene) -> None:
    gone = act.Withdrawing("mau-1", TOMORROW, "QĐ 2", "Không còn cần")
    act.WithdrawProcedure.run(owned.chair, gone)
    act.WithdrawProcedure.run(owned.chair, gone)
    assert version_on(owned.procedure, TOMORROW - timedelta(days=1)).status == VersionStatus.WITHDRAWN
    with pytest.raises(ActionError, match="không có quy định áp dụng"):
        version_on(owned.procedure, TOMORROW)


def test_delegations_follow_each_other(owned: Scene) -> None:
    act.DelegateProcedure.run(owned.chair, act.Delegating("mau-1", "province", date(2025, 7, 1), "QĐ 3"))
    act.DelegateProcedure.run(owned.chair, act.Delegating("mau-1", "commune", TOMORROW, "QĐ 4"))
    act.DelegateProcedure.run(owned.chair, act.Delegating("mau-1", "commune", TOMORROW, "QĐ 4"))
    spans = owned.procedure.competences.order_by("valid_from").values_list("level", "valid_from", "valid_to")
    assert list(spans) == [("province", date(2025, 7, 1), TOMORROW), ("commune", TOMORROW, None)]
    with pytest.raises(ActionError, match="Đã có phân cấp"):
        act.DelegateProcedure.run(owned.chair, act.Delegating("mau-1", "province", date(2026, 1, 1), "QĐ 5"))


# — «phiền hà» (H08) —


def test_a_tag_becomes_an_item_and_is_answered(owned: Scene) -> None:
    said = act.Tagging("mau-1", "papers", "Giấy này xã đã có rồi.", owned.version.pk)
    done = act.TagNuisance.run(VISITOR, said, idempotency_key="một lần")
    assert act.TagNuisance.run(VISITOR, said, idempotency_key="một lần") == done
    item = ReviewItem.objects.get()
    assert (item.procedure, item.version, item.status) == (owned.procedure, owned.version, ReviewState.OPEN)
    with pytest.raises(ActionError, match="câu trả lời"):
        act.AnswerReview.run(owned.home_affairs, act.Answering(item.pk, ReviewState.ACCEPTED, " "))
    act.AnswerReview.run(owned.home_affairs, act.Answering(item.pk, ReviewState.ACCEPTED, "Sẽ bỏ giấy này."))
    item.refresh_from_db()
    assert (item.status, item.answered_by_id) == (ReviewState.ACCEPTED, owned.home_affairs.pk)


def test_only_who_keeps_the_procedure_answers(owned: Scene) -> None:
    done = act.TagNuisance.run(VISITOR, act.Tagging("mau-1", "time", ""), idempotency_key="x")
    for other in (owned.desk, owned.head, VISITOR):
        with pytest.raises(AccessDenied):
            act.AnswerReview.run(other, act.Answering(done.id, ReviewState.STUDYING, ""))


@pytest.mark.parametrize(
    ("topic", "text", "field"), [("x", "", "topic"), ("other", " ", "text"), ("time", "a" * 2001, "text")]
)
def test_what_is_said_must_say_something(owned: Scene, topic: str, text: str, field: str) -> None:
    with pytest.raises(ActionError) as refused:
        act.TagNuisance.run(VISITOR, act.Tagging("mau-1", topic, text), idempotency_key="x")
    assert refused.value.errors[0].field == field


def test_a_visitor_may_do_nothing_else() -> None:
    assert not VISITOR.can("serving.dossier.read")
    assert not VISITOR.is_authenticated
    assert SYSTEM.can("serving.review.tag")
