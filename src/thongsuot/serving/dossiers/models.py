"""A dossier, the person behind it (sealed), its steps, papers, supplement requests, opinions and hand-overs."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thongsuot.platform.private.fields import SealedJSONField, SealedTextField
from thongsuot.serving.dossiers.choices import (
    ApplicantKind,
    ChannelChoice,
    Mode,
    PartKind,
    PartSource,
    PartState,
    Payment,
    Status,
)
from thongsuot.serving.dossiers.dealings import CodeSequence, Handover, Opinion, Rating
from thongsuot.serving.procedures.models import Procedure, ProcedureVersion

__all__ = [
    "CodeSequence",
    "Dossier",
    "DossierPart",
    "DossierPerson",
    "DossierStep",
    "Handover",
    "Opinion",
    "Rating",
    "SupplementRequest",
]


_CLOSED = Q(closed_at__isnull=False)


class Dossier(models.Model):
    """Columns that move with time are the fold of its events; actions write both in one transaction.

    ``receiving_unit`` took it in (its ``taken_by``), ``competent_unit`` decides, ``holder_unit`` has it now.
    ``promised_at`` is the first date given to the applicant and never changes; ``due_at`` is empty while the clock
    stands. ``was_on_time`` is known when it finishes. ``parent``: the dossier a sub-dossier of another agency belongs
    to (H07). ``revision`` rises with each change.
    """

    code = models.CharField(_("mã hồ sơ"), max_length=60, unique=True)
    procedure = models.ForeignKey(
        Procedure, verbose_name=_("thủ tục"), on_delete=models.PROTECT, related_name="dossiers", db_index=False
    )
    version = models.ForeignKey(
        ProcedureVersion, verbose_name=_("phiên bản thủ tục"), on_delete=models.PROTECT, related_name="dossiers"
    )
    parent = models.ForeignKey(
        "self", verbose_name=_("hồ sơ gốc"), null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    receiving_unit = models.ForeignKey(
        "registry.Unit", verbose_name=_("nơi tiếp nhận"), on_delete=models.PROTECT, related_name="+", db_index=False
    )
    competent_unit = models.ForeignKey(
        "registry.Unit", verbose_name=_("nơi giải quyết"), on_delete=models.PROTECT, related_name="+", db_index=False
    )
    holder_unit = models.ForeignKey(
        "registry.Unit", verbose_name=_("đang ở"), on_delete=models.PROTECT, related_name="+", db_index=False
    )
    officer = models.ForeignKey(
        "registry.Account",
        verbose_name=_("người đang xử lý"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    taken_by = models.ForeignKey(
        "registry.Account",
        verbose_name=_("người tiếp nhận"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    channel = models.PositiveSmallIntegerField(_("kênh nộp"), choices=ChannelChoice.choices)
    mode = models.CharField(_("cách nộp"), max_length=10, choices=Mode.choices, default=Mode.SELF)
    status = models.PositiveSmallIntegerField(_("trạng thái"), choices=Status.choices, default=Status.NEW)
    step = models.PositiveSmallIntegerField(_("bước"), default=0)
    applicant_kind = models.CharField(_("đối tượng"), max_length=14, choices=ApplicantKind.choices)
    applicant_name = models.CharField(_("chủ hồ sơ"), max_length=200)
    search_key = models.CharField(_("khóa tìm kiếm"), max_length=400)
    submitted_at = models.DateTimeField(_("nộp lúc"))
    received_at = models.DateTimeField(_("tiếp nhận lúc"), null=True, blank=True)
    started_at = models.DateTimeField(_("tính giờ từ"), null=True, blank=True)
    promised_at = models.DateTimeField(_("hẹn trả lần đầu"), null=True, blank=True)
    due_at = models.DateTimeField(_("hẹn trả"), null=True, blank=True)
    paused_since = models.DateTimeField(_("tạm dừng từ"), null=True, blank=True)
    finished_at = models.DateTimeField(_("có kết quả lúc"), null=True, blank=True)
    closed_at = models.DateTimeField(_("kết thúc lúc"), null=True, blank=True)
    last_event_at = models.DateTimeField(_("diễn biến gần nhất"))
    was_on_time = models.BooleanField(_("đúng hạn"), null=True, blank=True)
    is_extended = models.BooleanField(_("đã gia hạn"), default=False)
    is_same_day = models.BooleanField(_("không phiếu hẹn"), default=False)
    supplements = models.PositiveSmallIntegerField(_("số lần yêu cầu bổ sung"), default=0)
    payment = models.CharField(_("thanh toán"), max_length=14, choices=Payment.choices, default=Payment.NONE)
    fee = models.PositiveBigIntegerField(_("phí, lệ phí (đồng)"), null=True, blank=True)
    risk = models.DecimalField(_("nguy cơ trễ"), max_digits=4, decimal_places=3, null=True, blank=True)
    risk_step = models.PositiveSmallIntegerField(_("bước dễ trễ"), null=True, blank=True)
    revision = models.PositiveIntegerField(_("lần sửa"), default=1)
    is_sample = models.BooleanField(_("dữ liệu minh họa"), default=False)

    class Meta:
        verbose_name = _("hồ sơ")
        verbose_name_plural = _("hồ sơ")
        ordering = ["-pk"]
        # Keys without an index of their own: one below begins with each of them.
        indexes = [  # the three units are asked together: each side of the «or» reads its own index, statuses and all
            models.Index(fields=["holder_unit", "status", "due_at"], name="dossier_holder_due"),
            models.Index(fields=["receiving_unit", "status", "due_at"], name="dossier_receiving"),
            models.Index(fields=["competent_unit", "status", "due_at"], name="dossier_competent"),
            models.Index(fields=["procedure", "submitted_at"], name="dossier_procedure"),
            models.Index(fields=["taken_by", "-id"], name="dossier_taken", condition=Q(taken_by__isnull=False)),
            *(  # what was closed today: an office's years of closed dossiers are not read for it
                models.Index(fields=[f"{unit}_unit", "closed_at"], name=f"dossier_{unit}_closed", condition=_CLOSED)
                for unit in ("holder", "receiving", "competent")
            ),
            GinIndex(OpClass("search_key", name="gin_trgm_ops"), name="dossier_words"),
            models.Index(
                fields=["due_at"],
                name="dossier_open_due",
                condition=Q(finished_at__isnull=True, closed_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.code


class DossierPerson(models.Model):
    """What identifies the applicant; sealed, and every reading is an event. ``answers``: the filled form.

    ``id_print``: fingerprint("citizen", number). ``tracking_print``: fingerprint("tracking", code, last four digits).
    """

    dossier = models.OneToOneField(
        Dossier, verbose_name=_("hồ sơ"), primary_key=True, on_delete=models.CASCADE, related_name="person"
    )
    id_kind = models.PositiveSmallIntegerField(_("loại định danh"), default=1)  # LoaiDinhDanh: 1 CCCD, 2 CMND
    id_number = SealedTextField(_("số định danh"), blank=True, default=b"")
    id_print = models.CharField(_("dấu số định danh"), max_length=64, blank=True, db_index=True)
    phone = SealedTextField(_("điện thoại"), blank=True, default=b"")
    tracking_print = models.CharField(_("dấu tra cứu"), max_length=64, blank=True, db_index=True)
    email = SealedTextField(_("thư điện tử"), blank=True, default=b"")
    address = SealedTextField(_("nơi cư trú"), blank=True, default=b"")
    proxy_name = models.CharField(_("người nộp thay"), max_length=200, blank=True)
    proxy_relation = models.CharField(_("quan hệ với chủ hồ sơ"), max_length=120, blank=True)
    proxy_id_number = SealedTextField(_("số định danh người nộp thay"), blank=True, default=b"")
    helped_by = models.CharField(_("người hỗ trợ"), max_length=200, blank=True)
    is_verified = models.BooleanField(_("đã định danh điện tử"), default=False)
    answers = SealedJSONField(_("nội dung khai"), blank=True, default=b"")

    class Meta:
        verbose_name = _("người nộp hồ sơ")
        verbose_name_plural = _("người nộp hồ sơ")

    def __str__(self) -> str:
        return str(self.dossier_id)


class DossierStep(models.Model):
    """One passage through a step of the procedure; ``due_at`` is the step's own date by its share of the limit."""

    dossier = models.ForeignKey(Dossier, verbose_name=_("hồ sơ"), on_delete=models.CASCADE, related_name="steps")
    ordinal = models.PositiveSmallIntegerField(_("bước"))
    code = models.CharField(_("mã bước"), max_length=40)
    unit = models.ForeignKey("registry.Unit", verbose_name=_("đơn vị"), on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey(
        "registry.Account",
        verbose_name=_("người xử lý"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    begun_at = models.DateTimeField(_("bắt đầu"))
    due_at = models.DateTimeField(_("hạn của bước"), null=True, blank=True)
    ended_at = models.DateTimeField(_("kết thúc"), null=True, blank=True)
    worked_minutes = models.PositiveIntegerField(_("số phút làm việc"), null=True, blank=True)

    class Meta:
        verbose_name = _("bước xử lý")
        verbose_name_plural = _("bước xử lý")
        ordering = ["dossier", "pk"]
        indexes = [models.Index(fields=["unit", "ended_at"], name="dossier_step_unit")]

    def __str__(self) -> str:
        return f"{self.dossier_id}#{self.ordinal}"


class DossierPart(models.Model):
    """A paper of the dossier. ``file`` is sealed (platform.files, sealed=True); NULL while only paper exists."""

    dossier = models.ForeignKey(Dossier, verbose_name=_("hồ sơ"), on_delete=models.CASCADE, related_name="parts")
    component = models.CharField(_("mã thành phần"), max_length=40)
    name = models.CharField(_("tên giấy tờ"), max_length=300)
    kind = models.CharField(_("loại bản"), max_length=12, choices=PartKind.choices, default=PartKind.ELECTRONIC)
    source = models.CharField(_("nguồn"), max_length=12, choices=PartSource.choices)
    file = models.ForeignKey(
        "platform.StoredFile", verbose_name=_("tệp"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(_("kiểm tra"), max_length=14, choices=PartState.choices, default=PartState.PENDING)
    is_digitised = models.BooleanField(_("đã số hóa"), default=False)
    note = models.CharField(_("ghi chú"), max_length=500, blank=True)
    added_at = models.DateTimeField(_("thêm lúc"), auto_now_add=True)

    class Meta:
        verbose_name = _("thành phần hồ sơ")
        verbose_name_plural = _("thành phần hồ sơ")
        ordering = ["dossier", "pk"]

    def __str__(self) -> str:
        return self.name


class SupplementRequest(models.Model):
    """One consolidated request (D04). ``items``: [{"component", "name", "why", "how"}].

    A second one is only proposed (``asked_at`` empty) until the head agrees; where the head does not, ``declined`` says
    why.
    """

    dossier = models.ForeignKey(
        Dossier, verbose_name=_("hồ sơ"), on_delete=models.CASCADE, related_name="supplement_requests"
    )
    number = models.PositiveSmallIntegerField(_("lần"))
    items = models.JSONField(_("nội dung cần bổ sung"), default=list)
    asked_by = models.ForeignKey(
        "registry.Account", verbose_name=_("người yêu cầu"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_by = models.ForeignKey(
        "registry.Account",
        verbose_name=_("lãnh đạo đồng ý"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    proposed_at = models.DateTimeField(_("đề nghị lúc"))
    asked_at = models.DateTimeField(_("yêu cầu lúc"), null=True, blank=True)
    given_at = models.DateTimeField(_("bổ sung lúc"), null=True, blank=True)
    declined = models.CharField(_("lý do không đồng ý"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("yêu cầu bổ sung")
        verbose_name_plural = _("yêu cầu bổ sung")
        ordering = ["dossier", "number"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "number"], name="supplement_once"),
            models.CheckConstraint(
                condition=Q(number=1) | Q(approved_by__isnull=False) | Q(asked_at__isnull=True),
                name="second_supplement_is_approved",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id}#{self.number}"

    @property
    def is_proposal(self) -> bool:
        """Waits for the head."""
        return self.asked_at is None and not self.declined
