"""Limits and what is done about them: cause, action, position, date, proof (R01–R03); four boxes for each unit."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thongsuot.registry.fields import PrintedDecimalField
from thongsuot.registry.indicators.models import Field
from thongsuot.steering.remedies.choices import (
    OPEN_LIMITS,
    LimitCause,
    LimitSource,
    LimitStatus,
    RemedyPlanStatus,
)


class RemedyPlan(models.Model):
    """A set of limits to mend, laid before the People's Committee to be issued under its number."""

    key = models.SlugField(_("mã bền"), max_length=120, unique=True)
    title = models.CharField(_("tên"), max_length=500)
    home = models.ForeignKey(
        "registry.Unit", verbose_name=_("của đơn vị"), on_delete=models.PROTECT, related_name="remedy_plans"
    )
    year = models.PositiveSmallIntegerField(_("năm"))
    basis = models.TextField(_("căn cứ"), blank=True)
    submit_due = models.DateField(_("hạn trình"), null=True, blank=True)
    submit_due_text = models.CharField(_("hạn trình như trong văn bản"), max_length=160, blank=True)
    finish_due = models.DateField(_("hạn hoàn thành"), null=True, blank=True)
    status = models.CharField(
        _("trạng thái"), max_length=16, choices=RemedyPlanStatus.choices, default=RemedyPlanStatus.DRAFT
    )
    submitted_on = models.DateField(_("trình ngày"), null=True, blank=True)
    number = models.CharField(_("số, ký hiệu"), max_length=80, blank=True)
    issued_on = models.DateField(_("ban hành ngày"), null=True, blank=True)
    is_sample = models.BooleanField(_("dữ liệu minh họa"), default=False)
    added_by = models.ForeignKey(
        "registry.Account", verbose_name=_("người lập"), null=True, blank=True, on_delete=models.SET_NULL
    )
    added_at = models.DateTimeField(_("lập lúc"), auto_now_add=True)

    class Meta:
        verbose_name = _("kế hoạch khắc phục")
        verbose_name_plural = _("kế hoạch khắc phục")
        constraints = [
            models.CheckConstraint(
                condition=~Q(status=RemedyPlanStatus.ISSUED) | (~Q(number="") & Q(issued_on__isnull=False)),
                name="remedy_plan_issued_has_number",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Limit(models.Model):
    """``home`` follows it up, ``unit`` must mend it; without a unit it lies with the whole of ``home`` («chung»)."""

    home = models.ForeignKey(
        "registry.Unit", verbose_name=_("đơn vị theo dõi"), on_delete=models.PROTECT, related_name="limits_followed"
    )
    unit = models.ForeignKey(
        "registry.Unit",
        verbose_name=_("đơn vị có hạn chế"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="limits",
    )
    unit_text = models.CharField(_("đơn vị như trong nguồn"), max_length=255, blank=True)
    text = models.TextField(_("hạn chế"))
    field = models.CharField(_("lĩnh vực"), max_length=20, choices=Field.choices, blank=True)
    year = models.PositiveSmallIntegerField(_("năm"))
    source = models.CharField(_("từ đâu"), max_length=12, choices=LimitSource.choices, default=LimitSource.ENTRY)
    source_text = models.CharField(_("nguồn"), max_length=500, blank=True)
    limitation = models.OneToOneField(
        "registry.Limitation",
        verbose_name=_("câu trong văn bản"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="limit",
    )
    criterion = models.CharField(_("tiêu chí"), max_length=80, blank=True)  # «2024/3.1» of a measuring round
    score = PrintedDecimalField(_("điểm đạt"))
    maximum = PrintedDecimalField(_("điểm tối đa"))
    status = models.CharField(_("trạng thái"), max_length=12, choices=LimitStatus.choices, default=LimitStatus.DRAFT)
    cause_code = models.CharField(_("loại nguyên nhân"), max_length=12, choices=LimitCause.choices, blank=True)
    cause = models.TextField(_("nguyên nhân"), blank=True)
    position = models.ForeignKey(
        "registry.Position",
        verbose_name=_("chức danh chịu trách nhiệm"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="limits",
    )
    due = models.DateField(_("hạn khắc phục"), null=True, blank=True)
    due_text = models.CharField(_("hạn như trong văn bản"), max_length=160, blank=True)
    plan = models.ForeignKey(
        RemedyPlan,
        verbose_name=_("kế hoạch khắc phục"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="limits",
    )
    recurs = models.ForeignKey(
        "self",
        verbose_name=_("lặp lại hạn chế"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="came_back_as",
    )
    opened_on = models.DateField(_("nhận ngày"), null=True, blank=True)
    closed_on = models.DateField(_("khắc phục xong ngày"), null=True, blank=True)
    closed_by = models.ForeignKey(
        "registry.Account",
        verbose_name=_("người xác nhận"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    decision_reason = models.TextField(_("lý do bỏ qua hoặc mở lại"), blank=True)
    search_key = models.CharField(_("khóa tìm kiếm"), max_length=1100, blank=True)
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
    changed_at = models.DateTimeField(_("thay đổi lúc"), auto_now=True)

    class Meta:
        verbose_name = _("hạn chế")
        verbose_name_plural = _("hạn chế")
        indexes = [
            GinIndex(OpClass("search_key", name="gin_trgm_ops"), name="limit_words"),
            models.Index(fields=["home", "status", "due"], name="limit_board"),
            models.Index(fields=["unit", "year", "field"], name="limit_of_unit"),
            models.Index(fields=["due"], condition=Q(status__in=OPEN_LIMITS), name="limit_open_due"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status=LimitStatus.CLOSED)
                | (~Q(cause_code="") & ~Q(cause="") & Q(position__isnull=False) & Q(closed_on__isnull=False)),
                name="limit_closed_has_cause_and_position",
            ),
            models.CheckConstraint(
                condition=~Q(status=LimitStatus.NOT_A_LIMIT) | ~Q(decision_reason=""), name="limit_set_aside_says_why"
            ),
            models.UniqueConstraint(
                fields=["home", "unit", "criterion"],
                condition=~Q(criterion=""),
                name="limit_of_criterion_once",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def is_open(self) -> bool:
        return self.status in OPEN_LIMITS


class LimitAction(models.Model):
    """What is done about the limit is a task like any other, accepted by its giver."""

    limit = models.ForeignKey(Limit, verbose_name=_("hạn chế"), on_delete=models.CASCADE, related_name="actions")
    task = models.ForeignKey(
        "steering.Task", verbose_name=_("nhiệm vụ"), on_delete=models.PROTECT, related_name="limit_actions"
    )
    added_at = models.DateTimeField(_("gắn lúc"), auto_now_add=True)

    class Meta:
        verbose_name = _("giải pháp khắc phục")
        verbose_name_plural = _("giải pháp khắc phục")
        ordering = ["limit", "pk"]
        constraints = [models.UniqueConstraint(fields=["limit", "task"], name="limit_action_once")]

    def __str__(self) -> str:
        return f"{self.limit_id}→{self.task_id}"


class LimitProof(models.Model):
    """That the limit is gone: words with a stored file, a figure of the record or an official document."""

    limit = models.ForeignKey(Limit, verbose_name=_("hạn chế"), on_delete=models.CASCADE, related_name="proofs")
    note = models.TextField(_("chứng minh điều gì"))
    file_digest = models.CharField(_("mã băm tệp"), max_length=64, blank=True)  # platform.StoredFile.digest
    file_name = models.CharField(_("tên tệp"), max_length=255, blank=True)
    claim = models.ForeignKey(
        "registry.Claim", verbose_name=_("số liệu"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    document = models.ForeignKey(
        "registry.Document",
        verbose_name=_("văn bản"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    added_by = models.ForeignKey(
        "registry.Account", verbose_name=_("người gửi"), null=True, blank=True, on_delete=models.PROTECT
    )
    added_at = models.DateTimeField(_("lúc"), auto_now_add=True)

    class Meta:
        verbose_name = _("minh chứng khắc phục")
        verbose_name_plural = _("minh chứng khắc phục")
        ordering = ["limit", "pk"]

    def __str__(self) -> str:
        return self.note[:80]


class FourBox(models.Model):
    """«Ưu điểm, nhược điểm, nguyên nhân, trách nhiệm» of one unit in one year (R02)."""

    home = models.ForeignKey(
        "registry.Unit", verbose_name=_("đơn vị theo dõi"), on_delete=models.PROTECT, related_name="four_boxes_followed"
    )
    unit = models.ForeignKey(
        "registry.Unit", verbose_name=_("đơn vị"), on_delete=models.PROTECT, related_name="four_boxes"
    )
    year = models.PositiveSmallIntegerField(_("năm"))
    strengths = models.TextField(_("ưu điểm"), blank=True)
    weaknesses = models.TextField(_("nhược điểm"), blank=True)
    causes = models.TextField(_("nguyên nhân"), blank=True)
    duties = models.TextField(_("trách nhiệm"), blank=True)
    is_sample = models.BooleanField(_("dữ liệu minh họa"), default=False)
    changed_at = models.DateTimeField(_("sửa lúc"), auto_now=True)

    class Meta:
        verbose_name = _("phân tích bốn ô")
        verbose_name_plural = _("phân tích bốn ô")
        constraints = [models.UniqueConstraint(fields=["unit", "year"], name="four_box_once")]

    def __str__(self) -> str:
        return f"{self.unit_id}:{self.year}"
