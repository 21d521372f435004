"""A new procedure, its head, and drafts of versions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.kernel.text import fold, nfc
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import KEYED, Action, ActionError, ConflictError, Context, natural
from thongsuot.registry.units.models import Unit
from thongsuot.serving.permissions import Serving
from thongsuot.serving.procedures.actions.base import (
    NO_BRANCH,
    OnProcedure,
    VersionNumber,
    draft_of,
    locked,
    procedure_of,
    record,
)
from thongsuot.serving.procedures.catalogue import catalogue
from thongsuot.serving.procedures.domain.plain import BadContent, content_from, plain_of
from thongsuot.serving.procedures.domain.skeleton import SKELETON
from thongsuot.serving.procedures.models import Procedure, ProcedureVersion, VersionStatus

_CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z.-]{1,39}")


@dataclass(frozen=True, slots=True)
class NewProcedure:
    """``home_id``: the unit it belongs to; ``None``: the whole nation's. Keys as in ``catalogue``."""

    code: str
    title: str
    field: str
    audiences: tuple[str, ...]
    life_events: tuple[str, ...] = ()
    is_internal: bool = False
    home_id: int | None = None


class CreateProcedure(Action[NewProcedure, VersionNumber]):
    """With a first draft to fill in; nobody else sees it before that is announced."""

    name = "serving.procedure.create"
    label = gettext_lazy("Thêm thủ tục")
    permission = Serving.PROCEDURE_EDIT
    event = "serving.procedure.created"
    idempotency = KEYED

    def scope(self, data: NewProcedure) -> str:
        home = Unit.objects.filter(pk=data.home_id).first()
        return home.path if home else NO_BRANCH

    def check(self, actor: Actor, data: NewProcedure) -> None:
        if not _CODE.fullmatch(data.code):
            raise ActionError(_("Mã chỉ gồm chữ không dấu, số, dấu chấm, gạch nối. Ví dụ: 1.001193."), "code")
        if Procedure.objects.filter(code=data.code).exists():
            raise ActionError(_("Đã có thủ tục mang mã này. Hãy dùng mã khác."), "code")
        _check_head(data.title, data.field, data.audiences, data.life_events)

    def execute(self, context: Context, data: NewProcedure) -> VersionNumber:
        head = _head(data.title, data.field, data.audiences, data.life_events)
        procedure = Procedure.objects.create(code=data.code, is_internal=data.is_internal, home_id=data.home_id, **head)
        content = {**SKELETON, "service": "none"} if data.is_internal else SKELETON
        ProcedureVersion.objects.create(procedure=procedure, number=1, content=content)
        record(context, procedure, {"title": (None, procedure.title), "version": (None, 1)})
        return VersionNumber(data.code, 1)


@dataclass(frozen=True, slots=True)
class Describing:
    """The head: what it is called and where it is found; the content of announced versions is not touched."""

    code: str
    title: str
    field: str
    audiences: tuple[str, ...]
    life_events: tuple[str, ...]
    is_integrated: bool


class DescribeProcedure(OnProcedure[Describing, None]):
    name = "serving.procedure.describe"
    label = gettext_lazy("Sửa tên, cách xếp thủ tục")
    permission = Serving.PROCEDURE_EDIT
    event = "serving.procedure.described"
    idempotency = natural("the head already says so after the first run")

    def check(self, actor: Actor, data: Describing) -> None:
        _check_head(data.title, data.field, data.audiences, data.life_events)

    def execute(self, context: Context, data: Describing) -> None:
        procedure = locked(data.code)
        head = _head(data.title, data.field, data.audiences, data.life_events)
        head["is_integrated"] = data.is_integrated
        changes = {name: (getattr(procedure, name), value) for name, value in head.items()}
        changes = {name: pair for name, pair in changes.items() if pair[0] != pair[1] and name != "search_key"}
        if not changes:
            context.unchanged()
            return
        Procedure.objects.filter(pk=procedure.pk).update(**head)
        record(context, procedure, changes)


def _check_head(title: str, field: str, audiences: tuple[str, ...], life_events: tuple[str, ...]) -> None:
    words = catalogue()
    if not title.strip():
        raise ActionError(_("Hãy ghi tên thủ tục."), "title")
    if field not in words.fields:
        raise ActionError(_("Hãy chọn lĩnh vực trong danh sách."), "field")
    if not audiences or not set(audiences) <= set(words.audiences):
        raise ActionError(_("Hãy chọn ít nhất một đối tượng thực hiện."), "audiences")
    if not set(life_events) <= set(words.life_events):
        raise ActionError(_("Hãy chọn sự kiện trong danh sách."), "life_events")


