"""Everything the meeting page shows, gathered once: what is there, what is missing, what this person may do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from thongsuot.platform.access.actors import Actor
from thongsuot.steering.meetings import queries
from thongsuot.steering.meetings.models import (
    Commendation,
    Conclusion,
    Meeting,
    MeetingSite,
    MeetingStatus,
    Opinion,
    Paper,
    Participant,
)
from thongsuot.steering.meetings.queries import Countdown
from thongsuot.steering.meetings.taking_part import Own, answers_for, manages, own_of, sits_as, takes_part
from thongsuot.steering.notices.models import Notice
from thongsuot.steering.tasks.faces import Face, face_of


@dataclass(frozen=True, slots=True)
class PaperLine:
    paper: Paper
    late: bool
    may_deliver: bool


@dataclass(frozen=True, slots=True)
class Concluded:
    """A conclusion and, once it is a task, how that stands on the day."""

    conclusion: Conclusion
    face: Face | None


@dataclass(frozen=True, slots=True)
class MeetingPage:
    meeting: Meeting
    countdown: Countdown
    papers: list[PaperLine]
    sites: list[MeetingSite]
    people: list[Participant]
    own_seat: Participant | None
    opinions: list[Opinion]
    conclusions: list[Concluded]
    previous: Meeting | None
    previous_conclusions: list[Concluded]
    commendations: list[Commendation]
    notice: Notice | None
    manages: bool
    takes_part: bool
    answers: bool

    @property
    def before(self) -> bool:
        return self.meeting.status in (MeetingStatus.PLANNED, MeetingStatus.INVITED)

    @property
    def live(self) -> bool:
        return self.meeting.status == MeetingStatus.LIVE

    @property
    def closed(self) -> bool:
        return self.meeting.status == MeetingStatus.CLOSED


def meeting_page(actor: Actor, meeting: Meeting, on: date) -> MeetingPage:
    people = queries.people_of(actor, meeting)
    conclusions = queries.conclusions_of(actor, meeting)
    runs, own = manages(actor, meeting), own_of(actor)
    return MeetingPage(
        meeting=meeting,
        countdown=queries.countdown_of(actor, meeting, on),
        papers=[_paper(own, one, on, runs) for one in queries.papers_of(actor, meeting)],
        sites=queries.sites_of(actor, meeting),
        people=people,
        own_seat=next((one for one in people if sits_as(actor, one, own)), None),
        opinions=queries.opinions_of(actor, meeting),
        conclusions=with_faces(conclusions, on),
        previous=queries.previous_of(actor, meeting),
        previous_conclusions=with_faces(queries.previous_conclusions(actor, meeting), on),
        commendations=queries.commendations_of(actor, meeting),
        notice=queries.notice_of(actor, meeting),
        manages=runs,
        takes_part=takes_part(actor, meeting),
        answers=any(answers_for(actor, one, own) for one in conclusions),
    )


def with_faces(conclusions: list[Conclusion], on: date) -> list[Concluded]:
    return [Concluded(one, face_of(one.task, on) if one.task else None) for one in conclusions]


def _paper(own: Own, paper: Paper, on: date, runs: bool) -> PaperLine:
    late = paper.file_id is None and paper.due < on
    return PaperLine(paper, late, runs or own.within(paper.owner.path))
