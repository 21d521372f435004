"""The action: one class per command, called alike by pages, API, imports and synchronisation."""

from __future__ import annotations

import re
import typing
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar, Generic, TypeVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thongsuot.kernel.digests import digest
from thongsuot.platform.access import errors as access_errors
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions.errors import ActionError
from thongsuot.platform.actions.policy import Idempotency
from thongsuot.platform.events import names, store
from thongsuot.platform.events.domain import Aggregate, Draft
from thongsuot.platform.idempotency import store as keys
from thongsuot.platform.outbox import store as outbox
from thongsuot.platform.values import from_plain, to_plain

InputT = TypeVar("InputT")
ResultT = TypeVar("ResultT")
_NAME = re.compile(r"[a-z]+(\.[a-z][a-z_]*){2,}")
_declared: dict[str, type[Action[Any, Any]]] = {}


@dataclass(slots=True)
class Context:
    """One run of an action: who, when, and the events it leaves behind."""

    actor: Actor
    now: datetime
    effective_at: datetime
    event: str
    drafts: list[Draft] = field(default_factory=list)
    said_unchanged: bool = False

    def record(
        self,
        aggregate: Aggregate,
        changes: Mapping[str, tuple[Any, Any]],
        *,
        reason: str = "",
        event: str | None = None,
    ) -> None:
        """Note what happened to one aggregate, field by field from → to. Written after ``execute``, in order."""
        self.drafts.append(Draft(aggregate, event or self.event, changes, reason, self.effective_at))

    def unchanged(self) -> None:
        """Say aloud that there was nothing to do (a natural action run twice); no event is written."""
        self.said_unchanged = True


class Action(Generic[InputT, ResultT]):
    """Base of all commands. ``InputT`` and ``ResultT`` are frozen dataclasses of values ``platform.values`` can keep.

    A subclass gives the class attributes and ``execute``; it may narrow ``scope`` and add preconditions in ``check``.
    """

    name: ClassVar[str]  # «registry.claim.confirm»
    label: ClassVar[str]  # «Xác nhận số liệu»
    permission: ClassVar[str]  # declared in access.permissions
    event: ClassVar[str]  # «registry.claim.confirmed»
    idempotency: ClassVar[Idempotency]

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if "name" not in cls.__dict__:
            return  # an abstract step between Action and real commands
        missing = [part for part in ("label", "permission", "event", "idempotency") if not hasattr(cls, part)]
        if missing or not _NAME.fullmatch(cls.name):
            raise TypeError(f"action {cls.__qualname__}: bad name {cls.name!r} or missing {missing}")
        if _declared.setdefault(cls.name, cls) is not cls:
            raise TypeError(f"two actions are named {cls.name!r}")
        names.declare(cls.event, cls.label)

    def scope(self, data: InputT) -> str | None:
        """path of the unit («vn/a/b») the permission is asked for; ``None`` = the permission alone."""
        return None

    def authorise(self, actor: Actor, data: InputT) -> None:
        """Raise ``AccessDenied`` unless the actor may; add separation-of-duties rules after ``super()``."""
        access_errors.require(actor, self.permission, self.scope(data))

    def check(self, actor: Actor, data: InputT) -> None:
        """Raise ``ActionError`` or ``ConflictError`` when data or state forbid it. Runs in the transaction."""

    def execute(self, context: Context, data: InputT) -> ResultT:
        """Do it: write rows, ``context.record`` each change, return the result."""
        raise NotImplementedError

    @classmethod
    def run(
        cls, actor: Actor, data: InputT, *, idempotency_key: str | None = None, effective_at: datetime | None = None
    ) -> ResultT:
        """Authorise, check, execute and log in one transaction; all or nothing.

        Errors: ``AccessDenied`` (403), ``ActionError`` (422), ``ConflictError`` (409). With a key
        already used for the same data the first result comes back and nothing is done.
        """
        action = cls()
        if cls.idempotency.kind == "keyed" and not idempotency_key:
            raise ActionError(_("Yêu cầu thiếu mã chống gửi lặp. Hãy tải lại trang rồi gửi lần nữa."))
        with transaction.atomic():
            action.authorise(actor, data)
            if not idempotency_key:
                return action._perform(actor, data, effective_at)
            kept = keys.claim(actor.id, idempotency_key, cls.name, digest(to_plain([data, effective_at])))
            if kept is not None:
                return typing.cast(ResultT, from_plain(cls.result_type(), kept.result))
            result = action._perform(actor, data, effective_at)
            keys.keep_result(actor.id, idempotency_key, to_plain(result))
            return result

    @classmethod
    def result_type(cls) -> Any:
        """The annotated return type of ``execute``, used to rebuild a kept answer."""
        return typing.get_type_hints(cls.execute)["return"]

    def _perform(self, actor: Actor, data: InputT, effective_at: datetime | None) -> ResultT:
        now = timezone.now()
        context = Context(actor, now, effective_at or now, self.event)
        self.check(actor, data)
        result = self.execute(context, data)
        if not context.drafts and not context.said_unchanged:
            raise RuntimeError(f"{self.name} changed something without recording an event")
        outbox.publish_events(store.append_many(actor, context.drafts))
        return result


def declared_actions() -> tuple[type[Action[Any, Any]], ...]:
    """Every action declared so far, by name: the architecture test walks them."""
    return tuple(_declared[name] for name in sorted(_declared))
