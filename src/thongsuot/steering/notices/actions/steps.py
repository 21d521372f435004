"""From draft to signature. Who drafted never approves or signs; a figure that moved stops the paper (C02, §2.4)."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import ActionError
from thongsuot.platform.actions.base import Action, Context
from thongsuot.platform.actions.policy import natural
from thongsuot.steering.notices import telling
from thongsuot.steering.notices.actions.base import held, home_path, move_to, require_step
from thongsuot.steering.notices.actions.inputs import NoticeKey, Returned
from thongsuot.steering.notices.digest import digest_of
from thongsuot.steering.notices.domain.figures import GONE
from thongsuot.steering.notices.domain.lifecycle import State, Step, target
from thongsuot.steering.notices.domain.numbering import HEADING
from thongsuot.steering.notices.live import moved
from thongsuot.steering.notices.models import Notice, PartRole
from thongsuot.steering.notices.sealing import signed_by_leader
from thongsuot.steering.people import holders_of_position
from thongsuot.steering.permissions import Steering


class SubmitNotice(Action[NoticeKey, NoticeKey]):
    name = "steering.notice.submit"
    label = gettext_lazy("Trình thông báo kết luận")
    permission = Steering.NOTICE_DRAFT
    event = "steering.notice.submitted"
    idempotency = natural("a submitted notice is not submitted again")

    def scope(self, data: NoticeKey) -> str | None:
        return home_path(data.key)

    def check(self, actor: Actor, data: NoticeKey) -> None:
        notice = held(data.key)
        require_step(notice, Step.SUBMIT)
        _require_whole(notice)
        require_still(notice)

    def execute(self, context: Context, data: NoticeKey) -> NoticeKey:
        notice = held(data.key)
        move_to(context, notice, target(Step.SUBMIT))
        telling.submitted(notice)
        return data


def _require_whole(notice: Notice) -> None:
    rows = notice.paragraphs.exclude(depth=HEADING)
    if not notice.subject.strip():
        raise ActionError(_("Chưa có trích yếu. Hãy ghi thông báo kết luận của ai, tại cuộc họp nào."), "subject")
    if not rows.filter(role=PartRole.TASKS).exists():
        raise ActionError(_("Phần nhiệm vụ chưa có đoạn nào. Thêm ít nhất một nhiệm vụ rồi trình."))
    if not notice.signature_lines:
        raise ActionError(_("Chưa chọn người ký và hình thức ký."), "form")
    if not notice.recipients.exists():
        raise ActionError(_("Chưa có nơi nhận."), "lines")


def require_still(notice: Notice) -> None:
    """Nothing goes on while a bound figure says something else than the record."""
    for one in moved(notice):
        raise ActionError(
            _("Số liệu %(old)s (mục %(place)s) đã đổi thành %(new)s. Hãy cập nhật, hoặc giữ và ghi lý do.")
            % {"old": one.figure.stated, "place": one.figure.paragraph.anchor, "new": one.stated or GONE}
        )


def refuse_drafter(actor: Actor, notice: Notice) -> None:
    """Separation of duties: four eyes on every paper."""
    if notice.drafted_by_id is not None and notice.drafted_by_id == actor.id:
        raise ActionError(_("Người soạn không tự duyệt, không tự ký thông báo của mình. Hãy trình người khác."))


class ReturnNotice(Action[Returned, NoticeKey]):
    name = "steering.notice.return"
    label = gettext_lazy("Trả lại thông báo để soạn lại")
    permission = Steering.NOTICE_APPROVE
    event = "steering.notice.returned"
    idempotency = natural("a notice that is a draft again is not returned again")

    def scope(self, data: Returned) -> str | None:
        return home_path(data.key)

    def check(self, actor: Actor, data: Returned) -> None:
        require_step(held(data.key), Step.RETURN)
        if not data.reason.strip():
            raise ActionError(_("Hãy ghi lý do trả lại: sửa chỗ nào, theo ý kiến của ai."), "reason")

    def execute(self, context: Context, data: Returned) -> NoticeKey:
        notice = held(data.key)
        undone = {"approved_by_id": None, "signed_by_id": None, "signed_at": None, "digest": "", "pdf_digest": ""}
        move_to(context, notice, target(Step.RETURN), reason=data.reason.strip(), **undone)
        telling.returned(notice, data.reason.strip())
        return NoticeKey(data.key)


class ApproveNotice(Action[NoticeKey, NoticeKey]):
    name = "steering.notice.approve"
    label = gettext_lazy("Duyệt thông báo kết luận")
    permission = Steering.NOTICE_APPROVE
    event = "steering.notice.approved"
    idempotency = natural("an approved notice is not approved again")

    def scope(self, data: NoticeKey) -> str | None:
        return home_path(data.key)

    def check(self, actor: Actor, data: NoticeKey) -> None:
        notice = held(data.key)
        require_step(notice, Step.APPROVE)
        refuse_drafter(actor, notice)
        require_still(notice)

    def execute(self, context: Context, data: NoticeKey) -> NoticeKey:
        notice = held(data.key)
        move_to(context, notice, target(Step.APPROVE), approved_by_id=context.actor.id)
        telling.approved(notice)
        return data


class SignNotice(Action[NoticeKey, NoticeKey]):
    """Fixes the words by their digest. The one named in the block signs; where nobody of that office has an account,
    whoever holds the right to sign.
    """

    name = "steering.notice.sign"
    label = gettext_lazy("Ký thông báo kết luận")
    permission = Steering.NOTICE_SIGN
    event = "steering.notice.signed"
    idempotency = natural("a signed notice is not signed again")

    def scope(self, data: NoticeKey) -> str | None:
        return home_path(data.key)

    def authorise(self, actor: Actor, data: NoticeKey) -> None:
        if actor.id is None or actor.id not in signers_of(data.key):
            super().authorise(actor, data)

    def check(self, actor: Actor, data: NoticeKey) -> None:
        notice = held(data.key)
        require_step(notice, Step.SIGN)
        refuse_drafter(actor, notice)
        named = signers_of(data.key)
        if named and actor.id not in named:
            raise ActionError(
                _("Khối chữ ký ghi «%(title)s»; chỉ người giữ chức danh đó ký được.")
                % {"title": " / ".join(notice.signature_lines)}
            )
        require_still(notice)

    def execute(self, context: Context, data: NoticeKey) -> NoticeKey:
        notice = held(data.key)
        notice.year = timezone.localdate(context.now).year  # the year stands in the signed file, number and day do not
        notice.save(update_fields=["year"])
        move_to(
            context,
            notice,
            State.SIGNED,
            signed_by_id=context.actor.id,
            signed_at=context.now,
            digest=digest_of(notice),
            pdf_digest=signed_by_leader(notice).digest,
        )
        telling.signed(notice)
        return data


def signers_of(key: str) -> list[int]:
    """Accounts of whoever holds the office in the signature block today; none where nobody is recorded."""
    position = Notice.objects.filter(key=key).values_list("signer", flat=True).first()
    return holders_of_position(position) if position else []
