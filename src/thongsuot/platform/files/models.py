"""Which bytes are kept under which name."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class StoredFile(models.Model):
    """A file somebody gave us. The bytes lie once under ``blob``, however many names they came by.

    ``digest`` is of the bytes as given; a sealed file lies on the disk encrypted, under the digest of what is written.
    """

    digest = models.CharField(_("mã băm SHA-256"), max_length=64)
    blob = models.CharField(_("tên trên đĩa"), max_length=64, db_index=True)
    is_sealed = models.BooleanField(_("niêm phong"), default=False)
    name = models.CharField(_("tên tệp"), max_length=200)
    size = models.PositiveBigIntegerField(_("dung lượng (byte)"))
    media_type = models.CharField(_("loại nội dung"), max_length=100)
    stored_at = models.DateTimeField(_("nhận lúc"), auto_now_add=True)

    class Meta:
        verbose_name = _("tệp đã nhận")
        verbose_name_plural = _("tệp đã nhận")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["digest", "name", "is_sealed"], name="stored_file_once")
        ]

    def __str__(self) -> str:
        return self.name
