"""The screens of committees, as the secretary and the chairman meet them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from thongsuot.platform.access.actors import SYSTEM
from thongsuot.registry.positions.models import Position
from thongsuot.steering.committees.actions import (
    AddMember,
    DraftVersion,
    FoundCommittee,
    NewCommittee,
    NewSeat,
    NewVersion,
    ReissueMembership,
)
from thongsuot.steering.committees.models import Committee, CommitteeVersion
from thongsuot.steering.conftest import Offices, Staff
from thongsuot.steering.tasks.models import Task

pytestmark = pytest.mark.django_db
LONG = "Ban Chỉ đạo cải thiện môi trường đầu tư, nâng năng lực cạnh tranh và phục vụ người dân, doanh nghiệp của tỉnh"


def page(client: Client, screen: str, /, *args: object, **query: Any) -> str:
    answer = client.get(reverse(screen, args=args), query)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


@pytest.fixture
def secretary(client: Client, staff: Staff) -> Client:
    client.force_login(staff.secretary)
    return client


@pytest.fixture
def posts(offices: Offices) -> tuple[Position, Position]:
    made = [
        Position.objects.create(unit=unit, title=title, search_key=key, protocol_order=order)
        for unit, title, key, order in (
            (offices.home, "Chủ tịch UBND tỉnh", "chu tich ubnd tinh", 10),
            (offices.doing, "Giám đốc Sở Nội vụ", "giam doc so noi vu", 20),
        )
    ]
    return made[0], made[1]


def issue(offices: Offices, posts: tuple[Position, Position], begins: date | None = None) -> CommitteeVersion:
    version = DraftVersion.run(SYSTEM, NewVersion(offices.body.unit.key, begins, "Quyết định thử"))
    AddMember.run(SYSTEM, NewSeat(version.id, posts[0].pk, "head"))
    AddMember.run(SYSTEM, NewSeat(version.id, posts[1].pk, "deputy", "cchc", "Cải cách hành chính"))
    ReissueMembership.run(SYSTEM, version)
    return CommitteeVersion.objects.get(pk=version.id)


def test_the_list_is_of_a_day(secretary: Client, offices: Offices) -> None:
    new = NewCommittee(offices.home.key, name="Tổ Đề án", on=date(2024, 7, 29), citation="thử", programmes=("da06",))
    FoundCommittee.run(SYSTEM, new)
    assert "Tổ Đề án" not in page(secretary, "committees", ngay="2024-07-28")
    assert "Tổ Đề án" in page(secretary, "committees", ngay="29/07/2024")


def test_the_list_asks_no_more_for_more_committees(secretary: Client, offices: Offices) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as seen:
            page(secretary, "committees")
        return len(seen)

    page(secretary, "committees")
    few = count()
    for number in range(8):
        name = f"Tổ công tác {number}"
        new = NewCommittee(offices.home.key, name=name, on=date(2024, 1, 1), citation="thử", programmes=("cds",))
        FoundCommittee.run(SYSTEM, new)
    assert count() == few


def test_the_page_says_who_answers_for_what(
    secretary: Client, offices: Offices, posts: tuple[Position, Position]
) -> None:
    issue(offices, posts)
    for number in range(3):
        done = number == 0
        Task.objects.create(
            title=f"Việc {number}", home=offices.home, lead=offices.doing, committee=offices.body,
            status="done" if done else "assigned", assigned_on=date(2024, 1, 1), deadline=date(2024, 6, 30),
            finished_on=date(2024, 5, 1) if done else None, accepted_on=date(2024, 5, 2) if done else None,
            reach=[offices.home.path],
        )  # fmt: skip
    told = page(secretary, "committee", offices.body.unit.key, ngay="2024-10-10")
    assert "Giám đốc Sở Nội vụ" in told and "phụ trách Cải cách hành chính" in " ".join(told.split())
    assert "Quý III/2024" in told


def test_a_committee_without_members_invites_to_write_them(secretary: Client, offices: Offices) -> None:
    told = page(secretary, "committee", offices.body.unit.key)
    assert "Ghi thành phần" in told
    assert "phiên thứ 1" in told


def test_writing_a_membership_from_first_to_last_key(
    secretary: Client, offices: Offices, posts: tuple[Position, Position]
) -> None:
    key = offices.body.unit.key
    address = reverse("committee-reissue", args=[key])
    begun = secretary.post(address, {"valid_from": "15/01/2026", "decision": "Quyết định 1", "note": ""})
    assert begun["Location"] == address
    told = page(secretary, "committee-reissue", key)
    assert "Giám đốc Sở Nội vụ – Sở Nội vụ tỉnh Lạng Sơn" in told
    for title, role, programme in (("Chủ tịch UBND tỉnh", "head", ""), ("giam doc so noi", "deputy", "cchc")):
        added = secretary.post(address, {"position": title, "role": role, "programme": programme, "field": ""})
        assert added["Location"].endswith("#them"), added.content.decode()
    version = CommitteeVersion.objects.get(committee=offices.body)
    assert secretary.post(reverse("committee-issue", args=[key, version.pk])).status_code == 302
    version.refresh_from_db()
    assert version.issued_at is not None
    assert "Quyết định 1" in page(secretary, "committee", key, ngay="2026-02-01")


def test_an_unknown_position_keeps_what_was_typed_and_says_what_to_do(
    secretary: Client, offices: Offices, posts: tuple[Position, Position]
) -> None:
    key = offices.body.unit.key
    DraftVersion.run(SYSTEM, NewVersion(key, None, "Quyết định thử"))
    address = reverse("committee-reissue", args=[key])
    answer = secretary.post(address, {"position": "Giám đốc Sở Lạ", "role": "member", "field": "Thử"})
    assert answer.status_code == 422
    told = answer.content.decode()
    assert "Không có chức danh «Giám đốc Sở Lạ»" in told and 'value="Thử"' in told
    Position.objects.create(unit=offices.other, title="Giám đốc", search_key="giam doc")
    Position.objects.create(unit=offices.doing, title="Giám đốc", search_key="giam doc")
    twice = secretary.post(address, {"position": "Giám đốc", "role": "member"})
    assert "Giám đốc – Sở Tài chính tỉnh Lạng Sơn" in twice.content.decode()
    assert twice.status_code == 422


def test_versions_are_compared_on_the_page(
    secretary: Client, offices: Offices, posts: tuple[Position, Position]
) -> None:
    issue(offices, posts)
    version = DraftVersion.run(SYSTEM, NewVersion(offices.body.unit.key, date(2024, 3, 1), "Quyết định mở rộng"))
    post = Position.objects.create(unit=offices.other, title="Giám đốc Sở Tài chính", search_key="x")
    AddMember.run(SYSTEM, NewSeat(version.id, post.pk, "member"))
    ReissueMembership.run(SYSTEM, version)
    now = page(secretary, "committee", offices.body.unit.key, ngay="2024-03-01")
    assert "Thêm 1 chức danh" in now and "từ 01/03/2024 đến nay" in now
    before = page(secretary, "committee", offices.body.unit.key, ngay="2024-03-01", lan="1")
    assert "đến 29/02/2024" in before and "Giám đốc Sở Tài chính</a>" not in before


def test_the_trial_of_a_merger_counts_and_changes_nothing(secretary: Client, offices: Offices) -> None:
    keys = []
    for number in range(3):
        name = f"Tổ công tác {number}"
        new = NewCommittee(offices.home.key, name=name, on=date(2021, 1, 1), citation="thử", programmes=("cds",))
        keys.append(FoundCommittee.run(SYSTEM, new).key)
    body = Committee.objects.get(unit__key=keys[0])
    for number in range(14):
        Task.objects.create(
            title=f"Việc {number}", home=offices.home, lead=offices.doing, committee=body, status="assigned",
            assigned_on=date(2026, 1, 5), reach=[offices.home.path],
        )  # fmt: skip
    asked = {
        "before": keys,
        "on": "01/03/2026",
        "name": "Ban Chỉ đạo chung",
        "short_name": "",
        "citation": "Quyết định 9",
    }
    told = page(secretary, "committee-merge", **asked)
    assert "14 việc đang mở sẽ chuyển, 3 Ban Chỉ đạo sẽ kết thúc" in told
    assert body.tasks.count() == 14
    answer = secretary.post(reverse("committee-merge"), asked)
    assert answer.status_code == 302
    after = Committee.objects.get(unit__name="Ban Chỉ đạo chung")
    assert after.tasks.count() == 14
    assert answer["Location"] == reverse("committee-reissue", args=[after.unit.key])
    carried = page(secretary, "committee", after.unit.key)
    assert "Hợp nhất ngày 01/03/2026 từ 3 tổ chức" in carried and "nguồn:" in carried and "14 việc" in carried
    assert "hợp nhất thành" in page(secretary, "committee", keys[0])


def test_a_name_of_120_characters_stands_whole_on_every_page(secretary: Client, offices: Offices) -> None:
    """A09."""
    name = LONG.ljust(120, "x")
    assert len(name) == 120
    new = NewCommittee(offices.home.key, name=name, on=date(2024, 1, 1), citation="thử", programmes=("cchc",))
    key = FoundCommittee.run(SYSTEM, new).key
    for told in (
        page(secretary, "committees"),
        page(secretary, "committee", key),
        page(secretary, "committee-reissue", key),
    ):
        assert name in told


def test_founding_from_the_form(secretary: Client, offices: Offices) -> None:
    answer = secretary.post(
        reverse("committee-found"),
        {"home": offices.home.key, "name": "Ban Chỉ đạo thử", "on": "1/2/2026", "citation": "Quyết định 1",
         "programmes": ["cchc", "da06"], "meetings_per_quarter": "1"},
    )  # fmt: skip
    assert answer.status_code == 302
    found = Committee.objects.get(unit__name="Ban Chỉ đạo thử")
    assert (found.programmes, found.home, found.unit.valid_from) == (["cchc", "da06"], offices.home, date(2026, 2, 1))
    bad = secretary.post(reverse("committee-found"), {"home": offices.home.key, "name": "", "on": "31/2/2026"})
    assert bad.status_code == 422
    assert "Hãy chọn ít nhất một chương trình" in bad.content.decode()


def test_readers_see_and_only_the_secretariat_writes(client: Client, offices: Offices, staff: Staff) -> None:
    key = offices.body.unit.key
    client.force_login(staff.focal)
    assert offices.body.unit.name in page(client, "committee", key)
    for name, *args in (("committee-reissue", key), ("committee-merge",), ("committee-found",)):
        assert client.get(reverse(name, args=args)).status_code == 403
