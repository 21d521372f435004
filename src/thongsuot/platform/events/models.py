"""Rows of the append-only log. A database trigger (migration 0002) refuses to change or delete either of them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Event(models.Model):
    """One thing that happened to one aggregate: who, what, from → to, when recorded, when effective, why.

    The actor is kept by number and by the words of that day: the log must not hang on rows that change.
    ``digest`` covers every other field and ``previous``, the digest of the aggregate's event before it.
    """

    aggregate_type = models.CharField(_("loại đối tượng"), max_length=64)
    aggregate_id = models.CharField(_("mã đối tượng"), max_length=128)
    sequence = models.PositiveIntegerField(_("thứ tự"))
    name = models.CharField(_("sự kiện"), max_length=96)
    actor_id = models.BigIntegerField(_("số tài khoản thực hiện"), null=True, blank=True)
    actor_name = models.CharField(_("người thực hiện"), max_length=200)
    position_name = models.CharField(_("chức danh khi thực hiện"), max_length=300, blank=True)
    changes = models.JSONField(_("thay đổi"), default=dict)
    recorded_at = models.DateTimeField(_("ghi nhận lúc"))
    effective_at = models.DateTimeField(_("có hiệu lực từ"))
    reason = models.TextField(_("lý do"), blank=True)
    previous = models.CharField(_("mã băm sự kiện trước"), max_length=64)
    digest = models.CharField(_("mã băm"), max_length=64)

    class Meta:
        verbose_name = _("sự kiện")
        verbose_name_plural = _("sự kiện")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["aggregate_type", "aggregate_id", "sequence"], name="event_sequence_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["recorded_at", "id"], name="event_recorded"),
            models.Index(fields=["actor_id", "-id"], name="event_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.aggregate_type} {self.aggregate_id} #{self.sequence} {self.name}"


class DaySeal(models.Model):
    """Digest over all events recorded in one day (Vietnam time) and over the seal before it."""

    day = models.DateField(_("ngày"), unique=True)
    event_count = models.PositiveBigIntegerField(_("số sự kiện"))
    previous = models.CharField(_("mã băm ngày trước"), max_length=64)
    digest = models.CharField(_("mã băm"), max_length=64)
    sealed_at = models.DateTimeField(_("niêm lúc"))

    class Meta:
        verbose_name = _("niêm phong nhật ký ngày")
        verbose_name_plural = _("niêm phong nhật ký ngày")
        ordering: ClassVar = ["day"]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} {self.digest[:12]}"
