"""Rows of the desk: reconciliations, flags of heaped updates, receptions written offline, what counters have."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from thongsuot.serving.desk.choices import AnswerState, BulkChoice, GapChoice, OfflineState


class ReconcileRun(models.Model):
    """One comparison of a unit's dossiers with the list of another system; ``digest`` is of the list as given."""

    unit = models.ForeignKey(
        "registry.Unit", verbose_name=_("đơn vị"), on_delete=models.PROTECT, related_name="reconcile_runs"
    )
    system = models.CharField(_("hệ thống đối chiếu"), max_length=120)
    compared_at = models.DateTimeField(_("đối chiếu lúc"))
    compared_by = models.ForeignKey(
        "registry.Account", verbose_name=_("người đối chiếu"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    digest = models.CharField(_("mã băm danh sách"), max_length=64)
    ours = models.PositiveIntegerField(_("số hồ sơ ở đây"))
    theirs = models.PositiveIntegerField(_("số hồ sơ ở hệ thống kia"))
    faults = models.JSONField(_("dòng không đọc được"), default=list)
    is_sample = models.BooleanField(_("dữ liệu minh họa"), default=False)

    class Meta:
        verbose_name = _("lần đối chiếu")
        verbose_name_plural = _("lần đối chiếu")
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["unit", "digest", "compared_at"], name="reconcile_run_once")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.system} {self.compared_at:%Y-%m-%d}"


class ReconcileLine(models.Model):
    """One difference. ``code`` as the other system writes it, so that what is missing here has a name too."""

    run = models.ForeignKey(
        ReconcileRun, verbose_name=_("lần đối chiếu"), on_delete=models.CASCADE, related_name="lines"
    )
    code = models.CharField(_("mã hồ sơ"), max_length=60)
    gap = models.CharField(_("chỗ lệch"), max_length=20, choices=GapChoice.choices)
    ours = models.CharField(_("ở đây"), max_length=200)
    theirs = models.CharField(_("ở hệ thống kia"), max_length=200)
    todo = models.CharField(_("cách xử lý"), max_length=300)
    state = models.CharField(_("kết quả"), max_length=20, choices=AnswerState.choices, default=AnswerState.OPEN)
    answer = models.TextField(_("giải trình"), blank=True)
    answered_by = models.ForeignKey(
        "registry.Account", verbose_name=_("người xử lý"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(_("xử lý lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("chỗ lệch đồng bộ")
        verbose_name_plural = _("chỗ lệch đồng bộ")
        ordering = ["run", "pk"]
        constraints = [models.UniqueConstraint(fields=["run", "code", "gap"], name="reconcile_line_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.gap}"


class BulkFlag(models.Model):
    """A question to the unit: why were these updates typed in a heap? ``actor`` is NULL where it is about all."""

    unit = models.ForeignKey(
        "registry.Unit", verbose_name=_("đơn vị"), on_delete=models.PROTECT, related_name="bulk_flags"
    )
    day = models.DateField(_("ngày"))
    kind = models.CharField(_("dấu hiệu"), max_length=20, choices=BulkChoice.choices)
    actor = models.ForeignKey(
        "registry.Account",
        verbose_name=_("người cập nhật"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    count = models.PositiveIntegerField(_("số lần cập nhật"))
    first_at = models.DateTimeField(_("từ lúc"))
    last_at = models.DateTimeField(_("đến lúc"))
    dossiers = models.JSONField(_("mã hồ sơ"), default=list)
    state = models.CharField(_("kết quả"), max_length=20, choices=AnswerState.choices, default=AnswerState.OPEN)
    answer = models.TextField(_("giải trình"), blank=True)
    answered_by = models.ForeignKey(
        "registry.Account", verbose_name=_("người giải trình"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(_("giải trình lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("dấu hiệu cập nhật dồn")
        verbose_name_plural = _("dấu hiệu cập nhật dồn")
        ordering = ["-day", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "day", "kind", "actor"], name="bulk_flag_once", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.day} {self.kind}"


class OfflineReception(models.Model):
    """A reception written without a network, known by the key its browser gave it: however often it is sent, one
    dossier. ``print``: fingerprint of the envelope, no personal data; ``conflict``: what a person must be told."""

    key = models.UUIDField(_("khóa của máy"), unique=True)
    slip = models.CharField(_("số tạm"), max_length=20)
    unit = models.ForeignKey("registry.Unit", verbose_name=_("đơn vị"), on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(
        "registry.Account", verbose_name=_("người tiếp nhận"), on_delete=models.PROTECT, related_name="+"
    )
    dossier = models.ForeignKey(
        "serving.Dossier", verbose_name=_("hồ sơ"), on_delete=models.PROTECT, related_name="offline_receptions"
    )
    print = models.CharField(_("dấu nội dung"), max_length=64)
    state = models.CharField(_("kết quả"), max_length=20, choices=OfflineState.choices)
    conflict = models.TextField(_("điều cần xem lại"), blank=True)
    written_at = models.DateTimeField(_("tiếp nhận lúc"))
    synced_at = models.DateTimeField(_("gửi về lúc"))

    class Meta:
        verbose_name = _("lần tiếp nhận ngoại tuyến")
        verbose_name_plural = _("lần tiếp nhận ngoại tuyến")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.slip} {self.key}"


class DeskReadiness(models.Model):
    """What one counter has of the checklist on one day (I12). ``items``: {code of the item: true | false}."""

    unit = models.ForeignKey(
        "registry.Unit", verbose_name=_("đơn vị"), on_delete=models.PROTECT, related_name="desk_readiness"
    )
    counter = models.CharField(_("quầy"), max_length=80)
    day = models.DateField(_("ngày rà soát"))
    items = models.JSONField(_("các mục"), default=dict)
    note = models.CharField(_("ghi chú"), max_length=500, blank=True)
    noted_by = models.ForeignKey(
        "registry.Account", verbose_name=_("người rà soát"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    is_sample = models.BooleanField(_("dữ liệu minh họa"), default=False)

    class Meta:
        verbose_name = _("rà soát quầy")
        verbose_name_plural = _("rà soát quầy")
        ordering = ["unit", "counter", "-day"]
        constraints = [models.UniqueConstraint(fields=["unit", "counter", "day"], name="desk_readiness_once_a_day")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.counter} {self.day}"
