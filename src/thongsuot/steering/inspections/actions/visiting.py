"""At the unit: records that a phone may send twice, the unit's answers, the conclusion that makes work of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import AccessDenied
from thongsuot.platform.actions import ActionError
from thongsuot.platform.actions.base import Action, Context
from thongsuot.platform.actions.policy import natural
from thongsuot.platform.events.domain import Aggregate
from thongsuot.platform.notifications import Note, notify
from thongsuot.steering.inspections.actions.planning import InspectionId
from thongsuot.steering.inspections.choices import FAULTY, Answer, FindingSeverity, InspectionStatus
from thongsuot.steering.inspections.models import Inspection, InspectionFinding, VisitPhoto, VisitRecord
from thongsuot.steering.inspections.rules import checklists
from thongsuot.steering.people import belongs_to, doers_of
from thongsuot.steering.permissions import Steering
from thongsuot.steering.remedies.actions.steps import day_of
from thongsuot.steering.remedies.telling import FINDINGS_SENT

ANSWER_WITHIN = timedelta(days=10)
_OPEN = (InspectionStatus.PLANNED, InspectionStatus.UNDER_WAY)


def inspection_of(pk: int, *, lock: bool = False) -> Inspection:
    rows = Inspection.objects.select_related("home", "unit")
    found = (rows.select_for_update(of=("self",)) if lock else rows).filter(pk=pk).first()
    if found is None:
        raise ActionError(_("Cuộc kiểm tra này không còn nữa. Hãy tải lại trang."))
    return found


@dataclass(frozen=True, slots=True)
class NewRecord:
    """``uuid`` is made by the phone when the record is written; ``photo_ids`` are stored files."""

    uuid: UUID
    answer: str
    note: str
    written_at: datetime
    item: str = ""
    place: str = ""
    severity: str = FindingSeverity.ORDINARY.value
    clause: str = ""
    photo_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Visit:
    inspection_id: int
    records: tuple[NewRecord, ...]


@dataclass(frozen=True, slots=True)
class Received:
    """How many were written now; the others had arrived before."""

    written: int
    known: int


class RecordVisit(Action[Visit, Received]):
    """What was seen at each item. A fault becomes a finding with the clause of its item."""

    name = "steering.inspection.record"
    label = gettext_lazy("Ghi nhận tại nơi kiểm tra")
    permission = Steering.INSPECTION_VISIT
    event = "steering.inspection.recorded"
    idempotency = natural("each record carries the number the phone gave it; a second arrival is the same record")

    def scope(self, data: Visit) -> str:
        return inspection_of(data.inspection_id).home.path

    def authorise(self, actor: Actor, data: Visit) -> None:
        super().authorise(actor, data)
        visit = inspection_of(data.inspection_id)
        if not visit.members.filter(account_id=actor.id or 0).exists():
            raise AccessDenied(_("Chỉ thành viên đoàn kiểm tra ghi nhận tại cuộc kiểm tra này."))

    def check(self, actor: Actor, data: Visit) -> None:
        visit = inspection_of(data.inspection_id, lock=True)
        fresh = _fresh(data)
        if fresh and visit.status not in _OPEN:
            raise ActionError(_("Đoàn đã chốt ghi nhận của cuộc kiểm tra này nên không nhận thêm."))
        for one in fresh:
            if one.answer not in Answer.values:
                raise ActionError(_("Hãy chọn kết quả của mục kiểm tra."), "answer")
            if one.answer in FAULTY and not one.note.strip():
                raise ActionError(_("Mục chưa đạt cần ghi rõ đã thấy gì."), "note")
            if one.severity not in FindingSeverity.values:
                raise ActionError(_("Hãy chọn mức độ trong danh sách."), "severity")

    def execute(self, context: Context, data: Visit) -> Received:
        visit = inspection_of(data.inspection_id)
        written = sum(_write(context, visit, one) for one in _fresh(data))
        if not written:
            context.unchanged()
            return Received(0, len(data.records))
        changes: dict[str, tuple[object, object]] = {"records": (None, written)}
        if visit.status == InspectionStatus.PLANNED:
            changes["status"] = (visit.status, InspectionStatus.UNDER_WAY.value)
            visit.status = InspectionStatus.UNDER_WAY
            visit.save(update_fields=["status"])
        context.record(Aggregate("inspection", str(visit.pk)), changes)
        return Received(written, len(data.records) - written)


def _fresh(data: Visit) -> list[NewRecord]:
    known = set(VisitRecord.objects.filter(uuid__in=[one.uuid for one in data.records]).values_list("uuid", flat=True))
    return list({one.uuid: one for one in data.records if one.uuid not in known}.values())


def _write(context: Context, visit: Inspection, one: NewRecord) -> bool:
    """One record with its photographs and, where something is wrong, its finding; ``False`` when it was there."""
    kept = VisitRecord(
        inspection=visit,
        uuid=one.uuid,
        item=one.item,
        answer=one.answer,
        note=one.note.strip(),
        place=one.place.strip(),
        written_at=min(one.written_at, context.now),  # a phone whose clock runs ahead wrote no later than now
        by_id=context.actor.id,
    )
    try:
        with transaction.atomic():
            kept.save()
    except IntegrityError:  # the same record came by another connection and was first
        return False
    VisitPhoto.objects.bulk_create(VisitPhoto(record=kept, file_id=pk) for pk in dict.fromkeys(one.photo_ids))
    if one.answer in FAULTY:
        sheet = checklists(visit.starts).get(visit.checklist)
        item = sheet.item(one.item) if sheet else None
        InspectionFinding.objects.create(
            inspection=visit,
            record=kept,
            text=kept.note,
            clause=one.clause.strip() or (item.clause if item else ""),
            field=item.field if item else "",
            severity=one.severity,
        )
    return True


@dataclass(frozen=True, slots=True)
class VisitOver:
    id: int
    answer_due: date | None = None


class EndVisit(Action[VisitOver, InspectionId]):
    """The team closes its records and asks the unit to answer."""

    name = "steering.inspection.end_visit"
    label = gettext_lazy("Chốt ghi nhận, gửi đơn vị giải trình")
    permission = Steering.INSPECTION_VISIT
    event = "steering.inspection.visit_ended"
    idempotency = natural("a visit that is over stays over")

    def scope(self, data: VisitOver) -> str:
        return inspection_of(data.id).home.path

    def authorise(self, actor: Actor, data: VisitOver) -> None:
        super().authorise(actor, data)
        if not inspection_of(data.id).members.filter(account_id=actor.id or 0).exists():
            raise AccessDenied(_("Chỉ thành viên đoàn kiểm tra chốt ghi nhận của đoàn."))

    def check(self, actor: Actor, data: VisitOver) -> None:
        if not inspection_of(data.id).records.exists():
            raise ActionError(_("Chưa có ghi nhận nào. Hãy ghi ít nhất một mục trước khi chốt."))

    def execute(self, context: Context, data: VisitOver) -> InspectionId:
        visit = inspection_of(data.id, lock=True)
        if visit.status not in _OPEN:
            context.unchanged()
            return InspectionId(visit.pk)
        before, visit.status = visit.status, InspectionStatus.ANSWERING
        visit.answer_due = data.answer_due or day_of(context) + ANSWER_WITHIN
        visit.save(update_fields=["status", "answer_due"])
        context.record(Aggregate("inspection", str(visit.pk)), {"status": (before, visit.status)})
        if visit.findings.exists():
            text = _("%(count)d phát hiện kiểm tra chờ giải trình") % {"count": visit.findings.count()}
            why = _("Bạn là đầu mối hoặc lãnh đạo của đơn vị được kiểm tra.")
            url = reverse("inspection", args=[visit.pk])
            notify(doers_of([visit.unit_id]), Note(FINDINGS_SENT, f"findings-{visit.pk}", text, why, url))
        return InspectionId(visit.pk)


@dataclass(frozen=True, slots=True)
class FindingAnswer:
    finding_id: int
    answer: str
    accepts: bool


class AnswerFinding(Action[FindingAnswer, InspectionId]):
    """The unit agrees or explains; until the conclusion it may put its words better."""

    name = "steering.inspection.answer"
    label = gettext_lazy("Giải trình phát hiện kiểm tra")
    permission = Steering.INSPECTION_ANSWER
    event = "steering.inspection.answered"
    idempotency = natural("the finding keeps the unit's last words")

    def scope(self, data: FindingAnswer) -> str:
        return finding_of(data.finding_id).inspection.unit.path

    def check(self, actor: Actor, data: FindingAnswer) -> None:
        if not data.answer.strip():
            raise ActionError(_("Hãy viết giải trình, hoặc ghi «nhất trí»."), "answer")
        if finding_of(data.finding_id).inspection.status != InspectionStatus.ANSWERING:
            raise ActionError(_("Đoàn chưa gửi phát hiện, hoặc đã kết luận, nên không giải trình lúc này."), "answer")

    def execute(self, context: Context, data: FindingAnswer) -> InspectionId:
        finding = finding_of(data.finding_id)
        words = data.answer.strip()
        if (finding.answer, finding.accepts) == (words, data.accepts):
            context.unchanged()
            return InspectionId(finding.inspection_id)
        before = finding.answer
        finding.answer, finding.accepts = words, data.accepts
        finding.answered_on, finding.answered_by_id = day_of(context), context.actor.id
        finding.save()
        changes = {"answer": (before, words), "finding": (None, finding.pk)}
        context.record(Aggregate("inspection", str(finding.inspection_id)), changes)
        return InspectionId(finding.inspection_id)


def finding_of(pk: int) -> InspectionFinding:
    found = InspectionFinding.objects.select_related("inspection__unit", "inspection__home").filter(pk=pk).first()
    if found is None:
        raise ActionError(_("Phát hiện này không còn nữa. Hãy tải lại trang."))
    return found


def refuse_own_unit(actor: Actor, visit: Inspection) -> None:
    if belongs_to(actor, visit.unit.path):
        raise AccessDenied(_("Người của đơn vị được kiểm tra không kết luận cuộc kiểm tra đơn vị mình."))