def _head(title: str, field: str, audiences: tuple[str, ...], life_events: tuple[str, ...]) -> dict[str, Any]:
    title = nfc(title.strip())
    head = {"title": title, "search_key": fold(title), "field": field}
    return {**head, "audiences": list(audiences), "life_events": list(life_events)}


@dataclass(frozen=True, slots=True)
class Drafting:
    """``content``: the plain content to start from; ``None``: that of the newest version."""

    code: str
    reason: str
    content: dict[str, Any] | None = None


class DraftVersion(OnProcedure[Drafting, VersionNumber]):
    """One draft at a time: two would be announced over each other."""

    name = "serving.procedure.draft"
    label = gettext_lazy("Soạn phiên bản mới")
    permission = Serving.PROCEDURE_EDIT
    event = "serving.procedure.drafted"
    idempotency = natural("a procedure has one draft; a second run finds it")

    def check(self, actor: Actor, data: Drafting) -> None:
        if not data.reason.strip():
            raise ActionError(_("Hãy ghi vì sao cần sửa thủ tục."), "reason")

    def execute(self, context: Context, data: Drafting) -> VersionNumber:
        procedure = locked(data.code)
        there = procedure.versions.filter(status=VersionStatus.DRAFT).first()
        if there is not None:
            context.unchanged()
            return VersionNumber(data.code, there.number)
        newest = procedure.versions.order_by("-number").first()
        content = data.content if data.content is not None else newest.content if newest else SKELETON
        number = newest.number + 1 if newest else 1
        ProcedureVersion.objects.create(
            procedure=procedure, number=number, content=_sound(content), reason=data.reason.strip(), based_on=newest
        )
        record(context, procedure, {"version": (newest.number if newest else None, number)}, data.reason.strip())
        return VersionNumber(data.code, number)


@dataclass(frozen=True, slots=True)
class Editing:
    """``content``: the whole plain content; ``revision``: of the draft as the person saw it."""

    code: str
    number: int
    revision: int
    content: dict[str, Any]


class EditVersion(OnProcedure[Editing, VersionNumber]):
    """Whatever can be read is kept, sound or not; what is wrong is said on the page and stops announcing."""

    name = "serving.procedure.edit"
    label = gettext_lazy("Sửa phiên bản đang soạn")
    permission = Serving.PROCEDURE_EDIT
    event = "serving.procedure.edited"
    idempotency = natural("the revision of what was seen is outdated after the first run")

    def execute(self, context: Context, data: Editing) -> VersionNumber:
        procedure = locked(data.code)
        draft = draft_of(procedure, data.number)
        refuse_outdated(draft, data.revision)
        content = _sound(data.content)
        changes = {
            f"{data.number}.{name}": (draft.content.get(name), value)
            for name, value in content.items()
            if draft.content.get(name) != value
        }
        if not changes:
            context.unchanged()
            return VersionNumber(data.code, data.number)
        draft.content = content
        draft.revision += 1
        draft.save()
        record(context, procedure, changes)
        return VersionNumber(data.code, data.number)


@dataclass(frozen=True, slots=True)
class Discarding:
    code: str
    number: int


class DiscardVersion(OnProcedure[Discarding, None]):
    name = "serving.procedure.discard"
    label = gettext_lazy("Bỏ phiên bản đang soạn")
    permission = Serving.PROCEDURE_EDIT
    event = "serving.procedure.discarded"
    idempotency = natural("the draft is gone after the first run")

    def check(self, actor: Actor, data: Discarding) -> None:
        if procedure_of(data.code).versions.count() == 1:
            raise ActionError(_("Thủ tục chỉ có bản đang soạn này, không bỏ được."))

    def execute(self, context: Context, data: Discarding) -> None:
        procedure = locked(data.code)
        draft_of(procedure, data.number).delete()
        record(context, procedure, {"version": (data.number, None)})


def refuse_outdated(draft: ProcedureVersion, revision: int) -> None:
    if draft.revision != revision:
        raise ConflictError(
            _("Đồng nghiệp vừa sửa phiên bản này. Những gì bạn ghi vẫn còn dưới đây; so lại rồi lưu lần nữa.")
        )


def _sound(content: dict[str, Any]) -> dict[str, Any]:
    try:
        return plain_of(content_from(content))
    except BadContent as wrong:
        raise ActionError(str(wrong)) from wrong
