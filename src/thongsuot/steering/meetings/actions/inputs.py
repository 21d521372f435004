"""What each action on meetings takes and gives back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from thongsuot.steering.meetings.models import MeetingForm
from thongsuot.steering.tasks.choices import Programme, Urgency


@dataclass(frozen=True)
class MeetingKey:
    key: str


@dataclass(frozen=True)
class RowId:
    """The number of a row the action made: a site, a paper, an opinion, a conclusion."""

    id: int


@dataclass(frozen=True)
class NewMeeting:
    """``period_text`` in words («quý III/2024»); empty means the quarter a meeting of that day reviews (A06).

    ``ordinal`` empty means the next one of this instance of the committee (C10).
    """

    committee_id: int
    starts_at: datetime
    title: str = ""
    period_text: str = ""
    ordinal: int | None = None
    ends_at: datetime | None = None
    place: str = ""
    form: str = MeetingForm.HYBRID.value
    chair_id: int | None = None
    agenda: str = ""
    is_sample: bool = False


@dataclass(frozen=True)
class MeetingEdits:
    """New day, place and agenda of a meeting not yet begun; the reviewed period and ordinal stay."""

    key: str
    starts_at: datetime
    title: str
    ends_at: datetime | None = None
    place: str = ""
    form: str = MeetingForm.HYBRID.value
    chair_id: int | None = None
    agenda: str = ""


@dataclass(frozen=True)
class Cancellation:
    key: str
    reason: str


@dataclass(frozen=True)
class Guest:
    name: str
    unit_id: int | None = None
    position_id: int | None = None


@dataclass(frozen=True)
class Invitation:
    """Calls every seat of the committee as it stands on the day of the meeting, and the guests."""

    key: str
    guests: tuple[Guest, ...] = ()


@dataclass(frozen=True)
class InvitationAnswer:
    participant_id: int
    reply: str
    note: str = ""


@dataclass(frozen=True)
class NewSite:
    key: str
    name: str = ""
    unit_id: int | None = None
    is_main: bool = False


@dataclass(frozen=True)
class Attendance:
    """Numbers of sites and people present; every other one of ``listed`` that is not, is away."""

    key: str
    sites: tuple[int, ...] = ()
    people: tuple[int, ...] = ()


@dataclass(frozen=True)
class NewPaper:
    key: str
    title: str
    owner_id: int
    due: date


@dataclass(frozen=True)
class PaperFile:
    paper_id: int
    file_id: int


@dataclass(frozen=True)
class NewOpinion:
    key: str
    text: str
    paper_id: int | None = None


@dataclass(frozen=True)
class OpinionAnswer:
    """``outcome``: accepted («tiếp thu») or explained («giải trình»); words are required with both (C09)."""

    opinion_id: int
    outcome: str
    answer: str


@dataclass(frozen=True)
class NewCommendation:
    key: str
    awardee: str
    award: str
    decision: str = ""
    document_key: str = ""


@dataclass(frozen=True)
class Spoken:
    """A conclusion as spoken, with what was understood of it."""

    text: str
    is_task: bool = True
    lead_id: int | None = None
    is_common: bool = False
    partner_ids: tuple[int, ...] = ()
    result: str = ""
    quantity: Decimal | None = None
    quantity_unit: str = ""
    deadline: date | None = None
    deadline_text: str = ""
    programme: str = Programme.REFORM.value
    urgency: str = Urgency.ORDINARY.value
    speaker_id: int | None = None


@dataclass(frozen=True)
class NewConclusion:
    key: str
    spoken: Spoken


@dataclass(frozen=True)
class ConclusionEdits:
    conclusion_id: int
    spoken: Spoken


@dataclass(frozen=True)
class ConclusionId:
    id: int


@dataclass(frozen=True)
class Objection:
    conclusion_id: int
    text: str


@dataclass(frozen=True)
class Closing:
    """``without_conclusion`` is the explicit «không có kết luận» (C01)."""

    key: str
    without_conclusion: bool = False


@dataclass(frozen=True)
class Closed:
    """``tasks`` were created now; ``notice_key`` names the draft of the notice, empty without conclusions."""

    key: str
    tasks: int = 0
    received: int = 0
    notice_key: str = ""
