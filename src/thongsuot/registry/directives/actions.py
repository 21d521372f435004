"""Confirming orders and limitations; a confirmed order waits for the steering loop to make it a task."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.kernel.periods import deadline
from thongsuot.platform.actions import ActionError
from thongsuot.platform.actions.base import Context
from thongsuot.platform.actions.policy import natural
from thongsuot.registry.accounts.roles import Permission
from thongsuot.registry.directives.models import Directive, DirectiveKind, Limitation
from thongsuot.registry.directives.searching import index_directives
from thongsuot.registry.reviewing import ReviewAction
from thongsuot.registry.units.models import Unit


class ReviewDirective(ReviewAction):
    """Owner, deadline and kind may be put right on the way."""

    name = "registry.directive.review"
    label = gettext_lazy("Xác nhận ý kiến chỉ đạo")
    permission = Permission.DIRECTIVE_CONFIRM
    event = "registry.directive.reviewed"
    idempotency = natural("the decision names the state the directive ends in")
    model = Directive
    aggregate_type = "directive"

    def parse_edits(self, row: Directive, edits: Mapping[str, str]) -> dict[str, Any]:
        parsed: dict[str, Any] = {}
        for column, text in edits.items():
            parsed |= _parse_one(row, column, text.strip())
        return parsed

    def after(self, context: Context, row: Directive) -> None:
        index_directives([row.pk])


def _parse_one(row: Directive, column: str, text: str) -> dict[str, Any]:
    if column == "kind":
        if text not in DirectiveKind.values:
            raise ActionError(
                _("Loại phải là một trong: %(kinds)s.") % {"kinds": ", ".join(DirectiveKind.values)}, column
            )
        return {"kind": text}
    if column == "assignee":
        return {"assignee_id": _unit(text, column)}
    if column == "deadline":
        return _deadline(row, text)
    if column in ("text", "assignee_text"):
        return {column: text}
    raise ActionError(_("Không sửa được mục «%(column)s» ở đây.") % {"column": column}, column)


def _deadline(row: Directive, text: str) -> dict[str, Any]:
    """A day, or words that mean one («trong tháng 7/2022»); the words are kept as given (B12)."""
    if not text:
        return {"deadline": None, "deadline_text": ""}
    day = deadline(text, row.document.dated)
    if day is None:
        message = _("Chưa hiểu hạn «%(text)s». Ví dụ: 31/12/2024, trong tháng 7/2022, quý IV/2024.")
        raise ActionError(message % {"text": text}, "deadline")
    return {"deadline": day, "deadline_text": text}


def _unit(key: str, column: str) -> int | None:
    if not key:
        return None
    found = Unit.objects.filter(key=key).values_list("pk", flat=True).first()
    if found is None:
        raise ActionError(_("Không có đơn vị mang mã «%(key)s».") % {"key": key}, column)
    return found


class ReviewLimitation(ReviewAction):
    name = "registry.limitation.review"
    label = gettext_lazy("Xác nhận tồn tại, hạn chế")
    permission = Permission.DIRECTIVE_CONFIRM
    event = "registry.limitation.reviewed"
    idempotency = natural("the decision names the state the limitation ends in")
    model = Limitation
    aggregate_type = "limitation"

    def parse_edits(self, row: Limitation, edits: Mapping[str, str]) -> dict[str, Any]:
        unknown = set(edits) - {"text"}
        if unknown:
            raise ActionError(_("Không sửa được mục «%(column)s» ở đây.") % {"column": ", ".join(sorted(unknown))})
        return {column: text.strip() for column, text in edits.items()}
