"""Tries that still count."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Try(models.Model):
    """One try under one key. The key is a digest: names typed at the sign-in page are sometimes passwords."""

    key = models.CharField(_("khóa"), max_length=64)
    at = models.DateTimeField(_("lúc"))

    class Meta:
        verbose_name = _("lần thử")
        verbose_name_plural = _("lần thử")
        indexes: ClassVar = [
            models.Index(fields=["key", "at"], name="try_key"),
            models.Index(fields=["at"], name="try_at"),
        ]

    def __str__(self) -> str:
        return self.key[:12]
