"""From a meeting to the head of its notice: whose paper it is, what was held when, who signs."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from thongsuot.registry.positions.models import Position, PositionHolding
from thongsuot.registry.units.models import Unit
from thongsuot.steering.committees.models import MemberRole
from thongsuot.steering.committees.queries import in_force, members_on, titles_on
from thongsuot.steering.meetings.models import Meeting, MeetingForm
from thongsuot.steering.notices import defaults
from thongsuot.steering.notices.domain import wording
from thongsuot.steering.notices.domain.signing import SigningRefused
from thongsuot.steering.notices.models import Notice

_FORMS = {
    MeetingForm.IN_PERSON.value: "trực tiếp",
    MeetingForm.HYBRID.value: "trực tiếp kết hợp trực tuyến",
    MeetingForm.REMOTE.value: "trực tuyến",
}


def facts_of(meeting: Meeting) -> wording.MeetingFacts:
    """What the opening is put together from. The chair is named with all titles of that day in protocol order (A01)."""
    day = timezone.localdate(meeting.starts_at)
    person, titles = _chair(meeting, day)
    return wording.MeetingFacts(
        committee=meeting.committee.unit.name,
        ordinal=meeting.ordinal,
        day=day,
        chair=person,
        titles=titles,
        period=meeting.period_text,
        title=meeting.title,
        form=_FORMS.get(meeting.form, ""),
        sites=meeting.sites.filter(is_main=False).count(),
        attended=_attended(meeting, day),
    )


def chair_position(meeting: Meeting) -> Position | None:
    """Who chaired; where the meeting does not say, the head of the committee that day."""
    if meeting.chair:
        return meeting.chair
    seats = members_on(meeting.committee, timezone.localdate(meeting.starts_at))
    return next((seat.position for seat in seats if seat.role == MemberRole.HEAD), None)


def _chair(meeting: Meeting, day: date) -> tuple[str, list[str]]:
    position = chair_position(meeting)
    if position is None:
        return "", []
    holding = PositionHolding.objects.filter(in_force(day), position=position).select_related("person").first()
    if holding is None:
        return "", [position.title]
    return holding.person.full_name, titles_on(holding.person_id, day) or [position.title]


def _attended(meeting: Meeting, day: date) -> str:
    """Deputies by title, then the rest in one word each, as such papers write it."""
    seats = members_on(meeting.committee, day)
    if not seats:
        return ""
    deputies = [
        f"đồng chí {seat.position.title}"
        for seat in seats
        if seat.role in (MemberRole.STANDING_DEPUTY, MemberRole.DEPUTY)
    ]
    return "; ".join([*deputies, "các thành viên Ban Chỉ đạo"])


def new_notice(home: Unit, meeting: Meeting | None, today: date) -> Notice:
    """An unsaved draft with everything that follows from body and meeting."""
    level = defaults.level_of(home)
    facts = facts_of(meeting) if meeting else None
    day = timezone.localdate(meeting.starts_at) if meeting else today
    return Notice(
        key=free_key(f"tb-{meeting.key}" if meeting else f"tb-{home.key}-{today.year}"),
        home=home,
        meeting=meeting,
        superior=level.superior,
        issuer=level.issuer,
        symbol=level.symbol,
        month=day.month,
        year=day.year,
        place=home.short_name,
        kind_name=defaults.kind_name(),
        subject=wording.subject(facts) if facts else "",
        opening="\n".join(wording.opening(facts)) if facts else "",
        closing="\n".join(wording.closing(level.issuer_text)),
        signing_form=level.form,
    )


def sign_by_chair(notice: Notice) -> None:
    """The chair signs the conclusion himself unless the drafter says otherwise (Điều 13 NĐ 30/2020/NĐ-CP)."""
    position = _signing_position(notice)
    if position is None:
        return
    notice.signer = position
    notice.signer_name = defaults.holder_on(position, notice_day(notice))
    try:
        notice.signature_lines = defaults.lines_for(notice.signing_form, position.title, notice.principal)
    except SigningRefused:
        notice.signature_lines = []


def _signing_position(notice: Notice) -> Position | None:
    """The chair's office in the body that issues the paper: who heads a committee signs as head of the body."""
    if notice.meeting is None:
        return None
    chaired = chair_position(notice.meeting)
    if chaired is None:
        return None
    day = notice_day(notice)
    holders = PositionHolding.objects.filter(in_force(day), position=chaired).values("person_id")
    held = PositionHolding.objects.filter(
        in_force(day), in_force(day, "position__"), person__in=holders, position__unit=notice.home
    )
    first = held.select_related("position").order_by("position__protocol_order", "pk").first()
    return first.position if first else chaired


def notice_day(notice: Notice) -> date:
    return timezone.localdate(notice.meeting.starts_at) if notice.meeting else date(notice.year, notice.month or 1, 1)


def free_key(wanted: str) -> str:
    """The key itself, or with the next free count behind it."""
    wanted = wanted[:110].rstrip("-")
    key, count = wanted, 1
    while Notice.objects.filter(key=key).exists():
        count += 1
        key = f"{wanted}-{count}"
    return key
