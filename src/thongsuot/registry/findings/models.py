"""What the consistency engine doubts. A finding is a question with arithmetic, never a silent correction."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from thongsuot.kernel.consistency.model import Severity


class Finding(models.Model):
    document = models.ForeignKey(
        "registry.Document", verbose_name=_("văn bản"), on_delete=models.CASCADE, related_name="findings"
    )
    claims = models.ManyToManyField("registry.Claim", verbose_name=_("số liệu"), related_name="findings")
    kind = models.CharField(_("loại"), max_length=40)
    severity = models.CharField(_("mức"), max_length=12, choices=[(s.value, s.value) for s in Severity])
    start = models.PositiveIntegerField(_("từ ký tự"), null=True, blank=True)
    end = models.PositiveIntegerField(_("đến ký tự"), null=True, blank=True)
    quote = models.TextField(_("trích nguyên văn"), blank=True)
    message = models.TextField(_("nhận xét"))
    question = models.TextField(_("câu hỏi"))
    digest = models.CharField(_("dấu nhận"), max_length=64)  # same doubt found again is the same row
    dismissed_by = models.ForeignKey(
        "registry.Account", verbose_name=_("người trả lời"), null=True, blank=True, on_delete=models.PROTECT
    )
    dismissed_at = models.DateTimeField(_("trả lời lúc"), null=True, blank=True)
    dismissal_reason = models.TextField(_("lý do bỏ qua"), blank=True)
    found_at = models.DateTimeField(_("tìm thấy lúc"), auto_now_add=True)

    class Meta:
        verbose_name = _("cảnh báo số liệu")
        verbose_name_plural = _("cảnh báo số liệu")
        constraints = [models.UniqueConstraint(fields=["document", "digest"], name="finding_once")]

    def __str__(self) -> str:
        return self.message[:80]
