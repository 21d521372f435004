"""Words of the payment columns, for the database and the screen; the values of states are the domain's."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from thongsuot.serving.payments.domain import reconcile, states


class OrderState(models.TextChoices):
    UNPAID = states.State.UNPAID.value, _("Chưa trả")
    PENDING = states.State.PENDING.value, _("Đang xử lý")
    PAID = states.State.PAID.value, _("Đã trả")
    PART_REFUNDED = states.State.PART_REFUNDED.value, _("Hoàn một phần")
    REFUNDED = states.State.REFUNDED.value, _("Đã hoàn")


class LookReason(models.TextChoices):
    SHORT = states.Look.SHORT.value, _("Cần xem: tiền đến thiếu")
    OVER = states.Look.OVER.value, _("Cần xem: tiền đến thừa")
    DOUBLED = states.Look.DOUBLED.value, _("Cần xem: trả hai lần")
    CONFLICT = states.Look.CONFLICT.value, _("Cần xem: hai tin nói hai số tiền")


class OrderKind(models.TextChoices):
    FEE = "fee", _("Phí, lệ phí")
    DUTY = "duty", _("Nghĩa vụ tài chính")


class CollectWhen(models.IntegerChoices):
    """HinhThucThu of the sync data (domain/data/dossier_catalogs.csv, medium certainty)."""

    RECEPTION = 1, _("Thu khi tiếp nhận")
    SUPPLEMENT = 2, _("Thu khi bổ sung")
    RESULT = 4, _("Thu khi trả kết quả")


class Heard(models.TextChoices):
    """How a message came to us."""

    NOTICE = "notice", _("Ngân hàng báo")
    RETURN = "return", _("Người trả quay lại")
    ANSWER = "answer", _("Ngân hàng trả lời")
    STATEMENT = "statement", _("Sao kê")


class Result(models.TextChoices):
    """What a message says of a payment. ``UNKNOWN``: the bank has no such payment."""

    PAID = "paid", _("Đã trả")
    PENDING = "pending", _("Đang xử lý")
    FAILED = "failed", _("Không thành")
    CANCELLED = "cancelled", _("Người trả hủy")
    UNKNOWN = "unknown", _("Không có giao dịch")
    REFUNDED = "refunded", _("Đã hoàn")


class EntrySource(models.TextChoices):
    BANK = "bank", _("Ngân hàng")
    CASH = "cash", _("Tiền mặt tại quầy")
    REFUND = "refund", _("Hoàn tiền")


class RefundKind(models.TextChoices):
    FEE = "refund_fee", _("Hoàn phí, lệ phí")
    SURPLUS = "refund_surplus", _("Trả lại tiền chuyển thừa")


class RefundState(models.TextChoices):
    ASKED = "refund_asked", _("Chờ lãnh đạo duyệt")
    APPROVED = "refund_approved", _("Đã duyệt, đang chuyển tiền")
    DECLINED = "refund_declined", _("Không duyệt")
    DONE = "refund_done", _("Đã hoàn")
    FAILED = "refund_failed", _("Ngân hàng chưa hoàn được")


class LineVerdict(models.TextChoices):
    MATCHED = reconcile.Verdict.MATCHED.value, _("Khớp")
    MISSING_HERE = reconcile.Verdict.MISSING_HERE.value, _("Thiếu ở đây, đã ghi bù")
    MISSING_THERE = reconcile.Verdict.MISSING_THERE.value, _("Ở đây có, sao kê không có")
    AMOUNT_DIFFERS = reconcile.Verdict.AMOUNT_DIFFERS.value, _("Lệch số tiền")
    DOUBLED = reconcile.Verdict.DOUBLED.value, _("Trả hai lần")
    UNKNOWN_ORDER = reconcile.Verdict.UNKNOWN_ORDER.value, _("Không rõ của khoản nào")
