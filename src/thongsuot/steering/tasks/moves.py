"""What a person may do with a task now: each move with its form, its action and the words on its button."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import AccessDenied
from thongsuot.platform.actions import ActionError
from thongsuot.platform.files.domain import CSV, DOCX, JPEG, PDF, PNG, TEXT, XLSX, FileRefused
from thongsuot.platform.files.store import put
from thongsuot.registry.claims import queries as claims
from thongsuot.registry.documents import queries as documents
from thongsuot.steering.tasks import actions, forms
from thongsuot.steering.tasks.actions.base import TaskAction
from thongsuot.steering.tasks.domain import ALLOWED_FROM, Move, State
from thongsuot.steering.tasks.models import Extension, ExtensionStatus, Task

_PROOFS = (PDF, DOCX, XLSX, CSV, TEXT, PNG, JPEG)
Cleaned = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Step:
    """``slug`` stands in the address, ``build`` turns the clean form into the action's input."""

    slug: str
    verb: Any
    said: Any
    form: type[forms.KeyedForm]
    action: type[TaskAction[Any, Any]]
    build: Callable[[Actor, Task, Cleaned], Any]
    main: bool = False  # the one thing the task waits for


def _reasoned(_actor: Actor, task: Task, data: Cleaned) -> actions.Reasoned:
    return actions.Reasoned(task.pk, data["reason"], data["on"])


def _report(actor: Actor, task: Task, data: Cleaned) -> actions.ProgressReport:
    return actions.ProgressReport(
        task.pk, data["text"], data["percent"], data["quantity_done"], proofs_of(actor, data), data["on"]
    )


def _submission(actor: Actor, task: Task, data: Cleaned) -> actions.Submission:
    return actions.Submission(
        task.pk,
        data["text"],
        data["quantity_done"],
        data["late_cause"],
        data["late_reason"],
        proofs_of(actor, data),
        data["on"],
    )


def _extension(_actor: Actor, task: Task, data: Cleaned) -> actions.ExtensionRequest:
    return actions.ExtensionRequest(task.pk, data["new_deadline"], data["reason"], data["on"])


def _answer(_actor: Actor, task: Task, data: Cleaned) -> actions.ExtensionAnswer:
    asked = open_extension(task)
    if asked is None:
        raise ActionError(_("Không còn đề nghị gia hạn nào chờ trả lời. Hãy tải lại trang."))
    return actions.ExtensionAnswer(asked.pk, data["granted"] == "1", data["answer"], data["new_deadline"], data["on"])


def _passing(_actor: Actor, task: Task, data: Cleaned) -> actions.Passing:
    unit = data["to_unit_id"]
    return actions.Passing(task.pk, unit.pk if unit else None, data["reason"], data["on"])


def _assignment(_actor: Actor, task: Task, data: Cleaned) -> actions.Assignment:
    lead = data["lead_id"]
    return actions.Assignment(task.pk, lead.pk if lead else None, data["is_common"], on=data["on"])


def _receipt(_actor: Actor, task: Task, data: Cleaned) -> actions.OnDay:
    return actions.OnDay(task.pk, data["on"])


