"""Who signs and in which capacity: the block is made by the rules of Điều 13, never typed."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import ActionError
from thongsuot.platform.actions.base import Action, Context
from thongsuot.platform.actions.policy import natural
from thongsuot.registry.positions.models import Position
from thongsuot.steering.notices import defaults
from thongsuot.steering.notices.actions.base import held_open, home_path, touched
from thongsuot.steering.notices.actions.inputs import NoticeKey, Signing
from thongsuot.steering.notices.domain.signing import Form, SigningRefused
from thongsuot.steering.notices.recipients import day_of
from thongsuot.steering.permissions import Steering


class SetSigner(Action[Signing, NoticeKey]):
    name = "steering.notice.set_signer"
    label = gettext_lazy("Chọn người ký và hình thức ký")
    permission = Steering.NOTICE_DRAFT
    event = "steering.notice.signer_set"
    idempotency = natural("the same choice again changes nothing")

    def scope(self, data: Signing) -> str | None:
        return home_path(data.key)

    def check(self, actor: Actor, data: Signing) -> None:
        _lines(data)

    def execute(self, context: Context, data: Signing) -> NoticeKey:
        notice = held_open(data.key)
        position = Position.objects.filter(pk=data.signer_id).first()
        name = data.signer_name.strip() or (defaults.holder_on(position, day_of(notice)) if position else "")
        given = {
            "signing_form": data.form,
            "signer": position,
            "principal": data.principal.strip(),
            "signature_lines": _lines(data),
            "signer_name": name,
        }
        changes = {
            column: (_plain(getattr(notice, column)), _plain(value))
            for column, value in given.items()
            if getattr(notice, column) != value
        }
        if not changes:
            context.unchanged()
            return NoticeKey(notice.key)
        for column, value in given.items():
            setattr(notice, column, value)
        notice.save(update_fields=list(given))
        touched(context, notice, changes)
        return NoticeKey(notice.key)


def _lines(data: Signing) -> list[str]:
    """The block, or why Điều 13 does not allow it."""
    position = Position.objects.filter(pk=data.signer_id).first()
    title = position.title if position else data.title
    try:
        return defaults.lines_for(Form(data.form), title, data.principal)
    except SigningRefused as refused:
        raise ActionError(str(refused), "form") from refused
    except ValueError:
        raise ActionError(str(gettext_lazy("Hãy chọn hình thức ký.")), "form") from None


def _plain(value: object) -> object:
    return value.pk if isinstance(value, Position) else value
