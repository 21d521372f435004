"""What somebody who looked into a question of the detector found."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from thongsuot.measuring.rounds.models import Round


class DetectorAnswer(models.Model):
    """``key`` names the question (domain/questions.py): found again, it comes with its answer.

    ``text`` keeps the question as it stood when it was answered; its figures may have moved since.
    """

    round = models.ForeignKey(
        Round, verbose_name=_("đợt chấm điểm"), on_delete=models.CASCADE, related_name="detector_answers"
    )
    key = models.CharField(_("mã câu hỏi"), max_length=300)
    text = models.TextField(_("câu hỏi khi trả lời"))
    reason = models.TextField(_("giải thích"))
    answered_by = models.ForeignKey(
        "registry.Account", verbose_name=_("người ghi"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(_("ghi lúc"))

    class Meta:
        verbose_name = _("lời giải thích điểm bất thường")
        verbose_name_plural = _("lời giải thích điểm bất thường")
        ordering = ["-answered_at"]
        constraints = [models.UniqueConstraint(fields=["round", "key"], name="detector_answer_once")]

    def __str__(self) -> str:
        return self.text[:80]
