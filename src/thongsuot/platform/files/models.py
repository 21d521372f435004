"""Which bytes are kept under which name."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class StoredFile(models.Model):
    """A file somebody gave us. The bytes lie once under ``digest``, however many names they came by."""

    digest = models.CharField(_("mã băm SHA-256"), max_length=64)
    name = models.CharField(_("tên tệp"), max_length=200)
    size = models.PositiveBigIntegerField(_("dung lượng (byte)"))
    media_type = models.CharField(_("loại nội dung"), max_length=100)
    stored_at = models.DateTimeField(_("nhận lúc"), auto_now_add=True)

    class Meta:
        verbose_name = _("tệp đã nhận")
        verbose_name_plural = _("tệp đã nhận")
        constraints: ClassVar = [models.UniqueConstraint(fields=["digest", "name"], name="stored_file_once")]

    def __str__(self) -> str:
        return self.name
