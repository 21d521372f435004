"""Whom a meeting concerns and what they are told. Kinds are declared once when the app is ready."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.platform.notifications import Note, declare_kind, notify
from thongsuot.steering.meetings.models import Conclusion, Meeting, Opinion, Participant
from thongsuot.steering.people import doers_of, heads_of, holders_of_position, secretariat_of

INVITED = "meeting.invited"
PAPERS = "meeting.papers"
CONCLUSION = "meeting.conclusion"
OPINION = "meeting.opinion"
CHANGED = "meeting.changed"


def declare_kinds() -> None:
    declare_kind(INVITED, str(gettext_lazy("Được mời họp")))
    declare_kind(PAPERS, str(gettext_lazy("Tài liệu họp còn thiếu")))
    declare_kind(CONCLUSION, str(gettext_lazy("Kết luận phiên họp giao cho đơn vị")))
    declare_kind(OPINION, str(gettext_lazy("Ý kiến góp vào phiên họp được trả lời")))
    declare_kind(CHANGED, str(gettext_lazy("Phiên họp đổi lịch hoặc hoãn")))


def page_of(meeting: Meeting) -> str:
    return reverse("meeting", args=[meeting.key])


def accounts_of(people: Iterable[Participant], home_id: int) -> list[int]:
    """Accounts of the holders today of the seats called, and of the heads of the units that guests come from.

    The province itself has no «head of the unit»: only whoever holds the seat is told.
    """
    found: set[int] = set()
    units: set[int] = set()
    for one in people:
        if one.position_id is not None:
            found.update(holders_of_position(one.position_id))
        if one.unit_id is not None and one.unit_id != home_id:
            units.add(one.unit_id)
    return sorted(found | set(heads_of(units)))


def tell_invited(meeting: Meeting, people: list[Participant]) -> None:
    when = timezone.localtime(meeting.starts_at)
    text = _("Mời họp: %(title)s, %(hour)s ngày %(day)s.") % {
        "title": meeting.title,
        "hour": f"{when:%H:%M}",
        "day": f"{when:%d/%m/%Y}",
    }
    why = _("Chức danh hoặc đơn vị của bạn có trong thành phần dự họp.")
    note = Note(INVITED, f"meeting:{meeting.key}:invited:{when:%Y%m%d%H%M}", text, why, page_of(meeting))
    notify(accounts_of(people, meeting.committee.home_id), note)


def tell_changed(meeting: Meeting, text: str, occasion: str) -> None:
    people = list(meeting.participants.all())
    why = _("Chức danh hoặc đơn vị của bạn có trong thành phần dự họp.")
    note = Note(CHANGED, f"meeting:{meeting.key}:{occasion}", text, why, page_of(meeting), urgent=True)
    notify(accounts_of(people, meeting.committee.home_id), note)


def tell_missing_papers(meeting: Meeting, days: int) -> None:
    """Those who owe papers, and the secretariat with the whole list (§4.6: T-3, T-1)."""
    missing = list(meeting.papers.filter(file__isnull=True).select_related("owner"))
    for paper in missing:
        text = _("Còn %(days)d ngày đến phiên họp, chưa có tài liệu: %(paper)s.") % {"days": days, "paper": paper.title}
        why = _("Đơn vị của bạn được giao chuẩn bị tài liệu này.")
        key = f"meeting:{meeting.key}:paper:{paper.pk}:{days}"
        notify(doers_of([paper.owner_id]), Note(PAPERS, key, text, why, page_of(meeting), urgent=True))
    if missing:
        text = _("%(title)s: còn thiếu %(count)d tài liệu, còn %(days)d ngày.") % {
            "title": meeting.title,
            "count": len(missing),
            "days": days,
        }
        why = _("Tổ Thư ký chuẩn bị phiên họp này.")
        key = f"meeting:{meeting.key}:papers:{days}"
        notify(secretariat_of(meeting.committee.home_id), Note(PAPERS, key, text, why, page_of(meeting), urgent=True))


def tell_concluded(conclusion: Conclusion) -> None:
    """The owner, in the room or at a remote site, while the meeting goes on."""
    if conclusion.lead_id is None:
        return
    text = _("Kết luận giao đơn vị bạn: %(text)s") % {"text": conclusion.text[:300]}
    why = _("Đơn vị của bạn được giao chủ trì tại phiên họp đang diễn ra.")
    url = reverse("meeting-acknowledge", args=[conclusion.meeting.key])
    note = Note(CONCLUSION, f"conclusion:{conclusion.pk}:lead:{conclusion.lead_id}", text, why, url, urgent=True)
    notify(doers_of([conclusion.lead_id]), note)


def tell_answered(opinion: Opinion) -> None:
    text = _("%(outcome)s ý kiến của bạn: %(answer)s") % {
        "outcome": opinion.get_outcome_display(),
        "answer": opinion.answer[:300],
    }
    why = _("Bạn đã góp ý cho phiên họp này.")
    notify([opinion.by_id], Note(OPINION, f"opinion:{opinion.pk}:answered", text, why, page_of(opinion.meeting)))
