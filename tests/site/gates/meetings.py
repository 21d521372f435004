"""Meetings: read by whoever reads steering work, run by the secretariat, taken part in by those called."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone

from thongsuot.platform.access.actors import SYSTEM
from thongsuot.platform.files.domain import TEXT
from thongsuot.platform.files.store import put
from thongsuot.platform.idempotency.store import new_key
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.accounts.roles import GRANTS, Role
from thongsuot.registry.units.models import Unit
from thongsuot.steering.committees.models import Committee
from thongsuot.steering.meetings.actions import (
    AddPaper,
    CaptureConclusion,
    DeliverPaper,
    GiveOpinion,
    Invitation,
    InviteMembers,
    MeetingKey,
    NewConclusion,
    NewMeeting,
    NewOpinion,
    NewPaper,
    OpenMeeting,
    PaperFile,
    PlanMeeting,
    Spoken,
)
from thongsuot.steering.meetings.models import Meeting, Opinion
from thongsuot.steering.permissions import Steering

_UNDER_NO_CALL = {Role.ONE_STOP}  # works in a department called, but has no part in steering


def _seen(role: Role | None) -> set[int]:
    """Who reads the province's steering work, and the members' departments; for others it is not there."""
    if role is None:
        return {302}
    return {200, 302, 422} if Steering.READ in GRANTS[role] else {404}


def _run(role: Role | None) -> set[int]:
    if role is None:
        return {302}
    if Steering.READ not in GRANTS[role]:
        return {404}
    return {200, 302, 422} if Steering.MEETING_MANAGE in GRANTS[role] else {403}


def _part(role: Role | None) -> set[int]:
    """Giving an opinion: those who read and are called, or hold the right over the province."""
    if role is None:
        return {302}
    if Steering.READ not in GRANTS[role]:
        return {404}
    return {200, 302, 422} if Steering.MEETING_TAKE_PART in GRANTS[role] else {200, 302, 403, 422}


SEEN = (
    *("meeting", "meeting-entry", "meeting-paper", "meeting-screen", "meeting-acknowledge"),
    *("meeting-present", "meeting-present-live", "meeting-present-worker"),
)
RUN = (
    *("meeting-edit", "meeting-cancel", "meeting-invite", "meeting-site", "meeting-paper-add"),
    *("meeting-opinion-answer", "meeting-commendation", "meeting-attendance", "meeting-open", "meeting-capture"),
    *("meeting-hear", "meeting-conclusion", "meeting-close", "meeting-settle"),
)
PART = ("meeting-opinion", "meeting-reply", "meeting-paper-deliver")
GATES = {
    "meetings": Steering.READ,
    "meeting-plan": Steering.MEETING_MANAGE,
    **dict.fromkeys(SEEN, _seen),
    **dict.fromkeys(RUN, _run),
    **dict.fromkeys(PART, _part),
}
POSTED = {
    *("meeting-cancel", "meeting-invite", "meeting-reply", "meeting-site", "meeting-paper-add"),
    *("meeting-paper-deliver", "meeting-opinion", "meeting-opinion-answer", "meeting-commendation"),
    *("meeting-open", "meeting-settle"),
}


def meeting() -> Meeting:
    """One that begins next week, with members called."""
    body = Committee.objects.get(unit__key="bcd-cai-cach-hanh-chinh--lang-son")
    new = NewMeeting(body.pk, timezone.now() + timedelta(days=7))
    key = PlanMeeting.run(SYSTEM, new, idempotency_key=new_key()).key
    InviteMembers.run(SYSTEM, Invitation(key))
    return Meeting.objects.get(key=key)


def running() -> Meeting:
    planned = meeting()
    OpenMeeting.run(SYSTEM, MeetingKey(planned.key))
    return planned


def _paper() -> list[object]:
    planned = meeting()
    owner = Unit.objects.get(key="so-noi-vu--lang-son")
    row = AddPaper.run(SYSTEM, NewPaper(planned.key, "Báo cáo", owner.pk, timezone.localdate()))
    DeliverPaper.run(SYSTEM, PaperFile(row.id, put([b"bao cao"], "bao-cao.txt", accepted=(TEXT,)).pk))
    return [planned.key, row.id]


def _opinion() -> list[object]:
    planned = meeting()
    said = NewOpinion(planned.key, "Đề nghị bổ sung")
    GiveOpinion.run(Account.objects.get(username="thu-ky"), said, idempotency_key=new_key())
    return [planned.key, Opinion.objects.get(meeting=planned).pk]


def _conclusion() -> list[object]:
    live = running()
    row = CaptureConclusion.run(SYSTEM, NewConclusion(live.key, Spoken("Rà soát")), idempotency_key=new_key())
    return [live.key, row.id]


def _seat() -> list[object]:
    planned = meeting()
    return [planned.key, planned.participants.order_by("pk")[0].pk]


def arguments() -> dict[str, Callable[[], list[object]]]:
    keyed = {name: lambda: [meeting().key] for name in (*SEEN, *RUN, *PART)}
    return {
        **keyed,
        "meeting-paper": _paper,
        "meeting-paper-deliver": _paper,
        "meeting-opinion-answer": _opinion,
        "meeting-conclusion": _conclusion,
        "meeting-reply": _seat,
    }