_L = gettext_lazy
STEPS = (
    Step("nhan", _L("Nhận việc"), _L("Đã nhận việc."), forms.ReceiveForm, actions.ReceiveTask, _receipt, True),
    Step("nghiem-thu", _L("Nghiệm thu"), _L("Đã nghiệm thu."), forms.AcceptForm, actions.AcceptTask, _reasoned, True),
    Step("tra-lai", _L("Trả lại"), _L("Đã trả lại."), forms.ReasonForm, actions.ReturnTask, _reasoned),
    Step(
        "tra-loi-gia-han",
        _L("Trả lời gia hạn"),
        _L("Đã trả lời đề nghị gia hạn."),
        forms.AnswerForm,
        actions.DecideExtension,
        _answer,
        True,
    ),
    Step("tien-do", _L("Báo tiến độ"), _L("Đã ghi tiến độ."), forms.ReportForm, actions.ReportProgress, _report, True),
    Step(
        "xong",
        _L("Báo hoàn thành"),
        _L("Đã báo hoàn thành, chờ nghiệm thu."),
        forms.SubmitForm,
        actions.SubmitTask,
        _submission,
        True,
    ),
    Step("giao", _L("Giao việc"), _L("Đã giao việc."), forms.AssignForm, actions.AssignTask, _assignment),
    Step("xin-y-kien", _L("Xin ý kiến Trưởng Ban"), _L("Đã gửi."), forms.ReasonForm, actions.ConsultHead, _reasoned),
    Step("gia-han", _L("Xin gia hạn"), _L("Đã gửi đề nghị."), forms.ExtensionForm, actions.AskExtension, _extension),
    Step("chuyen", _L("Chuyển đơn vị khác"), _L("Đã chuyển."), forms.HandOverForm, actions.HandOverTask, _passing),
    Step("tam-dung", _L("Tạm dừng"), _L("Đã tạm dừng."), forms.ReasonForm, actions.PauseTask, _reasoned),
    Step("tiep-tuc", _L("Tiếp tục"), _L("Việc đã tiếp tục."), forms.ReasonForm, actions.ResumeTask, _reasoned, True),
    Step(
        "khong-phu-hop",
        _L("Không còn phù hợp"),
        _L("Đã kết thúc vì không còn phù hợp."),
        forms.ReasonForm,
        actions.DropTask,
        _reasoned,
    ),
)
BY_SLUG = {step.slug: step for step in STEPS}


def open_extension(task: Task) -> Extension | None:
    return next((one for one in task.extensions.all() if one.status == ExtensionStatus.ASKED), None)


def offered(actor: Actor, task: Task) -> list[Step]:
    """The moves that the state allows and this person may make."""
    return [step for step in STEPS if may(actor, task, step)]


def may(actor: Actor, task: Task, step: Step) -> bool:
    if State(task.status) not in ALLOWED_FROM[step.action.move]:
        return False
    extension = open_extension(task) if step.action.move is Move.ASK_EXTENSION else None
    if step.action is actions.DecideExtension and extension is None:
        return False
    if step.action is actions.AskExtension and (extension is not None or task.deadline is None):
        return False
    return _allowed(actor, task, step.action, extension)


def _allowed(actor: Actor, task: Task, action: type[TaskAction[Any, Any]], extension: Extension | None) -> bool:
    """Asks the action itself, so that button and refusal can never disagree."""
    trial = action()
    trial.task = task
    if isinstance(trial, actions.DecideExtension) and extension is not None:
        trial.extension = extension
    try:
        trial.allow(actor)
    except AccessDenied:
        return False
    return True


def proofs_of(actor: Actor, data: Cleaned) -> tuple[actions.Proof, ...]:
    """Keeps the uploaded file; finds the figure or document behind an address of ours."""
    proofs = []
    if data.get("file"):
        try:
            stored = put(data["file"].chunks(), data["file"].name, accepted=_PROOFS)
        except FileRefused as error:
            raise ActionError(str(error), "file") from error
        proofs.append(actions.Proof(stored.name, stored.digest, stored.name))
    if words := data.get("proof", "").strip():
        proofs.append(_proof_at(actor, words))
    return tuple(proofs)


def _proof_at(actor: Actor, words: str) -> actions.Proof:
    found = re.search(r"(?:https?://[^/\s]+)?(/[^\s?#]+)", words)
    try:
        match = resolve(found[1]) if found else None
    except Resolver404:
        match = None
    if match and match.url_name == "claim":
        claim = claims.get_for(actor, match.kwargs["pk"])
        return actions.Proof(claim.name[:255], claim_id=claim.pk)
    if match and match.url_name == "document":
        document = documents.get_for(actor, match.kwargs["key"])
        return actions.Proof(document.title[:255], document_id=document.pk)
    return actions.Proof(words)
