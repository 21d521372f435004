"""The head signs what the unit says of itself; nobody else can (A11). The signed sheet is hashed."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.measuring.permissions import Measuring
from thongsuot.measuring.rounds.actions.base import of_participant, participant_of, require_own, require_scoring
from thongsuot.measuring.rounds.choices import ParticipantStatus, RoundStatus
from thongsuot.measuring.rounds.models import Participant
from thongsuot.measuring.rounds.sheet import Line, sheet_of
from thongsuot.measuring.rounds.snapshot import digest_of_sheet
from thongsuot.measuring.rounds.telling import SELF_SIGNED, SIGNATURE_WITHDRAWN, runners_of
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import ActionError, ConflictError
from thongsuot.platform.actions.base import Action, Context
from thongsuot.platform.actions.policy import natural
from thongsuot.platform.notifications import Note, notify


@dataclass(frozen=True, slots=True)
class Signing:
    """``accepts_missing``: the head knows that leaves not scored count 0. ``digest``: what was on the screen when the
    head agreed; empty skips the comparison."""

    participant_id: int
    accepts_missing: bool = False
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Signed:
    participant_id: int
    digest: str


@dataclass(frozen=True, slots=True)
class Withdrawal:
    participant_id: int
    reason: str


class SignSelfScore(Action[Signing, Signed]):
    name = "measuring.score.sign"
    label = gettext_lazy("Ký kết quả tự chấm")
    permission = Measuring.SCORE_SIGN
    event = "measuring.score.signed"
    idempotency = natural("a signed sheet stays signed")

    def scope(self, data: Signing) -> str:
        return participant_of(data.participant_id).unit.path

    def authorise(self, actor: Actor, data: Signing) -> None:
        require_own(actor, self.permission, participant_of(data.participant_id))

    def execute(self, context: Context, data: Signing) -> Signed:
        participant = participant_of(data.participant_id, lock=True)
        if participant.status == ParticipantStatus.SIGNED:
            context.unchanged()
            return Signed(participant.pk, participant.signed_digest)
        require_scoring(participant)
        _refuse_incomplete(participant, accepts_missing=data.accepts_missing)
        seal = digest_of_sheet(participant)
        if data.digest and data.digest != seal:
            raise ConflictError(
                _("Bản tự chấm vừa được sửa trong lúc bạn xem. Hãy xem lại bản mới rồi ký, chưa có gì được ký.")
            )
        before, participant.status = participant.status, ParticipantStatus.SIGNED
        participant.signed_at, participant.signed_by_id = context.now, context.actor.id
        participant.signed_digest = seal
        participant.save(update_fields=["status", "signed_at", "signed_by", "signed_digest"])
        changes = {"status": (before, participant.status), "self_total": (None, participant.self_total)}
        context.record(of_participant(participant), {**changes, "digest": (None, seal)})
        _tell(participant, SELF_SIGNED, _("%(unit)s đã ký bản tự chấm"), f"signed-{participant.pk}-{seal[:12]}")
        return Signed(participant.pk, seal)


class WithdrawSignature(Action[Withdrawal, Signed]):
    """Until appraisal begins the head may take the sheet back, saying why; the signature stays in the history."""

    name = "measuring.score.withdraw"
    label = gettext_lazy("Rút chữ ký bản tự chấm")
    permission = Measuring.SCORE_SIGN
    event = "measuring.score.withdrawn"
    idempotency = natural("a sheet not signed has nothing to withdraw")

    def scope(self, data: Withdrawal) -> str:
        return participant_of(data.participant_id).unit.path

    def authorise(self, actor: Actor, data: Withdrawal) -> None:
        require_own(actor, self.permission, participant_of(data.participant_id))

    def execute(self, context: Context, data: Withdrawal) -> Signed:
        participant = participant_of(data.participant_id, lock=True)
        if participant.round.status != RoundStatus.SCORING:
            raise ActionError(_("Thẩm định đã bắt đầu nên không rút chữ ký được nữa."))
        if participant.status != ParticipantStatus.SIGNED:
            context.unchanged()
            return Signed(participant.pk, "")
        reason = data.reason.strip()
        if not reason:
            raise ActionError(_("Hãy ghi lý do rút chữ ký."), "reason")
        seal, participant.status = participant.signed_digest, ParticipantStatus.SCORING
        participant.signed_at, participant.signed_by, participant.signed_digest = None, None, ""
        participant.save(update_fields=["status", "signed_at", "signed_by", "signed_digest"])
        changes = {"status": (ParticipantStatus.SIGNED, participant.status), "digest": (seal, None)}
        context.record(of_participant(participant), changes, reason=reason)
        key = f"withdrawn-{participant.pk}-{context.now:%Y%m%d%H%M%S}"
        _tell(participant, SIGNATURE_WITHDRAWN, _("%(unit)s rút chữ ký bản tự chấm"), key)
        return Signed(participant.pk, "")


def _refuse_incomplete(participant: Participant, *, accepts_missing: bool) -> None:
    sheet = sheet_of(participant)
    if sheet.unproved:
        message = _("%(count)d tiêu chí có điểm nhưng chưa có minh chứng hay giải thích: %(codes)s.")
        raise ActionError(message % _counted(sheet.unproved), "evidence")
    if sheet.unscored and not accepts_missing:
        message = _("%(count)d tiêu chí chưa chấm, sẽ tính 0 điểm: %(codes)s. Hãy chấm, hoặc đánh dấu là đã biết.")
        raise ActionError(message % _counted(sheet.unscored), "accepts_missing")


def _counted(lines: list[Line]) -> dict[str, object]:
    codes = ", ".join(one.node.code for one in lines[:10])
    return {"count": len(lines), "codes": f"{codes}, …" if len(lines) > 10 else codes}


def _tell(participant: Participant, kind: str, text: str, key: str) -> None:
    row = participant.round
    why = _("Bạn điều hành đợt «%(round)s».") % {"round": row.title}
    url = reverse("self-score", args=[row.key, participant.unit.key])
    notify(runners_of(row.home_id), Note(kind, key, text % {"unit": participant.unit.name}, why, url))
