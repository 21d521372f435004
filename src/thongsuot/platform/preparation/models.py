"""One row per finished loading step; kept in the database so that a new or another database is loaded again."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class PreparedStep(models.Model):
    """``digest`` is the SHA-256 of the files the step last read."""

    name = models.CharField(_("bước"), max_length=40, primary_key=True)
    digest = models.CharField(_("dấu băm dữ liệu nguồn"), max_length=64)
    done_at = models.DateTimeField(_("hoàn thành lúc"), auto_now=True)

    class Meta:
        verbose_name = _("bước chuẩn bị dữ liệu")
        verbose_name_plural = _("các bước chuẩn bị dữ liệu")

    def __str__(self) -> str:
        return self.name
