"""Sample meetings: 10/10/2024 as the public source tells it, one closed weeks ago with ten tasks, one in three days."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from thongsuot.kernel.formatting import format_date
from thongsuot.kernel.rules import load_yaml
from thongsuot.platform.access.actors import SYSTEM, Actor
from thongsuot.platform.files.domain import TEXT
from thongsuot.platform.files.store import put
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.units.models import Unit
from thongsuot.steering.committees.models import Committee
from thongsuot.steering.meetings.actions import (
    AcknowledgeConclusion,
    AddCommendation,
    AddPaper,
    AddSite,
    AnswerInvitation,
    AnswerOpinion,
    Attendance,
    CaptureConclusion,
    CloseMeeting,
    Closing,
    ConclusionId,
    DeliverPaper,
    GiveOpinion,
    Guest,
    Invitation,
    InvitationAnswer,
    InviteMembers,
    MarkAttendance,
    MeetingKey,
    NewCommendation,
    NewConclusion,
    NewMeeting,
    NewOpinion,
    NewPaper,
    NewSite,
    OpenMeeting,
    OpinionAnswer,
    PaperFile,
    PlanMeeting,
    Spoken,
)
from thongsuot.steering.meetings.domain import quarter_of
from thongsuot.steering.meetings.models import Conclusion, Meeting
from thongsuot.steering.meetings.proposals import propose
from thongsuot.steering.meetings.taking_part import sits_as
from thongsuot.steering.tasks.actions import AcceptTask, OnDay, Reasoned, ReceiveTask, Submission, SubmitTask
from thongsuot.steering.tasks.choices import LateCause

_LATE = timedelta(minutes=25)


def load() -> None:
    """Each meeting once; what people did to it since stays."""
    given = load_yaml("demo/steering/meetings")
    committee = Committee.objects.filter(unit__key=given["committee"]).first()
    secretary = Account.objects.filter(username=given["by"]).first()
    if committee is None or secretary is None:
        return
    today = timezone.localdate()
    history, closed, upcoming = given["history"], given["closed"], given["upcoming"]
    Loader(committee, secretary, history, history["held_on"]).load(ends=True)
    Loader(committee, secretary, closed, today + timedelta(days=closed["ngay"])).load(ends=True)
    ahead = Loader(committee, secretary, upcoming, today + timedelta(days=upcoming["ngay"]), today)
    ahead.load(ends=False)


class Loader:
    """One meeting of the file, played through the product's own actions at the moments it names."""

    def __init__(
        self, committee: Committee, secretary: Account, entry: dict[str, Any], day: date, running: date | None = None
    ) -> None:
        self.committee, self.secretary, self.entry, self.day = committee, secretary, entry, day
        self.begins = timezone.make_aware(datetime.combine(day, time(entry["hour"])))
        self.period = quarter_of(running).text if running else ""

    @transaction.atomic
    def load(self, *, ends: bool) -> None:
        if Meeting.objects.filter(committee=self.committee, starts_at=self.begins).exists():
            return
        self.key = self.plan()
        self.invite()
        sites = [self.site(key) for key in self.entry["sites"]]
        for paper in self.entry.get("papers", ()):
            self.paper(paper)
        for opinion in self.entry.get("opinions", ()):
            self.opinion(opinion)
        if ends:
            self.hold(sites)

    def run(self, action: Any, data: Any, actor: Actor | None = None, at: datetime | None = None) -> Any:
        return action.run(actor or self.secretary, data, effective_at=at)

    def plan(self) -> str:
        new = NewMeeting(
            self.committee.pk,
            self.begins,
            period_text=self.period,
            ends_at=self.begins + timedelta(hours=3, minutes=30),
            place=self.entry["place"],
            form=self.entry["form"],
            agenda=self.entry["agenda"],
            is_sample=True,
        )
        key = f"demo-meeting-{self.committee.pk}-{self.day}"
        return PlanMeeting.run(self.secretary, new, idempotency_key=key).key

    def invite(self) -> None:
        guests = tuple(Guest(name) for name in self.entry.get("guests", ()))
        self.run(InviteMembers, Invitation(self.key, guests))
        for entry in self.entry.get("replies", ()):
            actor = _account(entry["by"])
            seat = next(
                (one for one in Meeting.objects.get(key=self.key).participants.all() if sits_as(actor, one)), None
            )
            if seat is not None:
                self.run(AnswerInvitation, InvitationAnswer(seat.pk, entry["reply"], entry.get("note", "")), actor)

    def site(self, unit: str) -> int:
        return int(self.run(AddSite, NewSite(self.key, unit_id=_unit(unit))).id)

    def paper(self, entry: dict[str, Any]) -> None:
        due = timezone.localdate() + timedelta(days=entry["due"])
        paper = self.run(AddPaper, NewPaper(self.key, entry["title"], _unit(entry["owner"]), due))
        if "file" in entry:
            stored = put([entry["file"].encode()], f"{entry['title']}.txt", accepted=(TEXT,))
            self.run(DeliverPaper, PaperFile(paper.id, stored.pk))

    def opinion(self, entry: dict[str, Any]) -> None:
        said = NewOpinion(self.key, entry["text"])
        made = GiveOpinion.run(_account(entry["by"]), said, idempotency_key=f"demo-{self.key}-{entry['text']}"[:60])
        if "answer" in entry:
            self.run(AnswerOpinion, OpinionAnswer(made.id, entry["outcome"], entry["answer"]))

    def hold(self, sites: list[int]) -> None:
        """Open with one site missing, which joins later; capture, take on, honour, close."""
        late = Unit.objects.get(key=self.entry["late_site"])
        meeting = Meeting.objects.get(key=self.key)
        missing = meeting.sites.get(unit=late).pk
        people = tuple(meeting.participants.values_list("pk", flat=True))
        present = tuple(one for one in sites if one != missing)
        self.run(MarkAttendance, Attendance(self.key, present, people), at=self.begins - _LATE)
        self.run(OpenMeeting, MeetingKey(self.key), at=self.begins)
        self.run(MarkAttendance, Attendance(self.key, tuple(sites), people), at=self.begins + _LATE)
        for number, entry in enumerate(self.entry["conclusions"], start=1):
            self.conclude(entry, self.begins + timedelta(hours=2, minutes=3 * number))
        for entry in self.entry.get("commendations", ()):
            self.run(AddCommendation, NewCommendation(self.key, entry["awardee"], entry["award"]))
        self.run(CloseMeeting, Closing(self.key), at=self.begins + timedelta(hours=3))
        for conclusion, entry in zip(meeting.conclusions.order_by("order"), self.entry["conclusions"], strict=True):
            _finish(conclusion, entry, self.day)

    def conclude(self, entry: dict[str, Any], at: datetime) -> None:
        spoken = self.spoken(entry)
        key = f"demo-{self.key}-{at:%H%M}"
        new = NewConclusion(self.key, spoken)
        made = CaptureConclusion.run(self.secretary, new, idempotency_key=key[:60], effective_at=at)
        if "nhan" in entry:
            taken = at + timedelta(minutes=1)
            self.run(AcknowledgeConclusion, ConclusionId(made.id), _account(entry["nhan"]), at=taken)

    def spoken(self, entry: dict[str, Any]) -> Spoken:
        """A day counted from today is said as a day; otherwise the deadline is in the words themselves."""
        heard = propose(Meeting.objects.get(key=self.key), entry["text"])
        due = timezone.localdate() + timedelta(days=entry["han"]) if "han" in entry else heard.deadline
        words = f"ngày {format_date(due)}" if "han" in entry and due else heard.deadline_text
        text = f"{entry['text']}, xong trong {words}." if "han" in entry else entry["text"]
        return Spoken(
            text=text,
            lead_id=_unit(entry["lead"]) if "lead" in entry else None,
            is_common=entry.get("common", False),
            partner_ids=tuple(_unit(one) for one in entry.get("partners", ())),
            result=entry.get("result", ""),
            quantity=Decimal(entry["so"]) if "so" in entry else heard.quantity,
            quantity_unit=entry.get("don_vi", heard.quantity_unit),
            deadline=due,
            deadline_text=words,
            programme=entry.get("programme", "cchc"),
        )


def _finish(conclusion: Conclusion, entry: dict[str, Any], held_on: date) -> None:
    """What was done in its day, as its unit reported and the giver accepted."""
    if "done_on" not in entry or conclusion.task_id is None:
        return
    done, task = entry["done_on"], conclusion.task_id
    late = conclusion.deadline is not None and done > conclusion.deadline
    words = "Đã hoàn thành (dữ liệu minh họa)."
    ReceiveTask.run(SYSTEM, OnDay(task, on=held_on))
    SubmitTask.run(
        SYSTEM,
        Submission(
            task,
            words,
            late_cause=LateCause.COORDINATION.value if late else "",
            late_reason="Một số đơn vị gửi số liệu chậm (minh họa)." if late else "",
            on=done,
        ),
    )
    AcceptTask.run(SYSTEM, Reasoned(task, words, on=done))


def _unit(key: str) -> int:
    return int(Unit.objects.values_list("pk", flat=True).get(key=key))


def _account(username: str) -> Account:
    return Account.objects.get(username=username)
