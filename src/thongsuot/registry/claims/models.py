"""A number is a claim, not a cell (product §0.3): who it is about, what, when, how much, how sure, said where."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from thongsuot.kernel.figures import Direction, Qualifier
from thongsuot.kernel.periods import PeriodKind
from thongsuot.registry.fields import PrintedDecimalField, ReviewStatus


class ClaimOrigin(models.TextChoices):
    READING = "reading", _("Đọc từ văn bản")
    TABLE = "table", _("Nhập từ bảng")
    ENTRY = "entry", _("Nhập tay")
    DERIVED = "derived", _("Suy ra")


class Claim(models.Model):
    """Mirrors ``kernel.figures.Figure``; ``claims.shape`` converts both ways. NULL means the source does not say."""

    document = models.ForeignKey(
        "registry.Document", verbose_name=_("nguồn"), on_delete=models.PROTECT, related_name="claims"
    )
    origin = models.CharField(_("cách có"), max_length=8, choices=ClaimOrigin.choices)
    subject = models.ForeignKey(
        "registry.Unit",
        verbose_name=_("đơn vị"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="claims",
    )
    subject_text = models.CharField(_("đơn vị như trong nguồn"), max_length=255, blank=True)
    indicator = models.ForeignKey(
        "registry.Indicator",
        verbose_name=_("chỉ tiêu"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="claims",
    )
    name = models.CharField(_("chỉ tiêu như trong nguồn"), max_length=500)
    period_kind = models.CharField(
        _("loại kỳ"), max_length=16, choices=[(kind.value, kind.value) for kind in PeriodKind], blank=True
    )
    period_start = models.DateField(_("kỳ từ ngày"), null=True, blank=True)
    period_end = models.DateField(_("kỳ đến ngày"), null=True, blank=True)
    period_text = models.CharField(_("kỳ"), max_length=160, blank=True)

    value = PrintedDecimalField(_("giá trị"))
    value_exponent = models.SmallIntegerField(_("độ chính xác in (số mũ)"), null=True, blank=True)
    value_min = PrintedDecimalField(_("từ"))
    value_max = PrintedDecimalField(_("đến"))
    unit_of_measure = models.CharField(_("đơn vị tính"), max_length=80, blank=True)
    qualifier = models.CharField(
        _("định tính"), max_length=2, choices=[(q.value, q.value) for q in Qualifier], default=Qualifier.EXACT.value
    )
    numerator = PrintedDecimalField(_("tử số"))
    denominator = PrintedDecimalField(_("mẫu số"))
    rank = models.PositiveIntegerField(_("thứ hạng"), null=True, blank=True)
    rank_max = models.PositiveIntegerField(_("hạng cuối của nhóm"), null=True, blank=True)
    out_of = models.PositiveIntegerField(_("trong số"), null=True, blank=True)
    rank_scope = models.CharField(_("xếp trong"), max_length=160, blank=True)
    region_rank = models.PositiveIntegerField(_("hạng trong vùng"), null=True, blank=True)
    region_out_of = models.PositiveIntegerField(_("trong số của vùng"), null=True, blank=True)
    rank_change = models.IntegerField(_("thay đổi hạng"), null=True, blank=True)
    change = PrintedDecimalField(_("thay đổi"))
    change_unit = models.CharField(_("đơn vị thay đổi"), max_length=40, blank=True)
    change_base = models.CharField(_("so với"), max_length=160, blank=True)
    change_equivalent = PrintedDecimalField(_("thay đổi theo thang khác"))
    equivalent = PrintedDecimalField(_("tương ứng"))
    equivalent_unit = models.CharField(_("đơn vị tương ứng"), max_length=40, blank=True)
    target = PrintedDecimalField(_("mục tiêu"))
    target_direction = models.CharField(
        _("chiều mục tiêu"), max_length=2, choices=[(d.value, d.value) for d in Direction], blank=True
    )
    target_surplus = PrintedDecimalField(_("vượt mục tiêu"))
    outcome = models.CharField(_("đánh giá trong nguồn"), max_length=40, blank=True)
    grade = models.CharField(_("xếp loại"), max_length=40, blank=True)
    source_body = models.CharField(_("cơ quan cho số liệu"), max_length=255, blank=True)
    cue = models.CharField(_("dấu hiệu nhận ra"), max_length=255, blank=True)
    note = models.TextField(_("ghi chú"), blank=True)

    status = models.CharField(
        _("trạng thái"), max_length=12, choices=ReviewStatus.choices, default=ReviewStatus.PROPOSED
    )
    entered_by = models.ForeignKey(
        "registry.Account",
        verbose_name=_("người ghi"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="entered_claims",
    )
    reviewed_by = models.ForeignKey(
        "registry.Account", verbose_name=_("người xác nhận"), null=True, blank=True, on_delete=models.PROTECT
    )
    reviewed_at = models.DateTimeField(_("xác nhận lúc"), null=True, blank=True)
    supersedes = models.ForeignKey(
        "self",
        verbose_name=_("thay cho"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="revisions",
    )
    revision_reason = models.TextField(_("lý do điều chỉnh"), blank=True)
    is_public = models.BooleanField(_("công khai"), default=False)
    is_sample = models.BooleanField(_("dữ liệu minh họa"), default=False)
    created_at = models.DateTimeField(_("ghi lúc"), auto_now_add=True)

    class Meta:
        verbose_name = _("số liệu")
        verbose_name_plural = _("số liệu")
        indexes = [
            models.Index(fields=["subject", "indicator", "-period_end"], name="claim_series"),
            models.Index(fields=["indicator", "period_end", "rank"], name="claim_league"),
            models.Index(fields=["document", "id"], name="claim_document"),
            models.Index(fields=["status", "id"], name="claim_desk"),
            # Which periods an indicator has, and which are the newest, without touching the rows themselves.
            models.Index(
                fields=["indicator", "period_end", "period_start", "period_kind"],
                include=["period_text", "subject", "status", "is_public"],
                condition=Q(indicator__isnull=False, subject__isnull=False, period_end__isnull=False),
                name="claim_periods",
            ),
            models.Index(
                fields=["-period_end"],
                include=["indicator", "status", "is_public"],
                condition=Q(indicator__isnull=False, subject__isnull=False, period_end__isnull=False),
                name="claim_newest",
            ),
            # The desk looks for a stretch of the name, marks and case as typed.
            GinIndex(OpClass(Upper("name"), name="gin_trgm_ops"), name="claim_name_part"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(value__isnull=False)
                | Q(value_min__isnull=False)
                | Q(rank__isnull=False)
                | ~Q(grade="")
                | Q(numerator__isnull=False),
                name="claim_says_something",
            ),
            models.UniqueConstraint(
                fields=["supersedes"],
                condition=Q(supersedes__isnull=False) & ~Q(status=ReviewStatus.REJECTED),
                name="claim_one_living_revision",
            ),
            models.CheckConstraint(
                condition=Q(rank__isnull=True) | Q(out_of__isnull=True) | Q(rank__gte=1), name="claim_rank_from_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject_text} · {self.name}"


class ClaimSpan(models.Model):
    """Where the source says it: a stretch of text, or a row of a table (``locator``)."""

    claim = models.ForeignKey(Claim, verbose_name=_("số liệu"), on_delete=models.CASCADE, related_name="spans")
    start = models.PositiveIntegerField(_("từ ký tự"), null=True, blank=True)
    end = models.PositiveIntegerField(_("đến ký tự"), null=True, blank=True)
    quote = models.TextField(_("trích nguyên văn"), blank=True)
    locator = models.CharField(_("vị trí trong bảng"), max_length=160, blank=True)
    value_start = models.PositiveIntegerField(_("con số từ ký tự"), null=True, blank=True)
    value_end = models.PositiveIntegerField(_("con số đến ký tự"), null=True, blank=True)
    is_primary = models.BooleanField(_("chỗ chính"), default=True)

    class Meta:
        verbose_name = _("chỗ dẫn")
        verbose_name_plural = _("chỗ dẫn")
        ordering = ["claim", "start"]

    def __str__(self) -> str:
        return self.quote[:80] or self.locator


class ClaimCitation(models.Model):
    """A figure of the record printed again in another document: the same claim, not a second one (promise 5)."""

    claim = models.ForeignKey(Claim, verbose_name=_("số liệu"), on_delete=models.PROTECT, related_name="citations")
    document = models.ForeignKey(
        "registry.Document", verbose_name=_("văn bản dẫn lại"), on_delete=models.CASCADE, related_name="citations"
    )
    start = models.PositiveIntegerField(_("từ ký tự"))
    end = models.PositiveIntegerField(_("đến ký tự"))

    class Meta:
        verbose_name = _("chỗ dẫn lại")
        verbose_name_plural = _("chỗ dẫn lại")
        ordering = ["document", "start"]
        constraints = [models.UniqueConstraint(fields=["document", "start", "end"], name="citation_once")]

    def __str__(self) -> str:
        return f"{self.claim_id}@{self.document_id}:{self.start}"
