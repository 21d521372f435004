"""A draft begins and is saved; answers that cannot be read are kept as typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.kernel.clock import local
from thongsuot.platform.access.actors import ANONYMOUS, Actor
from thongsuot.platform.access.errors import require
from thongsuot.platform.actions import Action, ActionError
from thongsuot.platform.actions.base import Context
from thongsuot.platform.actions.policy import natural, repeatable
from thongsuot.serving.dossiers.choices import Mode
from thongsuot.serving.dossiers.citizens import CitizenActor
from thongsuot.serving.filing.actions.base import DraftAction, Ok, aggregate_of, changes, locked
from thongsuot.serving.filing.domain.carrying import differences
from thongsuot.serving.filing.domain.tokens import last_four, new_resume_code, new_token
from thongsuot.serving.filing.models import FilingDraft
from thongsuot.serving.filing.queries import phone_print
from thongsuot.serving.filing.versions import form_of
from thongsuot.serving.forms.domain.writing import digest_of
from thongsuot.serving.permissions import Serving
from thongsuot.serving.procedures.queries import procedure_for, version_on

KEPT = timedelta(days=30)  # from the last saving


@dataclass(frozen=True, slots=True)
class Beginning:
    """``answers``: those of the questions before starting and what is known of the citizen (``id_print``)."""

    procedure_code: str
    answers: Mapping[str, Any] = field(default_factory=dict)
    mode: str = "self"
    helped_by: str = ""
    id_print: str = ""
    is_verified: bool = False


@dataclass(frozen=True, slots=True)
class Begun:
    token: str
    resume_code: str


class BeginDraft(Action[Beginning, Begun]):
    """Open to everybody for themselves; an officer who files for a citizen must be one who receives (I06)."""

    name = "serving.filing.begin"
    label = gettext_lazy("Bắt đầu bản khai trực tuyến")
    permission = Serving.DOSSIER_RECEIVE
    event = "serving.filing.begun"
    idempotency = repeatable("each draft is one of its own; those begun before are offered first")

    def authorise(self, actor: Actor, data: Beginning) -> None:
        if data.mode == Mode.OFFICER or not isinstance(actor, CitizenActor):
            require(actor, self.permission)

    def check(self, actor: Actor, data: Beginning) -> None:
        if data.mode not in Mode.values:
            raise ActionError(_("Cách nộp này không có trong danh mục."), "mode")
        if data.mode == Mode.ASSISTED and not data.helped_by.strip():
            raise ActionError(_("Ghi tên người đang giúp ông/bà."), "helped_by")

    def execute(self, context: Context, data: Beginning) -> Begun:
        procedure = procedure_for(ANONYMOUS, data.procedure_code)
        version = version_on(procedure, local(context.now).date())
        draft = FilingDraft.objects.create(
            token=new_token(),
            resume_code=new_resume_code(),
            id_print=data.id_print,
            procedure=procedure,
            version=version,
            form_digest=digest_of(form_of(version)),
            answers=dict(data.answers),
            mode=data.mode,
            helped_by=data.helped_by.strip()[:200],
            officer_id=context.actor.id,
            is_verified=data.is_verified,
            begun_at=context.now,
            saved_at=context.now,
            expires_at=context.now + KEPT,
        )
        context.record(aggregate_of(draft), {"procedure": (None, procedure.code), "mode": (None, draft.mode)})
        return Begun(draft.token, draft.resume_code)


@dataclass(frozen=True, slots=True)
class Saving:
    """``answers``: of one page, ``None`` takes an answer away. ``position``: the page to go on from."""

    draft_id: int
    answers: Mapping[str, Any]
    position: str = ""


class SaveAnswers(DraftAction[Saving, Ok]):
    """Unfinished pages are saved too (#2165): what is wrong is told when going on, never by losing it."""

    name = "serving.filing.save"
    label = gettext_lazy("Lưu bản khai trực tuyến")
    permission = Serving.DOSSIER_RECEIVE
    event = "serving.filing.saved"
    idempotency = repeatable("saving the same answers again leaves them as they are")

    def execute(self, context: Context, data: Saving) -> Ok:
        draft = locked(data.draft_id)
        answers = {**draft.answers, **data.answers}
        kept = {code: value for code, value in answers.items() if value is not None}
        position = data.position or draft.position
        if kept == draft.answers and position == draft.position:
            context.unchanged()
            return Ok(draft.revision)
        draft.answers, draft.position = kept, position
        draft.phone_print = phone_print(draft.resume_code, last_four(str(kept.get("dien_thoai", ""))))
        draft.revision += 1
        draft.saved_at, draft.expires_at = context.now, context.now + KEPT
        draft.save()
        context.record(aggregate_of(draft), changes(draft, page=data.position))
        return Ok(draft.revision)


@dataclass(frozen=True, slots=True)
class Carrying:
    draft_id: int


class CarryDraft(DraftAction[Carrying, Ok]):
    """The version the answers were given to is no longer received: they go over to the one in force today.

    Questions that differ are named to the citizen; answers to the others stay.
    """

    name = "serving.filing.carry"
    label = gettext_lazy("Chuyển bản khai sang quy định mới")
    permission = Serving.DOSSIER_RECEIVE
    event = "serving.filing.carried"
    idempotency = natural("a draft already under the version in force stays as it is")

    def execute(self, context: Context, data: Carrying) -> Ok:
        draft = locked(data.draft_id)
        version = version_on(draft.procedure, local(context.now).date())
        if version.pk == draft.version_id:
            context.unchanged()
            return Ok(draft.revision)
        before, after = form_of(draft.version), form_of(version)
        draft.carried = differences(before, after)
        draft.version, draft.form_digest = version, digest_of(after)
        draft.revision += 1
        draft.save()
        context.record(aggregate_of(draft), changes(draft, version=version.number))
        return Ok(draft.revision)
