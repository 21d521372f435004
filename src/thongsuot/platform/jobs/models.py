"""What people see of work in the background. The queue itself is Procrastinate's."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class JobRun(models.Model):
    """One piece of long work: who asked for what, how far it is, where its result lies."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("Đang chờ")
        RUNNING = "running", _("Đang chạy")
        DONE = "done", _("Xong")
        FAILED = "failed", _("Không xong")
        CANCELLED = "cancelled", _("Đã hủy")

    name = models.CharField(_("việc"), max_length=96)
    title = models.CharField(_("tên việc"), max_length=300)
    status = models.CharField(_("trạng thái"), max_length=16, choices=Status.choices, default=Status.WAITING)
    parameters = models.JSONField(_("tham số"))
    requester_id = models.BigIntegerField(_("số tài khoản yêu cầu"), null=True)
    requester_name = models.CharField(_("người yêu cầu"), max_length=200)
    created_at = models.DateTimeField(_("yêu cầu lúc"))
    started_at = models.DateTimeField(_("bắt đầu lúc"), null=True)
    finished_at = models.DateTimeField(_("kết thúc lúc"), null=True)
    cancel_requested_at = models.DateTimeField(_("yêu cầu hủy lúc"), null=True)
    attempt = models.PositiveSmallIntegerField(_("lần chạy"), default=0)
    done = models.PositiveIntegerField(_("đã làm"), default=0)
    total = models.PositiveIntegerField(_("tổng số"), null=True)
    message = models.TextField(_("đang làm gì hoặc vì sao dừng"), blank=True)
    checkpoint = models.JSONField(_("điểm làm tiếp"), default=dict)
    result_url = models.CharField(_("địa chỉ kết quả"), max_length=500, blank=True)
    result_label = models.CharField(_("tên kết quả"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("việc chạy nền")
        verbose_name_plural = _("việc chạy nền")
        indexes: ClassVar = [
            models.Index(fields=["requester_id", "-id"], name="job_latest"),
            models.Index(fields=["finished_at"], name="job_finished"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """Whether it still waits or runs."""
        return self.status in {self.Status.WAITING, self.Status.RUNNING}
