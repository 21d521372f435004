"""Orders, tries, messages of the bank as they came, the ledger, refunds, days reconciled. Money is đồng as int."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thongsuot.platform.private.fields import SealedTextField
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.payments.choices import (
    CollectWhen,
    EntrySource,
    Heard,
    LineVerdict,
    LookReason,
    OrderKind,
    OrderState,
    RefundKind,
    RefundState,
    Result,
)


class PaymentOrder(models.Model):
    """What is to be paid for a dossier. ``state``, ``look``, ``paid_at`` are the fold of the facts (states.py).

    ``number`` stands in the words of the transfer; ``token`` the secret of the pay page. ``unit`` collects.
    ``lines``: [{"code", "name", "kind", "amount"}]. ``settled_look``: the reason a person has already dealt with.
    """

    dossier = models.ForeignKey(
        Dossier, verbose_name=_("hồ sơ"), on_delete=models.PROTECT, related_name="payment_orders"
    )
    unit = models.ForeignKey(
        "registry.Unit", verbose_name=_("nơi thu"), on_delete=models.PROTECT, related_name="payment_orders"
    )
    number = models.CharField(_("số khoản thu"), max_length=20, unique=True)
    token = models.CharField(_("khóa trang trả tiền"), max_length=64, unique=True)
    kind = models.CharField(_("loại"), max_length=10, choices=OrderKind.choices, default=OrderKind.FEE)
    amount = models.PositiveBigIntegerField(_("số tiền (đồng)"))
    purpose = models.CharField(_("nội dung"), max_length=200)
    lines = models.JSONField(_("các khoản"), default=list)
    collected = models.PositiveSmallIntegerField(
        _("thu khi nào"), choices=CollectWhen.choices, default=CollectWhen.RECEPTION
    )
    state = models.CharField(_("trạng thái"), max_length=24, choices=OrderState.choices, default=OrderState.UNPAID)
    look = models.CharField(_("cần xem"), max_length=16, choices=LookReason.choices, blank=True)
    settled_look = models.CharField(_("đã xem"), max_length=16, choices=LookReason.choices, blank=True)
    look_note = models.CharField(_("ghi chú khi xem"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("lập lúc"))
    opened_at = models.DateTimeField(_("mở trang trả tiền lúc"), null=True, blank=True)
    paid_at = models.DateTimeField(_("trả lúc"), null=True, blank=True)
    receipt_number = models.CharField(_("số biên lai"), max_length=24, blank=True)
    receipt_at = models.DateTimeField(_("lập biên lai lúc"), null=True, blank=True)
    receipt = models.ForeignKey(
        "platform.StoredFile",
        verbose_name=_("biên lai"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    is_sample = models.BooleanField(_("dữ liệu minh họa"), default=False)

    class Meta:
        verbose_name = _("khoản thu")
        verbose_name_plural = _("khoản thu")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["unit", "-id"], name="payment_order_unit"),
            models.Index(fields=["unit", "state", "-id"], name="payment_order_state"),
            models.Index(fields=["unit", "-id"], name="payment_order_look", condition=~Q(look="")),
            models.Index(fields=["created_at"], name="payment_order_created"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="payment_order_asks_something"),
            models.UniqueConstraint(fields=["dossier"], condition=Q(kind="fee"), name="payment_order_one_fee"),
            models.UniqueConstraint(
                fields=["receipt_number"], condition=~Q(receipt_number=""), name="payment_order_receipt_once"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_paid(self) -> bool:
        """The fee came, whatever was given back later."""
        return self.state in PAID_STATES

    @property
    def needs_look(self) -> bool:
        return bool(self.look) and self.look != self.settled_look


PAID_STATES = (OrderState.PAID, OrderState.PART_REFUNDED, OrderState.REFUNDED)


class PaymentAttempt(models.Model):
    """One way to the bank. Open until the bank says what came of it, however long that takes."""

    order = models.ForeignKey(
        PaymentOrder, verbose_name=_("khoản thu"), on_delete=models.PROTECT, related_name="attempts"
    )
    number = models.CharField(_("số lần trả"), max_length=24, unique=True)
    gateway = models.CharField(_("cổng"), max_length=40)
    begun_at = models.DateTimeField(_("bắt đầu"))
    expires_at = models.DateTimeField(_("trang ngân hàng mở tới"))
    ended_at = models.DateTimeField(_("kết thúc"), null=True, blank=True)
    result = models.CharField(_("kết quả"), max_length=12, choices=Result.choices, default=Result.PENDING)
    asked_at = models.DateTimeField(_("hỏi ngân hàng lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("lần trả")
        verbose_name_plural = _("lần trả")
        ordering = ["order", "pk"]
        indexes = [
            models.Index(fields=["begun_at"], name="payment_attempt_open", condition=Q(ended_at__isnull=True)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["order"], condition=Q(ended_at__isnull=True), name="payment_attempt_one_open"
            )
        ]

    def __str__(self) -> str:
        return self.number


class GatewayMessage(models.Model):
    """What came from the bank, byte for byte, kept before anything in it is believed.

    ``body`` is the raw message as Latin-1 text (lossless), sealed: banks put names and accounts into theirs.
    ``verified``: NULL until looked at. A repeated delivery is kept too, with ``is_repeat``, and moves nothing.
    """

    gateway = models.CharField(_("cổng"), max_length=40)
    kind = models.CharField(_("cách đến"), max_length=10, choices=Heard.choices)
    body = SealedTextField(_("nguyên văn"))
    digest = models.CharField(_("mã băm"), max_length=64)
    headers = models.JSONField(_("tiêu đề"), default=dict)
    received_at = models.DateTimeField(_("nhận lúc"))
    verified = models.BooleanField(_("đúng chữ ký"), null=True, blank=True)
    fault = models.CharField(_("vì sao không dùng"), max_length=300, blank=True)
    processed_at = models.DateTimeField(_("xử lý lúc"), null=True, blank=True)
    is_repeat = models.BooleanField(_("gửi lặp"), default=False)
    message_id = models.CharField(_("số tin của ngân hàng"), max_length=80, blank=True)
    order = models.ForeignKey(
        PaymentOrder,
        verbose_name=_("khoản thu"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="messages",
    )
    result = models.CharField(_("nói gì"), max_length=12, choices=Result.choices, blank=True)
    attempt_number = models.CharField(_("lần trả"), max_length=24, blank=True)
    reference = models.CharField(_("số giao dịch"), max_length=80, blank=True)
    amount = models.PositiveBigIntegerField(_("số tiền (đồng)"), null=True, blank=True)
    told_at = models.DateTimeField(_("ngân hàng ghi lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("tin của ngân hàng")
        verbose_name_plural = _("tin của ngân hàng")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["received_at"], name="gateway_message_waiting", condition=Q(processed_at__isnull=True))
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["gateway", "message_id", "digest"],
                condition=Q(verified=True, is_repeat=False),
                name="gateway_message_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.gateway} {self.message_id or self.pk}"

    @property
    def raw(self) -> bytes:
        return self.body.encode("latin-1")


class PaymentEntry(models.Model):
    """The ledger: money that came is positive, money that went negative. Only ever added to (trigger of 0003)."""

    order = models.ForeignKey(
        PaymentOrder, verbose_name=_("khoản thu"), on_delete=models.PROTECT, related_name="entries"
    )
    ordinal = models.PositiveSmallIntegerField(_("dòng"))
    source = models.CharField(_("nguồn"), max_length=10, choices=EntrySource.choices)
    reference = models.CharField(_("số giao dịch"), max_length=80)
    amount = models.BigIntegerField(_("số tiền (đồng)"))
    at = models.DateTimeField(_("lúc"))
    booked_at = models.DateTimeField(_("ghi sổ lúc"))
    booked_by = models.ForeignKey(
        "registry.Account", verbose_name=_("người thu"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip

    class Meta:
        verbose_name = _("dòng sổ thu")
        verbose_name_plural = _("sổ thu")
        ordering = ["order", "ordinal"]
        indexes = [models.Index(fields=["at"], name="payment_entry_at")]
        constraints = [
            models.UniqueConstraint(fields=["order", "ordinal"], name="payment_entry_once"),
            models.CheckConstraint(condition=~Q(amount=0), name="payment_entry_moves_money"),
        ]

    def __str__(self) -> str:
        return f"{self.order_id}#{self.ordinal}"


class Refund(models.Model):
    """Money given back: one person asks, another approves; the bank says when it is done."""

    order = models.ForeignKey(
        PaymentOrder, verbose_name=_("khoản thu"), on_delete=models.PROTECT, related_name="refunds"
    )
    number = models.CharField(_("số"), max_length=26, unique=True)
    kind = models.CharField(_("loại"), max_length=20, choices=RefundKind.choices)
    amount = models.PositiveBigIntegerField(_("số tiền (đồng)"))
    reason = models.CharField(_("lý do"), max_length=500)
    state = models.CharField(_("trạng thái"), max_length=20, choices=RefundState.choices, default=RefundState.ASKED)
    in_cash = models.BooleanField(_("trả bằng tiền mặt"), default=False)
    asked_by = models.ForeignKey(
        "registry.Account", verbose_name=_("người đề nghị"), on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(_("đề nghị lúc"))
    decided_by = models.ForeignKey(
        "registry.Account", verbose_name=_("người duyệt"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    decided_at = models.DateTimeField(_("duyệt lúc"), null=True, blank=True)
    decision = models.CharField(_("ý kiến"), max_length=500, blank=True)
    done_at = models.DateTimeField(_("hoàn lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("khoản hoàn")
        verbose_name_plural = _("khoản hoàn")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="refund_gives_something"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")), name="refund_by_two_people"
            ),
            models.CheckConstraint(
                condition=Q(state="refund_asked") | Q(decided_by__isnull=False), name="refund_is_decided_by_someone"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class ReconcileDay(models.Model):
    """One day of a gateway's statement against our ledger; done again, it replaces its lines."""

    gateway = models.CharField(_("cổng"), max_length=40)
    day = models.DateField(_("ngày"))
    statement = models.ForeignKey(
        GatewayMessage, verbose_name=_("sao kê"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    reconciled_at = models.DateTimeField(_("đối soát lúc"))
    bank_total = models.BigIntegerField(_("tổng của ngân hàng (đồng)"))
    our_total = models.BigIntegerField(_("tổng ở đây trước đối soát (đồng)"))
    is_sample = models.BooleanField(_("dữ liệu minh họa"), default=False)

    class Meta:
        verbose_name = _("ngày đối soát")
        verbose_name_plural = _("ngày đối soát")
        ordering = ["-day", "gateway"]
        constraints = [models.UniqueConstraint(fields=["gateway", "day"], name="reconcile_day_once")]

    def __str__(self) -> str:
        return f"{self.gateway} {self.day}"


class StatementLine(models.Model):
    """A line of the statement, or a transfer of ours it lacks, with its verdict; ``bank``, ``ours``: đồng."""

    day = models.ForeignKey(
        ReconcileDay, verbose_name=_("ngày đối soát"), on_delete=models.PROTECT, related_name="lines"
    )
    ordinal = models.PositiveIntegerField(_("dòng"))
    reference = models.CharField(_("số giao dịch"), max_length=80)
    order_number = models.CharField(_("số khoản thu trên sao kê"), max_length=80)
    order = models.ForeignKey(
        PaymentOrder, verbose_name=_("khoản thu"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="statement_lines",
    )  # fmt: skip
    bank = models.PositiveBigIntegerField(_("ngân hàng (đồng)"), null=True, blank=True)
    ours = models.BigIntegerField(_("ở đây (đồng)"), null=True, blank=True)
    at = models.DateTimeField(_("lúc"), null=True, blank=True)
    verdict = models.CharField(_("kết quả"), max_length=24, choices=LineVerdict.choices)

    class Meta:
        verbose_name = _("dòng sao kê")
        verbose_name_plural = _("dòng sao kê")
        ordering = ["day", "ordinal"]
        constraints = [models.UniqueConstraint(fields=["day", "ordinal"], name="statement_line_once")]

    def __str__(self) -> str:
        return f"{self.day_id}#{self.ordinal}"


class SimulatedCharge(models.Model):
    """The books of «Ngân hàng giả lập»: what a bank would know. Nothing of ours reads them but the simulator."""

    attempt_number = models.CharField(_("lần trả"), max_length=26, unique=True)
    order_number = models.CharField(_("nội dung chuyển tiền"), max_length=200)
    amount = models.PositiveBigIntegerField(_("số tiền hỏi (đồng)"))
    purpose = models.CharField(_("nội dung"), max_length=200, blank=True)
    return_to = models.CharField(_("quay lại"), max_length=300, blank=True)
    mode = models.CharField(_("cách cư xử"), max_length=20, blank=True)
    result = models.CharField(_("kết quả"), max_length=12, choices=Result.choices, default=Result.PENDING)
    taken = models.PositiveBigIntegerField(_("số tiền đã chuyển (đồng)"), default=0)
    reference = models.CharField(_("số giao dịch"), max_length=80, blank=True)
    at = models.DateTimeField(_("lúc"), null=True, blank=True)
    known_from = models.DateTimeField(_("trả lời được từ"), null=True, blank=True)

    class Meta:
        verbose_name = _("giao dịch giả lập")
        verbose_name_plural = _("giao dịch giả lập")

    def __str__(self) -> str:
        return self.attempt_number


class SimulatedNotice(models.Model):
    """A notice the simulated bank will send at ``due_at``."""

    charge = models.ForeignKey(
        SimulatedCharge, verbose_name=_("giao dịch"), on_delete=models.CASCADE, related_name="notices"
    )
    body = models.TextField(_("nội dung"))
    due_at = models.DateTimeField(_("gửi lúc"))
    sent_at = models.DateTimeField(_("đã gửi lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("tin giả lập")
        verbose_name_plural = _("tin giả lập")

    def __str__(self) -> str:
        return str(self.pk)
