"""Results: prepared by the specialist, signed by the head of the unit, revoked or replaced with a reason."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

import pikepdf
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.kernel.clock import format_moment, local
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import AccessDenied
from thongsuot.platform.actions import ActionError, Aggregate, ConflictError, natural
from thongsuot.platform.actions.base import Context
from thongsuot.platform.files.domain import PDF
from thongsuot.platform.files.models import StoredFile
from thongsuot.platform.files.store import open_file, put
from thongsuot.registry.accounts.models import Account
from thongsuot.serving.digitising.domain.codes import new_code
from thongsuot.serving.digitising.models import Result, ResultState
from thongsuot.serving.digitising.printing import Signing, result_pdf
from thongsuot.serving.dossiers.actions.base import Done, DossierAction, row
from thongsuot.serving.dossiers.domain.happenings import Kind
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.dossiers.writing import happen
from thongsuot.serving.papers.numbering import next_number, open_book
from thongsuot.serving.papers.places import letterhead
from thongsuot.serving.papers.sealing import can_sign, signed
from thongsuot.serving.permissions import Serving
from thongsuot.serving.procedures.domain.content import StepRole
from thongsuot.serving.procedures.versions import content_of

BOOK = "result"
_SYMBOL = "KQ"


@dataclass(frozen=True, slots=True)
class Preparing:
    """``title`` "" = the result the procedure names; ``body``: its sentences, one a line; or a sealed PDF."""

    code: str
    title: str = ""
    body: str = ""
    file_id: int | None = None


@dataclass(frozen=True, slots=True)
class Given(Done):
    result_id: int
    verify_code: str


class PrepareResult(DossierAction[Preparing]):
    """What the head will sign. Prepared again before signing it replaces the draft."""

    name = "serving.result.prepare"
    label = gettext_lazy("Soạn kết quả")
    permission = Serving.DOSSIER_PROCESS
    event = "serving.result.prepared"
    idempotency = natural("a dossier has one draft of its result")
    rights = ((Serving.DOSSIER_PROCESS, "competent_unit"),)

    def inspect(self, actor: Actor, data: Preparing, dossier: Dossier) -> None:
        _processing(dossier)
        if data.file_id is not None:
            _readable(data.file_id)

    def execute(self, context: Context, data: Preparing) -> Given:
        result = _draft_of(row(data.code))
        title = data.title.strip() or content_of(result.dossier.version).result or _("Kết quả giải quyết")
        given = {
            "title": title[:300],
            "body": data.body,
            "draft_id": data.file_id,
            "prepared_by": context.actor if isinstance(context.actor, Account) else None,
        }
        changes = {
            name: (getattr(result, name), value) for name, value in given.items() if name in ("title", "draft_id")
        }
        for name, value in given.items():
            setattr(result, name, value)
        result.save()
        context.record(Aggregate("result", str(result.pk)), changes)
        return Given(data.code, result.pk, result.verify_code)


@dataclass(frozen=True, slots=True)
class SigningResult:
    code: str


class SignResult(DossierAction[SigningResult]):
    """Number, the head's key, the agency's seal; the citizen's store has it at once. Not for who prepared it."""

    name = "serving.dossier.sign_result"
    label = gettext_lazy("Ký kết quả")
    permission = Serving.RESULT_SIGN
    event = "serving.dossier.result_signed"
    idempotency = natural("a signed result is not signed again")
    rights = ((Serving.RESULT_SIGN, "competent_unit"),)

    def authorise(self, actor: Actor, data: SigningResult) -> None:
        super().authorise(actor, data)
        if actor.id is not None and actor.id in _makers(row(data.code)):
            raise AccessDenied(_("Người tiếp nhận, thẩm định hoặc soạn kết quả không ký chính kết quả đó."))

    def inspect(self, actor: Actor, data: SigningResult, dossier: Dossier) -> None:
        if dossier.results.filter(state=ResultState.SIGNED).exists() and not _waiting(dossier):
            return
        _processing(dossier)
        if not can_sign():
            raise ActionError(_("Chưa có khóa ký số của lãnh đạo. Quản trị cần nối dịch vụ ký trước khi ký kết quả."))

    def execute(self, context: Context, data: SigningResult) -> Given:
        dossier = row(data.code)
        before = dossier.results.filter(state=ResultState.SIGNED).first()
        if before is not None and not _waiting(dossier):
            context.unchanged()
            return Given(dossier.code, before.pk, before.verify_code)
        result = _draft_of(dossier)
        result.title = result.title or content_of(dossier.version).result or _("Kết quả giải quyết")
        if before is not None:
            _end(before, ResultState.REPLACED, context, _("Thay bằng bản mới"), None)
        sign(context, result)
        if before is not None:
            Result.objects.filter(pk=before.pk).update(replaced_by=result)
        happen(context, dossier, Kind.RESULT_SIGNED, result=result.pk, number=result.number, title=result.title)
        return Given(dossier.code, result.pk, result.verify_code)


@dataclass(frozen=True, slots=True)
class Revoking:
    code: str
    result_id: int
    reason: str


