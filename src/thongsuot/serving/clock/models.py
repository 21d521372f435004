"""Days on which one office, or a whole province, did not follow the nation's calendar."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class ClosureKind(models.TextChoices):
    CLOSED = "office_closed", _("Đóng cửa")
    DUTY = "office_duty", _("Trực ngày nghỉ")


class OfficeClosure(models.Model):
    """Holds for ``unit`` and all units under it. A withdrawn one stays to be read but no longer counts.

    ``CLOSED``: none of the days is worked (flood, move of the office). ``DUTY``: the office is open from ``opens`` to
    ``closes`` on days off; those hours count for limits in hours, the day never counts as a working day.
    """

    unit = models.ForeignKey("registry.Unit", verbose_name=_("đơn vị"), on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("loại"), max_length=16, choices=ClosureKind.choices)
    first_day = models.DateField(_("từ ngày"))
    last_day = models.DateField(_("đến hết ngày"))
    opens = models.TimeField(_("mở cửa"), null=True, blank=True)
    closes = models.TimeField(_("đóng cửa"), null=True, blank=True)
    reason = models.CharField(_("lý do"), max_length=300)
    reference = models.CharField(_("văn bản"), max_length=300)
    is_withdrawn = models.BooleanField(_("đã bỏ"), default=False)
    is_sample = models.BooleanField(_("dữ liệu minh họa"), default=False)

    class Meta:
        verbose_name = _("ngày nghỉ riêng của đơn vị")
        verbose_name_plural = _("ngày nghỉ riêng của đơn vị")
        ordering = ["-first_day", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="closure_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(kind=ClosureKind.CLOSED) | Q(opens__isnull=False, closes__gt=F("opens")),
                name="duty_has_hours",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}:{self.kind}:{self.first_day}"
