"""Which of the settled figures were corrected afterwards: «đã cập nhật 21:40» (J4). Nothing changes in silence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from thongsuot.registry.claims.models import Claim
from thongsuot.registry.claims.wording import value_text
from thongsuot.registry.fields import ReviewStatus
from thongsuot.steering.meetings.models import Meeting


@dataclass(frozen=True, slots=True)
class Correction:
    """``old`` as settled, ``claim`` the version in force, ``at`` when it was confirmed."""

    old: str
    claim: Claim
    new: str
    at: datetime


def corrections_since(meeting: Meeting) -> list[Correction]:
    """Against the last time the figures were settled; the newest version of each, latest first."""
    snapshot = meeting.snapshots.order_by("-taken_at").first()
    if snapshot is None:
        return []
    old = {int(pk): words for pk, words in snapshot.figures.items()}
    revised = Claim.objects.filter(supersedes__in=old, status=ReviewStatus.CONFIRMED, reviewed_at__gt=snapshot.taken_at)
    found = [
        Correction(old[one.supersedes_id], one, value_text(one), one.reviewed_at)
        for one in revised.select_related("indicator", "subject")
    ]
    return sorted(found, key=lambda one: one.at, reverse=True)
