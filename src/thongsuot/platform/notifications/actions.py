"""What a person does with their notifications."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.platform.access import permissions
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import AccessDenied
from thongsuot.platform.actions import Action, ActionError, Aggregate, Context, natural
from thongsuot.platform.notifications.kinds import declared_kinds
from thongsuot.platform.notifications.models import MutedKind
from thongsuot.platform.notifications.queries import visible_to

permissions.declare("platform.notification.own", str(gettext_lazy("đọc thông báo của mình")), "người đã đăng nhập")


@dataclass(frozen=True)
class MarkReadInput:
    """``notification_id`` ``None`` = all of them."""

    notification_id: int | None = None


@dataclass(frozen=True)
class MarkedRead:
    count: int


@dataclass(frozen=True)
class SwitchInput:
    kind: str
    mail: bool


class _OwnAction:
    """Everybody signed in may act on their own notifications; there is nobody else's to reach."""

    def authorise(self, actor: Actor, data: object) -> None:
        if actor.id is None:
            raise AccessDenied(_("Hãy đăng nhập để xem thông báo của mình."))


class MarkRead(_OwnAction, Action[MarkReadInput, MarkedRead]):
    name = "platform.notification.mark_read"
    label = "Đánh dấu đã đọc thông báo"
    permission = "platform.notification.own"
    event = "platform.notification.marked_read"
    idempotency = natural("thông báo đã đọc thì giữ nguyên lúc đọc đầu tiên")

    def execute(self, context: Context, data: MarkReadInput) -> MarkedRead:
        unread = visible_to(context.actor).filter(read_at=None)
        if data.notification_id is not None:
            unread = unread.filter(pk=data.notification_id)
        count = unread.order_by().update(read_at=context.now)
        if count:
            context.record(_own(context), {"read": (None, count), "notification": (None, data.notification_id)})
        else:
            context.unchanged()
        return MarkedRead(count)


class SwitchMail(_OwnAction, Action[SwitchInput, None]):
    name = "platform.notification.switch_mail"
    label = "Bật, tắt thư báo"
    permission = "platform.notification.own"
    event = "platform.notification.mail_switched"
    idempotency = natural("công tắc chỉ có hai trạng thái")

    def check(self, actor: Actor, data: SwitchInput) -> None:
        if data.kind not in declared_kinds():
            raise ActionError(_("Không có loại thông báo này."), "kind")

    def execute(self, context: Context, data: SwitchInput) -> None:
        mine = MutedKind.objects.filter(recipient_id=context.actor.id, kind=data.kind)
        was_on = not mine.exists()
        if was_on == data.mail:
            context.unchanged()
            return
        if data.mail:
            mine.delete()
        else:
            MutedKind.objects.get_or_create(recipient_id=context.actor.id, kind=data.kind)
        context.record(_own(context), {data.kind: (was_on, data.mail)})


def _own(context: Context) -> Aggregate:
    return Aggregate("notifications", str(context.actor.id))
