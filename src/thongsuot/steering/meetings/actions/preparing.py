"""Papers are asked for and delivered, members give opinions and are answered, honours are entered."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import AccessDenied, require
from thongsuot.platform.actions import ActionError, ConflictError
from thongsuot.platform.actions.base import Action, Context
from thongsuot.platform.actions.policy import KEYED, natural
from thongsuot.registry.documents.models import Document
from thongsuot.steering.meetings import telling
from thongsuot.steering.meetings.actions.inputs import (
    NewCommendation,
    NewOpinion,
    NewPaper,
    OpinionAnswer,
    PaperFile,
    RowId,
)
from thongsuot.steering.meetings.actions.shared import (
    BEFORE,
    about,
    home_path,
    locked,
    refuse_unless,
    require_part,
    row,
)
from thongsuot.steering.meetings.models import (
    Commendation,
    MeetingStatus,
    Opinion,
    OpinionOutcome,
    Paper,
)
from thongsuot.steering.meetings.taking_part import manages
from thongsuot.steering.people import belongs_to
from thongsuot.steering.permissions import Steering

_UNTIL_CLOSED = (*BEFORE, MeetingStatus.LIVE)


class AddPaper(Action[NewPaper, RowId]):
    """Names a paper, who owes it and by when; its file comes later."""

    name = "steering.meeting.add_paper"
    label = gettext_lazy("Giao chuẩn bị tài liệu họp")
    permission = Steering.MEETING_MANAGE
    event = "steering.meeting.paper_added"
    idempotency = natural("a paper's title stands once in a meeting")

    def scope(self, data: NewPaper) -> str | None:
        return home_path(data.key)

    def check(self, actor: Actor, data: NewPaper) -> None:
        refuse_unless(locked(data.key), _UNTIL_CLOSED, _("Chỉ giao tài liệu trước khi bế mạc."))
        if not data.title.strip():
            raise ActionError(_("Hãy ghi tên tài liệu."), "title")

    def execute(self, context: Context, data: NewPaper) -> RowId:
        meeting = locked(data.key)
        paper, created = Paper.objects.get_or_create(
            meeting=meeting, title=data.title.strip()[:300], defaults={"owner_id": data.owner_id, "due": data.due}
        )
        if created:
            context.record(about(meeting), {"paper": (None, paper.title), "due": (None, paper.due)})
        else:
            context.unchanged()
        return RowId(paper.pk)


class DeliverPaper(Action[PaperFile, RowId]):
    """The unit that owes a paper sends it, or the secretariat for them; a later file replaces an earlier one."""

    name = "steering.meeting.deliver_paper"
    label = gettext_lazy("Gửi tài liệu họp")
    permission = Steering.MEETING_TAKE_PART
    event = "steering.meeting.paper_delivered"
    idempotency = natural("the same file on the same paper changes nothing")

    def authorise(self, actor: Actor, data: PaperFile) -> None:
        paper = row(Paper, data.paper_id)
        if manages(actor, paper.meeting):
            return
        require(actor, self.permission, paper.owner.path)
        if not belongs_to(actor, paper.owner.path):
            raise AccessDenied(
                _("Tài liệu này do %(unit)s chuẩn bị. Hãy nhờ đơn vị đó hoặc Tổ Thư ký gửi.") % {"unit": paper.owner}
            )

    def check(self, actor: Actor, data: PaperFile) -> None:
        meeting = row(Paper, data.paper_id).meeting
        refuse_unless(meeting, _UNTIL_CLOSED, _("Chỉ gửi tài liệu trước khi bế mạc."))

    def execute(self, context: Context, data: PaperFile) -> RowId:
        paper = row(Paper, data.paper_id)
        if paper.file_id == data.file_id:
            context.unchanged()
            return RowId(paper.pk)
        before, paper.file_id = paper.file_id, data.file_id
        paper.delivered_at, paper.delivered_by_id = context.now, context.actor.id
        paper.save(update_fields=["file", "delivered_at", "delivered_by"])
        context.record(about(paper.meeting), {f"paper:{paper.pk}": (before, paper.file_id)})
        return RowId(paper.pk)


class GiveOpinion(Action[NewOpinion, RowId]):
    """A member says what they think of a paper or of the whole, before or after the meeting."""

    name = "steering.meeting.give_opinion"
    label = gettext_lazy("Góp ý cho phiên họp")
    permission = Steering.MEETING_TAKE_PART
    event = "steering.meeting.opinion_given"
    idempotency = KEYED

    def authorise(self, actor: Actor, data: NewOpinion) -> None:
        require_part(actor, locked(data.key))

    def check(self, actor: Actor, data: NewOpinion) -> None:
        meeting = locked(data.key)
        if meeting.status == MeetingStatus.CANCELLED:
            raise ActionError(_("Phiên họp đã hoãn nên không nhận ý kiến. Hãy góp ý ở phiên sau."))
        if not data.text.strip():
            raise ActionError(_("Hãy ghi ý kiến."), "text")
        if data.paper_id is not None and not meeting.papers.filter(pk=data.paper_id).exists():
            raise ActionError(_("Hãy chọn tài liệu của phiên họp này."), "paper")

    def execute(self, context: Context, data: NewOpinion) -> RowId:
        meeting, actor = locked(data.key), context.actor
        said = ", ".join(part for part in (actor.display_name, actor.position_name) if part)
        opinion = Opinion.objects.create(
            meeting=meeting,
            paper_id=data.paper_id,
            text=data.text.strip(),
            by_id=actor.id,
            by_text=said[:255],
            given_at=context.now,
            after_meeting=meeting.status == MeetingStatus.CLOSED,
        )
        context.record(about(meeting), {f"opinion:{opinion.pk}": (None, opinion.text)})
        return RowId(opinion.pk)


class AnswerOpinion(Action[OpinionAnswer, RowId]):
    """«Tiếp thu» or «giải trình», in words; whoever gave the opinion is told (C09)."""

    name = "steering.meeting.answer_opinion"
    label = gettext_lazy("Tiếp thu, giải trình ý kiến")
    permission = Steering.MEETING_MANAGE
    event = "steering.meeting.opinion_answered"
    idempotency = natural("the answer names its end state")

    def scope(self, data: OpinionAnswer) -> str | None:
        return row(Opinion, data.opinion_id).meeting.committee.home.path

    def check(self, actor: Actor, data: OpinionAnswer) -> None:
        opinion = row(Opinion, data.opinion_id)
        if data.outcome not in (OpinionOutcome.ACCEPTED, OpinionOutcome.EXPLAINED):
            raise ActionError(_("Hãy chọn «Tiếp thu» hoặc «Giải trình»."), "outcome")
        if not data.answer.strip():
            raise ActionError(_("Hãy ghi tiếp thu ở đâu, hoặc vì sao giữ như dự thảo."), "answer")
        same = (opinion.outcome, opinion.answer) == (data.outcome, data.answer.strip())
        if opinion.outcome != OpinionOutcome.WAITING and not same:
            raise ConflictError(_("Ý kiến này đã được trả lời. Hãy tải lại trang để xem."))

    def execute(self, context: Context, data: OpinionAnswer) -> RowId:
        opinion = row(Opinion, data.opinion_id)
        if opinion.outcome == data.outcome:
            context.unchanged()
            return RowId(opinion.pk)
        opinion.outcome, opinion.answer = data.outcome, data.answer.strip()
        opinion.answered_by_id, opinion.answered_at = context.actor.id, context.now
        opinion.save(update_fields=["outcome", "answer", "answered_by", "answered_at"])
        change = {f"opinion:{opinion.pk}": (OpinionOutcome.WAITING, opinion.outcome)}
        context.record(about(opinion.meeting), change, reason=opinion.answer)
        telling.tell_answered(opinion)
        return RowId(opinion.pk)


class AddCommendation(Action[NewCommendation, RowId]):
    """Who was honoured and by which decision (C13)."""

    name = "steering.meeting.add_commendation"
    label = gettext_lazy("Ghi khen thưởng tại phiên họp")
    permission = Steering.MEETING_MANAGE
    event = "steering.meeting.commendation_added"
    idempotency = natural("one awardee and award stand once in a meeting")

    def scope(self, data: NewCommendation) -> str | None:
        return home_path(data.key)

    def check(self, actor: Actor, data: NewCommendation) -> None:
        meeting = locked(data.key)
        if meeting.status == MeetingStatus.CANCELLED:
            raise ActionError(_("Phiên họp đã hoãn. Hãy ghi khen thưởng vào phiên họp khác."))
        if not data.awardee.strip():
            raise ActionError(_("Hãy ghi tập thể, cá nhân được khen thưởng."), "awardee")
        if not data.award.strip():
            raise ActionError(_("Hãy ghi hình thức khen thưởng, ví dụ «Bằng khen của Chủ tịch UBND tỉnh»."), "award")
        if data.document_key and not Document.objects.filter(key=data.document_key).exists():
            raise ActionError(_("Không có văn bản này trong kho. Hãy chép lại mã ở trang văn bản."), "document")

    def execute(self, context: Context, data: NewCommendation) -> RowId:
        meeting = locked(data.key)
        document = Document.objects.filter(key=data.document_key).first() if data.document_key else None
        entry, created = Commendation.objects.get_or_create(
            meeting=meeting,
            awardee=data.awardee.strip()[:255],
            award=data.award.strip()[:255],
            defaults={"decision": data.decision.strip()[:255], "document": document},
        )
        if created:
            context.record(about(meeting), {"commendation": (None, entry.awardee)})
        else:
            context.unchanged()
        return RowId(entry.pk)
