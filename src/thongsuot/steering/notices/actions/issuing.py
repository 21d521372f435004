"""Issuing: the paper leaves as Word and signed PDF, enters the public record, reaches people, becomes tasks."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.kernel.formatting import format_date
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import ActionError
from thongsuot.platform.actions.base import Action, Context
from thongsuot.platform.actions.policy import natural
from thongsuot.registry.documents.models import Document
from thongsuot.registry.facade import KeptPaper, keep_issued
from thongsuot.steering.notices import telling
from thongsuot.steering.notices.actions.base import aggregate, held, home_path, move_to, require_step
from thongsuot.steering.notices.actions.inputs import Issued, NoticeKey
from thongsuot.steering.notices.copying import copy_of
from thongsuot.steering.notices.digest import digest_of
from thongsuot.steering.notices.domain.lifecycle import State, Step
from thongsuot.steering.notices.files import keep_files
from thongsuot.steering.notices.models import Notice, NoticeDelivery, NoticeParagraph
from thongsuot.steering.notices.orders import Order
from thongsuot.steering.notices.publishing import compose
from thongsuot.steering.notices.recipients import accounts_behind
from thongsuot.steering.notices.tasking import hand_out
from thongsuot.steering.permissions import Steering


class IssueNotice(Action[NoticeKey, Issued]):
    name = "steering.notice.issue"
    label = gettext_lazy("Phát hành thông báo kết luận")
    permission = Steering.NOTICE_ISSUE
    event = "steering.notice.issued"
    idempotency = natural("an issued notice is not issued again")

    def scope(self, data: NoticeKey) -> str | None:
        return home_path(data.key)

    def check(self, actor: Actor, data: NoticeKey) -> None:
        notice = held(data.key)
        if notice.status == State.SIGNED and (notice.number is None or notice.dated is None):
            raise ActionError(_("Chưa có số và ngày, chưa phát hành được. Hãy cấp số trước."))
        require_step(notice, Step.ISSUE)
        if notice.digest != digest_of(notice):
            raise ActionError(_("Nội dung không còn đúng như lúc ký nên không phát hành được. Hãy báo quản trị."))
        if Document.objects.filter(key=notice.key).exists():
            raise ActionError(_("Đã có văn bản công khai mang mã này. Hãy báo quản trị."))

    def execute(self, context: Context, data: NoticeKey) -> Issued:
        notice = held(data.key)
        files = keep_files(notice)
        paper, orders = compose(notice, files)
        kept = keep_issued(paper, context.actor.id, context.now)
        tasks = hand_out(context, notice, orders, kept.directive_ids)
        _tie_paragraphs(orders, kept)
        _retire(context, notice)
        sent = _deliver(context, notice)
        move_to(
            context,
            notice,
            State.ISSUED,
            issued_at=context.now,
            document_id=kept.document_id,
            word_digest=files.word.digest,
            pdf_digest=files.pdf.digest,
        )
        telling.issued(notice, sent)
        return Issued(kept.key, len(sent), tasks)


def _tie_paragraphs(orders: list[Order], kept: KeptPaper) -> None:
    """Each paragraph knows its order in the public record; of several the first."""
    rows: dict[int, NoticeParagraph] = {}
    for order, directive_id in zip(orders, kept.directive_ids, strict=True):
        row = rows.setdefault(order.paragraph.pk, order.paragraph)
        row.directive_id = row.directive_id or directive_id
    NoticeParagraph.objects.bulk_update(rows.values(), ["directive"])


def _retire(context: Context, notice: Notice) -> None:
    """The paper this one replaces stands no longer."""
    old = notice.replaces
    if old is None or old.status != State.ISSUED:
        return
    old.status = State.REPLACED.value
    old.save(update_fields=["status", "changed_at"])
    reason = _("Thay bằng thông báo số %(number)s ngày %(day)s") % {
        "number": f"{notice.number:02d}/{notice.symbol}",
        "day": format_date(notice.dated) if notice.dated else "",
    }
    context.record(aggregate(old), {"status": ("issued", "replaced")}, reason=reason)


def _deliver(context: Context, notice: Notice) -> list[int]:
    behind = accounts_behind(notice)
    NoticeDelivery.objects.bulk_create(
        NoticeDelivery(notice=notice, account_id=account, unit_id=unit, sent_at=context.now)
        for account, unit in behind.items()
    )
    return sorted(behind)


class ReplaceNotice(Action[NoticeKey, NoticeKey]):
    """An issued paper is never changed: a new draft of the same words is made, and replaces it once it is issued."""

    name = "steering.notice.replace"
    label = gettext_lazy("Soạn thông báo thay thế")
    permission = Steering.NOTICE_DRAFT
    event = "steering.notice.replacement_drafted"
    idempotency = natural("one replacement is prepared at a time: a second run finds it")

    def scope(self, data: NoticeKey) -> str | None:
        return home_path(data.key)

    def check(self, actor: Actor, data: NoticeKey) -> None:
        require_step(held(data.key), Step.REPLACE)

    def execute(self, context: Context, data: NoticeKey) -> NoticeKey:
        old = held(data.key)
        kept = old.replaced_by.order_by("pk").first()
        if kept is not None:
            context.unchanged()
            return NoticeKey(kept.key)
        new = copy_of(old, context.actor.id)
        context.record(aggregate(new), {"replaces": (None, old.key)})
        return NoticeKey(new.key)
