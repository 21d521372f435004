"""Documents as they came in: text untouched, noise marked beside it, every passage with a stable anchor."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class DocumentKind(models.TextChoices):
    NEWS = "news", _("Tin bài")
    NOTICE = "notice", _("Thông báo kết luận")
    REPORT = "report", _("Báo cáo")
    PLAN = "plan", _("Kế hoạch")
    DECISION = "decision", _("Quyết định")
    RESULT_TABLE = "result_table", _("Bảng kết quả công bố")
    OTHER = "other", _("Văn bản khác")


class DocumentStatus(models.TextChoices):
    IN_REVIEW = "in_review", _("Chờ xác nhận")
    REVIEWED = "reviewed", _("Đã xác nhận")


class Document(models.Model):
    """``text`` is NFC, otherwise as given; every offset in the record counts its characters."""

    key = models.SlugField(_("mã bền"), max_length=120, unique=True)
    title = models.CharField(_("tiêu đề"), max_length=500)
    kind = models.CharField(_("loại"), max_length=16, choices=DocumentKind.choices)
    number = models.CharField(_("số, ký hiệu"), max_length=80, blank=True)
    dated = models.DateField(_("ngày văn bản"), null=True, blank=True)
    dated_text = models.CharField(_("ngày như trong văn bản"), max_length=120, blank=True)
    unit = models.ForeignKey(
        "registry.Unit", verbose_name=_("nói về đơn vị"), null=True, blank=True, on_delete=models.PROTECT
    )
    unit_text = models.CharField(_("đơn vị như trong văn bản"), max_length=255, blank=True)
    unit_suggestion = models.CharField(_("gợi ý đơn vị"), max_length=255, blank=True)
    source_name = models.CharField(_("nơi công bố"), max_length=255, blank=True)
    source_url = models.TextField(_("địa chỉ nguồn"), blank=True)
    text = models.TextField(_("nguyên văn"), blank=True)
    digest = models.CharField(_("mã băm nguyên văn"), max_length=64, unique=True)
    file_digest = models.CharField(_("mã băm tệp gốc"), max_length=64, blank=True)  # platform.StoredFile.digest
    file_name = models.CharField(_("tên tệp gốc"), max_length=255, blank=True)
    meeting = models.JSONField(_("cuộc họp"), null=True, blank=True)
    status = models.CharField(
        _("trạng thái"), max_length=12, choices=DocumentStatus.choices, default=DocumentStatus.IN_REVIEW
    )
    is_public = models.BooleanField(_("công khai"), default=False)
    is_sample = models.BooleanField(_("dữ liệu minh họa"), default=False)
    added_by = models.ForeignKey(
        "registry.Account", verbose_name=_("người đưa vào"), null=True, blank=True, on_delete=models.SET_NULL
    )
    added_at = models.DateTimeField(_("đưa vào lúc"), auto_now_add=True)

    class Meta:
        verbose_name = _("văn bản")
        verbose_name_plural = _("văn bản")
        indexes = [
            models.Index(
                F("dated").desc(nulls_last=True),
                F("id").desc(),
                condition=Q(is_public=True),
                name="document_public_latest",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Passage(models.Model):
    document = models.ForeignKey(Document, verbose_name=_("văn bản"), on_delete=models.CASCADE, related_name="passages")
    kind = models.CharField(_("loại đoạn"), max_length=16)
    anchor = models.CharField(_("neo"), max_length=40)
    section = models.CharField(_("mục"), max_length=40, blank=True)
    role = models.CharField(_("nội dung mục"), max_length=16, blank=True)
    speaker = models.CharField(_("người phát biểu"), max_length=255, blank=True)
    start = models.PositiveIntegerField(_("từ ký tự"))
    end = models.PositiveIntegerField(_("đến ký tự"))

    class Meta:
        verbose_name = _("đoạn")
        verbose_name_plural = _("đoạn")
        ordering = ["document", "start"]
        constraints = [
            models.UniqueConstraint(fields=["document", "anchor"], name="passage_anchor_once"),
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="passage_has_length"),
        ]

    def __str__(self) -> str:
        return self.anchor


class CleaningNote(models.Model):
    """One line of the cleaning log: what was set aside and why (C14)."""

    document = models.ForeignKey(Document, verbose_name=_("văn bản"), on_delete=models.CASCADE, related_name="noise")
    kind = models.CharField(_("loại nhiễu"), max_length=20)
    start = models.PositiveIntegerField(_("từ ký tự"))
    end = models.PositiveIntegerField(_("đến ký tự"))
    reason = models.TextField(_("lý do"))

    class Meta:
        verbose_name = _("dòng nhật ký làm sạch")
        verbose_name_plural = _("nhật ký làm sạch")
        ordering = ["document", "start"]

    def __str__(self) -> str:
        return f"{self.kind}@{self.start}"
