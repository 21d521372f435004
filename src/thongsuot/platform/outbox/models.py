"""Messages waiting to have their effect."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class OutboxMessage(models.Model):
    """One effect to bring about: ``handler(payload)``, once for each ``effect_key`` however often it is sent."""

    handler = models.CharField(_("bộ xử lý"), max_length=96)
    payload = models.JSONField(_("nội dung"))
    effect_key = models.CharField(_("khóa hiệu lực một lần"), max_length=200, unique=True)
    created_at = models.DateTimeField(_("tạo lúc"), auto_now_add=True)
    attempts = models.PositiveSmallIntegerField(_("số lần đã thử"), default=0)
    due_at = models.DateTimeField(_("thử tiếp lúc"))
    delivered_at = models.DateTimeField(_("xong lúc"), null=True, blank=True)
    given_up_at = models.DateTimeField(_("thôi thử lúc"), null=True, blank=True)
    last_error = models.TextField(_("lỗi lần cuối"), blank=True)

    class Meta:
        verbose_name = _("việc chờ phát")
        verbose_name_plural = _("việc chờ phát")
        indexes: ClassVar = [
            models.Index(
                fields=["due_at", "id"], condition=Q(delivered_at=None, given_up_at=None), name="outbox_waiting"
            ),
            models.Index(fields=["delivered_at"], name="outbox_delivered"),
        ]

    def __str__(self) -> str:
        return f"{self.handler} {self.effect_key}"
