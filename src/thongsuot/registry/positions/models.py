"""Duties attach to positions; people hold positions for a time (product §0.3)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Person(models.Model):
    """A public officer as official texts name them; no private data."""

    full_name = models.CharField(_("họ và tên"), max_length=120)
    sort_key = models.CharField(_("khóa sắp xếp"), max_length=400)  # tên, họ, đệm
    search_key = models.CharField(_("khóa tìm kiếm"), max_length=160, db_index=True)
    is_sample = models.BooleanField(_("dữ liệu minh họa"), default=False)

    class Meta:
        verbose_name = _("cán bộ")
        verbose_name_plural = _("cán bộ")
        ordering = ["sort_key"]

    def __str__(self) -> str:
        return self.full_name


class Position(models.Model):
    unit = models.ForeignKey(
        "registry.Unit", verbose_name=_("đơn vị"), on_delete=models.PROTECT, related_name="positions"
    )
    title = models.CharField(_("chức danh"), max_length=255)
    search_key = models.CharField(_("khóa tìm kiếm"), max_length=255, db_index=True)
    field = models.CharField(_("lĩnh vực phụ trách"), max_length=160, blank=True)
    protocol_order = models.PositiveSmallIntegerField(_("thứ tự xưng danh"), default=100)
    valid_from = models.DateField(_("từ ngày"), null=True, blank=True)
    valid_to = models.DateField(_("đến trước ngày"), null=True, blank=True)

    class Meta:
        verbose_name = _("chức danh")
        verbose_name_plural = _("chức danh")
        ordering = ["protocol_order", "title"]
        constraints = [models.UniqueConstraint(fields=["unit", "title", "valid_from"], name="position_once_in_unit")]

    def __str__(self) -> str:
        return self.title


class PositionHolding(models.Model):
    person = models.ForeignKey(Person, verbose_name=_("cán bộ"), on_delete=models.PROTECT, related_name="holdings")
    position = models.ForeignKey(
        Position, verbose_name=_("chức danh"), on_delete=models.PROTECT, related_name="holdings"
    )
    valid_from = models.DateField(_("từ ngày"), null=True, blank=True)
    valid_to = models.DateField(_("đến trước ngày"), null=True, blank=True)
    source = models.CharField(_("căn cứ"), max_length=255, blank=True)

    class Meta:
        verbose_name = _("giữ chức danh")
        verbose_name_plural = _("giữ chức danh")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="holding_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id}:{self.position_id}"
