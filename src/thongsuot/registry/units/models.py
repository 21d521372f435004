"""Units through time: a unit is one territory and standing; a merger ends units and begins another."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thongsuot.registry.fields import Certainty


class UnitKind(models.TextChoices):
    NATION = "nation", _("Cả nước")
    MINISTRY = "ministry", _("Bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ")
    PROVINCE = "province", _("Tỉnh, thành phố trực thuộc Trung ương")
    DISTRICT = "district", _("Huyện, quận, thị xã, thành phố thuộc tỉnh")
    COMMUNE = "commune", _("Xã, phường, thị trấn, đặc khu")
    DEPARTMENT = "department", _("Sở, ban, ngành")
    PUBLIC_UNIT = "public_unit", _("Đơn vị sự nghiệp công lập")
    COMMITTEE = "committee", _("Ban Chỉ đạo, tổ công tác")
    OTHER = "other", _("Tổ chức khác")


class Unit(models.Model):
    """``valid_from`` is the first day, ``valid_to`` the first day after; ``NULL`` means not known or not ended."""

    key = models.SlugField(_("mã bền"), max_length=120, unique=True)
    kind = models.CharField(_("loại"), max_length=20, choices=UnitKind.choices)
    form = models.CharField(_("hình thức"), max_length=40, blank=True)  # tỉnh, thành phố, huyện, phường, đặc khu
    name = models.CharField(_("tên đầy đủ"), max_length=255)
    short_name = models.CharField(_("tên gọi"), max_length=160)
    sort_key = models.CharField(_("khóa sắp xếp"), max_length=700)
    search_key = models.CharField(_("khóa tìm kiếm"), max_length=255, db_index=True)
    parent = models.ForeignKey(
        "self", verbose_name=_("trực thuộc"), null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    path = models.CharField(_("đường dẫn"), max_length=400, unique=True)  # vn/tinh-lang-son/… : scope by prefix
    valid_from = models.DateField(_("từ ngày"), null=True, blank=True)
    valid_to = models.DateField(_("đến trước ngày"), null=True, blank=True)
    certainty = models.CharField(_("độ chắc"), max_length=12, choices=Certainty.choices, default=Certainty.OFFICIAL)
    source = models.TextField(_("nguồn"), blank=True)

    class Meta:
        verbose_name = _("đơn vị")
        verbose_name_plural = _("đơn vị")
        indexes = [
            models.Index(fields=["kind", "sort_key"], name="unit_kind_sort"),
            models.Index(fields=["path"], name="unit_path_prefix", opclasses=["varchar_pattern_ops"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="unit_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.name


class UnitName(models.Model):
    """A name for a stretch of time: a renaming does not make a new unit."""

    unit = models.ForeignKey(Unit, verbose_name=_("đơn vị"), on_delete=models.CASCADE, related_name="names")
    name = models.CharField(_("tên đầy đủ"), max_length=255)
    short_name = models.CharField(_("tên gọi"), max_length=160)
    valid_from = models.DateField(_("từ ngày"), null=True, blank=True)
    valid_to = models.DateField(_("đến trước ngày"), null=True, blank=True)

    class Meta:
        verbose_name = _("tên theo thời gian")
        verbose_name_plural = _("tên theo thời gian")

    def __str__(self) -> str:
        return self.name


class UnitAlias(models.Model):
    """Another way the unit is written: «TP.HCM», «Sở TT&TT»."""

    unit = models.ForeignKey(Unit, verbose_name=_("đơn vị"), on_delete=models.CASCADE, related_name="aliases")
    text = models.CharField(_("cách viết"), max_length=255)
    search_key = models.CharField(_("khóa tìm kiếm"), max_length=255, db_index=True)

    class Meta:
        verbose_name = _("cách viết khác")
        verbose_name_plural = _("cách viết khác")
        constraints = [models.UniqueConstraint(fields=["unit", "text"], name="unit_alias_once")]

    def __str__(self) -> str:
        return self.text


class UnitCode(models.Model):
    """Official codes are attributes with their own validity, never our identifiers."""

    unit = models.ForeignKey(Unit, verbose_name=_("đơn vị"), on_delete=models.CASCADE, related_name="codes")
    scheme = models.CharField(_("bộ mã"), max_length=40)  # gso-2025, gso-legacy, dvcqg
    code = models.CharField(_("mã"), max_length=40)
    valid_from = models.DateField(_("từ ngày"), null=True, blank=True)
    valid_to = models.DateField(_("đến trước ngày"), null=True, blank=True)
    source = models.TextField(_("nguồn"), blank=True)

    class Meta:
        verbose_name = _("mã chính thức")
        verbose_name_plural = _("mã chính thức")
        indexes = [models.Index(fields=["scheme", "code"], name="unit_code_scheme")]

    def __str__(self) -> str:
        return f"{self.scheme}:{self.code}"


class UnitEventKind(models.TextChoices):
    ESTABLISHED = "established", _("Thành lập")
    MERGED = "merged", _("Nhập")
    DIVIDED = "divided", _("Chia")
    REARRANGED = "rearranged", _("Sắp xếp lại")
    RENAMED = "renamed", _("Đổi tên")
    DISSOLVED = "dissolved", _("Giải thể, kết thúc hoạt động")


class UnitEvent(models.Model):
    key = models.SlugField(_("mã bền"), max_length=160, unique=True)
    kind = models.CharField(_("loại"), max_length=16, choices=UnitEventKind.choices)
    effective_on = models.DateField(_("có hiệu lực từ"))
    citation = models.CharField(_("căn cứ"), max_length=255)
    source = models.TextField(_("nguồn"), blank=True)
    certainty = models.CharField(_("độ chắc"), max_length=12, choices=Certainty.choices)
    note = models.TextField(_("ghi chú"), blank=True)

    class Meta:
        verbose_name = _("sự kiện đơn vị")
        verbose_name_plural = _("sự kiện đơn vị")
        ordering = ["effective_on", "key"]

    def __str__(self) -> str:
        return self.key


class UnitEventMember(models.Model):
    """One edge of an event: ``predecessor`` passes ``share`` of itself to ``successor``.

    Either end may be empty (establishment, dissolution). ``share`` is 1 where the whole went over, NULL where a unit
    was divided and no weight is known; ``share_basis`` names the weight and where it comes from.
    """

    event = models.ForeignKey(UnitEvent, verbose_name=_("sự kiện"), on_delete=models.CASCADE, related_name="members")
    predecessor = models.ForeignKey(
        Unit, verbose_name=_("đơn vị trước"), null=True, on_delete=models.CASCADE, related_name="went_to"
    )
    successor = models.ForeignKey(
        Unit, verbose_name=_("đơn vị sau"), null=True, on_delete=models.CASCADE, related_name="came_from"
    )
    share = models.DecimalField(_("phần"), max_digits=9, decimal_places=8, null=True, blank=True)
    share_basis = models.CharField(_("căn cứ chia"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("đơn vị trong sự kiện")
        verbose_name_plural = _("đơn vị trong sự kiện")
        constraints = [
            models.CheckConstraint(
                condition=Q(predecessor__isnull=False) | Q(successor__isnull=False), name="unit_event_has_an_end"
            ),
            models.CheckConstraint(
                condition=Q(share__isnull=True) | (Q(share__gte=0) & Q(share__lte=1)), name="unit_event_share_0_1"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor_id}→{self.successor_id}"


class Region(models.Model):
    """A time-valid group of provinces; two schemes exist (63 provinces, 34 provinces)."""

    key = models.SlugField(_("mã bền"), max_length=120, unique=True)
    scheme = models.CharField(_("cách phân vùng"), max_length=60)
    name = models.CharField(_("tên vùng"), max_length=160)
    valid_from = models.DateField(_("từ ngày"), null=True, blank=True)
    valid_to = models.DateField(_("đến trước ngày"), null=True, blank=True)
    citation = models.CharField(_("căn cứ"), max_length=255, blank=True)
    source = models.TextField(_("nguồn"), blank=True)

    class Meta:
        verbose_name = _("vùng")
        verbose_name_plural = _("vùng")

    def __str__(self) -> str:
        return self.name


class RegionMember(models.Model):
    region = models.ForeignKey(Region, verbose_name=_("vùng"), on_delete=models.CASCADE, related_name="members")
    unit = models.ForeignKey(Unit, verbose_name=_("đơn vị"), on_delete=models.CASCADE, related_name="regions")

    class Meta:
        verbose_name = _("đơn vị trong vùng")
        verbose_name_plural = _("đơn vị trong vùng")
        constraints = [models.UniqueConstraint(fields=["region", "unit"], name="region_member_once")]

    def __str__(self) -> str:
        return f"{self.region_id}:{self.unit_id}"
