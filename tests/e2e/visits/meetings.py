"""The calendar, a meeting before, during and after, the room, the phone and the projector."""

from __future__ import annotations

from tests.site.gates.meetings import running
from thongsuot.platform.access.actors import SYSTEM
from thongsuot.platform.idempotency.store import new_key
from thongsuot.registry.units.models import Unit
from thongsuot.steering.meetings.actions import CaptureConclusion, NewConclusion, Spoken
from thongsuot.steering.meetings.models import Meeting, MeetingStatus

_BASE = "/lam-viec/phien-hop"


def addresses() -> dict[str, list[str]]:
    live = running().key
    unit = Unit.objects.get(key="so-noi-vu--lang-son")
    spoken = Spoken("Sở Nội vụ rà soát vị trí việc làm", lead_id=unit.pk)
    said = CaptureConclusion.run(SYSTEM, NewConclusion(live, spoken), idempotency_key=new_key()).id
    ahead = Meeting.objects.filter(status=MeetingStatus.INVITED).earliest("starts_at").key
    past = Meeting.objects.filter(status=MeetingStatus.CLOSED).latest("starts_at").key
    return {
        "thu-ky": [
            *(_BASE, f"{_BASE}?nam=2024", f"{_BASE}/them", f"{_BASE}/{ahead}", f"{_BASE}/{past}"),
            *(f"{_BASE}/{ahead}/sua", f"{_BASE}/{ahead}/diem-danh", f"{_BASE}/{live}/ghi", f"{_BASE}/{live}/be-mac"),
            *(f"{_BASE}/{live}/ghi/{said}", f"/hop/{live}/man-hinh", f"/hop/{ahead}/trinh-chieu"),
        ],
        "lanh-dao": [f"{_BASE}/{live}/nhan-viec", f"{_BASE}/{ahead}"],
    }
