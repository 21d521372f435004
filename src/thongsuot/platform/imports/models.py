"""Batches of imported rows."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from thongsuot.platform.files.models import StoredFile
from thongsuot.platform.imports.domain import BatchStatus


class ImportBatch(models.Model):
    """One file on its way into the record: checked, confirmed, perhaps undone."""

    STATUSES: ClassVar = [
        (BatchStatus.CHECKED, _("Đã chạy thử")),
        (BatchStatus.CONFIRMED, _("Đã nhập")),
        (BatchStatus.UNDONE, _("Đã hoàn tác")),
    ]

    kind = models.CharField(_("loại dữ liệu"), max_length=64)
    file = models.ForeignKey(StoredFile, verbose_name=_("tệp"), on_delete=models.PROTECT, related_name="+")
    header_key = models.CharField(_("dấu nhận dạng tiêu đề cột"), max_length=64)
    mapping = models.JSONField(_("cột nào là gì"))
    status = models.CharField(_("trạng thái"), max_length=16, choices=STATUSES, default=BatchStatus.CHECKED)
    row_count = models.PositiveIntegerField(_("số dòng dữ liệu"))
    error_count = models.PositiveIntegerField(_("số dòng lỗi"))
    create_count = models.PositiveIntegerField(_("số dòng thêm mới"))
    update_count = models.PositiveIntegerField(_("số dòng thay đổi"))
    unchanged_count = models.PositiveIntegerField(_("số dòng không đổi"))
    preview = models.JSONField(_("xem trước"), default=list)
    plan_digest = models.CharField(_("mã băm kế hoạch nhập"), max_length=64)
    applied = models.JSONField(_("dữ liệu để hoàn tác"), null=True)
    actor_id = models.BigIntegerField(_("số tài khoản"), null=True)
    actor_name = models.CharField(_("người nhập"), max_length=200)
    created_at = models.DateTimeField(_("chạy thử lúc"), auto_now_add=True)
    confirmed_at = models.DateTimeField(_("nhập lúc"), null=True)
    undone_at = models.DateTimeField(_("hoàn tác lúc"), null=True)

    class Meta:
        verbose_name = _("đợt nhập dữ liệu")
        verbose_name_plural = _("đợt nhập dữ liệu")
        indexes: ClassVar = [models.Index(fields=["kind", "-id"], name="import_latest")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class ImportProblem(models.Model):
    """One thing wrong in one row of the file."""

    batch = models.ForeignKey(
        ImportBatch, verbose_name=_("đợt nhập"), on_delete=models.CASCADE, related_name="problems"
    )
    row = models.PositiveIntegerField(_("dòng"))
    column = models.CharField(_("cột"), max_length=200, blank=True)
    value = models.TextField(_("giá trị gặp"), blank=True)
    message = models.TextField(_("lỗi và cách sửa"))

    class Meta:
        verbose_name = _("lỗi dòng nhập")
        verbose_name_plural = _("lỗi dòng nhập")
        ordering: ClassVar = ["row", "id"]

    def __str__(self) -> str:
        return f"{self.row}: {self.message}"
