"""A year's set is written from last year's, checked, issued, and then never changes (J2.1, E06)."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, transaction

from thongsuot.measuring.conftest import Scene
from thongsuot.measuring.criteria import actions as act
from thongsuot.measuring.criteria import queries
from thongsuot.measuring.criteria.domain.diff import compare
from thongsuot.measuring.criteria.domain.edit import changed, mark_of
from thongsuot.measuring.criteria.domain.plain import digest_of
from thongsuot.measuring.criteria.models import CriteriaRelease, ReleaseStatus
from thongsuot.platform.access.actors import ANONYMOUS
from thongsuot.platform.access.errors import AccessDenied, Hidden
from thongsuot.platform.actions import ActionError, ConflictError
from thongsuot.platform.events.queries import history_of, verify_chain
from thongsuot.platform.search.queries import search

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(scene: Scene) -> CriteriaRelease:
    wanted = act.Cloning(scene.release.key, scene.home.pk, "Bộ tiêu chí năm 2027", 2027)
    done = act.CloneRelease.run(scene.home_affairs, wanted, idempotency_key="soan-2027")
    return CriteriaRelease.objects.get(key=done.key)


def edit(scene: Scene, draft: CriteriaRelease, at: str, **values: Any) -> None:
    draft.refresh_from_db()
    seen = mark_of(draft.content, at)
    act.EditNode.run(scene.home_affairs, act.Editing(draft.key, at, seen, values))
    draft.refresh_from_db()


def finish(scene: Scene, draft: CriteriaRelease) -> None:
    """Give every leaf what issuing asks for."""
    for leaf in queries.set_of(draft).leaves():
        edit(scene, draft, leaf.code, evidence="Văn bản", owner="Sở Nội vụ")


def test_a_clone_is_a_draft_that_knows_where_it_comes_from(scene: Scene, draft: CriteriaRelease) -> None:
    assert (draft.key, draft.status, draft.based_on) == ("bo-tieu-chi-nam-2027", "release_draft", scene.release)
    assert draft.home == scene.home and draft.first_year == 2027 and draft.digest == ""
    assert compare(queries.set_of(scene.release), queries.set_of(draft)).is_empty


def test_the_same_form_sent_twice_makes_one_draft(scene: Scene, draft: CriteriaRelease) -> None:
    wanted = act.Cloning(scene.release.key, scene.home.pk, "Bộ tiêu chí năm 2027", 2027)
    assert act.CloneRelease.run(scene.home_affairs, wanted, idempotency_key="soan-2027").key == draft.key
    second = act.CloneRelease.run(scene.home_affairs, wanted, idempotency_key="lan-hai").key
    assert second == "bo-tieu-chi-nam-2027-2"


def test_who_is_scored_neither_writes_nor_sees_a_draft(scene: Scene, draft: CriteriaRelease) -> None:
    wanted = act.Cloning(scene.release.key, scene.home.pk, "Của tôi", 2027)
    with pytest.raises(AccessDenied):
        act.CloneRelease.run(scene.head, wanted, idempotency_key="khac")
    for actor in (scene.head, scene.stranger, scene.chair, ANONYMOUS):
        with pytest.raises(Hidden):
            queries.get_for(actor, draft.key)
        assert queries.get_for(actor, scene.release.key) == scene.release
    with pytest.raises(AccessDenied):
        act.RemoveNode.run(scene.head, act.Removing(draft.key, "1.1", ""))


def test_an_edit_is_recorded_field_by_field(scene: Scene, draft: CriteriaRelease) -> None:
    edit(scene, draft, "1.1", maximum="12", name="Ban hành kế hoạch")
    event = history_of("criteria_release", draft.pk).last()
    assert event is not None and event.actor_name == "Sở Nội vụ"
    assert event.changes == {
        "node": ["1.1", "1.1"],
        "maximum": ["10", "12"],
        "name": ["Ban hành kế hoạch đúng hạn", "Ban hành kế hoạch"],
    }
    assert draft.revision == 2 and verify_chain("criteria_release", draft.pk) is None


def test_two_people_on_two_nodes_do_not_meet(scene: Scene, draft: CriteriaRelease) -> None:
    mark_one, mark_two = mark_of(draft.content, "1.1"), mark_of(draft.content, "2.1")
    act.EditNode.run(scene.home_affairs, act.Editing(draft.key, "1.1", mark_one, {"name": "Một"}))
    act.EditNode.run(scene.home_affairs, act.Editing(draft.key, "2.1", mark_two, {"name": "Hai"}))
    draft.refresh_from_db()
    names = {one.code: one.name for one in queries.set_of(draft).walk()}
    assert (names["1.1"], names["2.1"]) == ("Một", "Hai")


def test_two_people_on_one_node_see_each_other(scene: Scene, draft: CriteriaRelease) -> None:
    seen = mark_of(draft.content, "1.1")
    act.EditNode.run(scene.home_affairs, act.Editing(draft.key, "1.1", seen, {"name": "Người trước"}))
    for again in (
        lambda: act.EditNode.run(scene.home_affairs, act.Editing(draft.key, "1.1", seen, {"name": "Người sau"})),
        lambda: act.RemoveNode.run(scene.home_affairs, act.Removing(draft.key, "1.1", seen)),
        lambda: act.MoveNode.run(scene.home_affairs, act.Moving(draft.key, "1.1", seen, "2", "2.9")),
    ):
        with pytest.raises(ConflictError, match="Sở Nội vụ đã sửa mục này"):
            again()
    draft.refresh_from_db()
    assert queries.set_of(draft).by_code["1.1"].name == "Người trước"


def test_a_node_somebody_removed_is_a_conflict_not_a_fault(scene: Scene, draft: CriteriaRelease) -> None:
    seen = mark_of(draft.content, "1.1")
    act.RemoveNode.run(scene.home_affairs, act.Removing(draft.key, "1.1", seen))
    with pytest.raises(ConflictError, match=r"Không còn tiêu chí mã 1\.1"):
        act.EditNode.run(scene.home_affairs, act.Editing(draft.key, "1.1", seen, {"name": "Muộn"}))


def test_added_moved_removed_and_compared(scene: Scene, draft: CriteriaRelease) -> None:
    leaf = {"code": "3.1", "name": "Hỏi lãnh đạo", "maximum": "20", "method": "survey", "rule": {"kind": "survey"}}
    act.AddNode.run(scene.home_affairs, act.Adding(draft.key, "3", leaf))
    draft.refresh_from_db()
    seen = mark_of(draft.content, "2.2")
    act.MoveNode.run(scene.home_affairs, act.Moving(draft.key, "2.2", seen, "1", "1.4"))
    draft.refresh_from_db()
    act.RemoveNode.run(scene.home_affairs, act.Removing(draft.key, "P", mark_of(draft.content, "P")))
    draft.refresh_from_db()
    found = compare(queries.set_of(scene.release), queries.set_of(draft))
    assert [one.code for one in found.added] == ["3.1"]
    assert [one.code for one in found.removed] == ["P", "P.1"]
    assert [(one.old.code, one.new.code) for one in found.recoded] == [("2.2", "1.4")]


def test_a_wrong_rule_or_a_taken_code_is_refused_in_words(scene: Scene, draft: CriteriaRelease) -> None:
    with pytest.raises(ActionError) as taken:
        edit(scene, draft, "1.1", code="1.2")
    assert "Đã có tiêu chí mã 1.2" in taken.value.errors[0].message
    with pytest.raises(ActionError) as unread:
        edit(scene, draft, "1.1", rule={"kind": "bốc thăm"})
    assert "không có quy tắc tên" in unread.value.errors[0].message


def test_issuing_refuses_with_every_fault(scene: Scene, draft: CriteriaRelease) -> None:
    edit(scene, draft, "4", maximum="9")
    with pytest.raises(ActionError) as refused:
        act.IssueRelease.run(scene.home_affairs, act.Issuing(draft.key, draft.revision))
    told = [one.message for one in refused.value.errors]
    assert "Điểm tối đa các lĩnh vực cộng được 99, thiếu 1. Hãy sửa để tổng đúng 100 điểm." in told
    assert "Tiêu chí 1.1 chưa ghi minh chứng phải nộp. Hãy ghi thêm." in told
    draft.refresh_from_db()
    assert draft.status == ReleaseStatus.DRAFT


def test_an_issued_set_has_its_digest_is_found_and_never_changes(scene: Scene, draft: CriteriaRelease) -> None:
    finish(scene, draft)
    done = act.IssueRelease.run(scene.home_affairs, act.Issuing(draft.key, draft.revision))
    draft.refresh_from_db()
    assert done.digest == draft.digest == digest_of(draft.content)
    assert draft.issued_by == scene.home_affairs and queries.get_for(ANONYMOUS, draft.key) == draft
    assert any(group.kind == "criteria-set" for group in search(ANONYMOUS, "bộ tiêu chí năm 2027").groups)
    seen = mark_of(draft.content, "1.1")
    for later in (
        lambda: act.EditNode.run(scene.home_affairs, act.Editing(draft.key, "1.1", seen, {"name": "Khác"})),
        lambda: act.RemoveNode.run(scene.home_affairs, act.Removing(draft.key, "1.1", seen)),
        lambda: act.DiscardDraft.run(scene.home_affairs, act.Discarding(draft.key)),
        lambda: act.IssueRelease.run(scene.home_affairs, act.Issuing(draft.key, draft.revision)),
    ):
        with pytest.raises(ActionError, match="đã ban hành nên không sửa được"):
            later()


def test_the_database_itself_keeps_an_issued_set(scene: Scene) -> None:
    other = changed(scene.release.content, "1.1", {"name": "Lén sửa"})
    for forbidden in (
        lambda: CriteriaRelease.objects.filter(pk=scene.release.pk).update(content=other),
        lambda: CriteriaRelease.objects.filter(pk=scene.release.pk).update(status=ReleaseStatus.DRAFT),
    ):
        with pytest.raises(DatabaseError, match="đã ban hành"), transaction.atomic():
            forbidden()


def test_nobody_issues_what_a_colleague_just_changed(scene: Scene, draft: CriteriaRelease) -> None:
    finish(scene, draft)
    read = draft.revision
    edit(scene, draft, "1.1", name="Vừa đổi")
    with pytest.raises(ConflictError, match="vừa được sửa thêm"):
        act.IssueRelease.run(scene.home_affairs, act.Issuing(draft.key, read))


def test_an_official_set_names_its_decision(scene: Scene, draft: CriteriaRelease) -> None:
    finish(scene, draft)
    seen = mark_of(draft.content, "")
    act.EditHead.run(scene.home_affairs, act.Heading(draft.key, seen, {"standing": "official"}))
    draft.refresh_from_db()
    assert not draft.is_sample and {one.standing for one in queries.set_of(draft).walk()} == {"official"}
    with pytest.raises(ActionError, match="số, ngày quyết định"):
        act.IssueRelease.run(scene.home_affairs, act.Issuing(draft.key, draft.revision))


def test_an_unknown_maximum_in_a_draft_keeps_it_from_being_issued(scene: Scene, draft: CriteriaRelease) -> None:
    finish(scene, draft)
    edit(scene, draft, "3", maximum=None)
    with pytest.raises(ActionError) as refused:
        act.IssueRelease.run(scene.home_affairs, act.Issuing(draft.key, draft.revision))
    assert "chưa rõ" in refused.value.errors[0].message


def test_a_draft_nobody_needs_goes_but_not_one_others_stand_on(scene: Scene, draft: CriteriaRelease) -> None:
    wanted = act.Cloning(draft.key, scene.home.pk, "Bộ sau nữa", 2028)
    later = act.CloneRelease.run(scene.home_affairs, wanted, idempotency_key="nua").key
    with pytest.raises(ActionError, match="Đã có bộ khác soạn từ bản này"):
        act.DiscardDraft.run(scene.home_affairs, act.Discarding(draft.key))
    act.DiscardDraft.run(scene.home_affairs, act.Discarding(later))
    act.DiscardDraft.run(scene.home_affairs, act.Discarding(draft.key))
    assert not CriteriaRelease.objects.exclude(pk=scene.release.pk).exists()


def test_saving_what_is_already_there_changes_nothing(scene: Scene, draft: CriteriaRelease) -> None:
    edit(scene, draft, "1.1", name="Ban hành kế hoạch đúng hạn")
    assert draft.revision == 1
