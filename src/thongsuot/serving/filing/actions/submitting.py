"""The draft becomes a dossier, once: refused unless every listed file is here whole (R1, MTESS #427)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import ActionError
from thongsuot.platform.actions.base import Context
from thongsuot.platform.actions.errors import FieldError
from thongsuot.platform.actions.policy import natural
from thongsuot.serving.dossiers.actions import FileDossier
from thongsuot.serving.dossiers.citizens import CitizenActor
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.dossiers.telling import tell_applicant
from thongsuot.serving.filing.actions.base import DraftAction, aggregate_of, changes, locked
from thongsuot.serving.filing.domain.papers import papers_of
from thongsuot.serving.filing.models import DraftFile, FileState, FilingDraft
from thongsuot.serving.filing.newdossier import new_dossier
from thongsuot.serving.filing.storing import is_whole
from thongsuot.serving.filing.versions import form_of
from thongsuot.serving.forms.domain.checking import check, stops_of
from thongsuot.serving.permissions import Serving
from thongsuot.serving.procedures.queries import content_of, version_on


class NotWhole(ActionError):  # noqa: N818 - names what it is
    """Something is missing or not yet wholly here: each error's field is a page or ``giay-to:<component>``."""


@dataclass(frozen=True, slots=True)
class Submitting:
    """``listed``: the files the citizen saw listed when he pressed; any that is not here refuses the whole."""

    draft_id: int
    listed: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Submitted:
    code: str


class SubmitDraft(DraftAction[Submitting, Submitted]):
    name = "serving.filing.submit"
    label = gettext_lazy("Nộp hồ sơ trực tuyến")
    permission = Serving.DOSSIER_RECEIVE
    event = "serving.filing.submitted"
    idempotency = natural("a draft becomes one dossier; pressed twice, the same code comes back")

    def check(self, actor: Actor, data: Submitting) -> None:
        draft = locked(data.draft_id)
        if draft.dossier_id is None:
            faults = faults_of(draft, data.listed, timezone.localdate())
            if faults:
                first, *more = faults
                raise NotWhole(first.message, first.field, more=tuple(more))

    def execute(self, context: Context, data: Submitting) -> Submitted:
        draft = locked(data.draft_id)
        if draft.dossier is not None:
            context.unchanged()
            return Submitted(draft.dossier.code)
        actor = draft.officer or CitizenActor(draft.token)
        done = FileDossier.run(actor, new_dossier(draft, context.now), idempotency_key=f"filing-{draft.pk}")
        draft.dossier = Dossier.objects.get(code=done.code)
        draft.answers, draft.revision = {}, draft.revision + 1  # they are the dossier's now
        draft.save()
        words = _("Đã nhận hồ sơ nộp trực tuyến %(code)s. Tra cứu bằng mã này và 4 số cuối điện thoại.")
        tell_applicant(draft.dossier, words % {"code": done.code})
        context.record(aggregate_of(draft), changes(draft, dossier=done.code))
        return Submitted(done.code)


def faults_of(draft: FilingDraft, listed: tuple[int, ...], today: date) -> list[FieldError]:
    """All that stands in the way of filing, each with where to mend it."""
    form, content = form_of(draft.version), content_of(draft.version)
    faults = [FieldError(words, "") for words in stops_of(form, draft.answers, today)]
    if version_on(draft.procedure, today).pk != draft.version_id:
        faults.append(FieldError(_("Quy định của thủ tục vừa thay đổi. Hãy xem lại các câu trả lời."), ""))
    faults += [FieldError(fault.message, fault.page) for fault in check(form, draft.answers, today)]
    files = list(draft.files.select_related("file"))
    faults += [_unfinished(one) for one in files if one.state != FileState.HELD]
    faults += [_lost(one) for one in files if one.state == FileState.HELD and not is_whole(one.file)]
    here = {one.pk for one in files}
    if not set(listed) <= here:
        faults.append(FieldError(_("Có giấy tờ trong danh sách không còn ở máy chủ. Hãy gửi lại."), "giay-to:"))
    held = {one.component for one in files if one.state == FileState.HELD}
    for paper in papers_of(content, form, draft.answers, today).required:
        if paper.code not in held:
            words = _("Chưa có «%(name)s». Chụp ảnh hoặc chọn tệp để gửi.") % {"name": paper.name}
            faults.append(FieldError(words, f"giay-to:{paper.code}"))
    return faults


def _unfinished(file: DraftFile) -> FieldError:
    words = _("Tệp «%(name)s» chưa gửi xong. Gửi tiếp hoặc bỏ tệp này.") % {"name": file.name}
    return FieldError(words, f"giay-to:{file.component}")


def _lost(file: DraftFile) -> FieldError:
    words = _("Tệp «%(name)s» không còn nguyên vẹn ở máy chủ. Xin lỗi ông/bà, hãy gửi lại tệp này.")
    return FieldError(words % {"name": file.name}, f"giay-to:{file.component}")
