"""What appraisal adds to scores: a blind second opinion on a sample, and one consolidated list to explain (J2)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from thongsuot.measuring.rounds.models import NodeScore, Participant


class SecondReview(models.Model):
    """A leaf drawn for a second, independent appraisal; the reviewer sees claim and evidence, not the first verdict."""

    score = models.OneToOneField(
        NodeScore, verbose_name=_("điểm tiêu chí"), on_delete=models.CASCADE, related_name="second_review"
    )
    reviewer = models.ForeignKey(
        "registry.Account",
        verbose_name=_("người thẩm định lần hai"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    second_score = models.DecimalField(
        _("điểm thẩm định lần hai"), max_digits=8, decimal_places=4, null=True, blank=True
    )
    reason = models.TextField(_("lý do"), blank=True)
    at = models.DateTimeField(_("lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("thẩm định độc lập lần hai")
        verbose_name_plural = _("thẩm định độc lập lần hai")

    def __str__(self) -> str:
        return f"{self.score_id}"


class ExplanationList(models.Model):
    """The one list a unit gets; no new criteria may be opened after it is sent (J2.5)."""

    participant = models.OneToOneField(
        Participant, verbose_name=_("đơn vị được chấm điểm"), on_delete=models.CASCADE, related_name="explanations"
    )
    sent_at = models.DateTimeField(_("gửi lúc"))
    due = models.DateField(_("hạn giải trình"))
    answered_at = models.DateTimeField(_("trả lời lúc"), null=True, blank=True)
    answered_by = models.ForeignKey(
        "registry.Account",
        verbose_name=_("người trả lời"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        verbose_name = _("phiếu giải trình")
        verbose_name_plural = _("phiếu giải trình")

    def __str__(self) -> str:
        return f"{self.participant_id}"


class ExplanationOutcome(models.TextChoices):
    OPEN = "open", _("Chờ xem xét")
    KEPT = "kept", _("Giữ điểm")
    CHANGED = "changed", _("Đổi điểm theo giải trình")


class ExplanationItem(models.Model):
    """One reduced or asked-about score: what is asked, what the unit says, what came of it."""

    explanations = models.ForeignKey(
        ExplanationList, verbose_name=_("phiếu giải trình"), on_delete=models.CASCADE, related_name="items"
    )
    score = models.OneToOneField(
        NodeScore, verbose_name=_("điểm tiêu chí"), on_delete=models.CASCADE, related_name="explanation"
    )
    question = models.TextField(_("nội dung cần giải trình"))
    answer = models.TextField(_("giải trình của đơn vị"), blank=True)
    outcome = models.CharField(
        _("kết quả xem xét"), max_length=8, choices=ExplanationOutcome.choices, default=ExplanationOutcome.OPEN
    )
    outcome_reason = models.TextField(_("lý do"), blank=True)

    class Meta:
        verbose_name = _("nội dung giải trình")
        verbose_name_plural = _("nội dung giải trình")
        ordering = ["explanations", "pk"]

    def __str__(self) -> str:
        return self.question[:80]
