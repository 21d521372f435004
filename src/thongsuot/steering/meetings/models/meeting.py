"""A meeting of a committee: the ordinal within its instance, and the period reviewed kept apart from the day held."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from thongsuot.kernel.periods import PeriodKind


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
    cancel_reason = models.CharField(_("lý do hoãn, hủy"), max_length=300, blank=True)
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
