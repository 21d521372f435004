"""A unit objects to a published score; a granted objection is a new version with its reason, never an edit (E05)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.kernel.formatting import format_date, format_number
from thongsuot.measuring.criteria.domain.tree import Node, Part
from thongsuot.measuring.permissions import Measuring
from thongsuot.measuring.publishing.actions.approving import write_back
from thongsuot.measuring.publishing.actions.releasing import PublicationId, issue, publication_of
from thongsuot.measuring.publishing.building import changed
from thongsuot.measuring.publishing.content import Result
from thongsuot.measuring.publishing.models import Appeal, AppealStatus, Publication
from thongsuot.measuring.publishing.telling import APPEAL_DECIDED, APPEAL_FILED
from thongsuot.measuring.rounds.actions.base import participant_of, refuse_own, require_own, round_of
from thongsuot.measuring.rounds.models import NodeScore
from thongsuot.measuring.rounds.telling import doers_of, runners_of
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import ActionError
from thongsuot.platform.actions.base import Action, Context
from thongsuot.platform.actions.policy import natural
from thongsuot.platform.events.domain import Aggregate
from thongsuot.platform.notifications import Note, notify


@dataclass(frozen=True, slots=True)
class Filing:
    publication_id: int
    participant_id: int
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class AppealId:
    id: int


class FileAppeal(Action[Filing, AppealId]):
    name = "measuring.appeal.file"
    label = gettext_lazy("Gửi kiến nghị về kết quả")
    permission = Measuring.APPEAL_FILE
    event = "measuring.appeal.filed"
    idempotency = natural("one appeal of a unit for each criterion of a version")

    def scope(self, data: Filing) -> str:
        return participant_of(data.participant_id).unit.path

    def authorise(self, actor: Actor, data: Filing) -> None:
        require_own(actor, self.permission, participant_of(data.participant_id))

    def check(self, actor: Actor, data: Filing) -> None:
        row, participant = publication_of(data.publication_id), participant_of(data.participant_id, lock=True)
        if participant.round_id != row.round_id:
            raise ActionError(_("Đơn vị này không có trong kết quả đó."))
        _require_open(row)
        if data.code not in Result.of(row).criteria.by_code or not Result.of(row).criteria.by_code[data.code].is_leaf:
            raise ActionError(_("Hãy chọn một tiêu chí trong danh sách."), "code")
        if not data.text.strip():
            raise ActionError(_("Hãy viết kiến nghị điều gì và vì sao, kèm minh chứng nào."), "text")
        there = _earlier(data)
        if there is not None and there.text != data.text.strip():
            raise ActionError(_("Đơn vị đã kiến nghị về tiêu chí này. Mỗi tiêu chí kiến nghị một lần."), "code")

    def execute(self, context: Context, data: Filing) -> AppealId:
        there = _earlier(data)
        if there is not None:
            context.unchanged()
            return AppealId(there.pk)
        row, participant = publication_of(data.publication_id), participant_of(data.participant_id)
        appeal = Appeal.objects.create(
            publication=row,
            participant=participant,
            code=data.code,
            text=data.text.strip(),
            filed_at=context.effective_at,
            filed_by_id=context.actor.id,
        )
        context.record(
            Aggregate("appeal", str(appeal.pk)), {"status": (None, appeal.status), "code": (None, data.code)}
        )
        text = _("%(unit)s kiến nghị về tiêu chí %(code)s") % {"unit": participant.unit.name, "code": data.code}
        url, why = reverse("round-appeals", args=[row.round.key]), _("Bạn trả lời kiến nghị về kết quả chấm điểm.")
        notify(runners_of(row.round.home_id), Note(APPEAL_FILED, f"appeal-{appeal.pk}", text, why, url))
        return AppealId(appeal.pk)


def _require_open(row: Publication) -> None:
    today = timezone.localdate()
    if row.public_from > timezone.now() or row.appeal_until is None:
        raise ActionError(_("Kết quả này không nhận kiến nghị."))
    if today > row.appeal_until:
        day = format_date(row.appeal_until)
        raise ActionError(_("Đã hết hạn kiến nghị (hết ngày %(day)s).") % {"day": day})
    if Publication.objects.filter(round=row.round, number__gt=row.number).exists():
        raise ActionError(_("Đã có bản mới hơn của kết quả này. Hãy xem bản mới rồi kiến nghị."))


def _earlier(data: Filing) -> Appeal | None:
    rows = Appeal.objects.filter(publication=data.publication_id, participant=data.participant_id, code=data.code)
    return rows.first()


@dataclass(frozen=True, slots=True)
class Deciding:
    """``new_score`` is asked for where the appeal is granted; ``answer`` always."""

    appeal_id: int
    granted: bool
    answer: str
    new_score: Decimal | None = None
    decision: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """``number`` of the new version, ``None`` where the appeal was not granted."""

    number: int | None


class DecideAppeal(Action[Deciding, Decided]):
    """Not by people of the unit; a granted one counts every rank anew."""

    name = "measuring.appeal.decide"
    label = gettext_lazy("Trả lời kiến nghị về kết quả")
    permission = Measuring.APPEAL_DECIDE
    event = "measuring.appeal.decided"
    idempotency = natural("an appeal is decided once")

    def scope(self, data: Deciding) -> str:
        return appeal_of(data.appeal_id).participant.round.home.path

    def authorise(self, actor: Actor, data: Deciding) -> None:
        super().authorise(actor, data)
        refuse_own(actor, appeal_of(data.appeal_id).participant)

    def check(self, actor: Actor, data: Deciding) -> None:
        appeal = appeal_of(data.appeal_id)
        round_of(appeal.participant.round_id, lock=True)
        if appeal.status != AppealStatus.OPEN:
            return
        if not data.answer.strip():
            raise ActionError(_("Hãy viết trả lời: căn cứ nào, vì sao."), "answer")
        if data.granted:
            _check_score(appeal, data.new_score)

    def execute(self, context: Context, data: Deciding) -> Decided:
        appeal = appeal_of(data.appeal_id)
        if appeal.status != AppealStatus.OPEN:
            context.unchanged()
            return Decided(None)
        answer, outcome = data.answer.strip(), AppealStatus.UPHELD if data.granted else AppealStatus.REJECTED
        changes = {"status": (appeal.status, outcome.value), "new_score": (None, data.new_score)}
        appeal.status, appeal.answer, appeal.decided_at = outcome, answer, context.effective_at
        appeal.decided_by_id, appeal.new_score = context.actor.id, data.new_score if data.granted else None
        appeal.save()
        context.record(Aggregate("appeal", str(appeal.pk)), changes, reason=answer)
        made = _new_version(context, appeal, data) if data.granted else None
        _answer(appeal)
        return Decided(made.number if made else None)


def appeal_of(pk: int) -> Appeal:
    related = ("participant__round__home", "participant__unit", "publication")
    found = Appeal.objects.select_related(*related).defer("publication__content").filter(pk=pk).first()
    if found is None:
        raise ActionError(_("Kiến nghị này không còn nữa. Hãy tải lại trang."))
    return found


def newest(appeal: Appeal) -> Publication:
    """The version that stands now, which may be later than the one appealed against."""
    rows = Publication.objects.filter(round=appeal.participant.round_id).select_related("round__home")
    return rows.order_by("-number")[0]


def _check_score(appeal: Appeal, points: Decimal | None) -> None:
    result = Result.of(newest(appeal))
    node = result.criteria.by_code[appeal.code]
    before = result.by_key[appeal.participant.unit.key].leaves[appeal.code].final
    least, most = bounds_of(node)
    if points is None or not least <= points <= most:
        limits = {"least": format_number(least), "most": format_number(most)}
        raise ActionError(_("Điểm mới của tiêu chí này từ %(least)s đến %(most)s.") % limits, "new_score")
    if before is not None and points <= before:
        message = _("Điểm mới phải cao hơn điểm đã công bố (%(points)s). Không tăng thì chọn không chấp nhận.")
        raise ActionError(message % {"points": format_number(before)}, "new_score")


def bounds_of(node: Node) -> tuple[Decimal, Decimal]:
    most = node.maximum or Decimal(0)
    return (-most, Decimal(0)) if node.part is Part.PENALTY else (Decimal(0), most)


def _new_version(context: Context, appeal: Appeal, data: Deciding) -> PublicationId:
    assert data.new_score is not None
    standing, unit = newest(appeal), appeal.participant.unit
    words = {"unit": unit.name, "code": appeal.code, "answer": data.answer.strip()}
    reason = _("Chấp nhận kiến nghị của %(unit)s về tiêu chí %(code)s: %(answer)s") % words
    content = changed(standing.content, unit.key, appeal.code, data.new_score, reason)
    score, _made = NodeScore.objects.get_or_create(participant=appeal.participant, code=appeal.code)
    score.final_score, score.final_reason, score.revision = data.new_score, reason, score.revision + 1
    score.save()
    write_back(standing.round, content)
    row = Publication(
        round=standing.round,
        reason=reason,
        decision=data.decision.strip() or standing.decision,
        public_from=max(context.effective_at, standing.public_from),
        appeal_until=standing.appeal_until,
        remedy_due=standing.remedy_due,
        remedy_due_text=standing.remedy_due_text,
    )
    return issue(context, row, content)


def _answer(appeal: Appeal) -> None:
    text = _("Đã trả lời kiến nghị về tiêu chí %(code)s") % {"code": appeal.code}
    url = reverse("round-result-unit", args=[appeal.participant.round.key, appeal.participant.unit.key])
    why = _("Đơn vị của bạn đã kiến nghị về kết quả chấm điểm.")
    notify(doers_of([appeal.participant.unit_id]), Note(APPEAL_DECIDED, f"appeal-{appeal.pk}", text, why, url))
