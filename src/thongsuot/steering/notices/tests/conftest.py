"""The meeting of quý III/2024 with conclusions, the people of the paper's way, and S4 read from outside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from thongsuot.kernel.clock import VIETNAM
from thongsuot.kernel.collation import person_name_key
from thongsuot.kernel.text import fold
from thongsuot.platform.access.actors import SYSTEM
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.claims.models import Claim, ClaimOrigin
from thongsuot.registry.documents.actions import AddDocument, NewDocument
from thongsuot.registry.documents.models import Document, DocumentKind
from thongsuot.registry.fields import ReviewStatus
from thongsuot.registry.positions.models import Person, Position, PositionHolding
from thongsuot.registry.units.models import Unit, UnitKind
from thongsuot.steering.committees.models import CommitteeVersion, MemberRole, Membership
from thongsuot.steering.conftest import Offices, Staff, make_unit
from thongsuot.steering.meetings.models import Conclusion, Meeting
from thongsuot.steering.notices.actions import (
    ApproveNotice,
    DraftNotice,
    IssueNotice,
    NewNotice,
    NoticeKey,
    Numbering,
    NumberNotice,
    SignNotice,
    SubmitNotice,
)
from thongsuot.steering.notices.models import Notice

HELD = datetime(2024, 10, 10, 8, 0, tzinfo=VIETNAM)


def hold(unit: Unit, title: str, name: str = "", order: int = 100) -> Position:
    position = Position.objects.create(unit=unit, title=title, search_key=fold(title), protocol_order=order)
    if name:
        person, _created = Person.objects.get_or_create(
            full_name=name, defaults={"sort_key": person_name_key(name), "search_key": fold(name)}
        )
        PositionHolding.objects.create(person=person, position=position)
    return position


@pytest.fixture
def chairman(offices: Offices, staff: Staff) -> Position:
    """Head of the province and of its committee in one person, whose account is ``staff.chair``."""
    party = make_unit("tinh-uy--lang-son", "Tỉnh ủy", UnitKind.OTHER, offices.home)
    hold(party, "Phó Bí thư Tỉnh ủy", "Hoàng Văn Ban", 3)
    position = hold(offices.home, "Chủ tịch UBND tỉnh", "Hoàng Văn Ban", 10)
    head = hold(offices.home, "Trưởng Ban Chỉ đạo cải cách hành chính tỉnh", "Hoàng Văn Ban", 40)
    staff.chair.person = Person.objects.get(full_name="Hoàng Văn Ban")
    staff.chair.save()
    version = CommitteeVersion.objects.create(
        committee=offices.body, number=1, valid_from=date(2024, 1, 1), issued_at=HELD
    )
    director = hold(offices.doing, "Giám đốc Sở Nội vụ", "Lương Thị Đạo", 20)
    staff.head.person = Person.objects.get(full_name="Lương Thị Đạo")
    staff.head.save()
    Membership.objects.create(version=version, position=head, role=MemberRole.HEAD, order=1)
    Membership.objects.create(version=version, position=director, role=MemberRole.MEMBER, order=2)
    return position


@pytest.fixture
def meeting(offices: Offices, chairman: Position) -> Meeting:
    held = Meeting.objects.create(
        key="bcd-2024-q3",
        committee=offices.body,
        ordinal=3,
        title="Phiên họp quý III năm 2024",
        period_kind="quarter",
        period_start=date(2024, 7, 1),
        period_end=date(2024, 9, 30),
        period_text="quý III năm 2024",
        starts_at=HELD,
        status="closed",
    )
    spoken = (
        ("rà soát các chỉ tiêu đạt thấp", offices.doing, date(2024, 12, 31)),
        ("đẩy nhanh các lớp bồi dưỡng", offices.other, date(2024, 11, 30)),
        ("phát huy vai trò người đứng đầu", None, None),
    )
    for order, (text, lead, deadline) in enumerate(spoken, 1):
        Conclusion.objects.create(
            meeting=held, order=order, text=text, lead=lead, deadline=deadline, captured_at=HELD, is_task=bool(lead)
        )
    return held


@pytest.fixture
def claim(document: Document, offices: Offices) -> Claim:
    """33,8% as the record has it for quý III/2024."""
    return Claim.objects.create(
        document=document,
        origin=ClaimOrigin.ENTRY,
        subject=offices.home,
        name="tỷ lệ cắt giảm thời hạn giải quyết TTHC",
        period_kind="quarter",
        period_start=date(2024, 7, 1),
        period_end=date(2024, 9, 30),
        period_text="quý III/2024",
        value=Decimal("33.8"),
        value_exponent=-1,
        unit_of_measure="%",
        status=ReviewStatus.CONFIRMED,
        is_public=True,
    )


@pytest.fixture
def draft(meeting: Meeting, staff: Staff, claim: Claim) -> Notice:
    made = DraftNotice.run(staff.secretary, NewNotice(meeting_key=meeting.key, claim_ids=(claim.pk,)))
    return Notice.objects.get(key=made.key)


@dataclass(frozen=True, slots=True)
class Way:
    """Takes a notice along its way by the people whose steps they are."""

    staff: Staff

    def submitted(self, notice: Notice) -> Notice:
        SubmitNotice.run(self.staff.secretary, NoticeKey(notice.key))
        return Notice.objects.get(pk=notice.pk)

    def signed(self, notice: Notice) -> Notice:
        self.submitted(notice)
        ApproveNotice.run(self.staff.chair, NoticeKey(notice.key))
        SignNotice.run(self.staff.chair, NoticeKey(notice.key))
        return Notice.objects.get(pk=notice.pk)

    def numbered(self, notice: Notice, day: date | None = None) -> Notice:
        self.signed(notice)
        NumberNotice.run(self.staff.clerk, Numbering(notice.key, day))
        return Notice.objects.get(pk=notice.pk)

    def issued(self, notice: Notice) -> Notice:
        self.numbered(notice)
        IssueNotice.run(self.staff.clerk, NoticeKey(notice.key))
        return Notice.objects.get(pk=notice.pk)


@pytest.fixture
def way(staff: Staff) -> Way:
    return Way(staff)


@pytest.fixture
def s4(offices: Offices, sources_dir: Path) -> Document:
    """The official notice S4, pasted and read."""
    text = next(sources_dir.glob("004_*.txt")).read_text(encoding="utf-8")
    added = AddDocument.run(SYSTEM, NewDocument(text=text, kind=DocumentKind.NOTICE))
    return Document.objects.get(key=added.key)


MakeAccount = Callable[..., Account]
