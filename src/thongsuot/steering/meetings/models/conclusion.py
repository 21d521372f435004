"""What the chair concluded, sentence by sentence, and who took it on."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thongsuot.registry.fields import PrintedDecimalField
from thongsuot.steering.meetings.models.meeting import Meeting
from thongsuot.steering.tasks.choices import Programme, Urgency


class Conclusion(models.Model):
    """One thing the chair concluded, as captured on the screen everybody sees; it becomes one task."""

    meeting = models.ForeignKey(
        Meeting, verbose_name=_("phiên họp"), on_delete=models.CASCADE, related_name="conclusions"
    )
    order = models.PositiveSmallIntegerField(_("thứ tự"))
    text = models.TextField(_("kết luận"))
    is_task = models.BooleanField(_("là nhiệm vụ"), default=True)  # else a general orientation
    speaker = models.ForeignKey(
        "registry.Position",
        verbose_name=_("người kết luận"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    lead = models.ForeignKey(
        "registry.Unit",
        verbose_name=_("đơn vị chủ trì"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    is_common = models.BooleanField(_("giao chung"), default=False)
    partners = models.ManyToManyField("registry.Unit", verbose_name=_("đơn vị phối hợp"), blank=True, related_name="+")
    result = models.CharField(_("kết quả, sản phẩm"), max_length=500, blank=True)
    measure = models.CharField(_("thước đo"), max_length=300, blank=True)
    quantity = PrintedDecimalField(_("số lượng"))
    quantity_unit = models.CharField(_("đơn vị tính"), max_length=80, blank=True)
    deadline = models.DateField(_("hạn"), null=True, blank=True)
    deadline_text = models.CharField(_("hạn như đã nói"), max_length=160, blank=True)
    programme = models.CharField(_("chương trình"), max_length=8, choices=Programme.choices, default=Programme.REFORM)
    urgency = models.CharField(_("mức độ"), max_length=10, choices=Urgency.choices, default=Urgency.ORDINARY)
    captured_at = models.DateTimeField(_("ghi lúc"))
    captured_by = models.ForeignKey(
        "registry.Account",
        verbose_name=_("người ghi"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    acknowledged_by = models.ForeignKey(
        "registry.Account",
        verbose_name=_("người nhận việc"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    acknowledged_at = models.DateTimeField(_("nhận việc lúc"), null=True, blank=True)
    objection = models.TextField(_("ý kiến của đơn vị được giao"), blank=True)
    objected_by = models.ForeignKey(
        "registry.Account",
        verbose_name=_("người có ý kiến"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    task = models.OneToOneField(
        "steering.Task",
        verbose_name=_("nhiệm vụ"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="conclusion",
    )

    class Meta:
        verbose_name = _("kết luận")
        verbose_name_plural = _("kết luận")
        ordering = ["meeting", "order"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "order"], name="conclusion_order_once"),
            models.CheckConstraint(
                condition=Q(acknowledged_at__isnull=True) | Q(acknowledged_by__isnull=False),
                name="conclusion_acknowledged_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]
