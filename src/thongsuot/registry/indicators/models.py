"""The indicator dictionary: what a figure measures, for how long that definition held."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from thongsuot.registry.fields import Certainty


class IndicatorNature(models.TextChoices):
    """How old values combine into a new unit's: only counts add (product §5.5)."""

    ADDITIVE = "additive", _("Cộng được")
    RATIO = "ratio", _("Tỷ lệ, tính lại từ tử số và mẫu số")
    INDEX = "index", _("Chỉ số tổng hợp, không cộng và không trung bình")
    LEVEL = "level", _("Mức, xếp loại")


class BetterDirection(models.TextChoices):
    UP = "up", _("Càng cao càng tốt")
    DOWN = "down", _("Càng thấp càng tốt")
    NONE = "none", _("Không xét tốt xấu")


class Field(models.TextChoices):
    """The fields of reform that plans, criteria and reports share (product E14)."""

    STEERING = "steering", _("Chỉ đạo, điều hành")
    INSTITUTIONS = "institutions", _("Cải cách thể chế")
    PROCEDURES = "procedures", _("Cải cách thủ tục hành chính")
    ORGANISATION = "organisation", _("Cải cách tổ chức bộ máy")
    CIVIL_SERVICE = "civil_service", _("Cải cách chế độ công vụ")
    PUBLIC_FINANCE = "public_finance", _("Cải cách tài chính công")
    DIGITAL = "digital", _("Xây dựng chính quyền điện tử, chính quyền số")
    IMPACT = "impact", _("Tác động của cải cách")


class Indicator(models.Model):
    key = models.SlugField(_("mã bền"), max_length=80, unique=True)
    name = models.CharField(_("tên"), max_length=255)
    sort_key = models.CharField(_("khóa sắp xếp"), max_length=700)
    field = models.CharField(_("lĩnh vực"), max_length=20, choices=Field.choices, blank=True)

    class Meta:
        verbose_name = _("chỉ tiêu")
        verbose_name_plural = _("chỉ tiêu")
        ordering = ["sort_key"]

    def __str__(self) -> str:
        return self.name


class IndicatorVersion(models.Model):
    """One definition in force for a time; a break in method starts a new version (SIPAS 2021 → 2022)."""

    indicator = models.ForeignKey(
        Indicator, verbose_name=_("chỉ tiêu"), on_delete=models.CASCADE, related_name="versions"
    )
    valid_from = models.DateField(_("từ ngày"), null=True, blank=True)
    valid_to = models.DateField(_("đến trước ngày"), null=True, blank=True)
    definition = models.TextField(_("định nghĩa"))
    numerator = models.TextField(_("tử số"), blank=True)
    denominator = models.TextField(_("mẫu số"), blank=True)
    unit_of_measure = models.CharField(_("đơn vị tính"), max_length=40)
    maximum = models.DecimalField(_("giá trị cao nhất"), max_digits=12, decimal_places=2, null=True, blank=True)
    nature = models.CharField(_("bản chất"), max_length=10, choices=IndicatorNature.choices)
    better = models.CharField(_("chiều tốt"), max_length=5, choices=BetterDirection.choices)
    decimals = models.PositiveSmallIntegerField(_("số chữ số thập phân"), default=2)
    reference = models.CharField(_("căn cứ"), max_length=255, blank=True)
    certainty = models.CharField(_("độ chắc"), max_length=12, choices=Certainty.choices)
    break_note = models.TextField(_("vì sao không so được với kỳ trước"), blank=True)

    class Meta:
        verbose_name = _("định nghĩa chỉ tiêu")
        verbose_name_plural = _("định nghĩa chỉ tiêu")
        ordering = ["indicator", "valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "valid_from"], name="indicator_version_once", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id}@{self.valid_from or '…'}"


class IndicatorAlias(models.Model):
    indicator = models.ForeignKey(
        Indicator, verbose_name=_("chỉ tiêu"), on_delete=models.CASCADE, related_name="aliases"
    )
    text = models.CharField(_("cách gọi"), max_length=255)
    search_key = models.CharField(_("khóa tìm kiếm"), max_length=255, db_index=True)

    class Meta:
        verbose_name = _("cách gọi khác")
        verbose_name_plural = _("cách gọi khác")
        constraints = [models.UniqueConstraint(fields=["indicator", "text"], name="indicator_alias_once")]

    def __str__(self) -> str:
        return self.text
