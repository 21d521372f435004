"""Inspection plans by risk, visits, what was found, what the unit answers, what comes of it (O01–O03, J9)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thongsuot.registry.indicators.models import Field
from thongsuot.steering.inspections.choices import Answer, FindingSeverity, InspectionPlanStatus, InspectionStatus


class InspectionPlan(models.Model):
    """One plan a year for the units under ``home``; ``units_in_all`` is counted when it is approved (O03)."""

    home = models.ForeignKey(
        "registry.Unit", verbose_name=_("của đơn vị"), on_delete=models.PROTECT, related_name="inspection_plans"
    )
    year = models.PositiveSmallIntegerField(_("năm"))
    title = models.CharField(_("tên"), max_length=500)
    decision = models.CharField(_("quyết định"), max_length=255, blank=True)
    status = models.CharField(
        _("trạng thái"), max_length=16, choices=InspectionPlanStatus.choices, default=InspectionPlanStatus.DRAFT
    )
    is_sample = models.BooleanField(_("dữ liệu minh họa"), default=False)
    added_by = models.ForeignKey(
        "registry.Account", verbose_name=_("người lập"), null=True, blank=True, on_delete=models.SET_NULL
    )
    added_at = models.DateTimeField(_("lập lúc"), auto_now_add=True)

    class Meta:
        verbose_name = _("kế hoạch kiểm tra")
        verbose_name_plural = _("kế hoạch kiểm tra")
        constraints = [models.UniqueConstraint(fields=["home", "year"], name="inspection_plan_once_a_year")]

    def __str__(self) -> str:
        return self.title


class PlannedUnit(models.Model):
    """A unit weighed for the plan: risk points of that day with reasons in words, and whether it was chosen and why."""

    plan = models.ForeignKey(
        InspectionPlan, verbose_name=_("kế hoạch kiểm tra"), on_delete=models.CASCADE, related_name="units"
    )
    unit = models.ForeignKey("registry.Unit", verbose_name=_("đơn vị"), on_delete=models.PROTECT, related_name="+")
    points = models.PositiveSmallIntegerField(_("điểm rủi ro"))
    reasons = models.JSONField(_("lý do"), default=list)  # [{"text", "points", "kind"}]
    weighed_on = models.DateField(_("tính ngày"))
    is_chosen = models.BooleanField(_("được chọn"), default=False)
    chosen_reason = models.CharField(_("lý do chọn"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("đơn vị trong kế hoạch kiểm tra")
        verbose_name_plural = _("đơn vị trong kế hoạch kiểm tra")
        ordering = ["plan", "-points", "unit__sort_key"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "unit"], name="planned_unit_once"),
            models.CheckConstraint(condition=Q(is_chosen=False) | ~Q(chosen_reason=""), name="chosen_unit_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id}:{self.unit_id}"


class Inspection(models.Model):
    home = models.ForeignKey(
        "registry.Unit", verbose_name=_("đơn vị kiểm tra"), on_delete=models.PROTECT, related_name="inspections_run"
    )
    plan = models.ForeignKey(
        InspectionPlan,
        verbose_name=_("kế hoạch kiểm tra"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="inspections",
    )
    unit = models.ForeignKey(
        "registry.Unit", verbose_name=_("đơn vị được kiểm tra"), on_delete=models.PROTECT, related_name="inspections"
    )
    starts = models.DateField(_("từ ngày"))
    ends = models.DateField(_("đến ngày"))
    decision = models.CharField(_("quyết định"), max_length=255, blank=True)
    checklist = models.CharField(_("mẫu phiếu"), max_length=80)  # key in rules/steering/inspection_checklists.yaml
    answer_due = models.DateField(_("hạn giải trình"), null=True, blank=True)
    status = models.CharField(
        _("trạng thái"), max_length=16, choices=InspectionStatus.choices, default=InspectionStatus.PLANNED
    )
    conclusion = models.TextField(_("kết luận"), blank=True)
    concluded_on = models.DateField(_("kết luận ngày"), null=True, blank=True)
    concluded_by = models.ForeignKey(
        "registry.Account",
        verbose_name=_("người kết luận"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    is_sample = models.BooleanField(_("dữ liệu minh họa"), default=False)
    added_by = models.ForeignKey(
        "registry.Account",
        verbose_name=_("người lập"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    added_at = models.DateTimeField(_("lập lúc"), auto_now_add=True)

    class Meta:
        verbose_name = _("cuộc kiểm tra")
        verbose_name_plural = _("cuộc kiểm tra")
        indexes = [
            models.Index(fields=["home", "-starts"], name="inspection_of_home"),
            models.Index(fields=["unit", "-starts"], name="inspection_of_unit"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="inspection_ends_after_it_begins"),
            models.CheckConstraint(
                condition=~Q(status=InspectionStatus.CONCLUDED) | (~Q(conclusion="") & Q(concluded_on__isnull=False)),
                name="inspection_concluded_in_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}:{self.starts}"


class InspectionMember(models.Model):
    """Who goes, in which standing; only they write records of the visit."""

    inspection = models.ForeignKey(
        Inspection, verbose_name=_("cuộc kiểm tra"), on_delete=models.CASCADE, related_name="members"
    )
    account = models.ForeignKey("registry.Account", verbose_name=_("thành viên"), on_delete=models.PROTECT)
    duty = models.CharField(_("nhiệm vụ trong đoàn"), max_length=160, blank=True)
    is_leader = models.BooleanField(_("trưởng đoàn"), default=False)

    class Meta:
        verbose_name = _("thành viên đoàn kiểm tra")
        verbose_name_plural = _("thành viên đoàn kiểm tra")
        ordering = ["-is_leader", "pk"]
        constraints = [models.UniqueConstraint(fields=["inspection", "account"], name="inspection_member_once")]

    def __str__(self) -> str:
        return f"{self.inspection_id}:{self.account_id}"


class VisitRecord(models.Model):
    """One answer at one item, as written on the spot. ``uuid`` is given by the phone: sending twice writes once."""

    inspection = models.ForeignKey(
        Inspection, verbose_name=_("cuộc kiểm tra"), on_delete=models.CASCADE, related_name="records"
    )
    uuid = models.UUIDField(_("mã ghi nhận"), unique=True)
    item = models.CharField(_("mục kiểm tra"), max_length=40, blank=True)  # code in the checklist; empty: outside it
    answer = models.CharField(_("kết quả"), max_length=8, choices=Answer.choices)
    note = models.TextField(_("ghi nhận"), blank=True)
    place = models.CharField(_("nơi ghi nhận"), max_length=255, blank=True)
    written_at = models.DateTimeField(_("ghi lúc"))  # by the phone's clock
    received_at = models.DateTimeField(_("nhận lúc"), auto_now_add=True)
    by = models.ForeignKey("registry.Account", verbose_name=_("người ghi"), null=True, on_delete=models.PROTECT)

    class Meta:
        verbose_name = _("ghi nhận tại chỗ")
        verbose_name_plural = _("ghi nhận tại chỗ")
        ordering = ["inspection", "written_at", "pk"]

    def __str__(self) -> str:
        return f"{self.item}:{self.answer}"


class VisitPhoto(models.Model):
    record = models.ForeignKey(
        VisitRecord, verbose_name=_("ghi nhận tại chỗ"), on_delete=models.CASCADE, related_name="photos"
    )
    file = models.ForeignKey("platform.StoredFile", verbose_name=_("tệp ảnh"), on_delete=models.PROTECT)

    class Meta:
        verbose_name = _("ảnh tại chỗ")
        verbose_name_plural = _("ảnh tại chỗ")
        constraints = [models.UniqueConstraint(fields=["record", "file"], name="visit_photo_once")]

    def __str__(self) -> str:
        return f"{self.record_id}:{self.file_id}"


class InspectionFinding(models.Model):
    """A fault with its legal clause; the unit answers it, the conclusion turns it into a limit and a task (J9)."""

    inspection = models.ForeignKey(
        Inspection, verbose_name=_("cuộc kiểm tra"), on_delete=models.CASCADE, related_name="findings"
    )
    record = models.OneToOneField(
        VisitRecord, verbose_name=_("ghi nhận tại chỗ"), on_delete=models.PROTECT, related_name="finding"
    )
    text = models.TextField(_("phát hiện"))
    clause = models.CharField(_("căn cứ"), max_length=255, blank=True)
    field = models.CharField(_("lĩnh vực"), max_length=20, choices=Field.choices, blank=True)
    severity = models.CharField(
        _("mức độ"), max_length=16, choices=FindingSeverity.choices, default=FindingSeverity.ORDINARY
    )
    answer = models.TextField(_("giải trình của đơn vị"), blank=True)
    accepts = models.BooleanField(_("đơn vị nhất trí"), null=True, blank=True)
    answered_on = models.DateField(_("giải trình ngày"), null=True, blank=True)
    answered_by = models.ForeignKey(
        "registry.Account",
        verbose_name=_("người giải trình"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    limit = models.OneToOneField(
        "steering.Limit",
        verbose_name=_("hạn chế phải khắc phục"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="finding",
    )

    class Meta:
        verbose_name = _("phát hiện kiểm tra")
        verbose_name_plural = _("phát hiện kiểm tra")
        ordering = ["inspection", "pk"]

    def __str__(self) -> str:
        return self.text[:80]
