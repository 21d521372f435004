"""One way to dispose of what was read: confirm, set aside, take up again. A named person, one event each (§0.3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext as _

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import ActionError, ConflictError
from thongsuot.platform.actions.base import Action, Context
from thongsuot.platform.events.domain import Aggregate
from thongsuot.registry.accounts.scope import require_over
from thongsuot.registry.fields import ReviewStatus


class Decision(StrEnum):
    CONFIRM = "confirm"
    REJECT = "reject"
    REOPEN = "reopen"


_LANDS = {
    Decision.CONFIRM: ReviewStatus.CONFIRMED,
    Decision.REJECT: ReviewStatus.REJECTED,
    Decision.REOPEN: ReviewStatus.PROPOSED,
}


@dataclass(frozen=True, slots=True)
class Review:
    """``edits`` maps an editable column to what the person put in its place, as text."""

    id: int
    decision: Decision
    edits: dict[str, str] = field(default_factory=dict)
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Reviewed:
    id: int
    status: str


class ReviewAction(Action[Review, Reviewed]):
    """Subclasses say which rows they dispose of and which columns a person may put right while confirming."""

    model: ClassVar[type[models.Model]]
    aggregate_type: ClassVar[str]

    def authorise(self, actor: Actor, data: Review) -> None:
        rows = self.model._default_manager.filter(pk=data.id)
        path, added_by = rows.values_list("document__unit__path", "document__added_by").first() or (None, None)
        require_over(actor, self.permission, path, added_by)

    def check(self, actor: Actor, data: Review) -> None:
        row = self._row(data.id)
        if row.status == ReviewStatus.SUPERSEDED:
            raise ConflictError(_("Mục này đã được thay bằng bản sau. Hãy mở bản mới nhất."))
        decided = row.status != ReviewStatus.PROPOSED and data.decision is not Decision.REOPEN
        if decided and (row.status != _LANDS[data.decision] or data.edits):
            raise ActionError(_already(row))

    def execute(self, context: Context, data: Review) -> Reviewed:
        row = self._row(data.id)
        changes: dict[str, tuple[Any, Any]] = {}
        if data.decision is not Decision.REJECT:
            changes |= self._apply(row, data.edits)
        changes |= self._land(context, row, _LANDS[data.decision])
        if not changes:
            context.unchanged()
            return Reviewed(data.id, row.status)
        row.save()
        self.after(context, row)
        context.record(Aggregate(self.aggregate_type, str(row.pk)), changes, reason=data.reason)
        return Reviewed(row.pk, row.status)

    def parse_edits(self, row: Any, edits: Mapping[str, str]) -> dict[str, Any]:
        """Column values for the edits; raise ``ActionError`` naming the field for what cannot be understood."""
        raise NotImplementedError

    def after(self, context: Context, row: Any) -> None:
        """What follows from the decision in the same transaction."""

    def _row(self, pk: int) -> Any:
        row = self.model._default_manager.select_for_update().filter(pk=pk).first()
        if row is None:
            raise ActionError(_("Mục này không còn nữa. Hãy tải lại trang."))
        return row

    def _apply(self, row: Any, edits: Mapping[str, str]) -> dict[str, tuple[Any, Any]]:
        changes = {}
        for column, value in self.parse_edits(row, edits).items():
            before = getattr(row, column)
            if before != value:
                setattr(row, column, value)
                changes[column] = (before, value)
        return changes

    def _land(self, context: Context, row: Any, status: ReviewStatus) -> dict[str, tuple[Any, Any]]:
        if row.status == status:
            return {}
        before, row.status = row.status, status
        decided = status != ReviewStatus.PROPOSED
        row.reviewed_by_id = context.actor.id if decided else None
        row.reviewed_at = context.now if decided else None
        return {"status": (str(before), str(status))}


def _already(row: Any) -> str:
    """Two people had the page open: the second is told whose decision stands, and nothing is overwritten."""
    who = row.reviewed_by.display_name if row.reviewed_by else _("hệ thống")
    words = {"what": row.get_status_display(), "who": who}
    return _("Mục này %(who)s vừa quyết định: %(what)s. Bấm «Xem lại» nếu cần quyết định khác.") % words
