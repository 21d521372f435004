"""Reading receipts: the moment a recipient first opened the issued paper."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import AccessDenied
from thongsuot.platform.actions.base import Action, Context
from thongsuot.platform.actions.policy import natural
from thongsuot.steering.notices.actions.base import aggregate
from thongsuot.steering.notices.actions.inputs import NoticeKey
from thongsuot.steering.notices.models import Notice, NoticeDelivery
from thongsuot.steering.permissions import Steering


class OpenNotice(Action[NoticeKey, NoticeKey]):
    name = "steering.notice.open"
    label = gettext_lazy("Mở thông báo được gửi")
    permission = Steering.READ
    event = "steering.notice.opened"
    idempotency = natural("the first opening is kept")

    def authorise(self, actor: Actor, data: NoticeKey) -> None:
        """To whom the paper was sent may open it; there is nobody else's receipt to reach."""
        if not NoticeDelivery.objects.filter(notice__key=data.key, account_id=actor.id or 0).exists():
            raise AccessDenied(_("Thông báo này không gửi tới bạn."))

    def execute(self, context: Context, data: NoticeKey) -> NoticeKey:
        own = NoticeDelivery.objects.filter(notice__key=data.key, account_id=context.actor.id, read_at=None)
        if not own.update(read_at=context.now):
            context.unchanged()
            return data
        context.record(aggregate(Notice.objects.get(key=data.key)), {"read": (None, context.actor.display_name)})
        return data
