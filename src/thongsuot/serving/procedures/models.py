"""Procedures and their versions; who is competent from which day (product H01–H11)."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thongsuot.registry.fields import Certainty


class VersionStatus(models.TextChoices):
    DRAFT = "version_draft", _("Đang soạn")
    PUBLISHED = "version_public", _("Đã công bố")
    WITHDRAWN = "version_withdrawn", _("Đã bãi bỏ")


class Procedure(models.Model):
    """One procedure through time. ``field`` and ``life_events`` are keys of ``rules/serving/catalogue.yaml``.

    ``home`` owns an internal procedure (H04) or one of a province's own; NULL: the nation's catalogue.
    """

    code = models.CharField(_("mã thủ tục"), max_length=40, unique=True)
    title = models.CharField(_("tên"), max_length=500)
    search_key = models.CharField(_("khóa tìm kiếm"), max_length=500)
    field = models.SlugField(_("lĩnh vực"), max_length=60)
    audiences = ArrayField(models.CharField(max_length=20), verbose_name=_("đối tượng"), default=list)
    life_events = ArrayField(
        models.CharField(max_length=40), verbose_name=_("sự kiện đời sống"), default=list, blank=True
    )
    is_internal = models.BooleanField(_("thủ tục nội bộ"), default=False)
    is_integrated = models.BooleanField(_("đã lên Cổng Dịch vụ công quốc gia"), default=False)
    home = models.ForeignKey(
        "registry.Unit",
        verbose_name=_("của đơn vị"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="procedures",
    )
    certainty = models.CharField(_("độ chắc"), max_length=12, choices=Certainty.choices, default=Certainty.SAMPLE)
    source = models.TextField(_("nguồn"), blank=True)
    is_sample = models.BooleanField(_("dữ liệu minh họa"), default=False)

    class Meta:
        verbose_name = _("thủ tục hành chính")
        verbose_name_plural = _("thủ tục hành chính")
        ordering = ["field", "code"]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class ProcedureVersion(models.Model):
    """``content`` is ``domain.content.ProcedureContent`` in plain form; ``digest`` its SHA-256 once published.

    Versions of one procedure never overlap: ``valid_to`` is the first day on which it no longer holds.
    """

    procedure = models.ForeignKey(
        Procedure, verbose_name=_("thủ tục"), on_delete=models.PROTECT, related_name="versions"
    )
    number = models.PositiveSmallIntegerField(_("phiên bản"))
    status = models.CharField(
        _("tình trạng"), max_length=20, choices=VersionStatus.choices, default=VersionStatus.DRAFT
    )
    valid_from = models.DateField(_("từ ngày"), null=True, blank=True)
    valid_to = models.DateField(_("đến trước ngày"), null=True, blank=True)
    instrument = models.CharField(_("quyết định công bố"), max_length=300, blank=True)
    announced_on = models.DateField(_("ngày công bố"), null=True, blank=True)
    content = models.JSONField(_("nội dung"))
    digest = models.CharField(_("mã băm"), max_length=64, blank=True)
    reason = models.TextField(_("lý do sửa"), blank=True)
    based_on = models.ForeignKey(
        "self", verbose_name=_("sửa từ"), null=True, blank=True, on_delete=models.PROTECT, related_name="successors"
    )
    revision = models.PositiveIntegerField(_("lần sửa"), default=1)
    published_at = models.DateTimeField(_("đăng lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("phiên bản thủ tục")
        verbose_name_plural = _("phiên bản thủ tục")
        ordering = ["procedure", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["procedure", "number"], name="procedure_version_once"),
            models.CheckConstraint(
                condition=Q(status=VersionStatus.DRAFT) | (~Q(digest="") & Q(valid_from__isnull=False)),
                name="procedure_version_public_is_fixed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.procedure_id} v{self.number}"


class ProcedureCompetence(models.Model):
    """Who decides from which day, where an instrument moved it to another level (H03); stands before the version's.

    ``level``: ``domain.content.Level``. ``valid_to`` is the first day on which it no longer holds.
    """

    procedure = models.ForeignKey(
        Procedure, verbose_name=_("thủ tục"), on_delete=models.PROTECT, related_name="competences"
    )
    level = models.CharField(_("cấp giải quyết"), max_length=12)
    valid_from = models.DateField(_("từ ngày"))
    valid_to = models.DateField(_("đến trước ngày"), null=True, blank=True)
    instrument = models.CharField(_("văn bản phân cấp"), max_length=300)
    certainty = models.CharField(_("độ chắc"), max_length=12, choices=Certainty.choices, default=Certainty.SAMPLE)

    class Meta:
        verbose_name = _("phân cấp giải quyết")
        verbose_name_plural = _("phân cấp giải quyết")
        ordering = ["procedure", "-valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["procedure", "valid_from"], name="procedure_competence_once"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=models.F("valid_from")),
                name="procedure_competence_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.procedure_id} {self.level} {self.valid_from}"


class ReviewState(models.TextChoices):
    """States of an item of «Rà soát thủ tục» (H08)."""

    OPEN = "review_open", _("Mới nhận")
    STUDYING = "review_studying", _("Đang xem xét")
    ACCEPTED = "review_accepted", _("Sẽ sửa thủ tục")
    DECLINED = "review_declined", _("Giữ nguyên, đã nêu lý do")


class ReviewTopic(models.TextChoices):
    """What is a nuisance in the procedure."""

    PAPERS = "papers", _("Phải nộp giấy tờ không cần thiết")
    TIME = "time", _("Chờ lâu, nhiều bước")
    TRIPS = "trips", _("Phải đi lại nhiều lần")
    COST = "cost", _("Tốn kém")
    WORDS = "words", _("Khó hiểu, khó khai")
    OTHER = "other", _("Điều khác")


class ReviewItem(models.Model):
    """«Thủ tục này phiền hà»: said by anybody, without a name; answered in public."""

    procedure = models.ForeignKey(
        Procedure, verbose_name=_("thủ tục"), on_delete=models.PROTECT, related_name="reviews"
    )
    version = models.ForeignKey(
        ProcedureVersion, verbose_name=_("phiên bản"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    topic = models.CharField(_("phiền hà ở điểm"), max_length=10, choices=ReviewTopic.choices)
    text = models.TextField(_("nội dung"), blank=True)
    status = models.CharField(_("tình trạng"), max_length=20, choices=ReviewState.choices, default=ReviewState.OPEN)
    answer = models.TextField(_("trả lời"), blank=True)
    answered_by = models.ForeignKey(
        "registry.Account",
        verbose_name=_("người trả lời"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    answered_at = models.DateTimeField(_("trả lời lúc"), null=True, blank=True)
    added_at = models.DateTimeField(_("nhận lúc"), auto_now_add=True)
    is_sample = models.BooleanField(_("dữ liệu minh họa"), default=False)

    class Meta:
        verbose_name = _("ý kiến rà soát thủ tục")
        verbose_name_plural = _("ý kiến rà soát thủ tục")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["procedure", "status"], name="procedure_review_state")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status__in=(ReviewState.ACCEPTED, ReviewState.DECLINED)) | ~Q(answer=""),
                name="procedure_review_end_has_answer",
            )
        ]

    def __str__(self) -> str:
        return f"{self.procedure_id}: {self.topic}"
