"""Kept answers of keyed requests."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class IdempotencyKey(models.Model):
    """The answer one actor got for one key. Written in the action's own transaction: no answer without its effect."""

    actor_id = models.BigIntegerField(_("số tài khoản"), null=True)
    key = models.CharField(_("khóa chống lặp"), max_length=128)
    action = models.CharField(_("hành động"), max_length=96)
    body_digest = models.CharField(_("mã băm nội dung"), max_length=64)
    result = models.JSONField(_("kết quả"), null=True)
    expires_at = models.DateTimeField(_("hết hạn lúc"), db_index=True)

    class Meta:
        verbose_name = _("khóa chống lặp")
        verbose_name_plural = _("khóa chống lặp")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["actor_id", "key"], nulls_distinct=False, name="idempotency_key_once"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.key}"
