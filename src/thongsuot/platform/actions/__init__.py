"""Every change is a named action: permission → check → execute → event → outbox, in one transaction."""

from thongsuot.platform.actions.base import Action, Context, declared_actions
from thongsuot.platform.actions.errors import ActionError, FieldError
from thongsuot.platform.actions.policy import KEYED, Idempotency, natural, repeatable
from thongsuot.platform.errors import ConflictError
from thongsuot.platform.events.domain import Aggregate

__all__ = [
    "KEYED",
    "Action",
    "ActionError",
    "Aggregate",
    "ConflictError",
    "Context",
    "FieldError",
    "Idempotency",
    "declared_actions",
    "natural",
    "repeatable",
]
