"""Who sits on the committee from when: titles, fields of deputies, versions that stay readable (A01, A03, A04)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from thongsuot.platform.access.errors import AccessDenied
from thongsuot.platform.actions import ActionError
from thongsuot.registry.positions.actions import AddPosition, AppointHolder, Appointment, NewPosition
from thongsuot.registry.positions.models import Person, Position
from thongsuot.registry.units.models import Unit, UnitKind
from thongsuot.steering.committees import queries
from thongsuot.steering.committees.actions import (
    AddMember,
    DraftVersion,
    DropVersion,
    EditMember,
    FoundCommittee,
    NewCommittee,
    NewSeat,
    NewVersion,
    ReissueMembership,
    RemoveMember,
    SeatEdit,
    SeatId,
    VersionId,
)
from thongsuot.steering.committees.models import Committee, CommitteeVersion
from thongsuot.steering.conftest import Offices, Staff, make_unit

pytestmark = pytest.mark.django_db
DECISION = "Quyết định thử"


@dataclass(frozen=True, slots=True)
class Posts:
    chairman: Position
    deputy: Position
    home_affairs: Position
    police: Position


@pytest.fixture
def posts(offices: Offices) -> Posts:
    police = make_unit("cong-an-tinh", "Công an tỉnh", UnitKind.DEPARTMENT, offices.home)
    return Posts(
        position(offices.home, "Chủ tịch UBND tỉnh", 10),
        position(offices.home, "Phó Chủ tịch Thường trực UBND tỉnh", 12),
        position(offices.doing, "Giám đốc Sở Nội vụ", 20),
        position(police, "Giám đốc Công an tỉnh", 20),
    )


def position(unit: Unit, title: str, order: int = 100) -> Position:
    return Position.objects.create(unit=unit, title=title, protocol_order=order, search_key=title)


@pytest.fixture
def issue(offices: Offices, staff: Staff) -> Callable[..., VersionId]:
    """``issue(date(…), (position, role[, programme]), …)`` writes and issues a version."""

    def _issue(begins: date | None, *seats: tuple[Any, ...], copy: bool = True) -> VersionId:
        key = offices.body.unit.key
        version = DraftVersion.run(staff.secretary, NewVersion(key, begins, f"{DECISION} {begins}", copy=copy))
        for seat, role, *programme in seats:
            AddMember.run(staff.secretary, NewSeat(version.id, seat.pk, role, *programme))
        return ReissueMembership.run(staff.secretary, version)

    return _issue


def titles(body: Committee, day: date) -> list[str]:
    return [seat.position.title for seat in queries.members_on(body, day)]


def test_one_person_with_three_titles_is_named_as_in_the_source(
    offices: Offices, staff: Staff, sources_dir: Path
) -> None:
    """A01, with the words of S0; entered in no particular order."""
    party = make_unit("tinh-uy", "Tỉnh ủy", UnitKind.OTHER, offices.home)
    head_of_committee = "Trưởng Ban Chỉ đạo cải cách hành chính tỉnh"
    for unit, title, order in (
        (offices.home, head_of_committee, 40),
        (offices.home, "Chủ tịch UBND tỉnh", 10),
        (party, "Phó Bí thư Tỉnh ủy", 3),
    ):
        added = AddPosition.run(staff.home_affairs, NewPosition(unit.key, title, protocol_order=order))
        AppointHolder.run(staff.home_affairs, Appointment(added.id, "Huỳnh Quốc Việt", date(2022, 1, 1), "thử"))
    said = ", ".join(queries.titles_on(Person.objects.get(full_name="Huỳnh Quốc Việt").pk, date(2022, 10, 18)))
    assert said == f"Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh, {head_of_committee}"
    assert said in next(sources_dir.glob("000_*.txt")).read_text(encoding="utf-8")


def test_a_title_given_up_is_not_said_any_more(offices: Offices, staff: Staff, posts: Posts) -> None:
    for name, day in (("Lâm Văn Bi", date(2020, 1, 1)), ("Huỳnh Quốc Việt", date(2022, 1, 1))):
        AppointHolder.run(staff.home_affairs, Appointment(posts.chairman.pk, name, day, "thử"))
    before = Person.objects.get(full_name="Lâm Văn Bi")
    assert queries.titles_on(before.pk, date(2021, 12, 31)) == ["Chủ tịch UBND tỉnh"]
    assert queries.titles_on(before.pk, date(2022, 1, 1)) == []


def test_the_field_of_a_matter_leads_to_a_position_and_not_to_a_name(
    offices: Offices, posts: Posts, issue: Callable[..., VersionId]
) -> None:
    """A03: what belongs to Đề án 06 goes to the head of the provincial police."""
    issue(None, (posts.chairman, "head"), (posts.police, "deputy", "da06"), (posts.home_affairs, "deputy", "cchc"))
    found = queries.deputy_for(offices.body, "da06", date(2024, 10, 10))
    assert found is not None
    assert found.position == posts.police
    assert queries.deputy_for(offices.body, "cds", date(2024, 10, 10)) is None


def test_the_old_membership_stays_readable_with_its_dates(
    offices: Offices, posts: Posts, issue: Callable[..., VersionId], events: Callable[..., list[Any]]
) -> None:
    """A04: enlarged by the chairmen of eleven districts and cities."""
    issue(None, (posts.chairman, "head"), (posts.deputy, "standing_deputy"))
    districts = [make_unit(f"huyen-{n}", f"Huyện {n}", UnitKind.DISTRICT, offices.home) for n in range(11)]
    chairmen = [(position(unit, f"Chủ tịch UBND {unit.name}"), "member") for unit in districts]
    issue(date(2024, 3, 1), *chairmen)
    assert len(titles(offices.body, date(2024, 2, 29))) == 2
    assert len(titles(offices.body, date(2024, 3, 1))) == 13
    first, second = CommitteeVersion.objects.filter(committee=offices.body)
    assert (first.valid_from, first.valid_to) == (None, date(2024, 3, 1))
    assert (second.valid_from, second.valid_to) == (date(2024, 3, 1), None)
    names = [name for name, _changes in events("committee", offices.body.unit.key)]
    assert names.count("steering.committee.reissued") == 2
    assert names.count("steering.committee.member_added") == 13


def test_chairmen_of_districts_that_ended_are_not_copied(
    offices: Offices, staff: Staff, posts: Posts, issue: Callable[..., VersionId]
) -> None:
    """Districts ended on 1/7/2025: a membership of 2026 has none, and none can be added."""
    district = make_unit("huyen-van-quan", "Huyện Văn Quan", UnitKind.DISTRICT, offices.home)
    chairman = position(district, "Chủ tịch UBND huyện Văn Quan")
    issue(date(2024, 3, 1), (posts.chairman, "head"), (chairman, "member"))
    Unit.objects.filter(pk=district.pk).update(valid_to=date(2025, 7, 1))
    version = DraftVersion.run(staff.secretary, NewVersion(offices.body.unit.key, date(2026, 1, 15), DECISION))
    assert CommitteeVersion.objects.get(pk=version.id).members.count() == 1
    with pytest.raises(ActionError, match="Văn Quan"):
        AddMember.run(staff.secretary, NewSeat(version.id, chairman.pk, "member"))


def test_a_membership_in_force_is_never_touched(
    offices: Offices, staff: Staff, posts: Posts, issue: Callable[..., VersionId]
) -> None:
    version = issue(None, (posts.chairman, "head"))
    seat = CommitteeVersion.objects.get(pk=version.id).members.get()
    for change in (
        lambda: AddMember.run(staff.secretary, NewSeat(version.id, posts.police.pk, "member")),
        lambda: EditMember.run(staff.secretary, SeatEdit(seat.pk, "member")),
        lambda: RemoveMember.run(staff.secretary, SeatId(seat.pk)),
        lambda: DropVersion.run(staff.secretary, version),
    ):
        with pytest.raises(ActionError, match="đã có hiệu lực"):
            change()
    assert titles(offices.body, date(2024, 1, 1)) == ["Chủ tịch UBND tỉnh"]


def test_what_is_being_written_is_not_in_force(offices: Offices, staff: Staff, posts: Posts) -> None:
    key = offices.body.unit.key
    version = DraftVersion.run(staff.secretary, NewVersion(key, None, DECISION))
    AddMember.run(staff.secretary, NewSeat(version.id, posts.chairman.pk, "head"))
    assert titles(offices.body, date(2024, 1, 1)) == []
    assert DraftVersion.run(staff.secretary, NewVersion(key, None, DECISION)) == version
    with pytest.raises(ActionError, match="soạn dở"):
        DraftVersion.run(staff.secretary, NewVersion(key, None, "Quyết định khác"))
    DropVersion.run(staff.secretary, version)
    assert not CommitteeVersion.objects.exists()


def test_issuing_twice_is_issuing_once(
    offices: Offices, staff: Staff, posts: Posts, issue: Callable[..., VersionId], events: Callable[..., list[Any]]
) -> None:
    version = issue(None, (posts.chairman, "head"))
    before = events("committee", offices.body.unit.key)
    ReissueMembership.run(staff.secretary, version)
    assert events("committee", offices.body.unit.key) == before


def test_one_head_one_deputy_a_programme(offices: Offices, staff: Staff, posts: Posts) -> None:
    version = DraftVersion.run(staff.secretary, NewVersion(offices.body.unit.key, None, DECISION))
    AddMember.run(staff.secretary, NewSeat(version.id, posts.police.pk, "deputy", "da06"))
    with pytest.raises(ActionError, match="đúng một Trưởng Ban"):
        ReissueMembership.run(staff.secretary, version)
    with pytest.raises(ActionError, match="Giám đốc Công an tỉnh phụ trách"):
        AddMember.run(staff.secretary, NewSeat(version.id, posts.home_affairs.pk, "deputy", "da06"))
    with pytest.raises(ActionError, match="Chỉ Phó Trưởng Ban"):
        AddMember.run(staff.secretary, NewSeat(version.id, posts.home_affairs.pk, "member", "cchc"))
    AddMember.run(staff.secretary, NewSeat(version.id, posts.chairman.pk, "head"))
    with pytest.raises(ActionError, match="Đã có Trưởng Ban: Chủ tịch UBND tỉnh"):
        AddMember.run(staff.secretary, NewSeat(version.id, posts.deputy.pk, "head"))


def test_a_changed_role_is_in_the_history(
    offices: Offices, staff: Staff, posts: Posts, events: Callable[..., list[Any]]
) -> None:
    version = DraftVersion.run(staff.secretary, NewVersion(offices.body.unit.key, None, DECISION))
    seat = AddMember.run(staff.secretary, NewSeat(version.id, posts.police.pk, "member"))
    EditMember.run(staff.secretary, SeatEdit(seat.id, "deputy", "da06", "Đề án 06"))
    EditMember.run(staff.secretary, SeatEdit(seat.id, "deputy", "da06", "Đề án 06"))
    changes = [changes for name, changes in events("committee", offices.body.unit.key) if name.endswith("edited")]
    expected = ["Thành viên", "Phó Trưởng Ban, Đề án 06, Đề án 06"]
    assert [list(one["seat Giám đốc Công an tỉnh"]) for one in changes] == [expected]


def test_a_later_decision_cannot_begin_before_the_last(
    offices: Offices, staff: Staff, posts: Posts, issue: Callable[..., VersionId]
) -> None:
    issue(date(2024, 3, 1), (posts.chairman, "head"))
    with pytest.raises(ActionError, match="01/03/2024"):
        DraftVersion.run(staff.secretary, NewVersion(offices.body.unit.key, date(2024, 3, 1), "Quyết định khác"))
    with pytest.raises(ActionError, match="Hãy ghi ngày"):
        DraftVersion.run(staff.secretary, NewVersion(offices.body.unit.key, None, "Quyết định khác"))


def test_who_may_write_it(offices: Offices, staff: Staff, posts: Posts) -> None:
    """A05: the secretariat writes; an office does not, and neither does the head of the committee by hand."""
    for outsider in (staff.focal, staff.head, staff.chair, staff.clerk):
        with pytest.raises(AccessDenied):
            DraftVersion.run(outsider, NewVersion(offices.body.unit.key, None, DECISION))
    DraftVersion.run(staff.secretary, NewVersion(offices.body.unit.key, None, DECISION))


def test_the_secretariat_drafts_and_cannot_issue_a_notice(offices: Offices, staff: Staff) -> None:
    """A05 as the table of rights says it: drafting without signing, approving or numbering."""
    path = offices.home.path
    assert staff.secretary.can("steering.notice.draft", path)
    assert not [step for step in ("approve", "sign", "issue") if staff.secretary.can(f"steering.notice.{step}", path)]


def test_a_committee_may_bear_a_name_of_120_characters(offices: Offices, staff: Staff) -> None:
    """A09: names are free; the one of Thanh Hóa (S1) is of that length."""
    name = ("Ban Chỉ đạo cải cách, cải thiện môi trường đầu tư, nâng năng lực cạnh tranh và phục vụ người dân " * 2)[
        :120
    ]
    new = NewCommittee(offices.home.key, name=name, on=date(2026, 1, 1), citation="thử", programmes=("cchc",))
    key = FoundCommittee.run(staff.home_affairs, new).key
    assert FoundCommittee.run(staff.home_affairs, new).key == key
    assert queries.get_for(staff.secretary, key).unit.name == name.strip()
    assert Committee.objects.filter(home=offices.home).count() == 2
