"""Proof of a score: picked from the document store or the figures, or a file; with the place in it that shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.kernel.formatting import format_date
from thongsuot.measuring.criteria.queries import set_of
from thongsuot.measuring.permissions import Measuring
from thongsuot.measuring.rounds.actions.base import of_participant, participant_of, require_own, require_scoring
from thongsuot.measuring.rounds.domain import is_typed
from thongsuot.measuring.rounds.models import NodeScore, Participant, ScoreEvidence
from thongsuot.measuring.rounds.writing import begin, touch
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import ActionError
from thongsuot.platform.actions.base import Action, Context
from thongsuot.platform.actions.policy import KEYED, natural
from thongsuot.platform.files.models import StoredFile
from thongsuot.registry.claims.queries import visible_to as claims_visible_to
from thongsuot.registry.documents.queries import visible_to as documents_visible_to


@dataclass(frozen=True, slots=True)
class NewEvidence:
    """One of ``document_key``, ``claim_id``, ``file_id`` (platform.StoredFile). ``reason``: why a proof dated outside
    the round's year is sent; it joins the unit's explanation."""

    participant_id: int
    code: str
    document_key: str = ""
    claim_id: int | None = None
    file_id: int | None = None
    title: str = ""
    locator: str = ""
    dated: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceId:
    id: int


class AddEvidence(Action[NewEvidence, EvidenceId]):
    name = "measuring.evidence.add"
    label = gettext_lazy("Gắn minh chứng")
    permission = Measuring.SCORE_ENTER
    event = "measuring.evidence.added"
    idempotency = KEYED

    def scope(self, data: NewEvidence) -> str:
        return participant_of(data.participant_id).unit.path

    def authorise(self, actor: Actor, data: NewEvidence) -> None:
        require_own(actor, self.permission, participant_of(data.participant_id))

    def execute(self, context: Context, data: NewEvidence) -> EvidenceId:
        participant = participant_of(data.participant_id, lock=True)
        require_scoring(participant)
        node = set_of(participant.round.release).by_code.get(data.code)
        if node is None or not is_typed(node):
            raise ActionError(_("Tiêu chí %(code)s không nhận minh chứng của đơn vị.") % {"code": data.code}, "code")
        proof = _proof(context.actor, data)
        row, _made = NodeScore.objects.get_or_create(
            participant=participant, code=data.code, defaults={"revision": 0}
        )  # revision 0: nothing entered yet, so that a colleague's first entry is no conflict
        if _is_known(row, proof):
            raise ActionError(_("Minh chứng này đã gắn vào tiêu chí %(code)s.") % {"code": data.code}, "document")
        _explain_year(context, participant, row, proof.dated, data.reason)
        proof.score, proof.added_by_id = row, context.actor.id
        proof.save()
        begin(participant)
        participant.save(update_fields=["status"])
        context.record(of_participant(participant), {data.code: (None, f"{proof.title} {proof.locator}".strip())})
        return EvidenceId(proof.pk)


class RemoveEvidence(Action[EvidenceId, EvidenceId]):
    name = "measuring.evidence.remove"
    label = gettext_lazy("Bỏ minh chứng")
    permission = Measuring.SCORE_ENTER
    event = "measuring.evidence.removed"
    idempotency = natural("what is gone stays gone")

    def scope(self, data: EvidenceId) -> str | None:
        found = _evidence(data.id)
        return found.score.participant.unit.path if found else None

    def authorise(self, actor: Actor, data: EvidenceId) -> None:
        found = _evidence(data.id)
        if found:
            require_own(actor, self.permission, participant_of(found.score.participant_id))
        else:
            super().authorise(actor, data)

    def execute(self, context: Context, data: EvidenceId) -> EvidenceId:
        found = _evidence(data.id)
        if found is None:
            context.unchanged()
            return data
        participant = participant_of(found.score.participant_id, lock=True)
        require_scoring(participant)
        if found.added_by_id is None and found.claim_id is not None:
            raise ActionError(_("Đây là số liệu tiêu chí được tự tính từ đó, không bỏ được."))
        context.record(of_participant(participant), {found.score.code: (found.title, None)})
        found.delete()
        return data


def _evidence(pk: int) -> ScoreEvidence | None:
    return ScoreEvidence.objects.select_related("score__participant__unit").filter(pk=pk).first()


def _proof(actor: Actor, data: NewEvidence) -> ScoreEvidence:
    """What is sent, as far as the sender may see it."""
    proof = ScoreEvidence(title=data.title.strip()[:500], locator=data.locator.strip()[:160], dated=data.dated)
    if data.document_key:
        document = documents_visible_to(actor).filter(key=data.document_key).first()
        if document is None:
            raise ActionError(_("Không thấy văn bản này trong kho. Hãy tìm lại hoặc tải tệp lên."), "document")
        proof.document, proof.title = document, proof.title or document.title[:500]
        proof.dated = proof.dated or document.dated
    elif data.claim_id is not None:
        claim = claims_visible_to(actor).filter(pk=data.claim_id).first()
        if claim is None:
            raise ActionError(_("Không thấy số liệu này trong kho. Hãy tìm lại."), "document")
        proof.claim, proof.title = claim, proof.title or claim.name
        proof.dated = proof.dated or claim.period_end
    elif data.file_id is not None:
        stored = StoredFile.objects.filter(pk=data.file_id).first()
        if stored is None:
            raise ActionError(_("Tệp chưa tải lên xong. Hãy chọn tệp lại."), "file")
        proof.file_digest, proof.file_name, proof.title = stored.digest, stored.name, proof.title or stored.name
    else:
        raise ActionError(_("Hãy chọn văn bản trong kho hoặc tải tệp lên."), "document")
    return proof


def _is_known(row: NodeScore, proof: ScoreEvidence) -> bool:
    same = row.evidence.filter(
        document=proof.document, claim=proof.claim, file_digest=proof.file_digest, locator=proof.locator
    )
    return same.exists()


def _explain_year(context: Context, participant: Participant, row: NodeScore, dated: date | None, reason: str) -> None:
    """J2: a proof dated outside the round's year counts only with a reason in the unit's words."""
    year = participant.round.year
    if dated is None or dated.year == year:
        return
    if not reason.strip():
        message = _(
            "Minh chứng ngày %(day)s nằm ngoài năm chấm %(year)d. Nếu vẫn dùng, hãy ghi lý do; lý do được đưa vào phần "
            "giải thích của tiêu chí."
        )
        raise ActionError(message % {"day": format_date(dated), "year": year}, "reason")
    if reason.strip() not in row.note:
        row.note = "\n".join(part for part in (row.note, reason.strip()) if part)
        touch(row, context.actor.id, context.now)
        row.save(update_fields=["note", "revision", "entered_by", "entered_at"])
