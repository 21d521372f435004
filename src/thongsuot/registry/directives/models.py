"""Orders and limitations read from documents. Confirmed directives become tasks in the steering loop."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from thongsuot.registry.fields import ReviewStatus


class Reviewable(models.Model):
    """What every proposal read from a text carries until a named person disposes of it."""

    start = models.PositiveIntegerField(_("từ ký tự"))
    end = models.PositiveIntegerField(_("đến ký tự"))
    quote = models.TextField(_("trích nguyên văn"))
    cue = models.CharField(_("dấu hiệu nhận ra"), max_length=255, blank=True)
    status = models.CharField(
        _("trạng thái"), max_length=12, choices=ReviewStatus.choices, default=ReviewStatus.PROPOSED
    )
    reviewed_by = models.ForeignKey(
        "registry.Account", verbose_name=_("người xác nhận"), null=True, blank=True, on_delete=models.PROTECT
    )
    reviewed_at = models.DateTimeField(_("xác nhận lúc"), null=True, blank=True)

    class Meta:
        abstract = True


class DirectiveKind(models.TextChoices):
    TASK = "nhiệm vụ", _("Nhiệm vụ")
    ORIENTATION = "định hướng", _("Định hướng")
    RESULT = "kết quả", _("Kết quả")
    LIMITATION = "hạn chế", _("Hạn chế")
    COMMENDATION = "khen", _("Khen thưởng")


class Directive(Reviewable):
    document = models.ForeignKey(
        "registry.Document", verbose_name=_("văn bản"), on_delete=models.CASCADE, related_name="directives"
    )
    text = models.TextField(_("nội dung"))
    kind = models.CharField(_("loại"), max_length=16, choices=DirectiveKind.choices)
    assignee_text = models.CharField(_("chủ trì như trong văn bản"), max_length=500, blank=True)
    assignee = models.ForeignKey(
        "registry.Unit",
        verbose_name=_("đơn vị chủ trì"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="directives",
    )
    coordinating = models.JSONField(_("phối hợp"), default=list, blank=True)
    deadline = models.DateField(_("hạn"), null=True, blank=True)
    deadline_text = models.CharField(_("hạn như trong văn bản"), max_length=160, blank=True)
    speaker = models.CharField(_("người chỉ đạo"), max_length=255, blank=True)
    section = models.CharField(_("mục"), max_length=40, blank=True)
    confidence = models.DecimalField(_("độ tin"), max_digits=3, decimal_places=2, default=0)
    quantity = models.CharField(_("số lượng"), max_length=80, blank=True)
    parent = models.ForeignKey(
        "self", verbose_name=_("thuộc việc"), null=True, blank=True, on_delete=models.CASCADE, related_name="children"
    )
    note = models.CharField(_("lưu ý"), max_length=255, blank=True)

    class Meta:
        verbose_name = _("ý kiến chỉ đạo")
        verbose_name_plural = _("ý kiến chỉ đạo")
        ordering = ["document", "start"]
        constraints = [models.UniqueConstraint(fields=["document", "start", "end"], name="directive_span_once")]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def kind_choices(self) -> list[tuple[str, str]]:
        """What a person may call it while confirming."""
        return [(kind.value, str(kind.label)) for kind in DirectiveKind]


class Limitation(Reviewable):
    document = models.ForeignKey(
        "registry.Document", verbose_name=_("văn bản"), on_delete=models.CASCADE, related_name="limitations"
    )
    text = models.TextField(_("nội dung"))
    unit_text = models.CharField(_("đơn vị như trong văn bản"), max_length=255, blank=True)
    unit = models.ForeignKey("registry.Unit", verbose_name=_("đơn vị"), null=True, blank=True, on_delete=models.PROTECT)

    class Meta:
        verbose_name = _("tồn tại, hạn chế")
        verbose_name_plural = _("tồn tại, hạn chế")
        ordering = ["document", "start"]
        constraints = [models.UniqueConstraint(fields=["document", "start", "end"], name="limitation_span_once")]

    def __str__(self) -> str:
        return self.text[:80]
