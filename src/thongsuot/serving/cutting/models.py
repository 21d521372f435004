"""Packages of cuts, proposals, what people say of them, and the rules a simplification must amend (J10, H01, H02)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thongsuot.registry.fields import Certainty
from thongsuot.serving.cutting.choices import AmendStatus, CutStatus, OpinionStatus, Stance
from thongsuot.serving.procedures.models import Procedure, ProcedureVersion


class CutPackage(models.Model):
    """Cuts approved together. ``printed_*``: days as the document prints them; ``certainty`` is of these totals.

    ``printed_words`` are the figure's own words, by which the confirmed claim is found.
    """

    key = models.SlugField(_("mã bền"), max_length=80, unique=True)
    title = models.CharField(_("tên"), max_length=300)
    home = models.ForeignKey(
        "registry.Unit", verbose_name=_("của đơn vị"), on_delete=models.PROTECT, related_name="cut_packages"
    )
    year = models.PositiveSmallIntegerField(_("năm"))
    planned = models.PositiveIntegerField(_("số thủ tục theo kế hoạch"), null=True, blank=True)
    printed_before = models.DecimalField(_("tổng số ngày"), max_digits=10, decimal_places=1, null=True, blank=True)
    printed_cut = models.DecimalField(_("số ngày cắt giảm"), max_digits=10, decimal_places=1, null=True, blank=True)
    printed_words = models.CharField(_("chữ trong văn bản"), max_length=160, blank=True)
    source = models.CharField(_("nguồn"), max_length=300, blank=True)
    certainty = models.CharField(_("độ chắc"), max_length=12, choices=Certainty.choices, default=Certainty.TO_VERIFY)
    rows_are_sample = models.BooleanField(_("các dòng là dữ liệu minh họa"), default=False)

    class Meta:
        verbose_name = _("gói cắt giảm")
        verbose_name_plural = _("gói cắt giảm")
        ordering = ["-year", "key"]

    def __str__(self) -> str:
        return self.title


class CutRow(models.Model):
    """One procedure of a package: days before and after. ``volume``: dossiers a year, NULL where nobody counted."""

    package = models.ForeignKey(
        CutPackage, verbose_name=_("gói cắt giảm"), on_delete=models.CASCADE, related_name="rows"
    )
    ordinal = models.PositiveSmallIntegerField(_("thứ tự"))
    field = models.CharField(_("lĩnh vực"), max_length=120)
    title = models.CharField(_("thủ tục"), max_length=300)
    days_before = models.DecimalField(_("số ngày trước"), max_digits=7, decimal_places=1)
    days_after = models.DecimalField(_("số ngày sau"), max_digits=7, decimal_places=1)
    volume = models.PositiveIntegerField(_("hồ sơ một năm"), null=True, blank=True)

    class Meta:
        verbose_name = _("dòng cắt giảm")
        verbose_name_plural = _("dòng cắt giảm")
        ordering = ["package", "ordinal"]
        constraints = [
            models.UniqueConstraint(fields=["package", "ordinal"], name="cut_row_once"),
            models.CheckConstraint(condition=Q(days_before__gt=0) & Q(days_after__gte=0), name="cut_row_days_are_days"),
        ]

    def __str__(self) -> str:
        return self.title


class CutProposal(models.Model):
    """An edited copy of a version. ``content`` is ``ProcedureContent`` in plain form; ``version``: what came of it.

    ``revision`` rises with each change, so that two people at one draft see each other.
    """

    home = models.ForeignKey(
        "registry.Unit", verbose_name=_("đơn vị đề xuất"), on_delete=models.PROTECT, related_name="cut_proposals"
    )
    procedure = models.ForeignKey(
        Procedure, verbose_name=_("thủ tục"), on_delete=models.PROTECT, related_name="cut_proposals"
    )
    base = models.ForeignKey(
        ProcedureVersion, verbose_name=_("so với phiên bản"), on_delete=models.PROTECT, related_name="cut_proposals"
    )
    content = models.JSONField(_("nội dung đề xuất"))
    reason = models.TextField(_("lý do"))
    volume = models.PositiveIntegerField(_("hồ sơ một năm"), null=True, blank=True)
    status = models.CharField(_("trạng thái"), max_length=16, choices=CutStatus.choices, default=CutStatus.DRAFT)
    revision = models.PositiveIntegerField(_("lần sửa"), default=1)
    made_by = models.ForeignKey(
        "registry.Account", verbose_name=_("người đề xuất"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(_("lập lúc"), auto_now_add=True)
    submitted_by = models.ForeignKey(
        "registry.Account",
        verbose_name=_("người trình"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    decided_by = models.ForeignKey(
        "registry.Account",
        verbose_name=_("người quyết định"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("quyết định lúc"), null=True, blank=True)
    decision_reason = models.TextField(_("lý do không duyệt"), blank=True)
    version = models.OneToOneField(
        ProcedureVersion,
        verbose_name=_("phiên bản mới"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="from_cut",
    )
    is_sample = models.BooleanField(_("dữ liệu minh họa"), default=False)

    class Meta:
        verbose_name = _("đề xuất cắt giảm")
        verbose_name_plural = _("đề xuất cắt giảm")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["status", "-id"], name="cut_proposal_status")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status__in=(CutStatus.APPROVED, CutStatus.PUBLISHED))
                | (Q(decided_by__isnull=False) & ~Q(decided_by=F("submitted_by")) & ~Q(decided_by=F("made_by"))),
                name="cut_is_approved_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(status=CutStatus.PUBLISHED) | Q(version__isnull=False), name="cut_published_has_version"
            ),
            models.CheckConstraint(
                condition=~Q(status=CutStatus.REFUSED) | ~Q(decision_reason=""), name="cut_refused_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.procedure_id}: {self.reason[:60]}"


class CutOpinion(models.Model):
    """What an agency or the public says of a proposal. ``unit`` is set for an agency.

    Words of the public wait for moderation (product §1.U.6); a refusal keeps its reason.
    """

    proposal = models.ForeignKey(
        CutProposal, verbose_name=_("đề xuất cắt giảm"), on_delete=models.CASCADE, related_name="opinions"
    )
    unit = models.ForeignKey(
        "registry.Unit", verbose_name=_("cơ quan"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    author_name = models.CharField(_("người góp ý"), max_length=120, blank=True)
    stance = models.CharField(_("ý kiến"), max_length=10, choices=Stance.choices)
    text = models.TextField(_("nội dung"))
    status = models.CharField(
        _("trạng thái"), max_length=16, choices=OpinionStatus.choices, default=OpinionStatus.PENDING
    )
    moderated_by = models.ForeignKey(
        "registry.Account",
        verbose_name=_("người duyệt"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    moderation_reason = models.CharField(_("lý do không đăng"), max_length=300, blank=True)
    given_at = models.DateTimeField(_("lúc"), auto_now_add=True)
    is_sample = models.BooleanField(_("dữ liệu minh họa"), default=False)

    class Meta:
        verbose_name = _("ý kiến về cắt giảm")
        verbose_name_plural = _("ý kiến về cắt giảm")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["status", "-id"], name="cut_opinion_status")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status=OpinionStatus.HIDDEN) | ~Q(moderation_reason=""), name="cut_opinion_hidden_says_why"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class SimplifiedRule(models.Model):
    """A rule to simplify and the document that must be amended for it (H02)."""

    ordinal = models.PositiveSmallIntegerField(_("thứ tự"))
    package = models.ForeignKey(
        CutPackage, verbose_name=_("gói cắt giảm"), on_delete=models.CASCADE, related_name="simplified_rules"
    )
    body = models.CharField(_("bộ, cơ quan"), max_length=200)
    text = models.CharField(_("quy định"), max_length=500)
    document = models.CharField(_("văn bản phải sửa"), max_length=300)
    status = models.CharField(_("tiến độ sửa"), max_length=16, choices=AmendStatus.choices, default=AmendStatus.WAITING)
    amended_by = models.CharField(_("văn bản sửa đổi"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("quy định đơn giản hóa")
        verbose_name_plural = _("quy định đơn giản hóa")
        ordering = ["package", "ordinal"]
        constraints = [
            models.UniqueConstraint(fields=["package", "ordinal"], name="simplified_rule_once"),
            models.CheckConstraint(
                condition=~Q(status=AmendStatus.AMENDED) | ~Q(amended_by=""), name="simplified_rule_amended_by"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]
