"""What passes around a dossier: opinions, hand-overs, the applicant's rating; and the numbers of its codes."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Opinion(models.Model):
    """One agency asks another, which answers by ``due_at``; where it is late the asker is told (Đ19.5 NĐ 61)."""

    dossier = models.ForeignKey(
        "serving.Dossier", verbose_name=_("hồ sơ"), on_delete=models.CASCADE, related_name="opinions"
    )
    unit = models.ForeignKey(
        "registry.Unit", verbose_name=_("cơ quan được hỏi"), on_delete=models.PROTECT, related_name="+"
    )
    question = models.TextField(_("nội dung xin ý kiến"))
    asked_by = models.ForeignKey(
        "registry.Account", verbose_name=_("người hỏi"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(_("hỏi lúc"))
    due_at = models.DateTimeField(_("hạn trả lời"))
    answer = models.TextField(_("ý kiến trả lời"), blank=True)
    agrees = models.BooleanField(_("đồng ý"), null=True, blank=True)
    given_by = models.ForeignKey(
        "registry.Account",
        verbose_name=_("người trả lời"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    given_at = models.DateTimeField(_("trả lời lúc"), null=True, blank=True)
    told_late_at = models.DateTimeField(_("đã báo quá hạn lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("ý kiến cơ quan")
        verbose_name_plural = _("ý kiến cơ quan")
        ordering = ["dossier", "pk"]
        indexes = [
            models.Index(fields=["unit", "due_at"], name="opinion_waiting", condition=Q(given_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id}→{self.unit_id}"


class Handover(models.Model):
    """Who gave the paper file, who took it: by scanning the code on it."""

    dossier = models.ForeignKey(
        "serving.Dossier", verbose_name=_("hồ sơ"), on_delete=models.CASCADE, related_name="handovers"
    )
    from_unit = models.ForeignKey(
        "registry.Unit", verbose_name=_("bên giao"), on_delete=models.PROTECT, related_name="+"
    )
    to_unit = models.ForeignKey("registry.Unit", verbose_name=_("bên nhận"), on_delete=models.PROTECT, related_name="+")
    gave = models.ForeignKey(
        "registry.Account",
        verbose_name=_("người giao"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    took = models.ForeignKey(
        "registry.Account", verbose_name=_("người nhận"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(_("lúc"))
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("lần bàn giao")
        verbose_name_plural = _("lần bàn giao")
        ordering = ["dossier", "pk"]

    def __str__(self) -> str:
        return f"{self.dossier_id}: {self.from_unit_id}→{self.to_unit_id}"


class Rating(models.Model):
    """What the applicant thinks of the service, 1 to 5 for each factor of the satisfaction survey; words optional."""

    dossier = models.OneToOneField(
        "serving.Dossier", verbose_name=_("hồ sơ"), primary_key=True, on_delete=models.CASCADE, related_name="rating"
    )
    scores = models.JSONField(_("điểm từng yếu tố"), default=dict)
    words = models.TextField(_("lời nhắn"), blank=True)
    at = models.DateTimeField(_("lúc"))

    class Meta:
        verbose_name = _("đánh giá của người nộp")
        verbose_name_plural = _("đánh giá của người nộp")

    def __str__(self) -> str:
        return str(self.dossier_id)


class CodeSequence(models.Model):
    """The last number given under a prefix; taking the next one locks the row, so no two dossiers share a code."""

    prefix = models.CharField(_("phần đầu mã hồ sơ"), max_length=50, primary_key=True)
    last = models.PositiveIntegerField(_("số cuối đã cấp"))

    class Meta:
        verbose_name = _("dãy số hồ sơ")
        verbose_name_plural = _("dãy số hồ sơ")

    def __str__(self) -> str:
        return f"{self.prefix}{self.last:04}"
