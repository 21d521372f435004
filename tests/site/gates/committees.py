"""Committees: read by whoever reads steering work, written by the secretariat and Home Affairs; sheets by branch."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from thongsuot.platform.access.actors import SYSTEM
from thongsuot.steering.committees.actions import DraftVersion, NewVersion
from thongsuot.steering.committees.models import Membership
from thongsuot.steering.permissions import Steering

KEY = "bcd-cai-cach-hanh-chinh--lang-son"
_OFFICE = "so-noi-vu--lang-son"  # the seat whose sheet is opened: focal officer and head of that office may too

GATES = {
    "committees": Steering.READ,
    "committee": Steering.READ,
    "committee-found": Steering.COMMITTEE_MANAGE,
    "committee-merge": Steering.COMMITTEE_MANAGE,
    "committee-reissue": Steering.COMMITTEE_MANAGE,
    "committee-edit-member": Steering.COMMITTEE_MANAGE,
    "committee-remove-member": Steering.COMMITTEE_MANAGE,
    "committee-issue": Steering.COMMITTEE_MANAGE,
    "committee-drop": Steering.COMMITTEE_MANAGE,
    "committee-member": Steering.READ,
    "unit-sheets": Steering.READ,
    "unit-sheet": Steering.READ,
    "unit-sheet-excel": Steering.READ,
}
POSTED = {"committee-remove-member", "committee-issue", "committee-drop"}


def draft() -> int:
    """The number of a version being written, copied from the one in force."""
    return DraftVersion.run(SYSTEM, NewVersion(KEY, date(2026, 6, 1), "Quyết định để thử (minh họa)")).id


def drafted_seat() -> int:
    return Membership.objects.filter(version=draft()).order_by("order", "pk").values_list("pk", flat=True)[0]


def member() -> int:
    """The position that heads the office, seated in the version in force."""
    issued = Membership.objects.filter(version__committee__unit__key=KEY, version__valid_to__isnull=True)
    issued = issued.filter(version__issued_at__isnull=False, position__unit__key=_OFFICE)
    return issued.order_by("position__protocol_order").values_list("position_id", flat=True)[0]


def arguments() -> dict[str, Callable[[], list[object]]]:
    return {
        "committee": lambda: [KEY],
        "committee-reissue": lambda: [KEY],
        "committee-edit-member": lambda: [KEY, drafted_seat()],
        "committee-remove-member": lambda: [KEY, drafted_seat()],
        "committee-issue": lambda: [KEY, draft()],
        "committee-drop": lambda: [KEY, draft()],
        "committee-member": lambda: [KEY, member()],
        "unit-sheet": lambda: [_OFFICE],
        "unit-sheet-excel": lambda: [_OFFICE],
    }
