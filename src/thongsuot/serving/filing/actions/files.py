"""Papers of a draft: announced, taken whole, re-used, dropped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import ActionError
from thongsuot.platform.actions.base import Context
from thongsuot.platform.actions.policy import natural, repeatable
from thongsuot.platform.files.domain import clean_name
from thongsuot.platform.files.models import StoredFile
from thongsuot.serving.dossiers.choices import PartSource
from thongsuot.serving.filing import storing
from thongsuot.serving.filing.actions.base import DraftAction, Ok, aggregate_of, changes, locked
from thongsuot.serving.filing.models import DraftFile, FileState
from thongsuot.serving.permissions import Serving
from thongsuot.serving.procedures.queries import content_of


@dataclass(frozen=True, slots=True)
class Starting:
    """``digest``: SHA-256 of the bytes as the sender has them."""

    draft_id: int
    component: str
    name: str
    size: int
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Started:
    """``received``: bytes already here, where sending goes on."""

    file_id: int
    received: int


class _PaperAction(DraftAction[Any, Any]):
    permission = Serving.DOSSIER_RECEIVE

    def check(self, actor: Actor, data: Any) -> None:
        super().check(actor, data)
        component = getattr(data, "component", None)
        if component is not None:
            codes = {one.code for one in content_of(locked(data.draft_id).version).components}
            if component not in codes:
                raise ActionError(_("Thủ tục này không cần giấy tờ đó."), "component")


class StartFile(_PaperAction):
    """The same bytes announced again go on where they stopped, after a cut line or on another day."""

    name = "serving.filing.start_file"
    label = gettext_lazy("Bắt đầu gửi giấy tờ")
    event = "serving.filing.file_started"
    idempotency = natural("the digest names the file: announced twice it is one")

    def execute(self, context: Context, data: Starting) -> Started:
        draft, name = locked(data.draft_id), clean_name(data.name)
        same = draft.files.filter(component=data.component, sent_digest=data.digest, size=data.size).first()
        if same is not None and data.digest:
            context.unchanged()
            return Started(same.pk, same.received)
        storing.may_take(draft, name, data.size)
        file = DraftFile.objects.create(
            draft=draft, component=data.component, name=name, size=data.size, sent_digest=data.digest,
            begun_at=context.now,
        )  # fmt: skip
        draft.revision += 1
        draft.save(update_fields=["revision"])
        context.record(aggregate_of(draft), changes(draft, component=data.component, file=file.pk))
        return Started(file.pk, 0)


@dataclass(frozen=True, slots=True)
class Taking:
    """``file_id``: stored and sealed already (``storing.keep``), outside the lock on the draft."""

    draft_id: int
    file_id: int
    stored_id: int
    pages: int
    warning: str = ""


class TakeFile(_PaperAction):
    """From now on the paper is held: whole, checked, readable."""

    name = "serving.filing.take_file"
    label = gettext_lazy("Nhận đủ giấy tờ")
    event = "serving.filing.file_taken"
    idempotency = natural("a file that is held stays as it is")

    def execute(self, context: Context, data: Taking) -> Ok:
        draft = locked(data.draft_id)
        file = draft.files.get(pk=data.file_id)
        if file.state == FileState.HELD:
            context.unchanged()
            return Ok(draft.revision)
        file.file_id, file.pages, file.warning = data.stored_id, data.pages, data.warning
        file.state, file.received = FileState.HELD, file.size
        file.save()
        file.pieces.all().delete()
        draft.revision += 1
        draft.saved_at = context.now
        draft.save(update_fields=["revision", "saved_at"])
        context.record(aggregate_of(draft), changes(draft, component=file.component, file=file.pk))
        return Ok(draft.revision)


@dataclass(frozen=True, slots=True)
class Dropping:
    draft_id: int
    file_id: int


class DropFile(_PaperAction):
    name = "serving.filing.drop_file"
    label = gettext_lazy("Bỏ giấy tờ khỏi bản khai")
    event = "serving.filing.file_dropped"
    idempotency = natural("what is dropped is gone")

    def execute(self, context: Context, data: Dropping) -> Ok:
        draft = locked(data.draft_id)
        file = draft.files.filter(pk=data.file_id).first()
        if file is None:
            context.unchanged()
            return Ok(draft.revision)
        file.delete()
        draft.revision += 1
        draft.save(update_fields=["revision"])
        context.record(aggregate_of(draft), changes(draft, component=file.component, file=data.file_id))
        return Ok(draft.revision)


@dataclass(frozen=True, slots=True)
class Reusing:
    """``stored_id``: one of those offered to this citizen for this paper; the view has looked it up among them."""

    draft_id: int
    component: str
    stored_id: int
    name: str
    source: str


class ReusePaper(_PaperAction):
    """What we issued or hold already is not asked again (I09)."""

    name = "serving.filing.reuse"
    label = gettext_lazy("Dùng lại giấy tờ đã có")
    event = "serving.filing.paper_reused"
    idempotency = repeatable("the same paper twice is one row")

    def execute(self, context: Context, data: Reusing) -> Ok:
        draft = locked(data.draft_id)
        stored = StoredFile.objects.get(pk=data.stored_id, is_sealed=True)
        _row, created = DraftFile.objects.get_or_create(
            draft=draft,
            component=data.component,
            file=stored,
            defaults={
                "name": data.name, "size": stored.size, "received": stored.size, "state": FileState.HELD,
                "source": PartSource(data.source), "begun_at": context.now,
            },
        )  # fmt: skip
        if not created:
            context.unchanged()
            return Ok(draft.revision)
        draft.revision += 1
        draft.save(update_fields=["revision"])
        context.record(aggregate_of(draft), changes(draft, component=data.component))
        return Ok(draft.revision)
