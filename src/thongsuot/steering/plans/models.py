"""Plans in a tree over levels and years: goals, numeric targets and their series. Tasks point at the plan."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thongsuot.kernel.periods import PeriodKind
from thongsuot.registry.fields import PrintedDecimalField
from thongsuot.steering.tasks.choices import Level, Programme


class PlanStatus(models.TextChoices):
    DRAFT = "draft", _("Dự thảo")
    ISSUED = "issued", _("Đã ban hành")
    CLOSED = "closed", _("Đã tổng kết")


class Plan(models.Model):
    """A party resolution, a stage plan, a yearly plan, a unit's own plan; ``parent`` is what it carries out (A15)."""

    key = models.SlugField(_("mã bền"), max_length=120, unique=True)
    title = models.CharField(_("tên"), max_length=500)
    number = models.CharField(_("số, ký hiệu"), max_length=80, blank=True)
    dated = models.DateField(_("ngày ban hành"), null=True, blank=True)
    issuer_text = models.CharField(_("cơ quan ban hành"), max_length=255, blank=True)
    unit = models.ForeignKey(
        "registry.Unit", verbose_name=_("của đơn vị"), on_delete=models.PROTECT, related_name="plans"
    )
    document = models.ForeignKey(
        "registry.Document", verbose_name=_("văn bản"), null=True, blank=True, on_delete=models.PROTECT
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("thực hiện theo"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    programme = models.CharField(_("chương trình"), max_length=8, choices=Programme.choices)
    level = models.CharField(_("cấp"), max_length=12, choices=Level.choices)
    year_from = models.PositiveSmallIntegerField(_("từ năm"))
    year_to = models.PositiveSmallIntegerField(_("đến năm"))
    status = models.CharField(_("trạng thái"), max_length=8, choices=PlanStatus.choices, default=PlanStatus.DRAFT)
    is_public = models.BooleanField(_("công khai"), default=False)
    is_sample = models.BooleanField(_("dữ liệu minh họa"), default=False)
    added_by = models.ForeignKey(
        "registry.Account", verbose_name=_("người lập"), null=True, blank=True, on_delete=models.SET_NULL
    )
    added_at = models.DateTimeField(_("lập lúc"), auto_now_add=True)

    class Meta:
        verbose_name = _("kế hoạch")
        verbose_name_plural = _("kế hoạch")
        indexes = [models.Index(fields=["unit", "programme", "year_to"], name="plan_of_unit")]
        constraints = [
            models.CheckConstraint(condition=Q(year_to__gte=F("year_from")), name="plan_ends_after_it_begins")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def tone(self) -> str:
        """Tone of the badge that shows the state."""
        return {PlanStatus.DRAFT: "info", PlanStatus.ISSUED: "good"}.get(PlanStatus(self.status), "neutral")


class Goal(models.Model):
    plan = models.ForeignKey(Plan, verbose_name=_("kế hoạch"), on_delete=models.CASCADE, related_name="goals")
    parent = models.ForeignKey(
        "self", verbose_name=_("thuộc mục"), null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    code = models.CharField(_("số mục"), max_length=40, blank=True)
    title = models.TextField(_("nội dung"))
    source_locator = models.CharField(_("vị trí trong nguồn"), max_length=160, blank=True)  # «bảng 1, dòng 5»
    order = models.PositiveIntegerField(_("thứ tự"), default=0)

    class Meta:
        verbose_name = _("mục tiêu")
        verbose_name_plural = _("mục tiêu")
        ordering = ["plan", "order", "pk"]

    def __str__(self) -> str:
        return self.title[:80]


class TargetDirection(models.TextChoices):
    AT_LEAST = ">=", _("tối thiểu")
    AT_MOST = "<=", _("không quá")


class Target(models.Model):
    """A number to reach. ``aim`` is the number, ``baseline`` where it started; the series is in ``TargetValue``."""

    plan = models.ForeignKey(Plan, verbose_name=_("kế hoạch"), on_delete=models.CASCADE, related_name="targets")
    goal = models.ForeignKey(
        Goal, verbose_name=_("mục tiêu"), null=True, blank=True, on_delete=models.PROTECT, related_name="targets"
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("cụ thể hóa"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    code = models.CharField(_("số mục"), max_length=40, blank=True)
    name = models.CharField(_("chỉ tiêu"), max_length=500)
    indicator = models.ForeignKey(
        "registry.Indicator", verbose_name=_("chỉ tiêu trong từ điển"), null=True, blank=True, on_delete=models.PROTECT
    )
    unit_of_measure = models.CharField(_("đơn vị tính"), max_length=80, blank=True)
    decimals = models.PositiveSmallIntegerField(_("số chữ số thập phân"), default=2)
    direction = models.CharField(
        _("chiều"), max_length=2, choices=TargetDirection.choices, default=TargetDirection.AT_LEAST
    )
    aim = PrintedDecimalField(_("mục tiêu"))
    aim_claim = models.ForeignKey(
        "registry.Claim",
        verbose_name=_("số liệu mục tiêu"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    baseline = PrintedDecimalField(_("mức ban đầu"))
    baseline_on = models.DateField(_("mức ban đầu ngày"), null=True, blank=True)
    due = models.DateField(_("hạn"), null=True, blank=True)
    due_text = models.CharField(_("hạn như trong văn bản"), max_length=160, blank=True)
    lead = models.ForeignKey(
        "registry.Unit", verbose_name=_("đơn vị chủ trì"), null=True, blank=True, on_delete=models.PROTECT
    )
    lead_text = models.CharField(_("chủ trì như trong văn bản"), max_length=500, blank=True)
    source_locator = models.CharField(_("vị trí trong nguồn"), max_length=160, blank=True)  # «dòng 12», «tr. 3»
    is_sample = models.BooleanField(_("dữ liệu minh họa"), default=False)

    class Meta:
        verbose_name = _("chỉ tiêu kế hoạch")
        verbose_name_plural = _("chỉ tiêu kế hoạch")
        ordering = ["plan", "pk"]

    def __str__(self) -> str:
        return self.name[:80]


class ValueKind(models.TextChoices):
    PLANNED = "planned", _("Kế hoạch")
    ACTUAL = "actual", _("Thực hiện")


class TargetValue(models.Model):
    """One point of a target's series; an actual one may stand on a claim, from which its number is taken."""

    target = models.ForeignKey(Target, verbose_name=_("chỉ tiêu"), on_delete=models.CASCADE, related_name="values")
    kind = models.CharField(_("loại"), max_length=8, choices=ValueKind.choices)
    period_kind = models.CharField(
        _("loại kỳ"), max_length=16, choices=[(kind.value, kind.value) for kind in PeriodKind]
    )
    period_start = models.DateField(_("kỳ từ ngày"), null=True, blank=True)
    period_end = models.DateField(_("kỳ đến ngày"))
    period_text = models.CharField(_("kỳ"), max_length=160)
    value = PrintedDecimalField(_("giá trị"), null=False, blank=False)
    numerator = PrintedDecimalField(_("tử số"))
    denominator = PrintedDecimalField(_("mẫu số"))
    claim = models.ForeignKey(
        "registry.Claim",
        verbose_name=_("số liệu"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="target_values",
    )
    note = models.CharField(_("ghi chú"), max_length=255, blank=True)
    entered_by = models.ForeignKey(
        "registry.Account", verbose_name=_("người nhập"), null=True, blank=True, on_delete=models.SET_NULL
    )
    entered_at = models.DateTimeField(_("nhập lúc"), auto_now=True)

    class Meta:
        verbose_name = _("giá trị chỉ tiêu")
        verbose_name_plural = _("giá trị chỉ tiêu")
        ordering = ["target", "period_end"]
        constraints = [models.UniqueConstraint(fields=["target", "kind", "period_end"], name="target_value_once")]

    def __str__(self) -> str:
        return f"{self.target_id}@{self.period_end}"
