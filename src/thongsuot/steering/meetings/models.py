"""Meetings of a committee: the period reviewed, sites, papers, opinions, conclusions as they are spoken."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thongsuot.kernel.periods import PeriodKind
from thongsuot.registry.fields import PrintedDecimalField
from thongsuot.steering.tasks.choices import Programme, Urgency


class MeetingStatus(models.TextChoices):
    PLANNED = "planned", _("Dự kiến")
    INVITED = "invited", _("Đã mời")
    LIVE = "live", _("Đang họp")
    CLOSED = "closed", _("Đã kết thúc")
    CANCELLED = "cancelled", _("Hoãn, hủy")


class MeetingForm(models.TextChoices):
    IN_PERSON = "in_person", _("Trực tiếp")
    HYBRID = "hybrid", _("Trực tiếp kết hợp trực tuyến")
    REMOTE = "remote", _("Trực tuyến")


class Meeting(models.Model):
    """``ordinal`` counts within one instance of the committee (C10); the quarter reviewed is kept apart (A06)."""

    key = models.SlugField(_("mã bền"), max_length=120, unique=True)  # «bcd-…--2024-q3», in /hop/<key>/trinh-chieu
    committee = models.ForeignKey(
        "steering.Committee", verbose_name=_("Ban Chỉ đạo"), on_delete=models.PROTECT, related_name="meetings"
    )
    ordinal = models.PositiveSmallIntegerField(_("phiên thứ"))
    title = models.CharField(_("nội dung phiên họp"), max_length=500)
    period_kind = models.CharField(
        _("loại kỳ"), max_length=16, choices=[(kind.value, kind.value) for kind in PeriodKind], blank=True
    )
    period_start = models.DateField(_("kỳ từ ngày"), null=True, blank=True)
    period_end = models.DateField(_("kỳ đến ngày"), null=True, blank=True)
    period_text = models.CharField(_("kỳ được xem xét"), max_length=160, blank=True)
    starts_at = models.DateTimeField(_("bắt đầu"))
    ends_at = models.DateTimeField(_("kết thúc"), null=True, blank=True)
    place = models.CharField(_("địa điểm"), max_length=255, blank=True)
    form = models.CharField(_("hình thức"), max_length=10, choices=MeetingForm.choices, default=MeetingForm.HYBRID)
    chair = models.ForeignKey(
        "registry.Position", verbose_name=_("chủ trì"), null=True, blank=True, on_delete=models.PROTECT
    )
    agenda = models.TextField(_("chương trình"), blank=True)
    status = models.CharField(
        _("trạng thái"), max_length=10, choices=MeetingStatus.choices, default=MeetingStatus.PLANNED
    )
    without_conclusion = models.BooleanField(_("không có kết luận"), default=False)
    opened_at = models.DateTimeField(_("khai mạc lúc"), null=True, blank=True)
    closed_at = models.DateTimeField(_("bế mạc lúc"), null=True, blank=True)
    is_sample = models.BooleanField(_("dữ liệu minh họa"), default=False)
    added_by = models.ForeignKey(
        "registry.Account", verbose_name=_("người lập"), null=True, blank=True, on_delete=models.SET_NULL
    )
    added_at = models.DateTimeField(_("lập lúc"), auto_now_add=True)

    class Meta:
        verbose_name = _("phiên họp")
        verbose_name_plural = _("phiên họp")
        ordering = ["-starts_at"]
        indexes = [models.Index(fields=["committee", "-starts_at"], name="meeting_of_committee")]
        constraints = [models.UniqueConstraint(fields=["committee", "ordinal"], name="meeting_ordinal_once")]

    def __str__(self) -> str:
        return self.title


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