class RevokeResult(DossierAction[Revoking]):
    """The file stays what it was; whoever asks the verify page is told that it holds no longer, and why."""

    name = "serving.result.revoke"
    label = gettext_lazy("Thu hồi kết quả")
    permission = Serving.RESULT_SIGN
    event = "serving.result.revoked"
    idempotency = natural("a revoked result stays revoked")
    rights = ((Serving.RESULT_SIGN, "competent_unit"),)

    def inspect(self, actor: Actor, data: Revoking, dossier: Dossier) -> None:
        if not data.reason.strip():
            raise ActionError(_("Hãy ghi lý do thu hồi; người kiểm tra sẽ đọc lý do này."), "reason")

    def execute(self, context: Context, data: Revoking) -> Given:
        result = Result.objects.select_for_update().filter(pk=data.result_id, dossier__code=data.code).first()
        if result is None or result.state == ResultState.PREPARED:
            raise ActionError(_("Hồ sơ không có kết quả đã ký này."))
        if result.state == ResultState.REPLACED:
            raise ConflictError(_("Kết quả này đã được thay bằng bản khác."))
        if result.state == ResultState.REVOKED:
            context.unchanged()
            return Given(data.code, result.pk, result.verify_code)
        was = result.state
        _end(result, ResultState.REVOKED, context, data.reason.strip(), None)
        context.record(Aggregate("result", str(result.pk)), {"state": (was, result.state)}, reason=data.reason.strip())
        return Given(data.code, result.pk, result.verify_code)


def sign(context: Context, result: Result) -> None:
    """Number the result, draw it, have it signed and sealed, keep it."""
    dossier, at = result.dossier, context.effective_at
    result.number = next_number(open_book(result.unit, BOOK, local(at).year))
    result.number_text = f"{result.number:02d}/{_SYMBOL}"
    pdf = result_pdf(result, Signing(context.actor.display_name, at), _draft_bytes(result))
    body = letterhead(result.unit, by_head=True).body
    pdf = signed(pdf, context.actor.display_name, body)
    stored = put([pdf], f"ket-qua-{result.number:02d}-{dossier.code}.pdf", accepted=(PDF,), sealed=True)
    result.file, result.digest, result.state = stored, stored.digest, ResultState.SIGNED
    result.issued_at = at
    result.signed_by = context.actor if isinstance(context.actor, Account) else None
    result.signer_words = _("%(name)s, %(body)s, ký số lúc %(at)s") % {
        "name": context.actor.display_name,
        "body": body,
        "at": format_moment(at),
    }
    result.save()


def _draft_of(dossier: Dossier) -> Result:
    """The draft, made where there is none."""
    return _waiting(dossier) or Result(
        dossier=dossier,
        unit=dossier.competent_unit,
        procedure_code=dossier.procedure.code,
        id_print=dossier.person.id_print,
        verify_code=new_code(),
        is_sample=dossier.is_sample,
    )


def _waiting(dossier: Dossier) -> Result | None:
    return dossier.results.filter(state=ResultState.PREPARED).first()


def _draft_bytes(result: Result) -> bytes | None:
    if result.draft is None:
        return None
    with open_file(result.draft) as stream:
        return stream.read()


def _readable(file_id: int) -> None:
    stored = StoredFile.objects.filter(pk=file_id, is_sealed=True, media_type=PDF.media_type).first()
    if stored is None:
        raise ActionError(_("Bản trình ký phải là tệp PDF tải lên trọn vẹn."), "file")
    try:
        with open_file(stored) as stream, pikepdf.open(io.BytesIO(stream.read())) as pdf:
            signed_already = "/AcroForm" in pdf.Root and "/SigFlags" in pdf.Root.AcroForm
    except pikepdf.PasswordError:
        raise ActionError(_("Tệp PDF có mật khẩu. Hãy bỏ mật khẩu rồi tải lại."), "file") from None
    except pikepdf.PdfError:
        raise ActionError(_("Tệp PDF hỏng, không mở được. Hãy xuất lại từ phần mềm soạn thảo."), "file") from None
    if signed_already:
        raise ActionError(_("Tệp PDF đã có chữ ký số. Hãy tải bản chưa ký; chữ ký sẽ được đặt ở đây."), "file")


def _processing(dossier: Dossier) -> None:
    if dossier.received_at is None or dossier.closed_at is not None:
        raise ActionError(_("Chỉ hồ sơ đang giải quyết mới có kết quả."))


def _makers(dossier: Dossier) -> set[int]:
    """Who took it in, appraised it or wrote its result: they do not decide it."""
    roles = {number for number, one in enumerate(content_of(dossier.version).steps, 1) if one.role is StepRole.APPRAISE}
    worked = dossier.steps.filter(ordinal__in=roles, officer__isnull=False).values_list("officer_id", flat=True)
    draft = _waiting(dossier)
    makers: list[Any] = [*worked, dossier.taken_by_id, draft.prepared_by_id if draft else None]
    return {one for one in makers if one is not None}


def _end(result: Result, state: ResultState, context: Context, reason: str, by: Result | None) -> None:
    result.state, result.revoked_at, result.revoked_reason, result.replaced_by = state, context.effective_at, reason, by
    result.save(update_fields=["state", "revoked_at", "revoked_reason", "replaced_by"])
