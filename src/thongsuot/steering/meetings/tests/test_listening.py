"""What is heard in one spoken sentence, as proposed to the secretary."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from thongsuot.registry.units.models import UnitKind
from thongsuot.steering.conftest import Offices, make_unit
from thongsuot.steering.meetings.listening import Heard, hear
from thongsuot.steering.meetings.models import Meeting
from thongsuot.steering.meetings.proposals import propose

HELD = date(2024, 10, 10)


def test_lead_partner_deadline_and_quantity_are_heard() -> None:
    said = "Giao Sở Nội vụ chủ trì, phối hợp với Sở Tài chính hoàn thành 18 lớp bồi dưỡng trước ngày 30/11/2024."
    assert hear(said, HELD) == Heard(
        assignee="Sở Nội vụ",
        coordinating=("Sở Tài chính",),
        deadline=date(2024, 11, 29),  # «trước ngày 30/11»: the 29th is the last day still in time
        deadline_text="trước ngày 30/11/2024",
        quantity=Decimal(18),
        quantity_unit="lớp",
    )


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("Sở Nội vụ rà soát vị trí việc làm trong tháng 12/2024", date(2024, 12, 31)),
        ("Sở Nội vụ rà soát vị trí việc làm trong quý IV/2024.", date(2024, 12, 31)),
        ("Sở Nội vụ trình đề án trong tháng này", date(2024, 10, 31)),
        ("Sở Nội vụ rà soát vị trí việc làm", None),
    ],
)
def test_deadlines_as_spoken(said: str, day: date | None) -> None:
    assert hear(said, HELD).deadline == day


def test_the_office_of_a_head_is_read_as_the_unit() -> None:
    assert hear("Giao Giám đốc Sở Tư pháp trình đề án trong tháng này", HELD).assignee == "Sở Tư pháp"


def test_everybody_is_a_common_task_and_an_orientation_is_no_task() -> None:
    assert hear("Các sở, ban, ngành báo cáo trước ngày 15/12/2024", HELD).is_common
    assert not hear("Phải coi chuyển đổi số là nhiệm vụ trọng tâm", HELD).is_task
    assert hear("   ", HELD) == Heard()


def test_units_are_found_within_the_home_of_the_committee(meeting: Meeting, offices: Offices) -> None:
    elsewhere = make_unit("so-noi-vu--ha-giang", "Sở Nội vụ tỉnh Hà Giang", UnitKind.DEPARTMENT, offices.nation)
    for unit, name in ((offices.doing, "Sở Nội vụ"), (offices.other, "Sở Tài chính"), (elsewhere, "Sở Nội vụ")):
        unit.search_key = {"Sở Nội vụ": "so noi vu", "Sở Tài chính": "so tai chinh"}[name]
        unit.save()
    spoken = propose(meeting, "Giao Sở Nội vụ chủ trì, phối hợp với Sở Tài chính rà soát trong tháng 12/2024")
    assert (spoken.lead_id, spoken.partner_ids) == (offices.doing.pk, (offices.other.pk,))
    assert propose(meeting, "Giao Sở Vô danh rà soát trong tháng 12/2024").lead_id is None
