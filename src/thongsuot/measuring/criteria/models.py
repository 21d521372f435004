"""Releases of criteria sets: a draft is edited, an issued one is fixed, hashed and never changes (E06)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thongsuot.registry.fields import Certainty


class Population(models.TextChoices):
    """Whom a set scores; ranks never mix populations (E15)."""

    MINISTRY = "ministry", _("Bộ, cơ quan ngang bộ")
    PROVINCE = "province", _("Tỉnh, thành phố")
    DEPARTMENT = "department", _("Sở, ban, ngành")
    COMMUNE = "commune", _("Xã, phường, đặc khu")


class ReleaseStatus(models.TextChoices):
    DRAFT = "release_draft", _("Đang soạn")
    ISSUED = "release_issued", _("Đã ban hành")


class CriteriaRelease(models.Model):
    """``content`` is the whole set in plain form (criteria/domain/plain.py); ``digest`` its SHA-256 once issued."""

    key = models.SlugField(_("mã bền"), max_length=80, unique=True)
    title = models.CharField(_("tên"), max_length=300)
    population = models.CharField(_("chấm điểm cho"), max_length=12, choices=Population.choices)
    home = models.ForeignKey(
        "registry.Unit",
        verbose_name=_("của đơn vị"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="criteria_releases",
    )  # NULL: cả nước
    reference = models.CharField(_("căn cứ"), max_length=300, blank=True)
    certainty = models.CharField(_("độ chắc chắn"), max_length=10, choices=Certainty.choices)
    status = models.CharField(
        _("trạng thái"), max_length=16, choices=ReleaseStatus.choices, default=ReleaseStatus.DRAFT
    )
    first_year = models.PositiveSmallIntegerField(_("áp dụng từ năm"), null=True, blank=True)
    last_year = models.PositiveSmallIntegerField(_("đến năm"), null=True, blank=True)
    content = models.JSONField(_("nội dung"))
    revision = models.PositiveIntegerField(_("lần sửa"), default=1)
    digest = models.CharField(_("mã băm"), max_length=64, blank=True)
    based_on = models.ForeignKey(
        "self", verbose_name=_("soạn từ bộ"), null=True, blank=True, on_delete=models.PROTECT, related_name="successors"
    )
    issued_at = models.DateTimeField(_("ban hành lúc"), null=True, blank=True)
    issued_by = models.ForeignKey(
        "registry.Account",
        verbose_name=_("người ban hành"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    is_sample = models.BooleanField(_("dữ liệu minh họa"), default=False)
    added_at = models.DateTimeField(_("lập lúc"), auto_now_add=True)

    class Meta:
        verbose_name = _("bộ tiêu chí")
        verbose_name_plural = _("bộ tiêu chí")
        ordering = ["population", "-first_year", "key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status=ReleaseStatus.DRAFT) | ~Q(digest=""), name="criteria_issued_has_digest"
            )
        ]

    def __str__(self) -> str:
        return self.title
