"""What was learnt of steps, how well it foretells, and who was told of a dossier that lies still."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class StepBaseline(models.Model):
    """How long a step takes; ``unit`` NULL: everywhere. Minutes of office hours; rewritten by each estimate.

    ``past_share``: of ``passages`` those that took longer than the step's share of the limit.
    """

    procedure = models.ForeignKey(
        "serving.Procedure", verbose_name=_("thủ tục"), on_delete=models.CASCADE, related_name="+"
    )
    code = models.CharField(_("mã bước"), max_length=40)
    title = models.CharField(_("tên bước"), max_length=200)
    unit = models.ForeignKey(
        "registry.Unit", verbose_name=_("đơn vị"), null=True, on_delete=models.CASCADE, related_name="+"
    )
    share = models.PositiveIntegerField(_("phần thời gian (phút)"))
    passages = models.PositiveIntegerField(_("số lượt"))
    median = models.PositiveIntegerField(_("trung vị (phút)"))
    slow = models.PositiveIntegerField(_("một phần năm lâu hơn (phút)"))
    past_share = models.PositiveIntegerField(_("số lượt quá phần"))

    class Meta:
        verbose_name = _("mức thường của bước")
        verbose_name_plural = _("mức thường của bước")
        constraints = [
            models.UniqueConstraint(
                fields=["procedure", "code", "unit"], name="step_baseline_once", nulls_distinct=False
            )
        ]
        indexes = [models.Index(fields=["unit", "code"], name="step_baseline_unit")]

    def __str__(self) -> str:
        return f"{self.procedure_id}:{self.code}:{self.unit_id}"


class WarningRun(models.Model):
    """One estimate of all open dossiers. ``examined``: measures on dossiers held out, NULL while too few are done."""

    at = models.DateTimeField(_("lúc"))
    pasts = models.PositiveIntegerField(_("hồ sơ đã học"))
    scored = models.PositiveIntegerField(_("hồ sơ đã ước lượng"))
    warned = models.PositiveIntegerField(_("hồ sơ được cảnh báo"))
    examined = models.JSONField(_("độ đúng"), null=True)
    curve = models.JSONField(_("đường còn lại"), default=list)

    class Meta:
        verbose_name = _("lượt ước lượng nguy cơ trễ")
        verbose_name_plural = _("lượt ước lượng nguy cơ trễ")
        ordering = ["-at"]

    def __str__(self) -> str:
        return str(self.at)


class QuietLevel(models.TextChoices):
    OFFICER = "quiet_officer", _("Người đang giữ")
    HEAD = "quiet_head", _("Lãnh đạo đơn vị")


class QuietNotice(models.Model):
    """A dossier that lay still and was told of. ``since``: its last event; after a new one it begins anew."""

    dossier = models.ForeignKey(
        "serving.Dossier", verbose_name=_("hồ sơ"), on_delete=models.CASCADE, related_name="quiet_notices"
    )
    level = models.CharField(_("mức"), max_length=16, choices=QuietLevel.choices)
    since = models.DateTimeField(_("đứng yên từ"))
    told_at = models.DateTimeField(_("nhắc lúc"))

    class Meta:
        verbose_name = _("lần nhắc hồ sơ đứng yên")
        verbose_name_plural = _("lần nhắc hồ sơ đứng yên")
        constraints = [models.UniqueConstraint(fields=["dossier", "level", "since"], name="quiet_notice_once")]

    def __str__(self) -> str:
        return f"{self.dossier_id}:{self.level}"
