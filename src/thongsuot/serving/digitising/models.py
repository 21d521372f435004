"""Scans on their way to becoming electronic papers, and signed results."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thongsuot.platform.private.fields import SealedTextField


class ScanState(models.TextChoices):
    WAITING = "scan_waiting", _("Chờ đọc chữ")
    CHECK = "scan_check", _("Chờ người kiểm tra")
    ACCEPTED = "scan_accepted", _("Đã số hóa")
    REJECTED = "scan_rejected", _("Phải quét lại")
    KEPT = "scan_kept", _("Giữ bản quét, chưa đọc được chữ")


class Scan(models.Model):
    """One scan of one paper. ``original`` stays as it came; ``archive`` is PDF/A-2b with a text layer.

    ``confidence``: mean of the words' confidence, 0–100, NULL until read. ``doubtful``: [[page, word, confidence]] is
    derived from ``text`` and never stored in the clear: it is part of ``text`` (one JSON, sealed; see ``reading.py``).
    """

    part = models.ForeignKey(
        "serving.DossierPart", verbose_name=_("thành phần"), on_delete=models.CASCADE, related_name="scans"
    )
    original = models.ForeignKey(
        "platform.StoredFile", verbose_name=_("bản quét"), on_delete=models.PROTECT, related_name="+"
    )
    archive = models.ForeignKey(
        "platform.StoredFile",
        verbose_name=_("bản lưu PDF/A"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    state = models.CharField(_("tình trạng"), max_length=14, choices=ScanState.choices, default=ScanState.WAITING)
    pages = models.PositiveSmallIntegerField(_("số trang"), null=True, blank=True)
    confidence = models.DecimalField(_("độ chắc của chữ"), max_digits=5, decimal_places=2, null=True, blank=True)
    text = SealedTextField(_("chữ đọc được"), blank=True, default=b"")
    problem = models.CharField(_("vướng mắc"), max_length=500, blank=True)
    scanned_by = models.ForeignKey(
        "registry.Account", verbose_name=_("người quét"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    scanned_at = models.DateTimeField(_("quét lúc"))
    checked_by = models.ForeignKey(
        "registry.Account",
        verbose_name=_("người kiểm tra"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    checked_at = models.DateTimeField(_("kiểm tra lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("bản quét")
        verbose_name_plural = _("bản quét")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "-id"], name="scan_state")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=ScanState.ACCEPTED) | Q(archive__isnull=False), name="accepted_scan_has_archive"
            )
        ]

    def __str__(self) -> str:
        return f"{self.part_id} {self.state}"


class ResultState(models.TextChoices):
    PREPARED = "result_prepared", _("Chờ ký")
    SIGNED = "result_signed", _("Còn giá trị")
    REVOKED = "result_revoked", _("Đã thu hồi")
    REPLACED = "result_replaced", _("Đã thay thế")


class Result(models.Model):
    """What a procedure gives: prepared by the specialist, signed by the head, kept for its holder.

    ``id_print`` as on ``DossierPerson``: whose it is. ``verify_code`` cannot be guessed. ``digest``: SHA-256 of the
    signed file. ``procedure_code``: what it may stand for in later dossiers (``Component.fulfilled_by``, I09).
    """

    dossier = models.ForeignKey(
        "serving.Dossier", verbose_name=_("hồ sơ"), on_delete=models.PROTECT, related_name="results"
    )
    unit = models.ForeignKey("registry.Unit", verbose_name=_("nơi cấp"), on_delete=models.PROTECT, related_name="+")
    procedure_code = models.CharField(_("mã thủ tục"), max_length=40)
    id_print = models.CharField(_("dấu số định danh"), max_length=64, blank=True)
    title = models.CharField(_("tên giấy tờ"), max_length=300)
    number = models.PositiveIntegerField(_("số"), null=True, blank=True)
    number_text = models.CharField(_("số, ký hiệu"), max_length=60, blank=True)
    state = models.CharField(_("tình trạng"), max_length=16, choices=ResultState.choices, default=ResultState.PREPARED)
    body = SealedTextField(_("nội dung"), blank=True, default=b"")
    draft = models.ForeignKey(
        "platform.StoredFile",
        verbose_name=_("bản trình ký"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    file = models.ForeignKey(
        "platform.StoredFile",
        verbose_name=_("bản đã ký"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    digest = models.CharField(_("mã băm SHA-256"), max_length=64, blank=True, db_index=True)
    verify_code = models.CharField(_("mã kiểm tra"), max_length=24, unique=True)
    prepared_by = models.ForeignKey(
        "registry.Account",
        verbose_name=_("người soạn"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    signed_by = models.ForeignKey(
        "registry.Account",
        verbose_name=_("người ký"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    signer_words = models.CharField(_("chữ ký ghi"), max_length=300, blank=True)
    issued_at = models.DateTimeField(_("cấp lúc"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("hết giá trị lúc"), null=True, blank=True)
    revoked_reason = models.CharField(_("lý do"), max_length=500, blank=True)
    replaced_by = models.ForeignKey(
        "self", verbose_name=_("thay bằng"), null=True, blank=True, on_delete=models.PROTECT, related_name="replaces"
    )
    is_sample = models.BooleanField(_("dữ liệu minh họa"), default=False)

    class Meta:
        verbose_name = _("kết quả giải quyết")
        verbose_name_plural = _("kết quả giải quyết")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["id_print", "state"], name="result_holder")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ResultState.PREPARED)
                | (Q(file__isnull=False) & ~Q(digest="") & Q(issued_at__isnull=False)),
                name="signed_result_is_whole",
            ),
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(state=ResultState.SIGNED), name="one_valid_result_a_dossier"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.number_text}"
