"""Systems that send their dossiers' events, the events themselves, and what waits to be told apart or folded."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thongsuot.reporting.feed.choices import CodeKind, FeedState, MessageKind


class FeedSource(models.Model):
    """``number`` stands in the fact table beside 0, our own dossiers. ``home``: its units lie in this branch.

    ``reports_ours``: it also sends dossiers of ours (the national portal does); these are compared, not counted twice.
    """

    number = models.PositiveSmallIntegerField(_("số nguồn"), unique=True)
    key = models.SlugField(_("mã bền"), max_length=60, unique=True)
    name = models.CharField(_("tên hệ thống"), max_length=200)
    contact = models.CharField(_("đầu mối kỹ thuật"), max_length=300, blank=True)
    home = models.ForeignKey(
        "registry.Unit", verbose_name=_("gửi hồ sơ của"), on_delete=models.PROTECT, related_name="+"
    )
    reports_ours = models.BooleanField(_("gửi cả hồ sơ của hệ thống này"), default=False)
    is_sample = models.BooleanField(_("dữ liệu minh họa"), default=False)
    added_at = models.DateTimeField(_("khai báo lúc"), auto_now_add=True)

    class Meta:
        verbose_name = _("nguồn hồ sơ")
        verbose_name_plural = _("nguồn hồ sơ")
        ordering = ["number"]
        constraints = [models.CheckConstraint(condition=Q(number__gte=1), name="feed_source_is_not_us")]

    def __str__(self) -> str:
        return self.name


class FeedCode(models.Model):
    """A code of the sender and what it is with us; dossiers under a code that is nothing yet wait for it.

    ``province``: the province or ministry of ``unit``. ``rows``: events that carried the code.
    """

    source = models.ForeignKey(FeedSource, verbose_name=_("nguồn"), on_delete=models.CASCADE, related_name="codes")
    kind = models.CharField(_("loại mã"), max_length=16, choices=CodeKind.choices)
    code = models.CharField(_("mã của nguồn"), max_length=200)
    name = models.CharField(_("tên nguồn gọi"), max_length=500, blank=True)
    unit = models.ForeignKey(
        "registry.Unit", verbose_name=_("đơn vị"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    province = models.ForeignKey(
        "registry.Unit", verbose_name=_("tỉnh, bộ"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    procedure = models.ForeignKey(
        "serving.Procedure", verbose_name=_("thủ tục"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    rows = models.PositiveIntegerField(_("số sự kiện"), default=0)

    class Meta:
        verbose_name = _("mã của nguồn hồ sơ")
        verbose_name_plural = _("mã của nguồn hồ sơ")
        constraints = [
            models.UniqueConstraint(fields=["source", "kind", "code"], name="feed_code_once"),
            models.CheckConstraint(
                condition=Q(unit__isnull=True, province__isnull=True) | Q(unit__isnull=False, province__isnull=False),
                name="feed_code_unit_has_province",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class FeedFile(models.Model):
    """One file: what was found in it. ``rows``: read so far, in one transaction with what they brought.

    ``found``: what the dry run met (``jobs``). ``stored``: the cleaned copy of an upload; NULL for a file read in
    place. ``lag``: p95 of arrival − event, in seconds.
    """

    source = models.ForeignKey(FeedSource, verbose_name=_("nguồn"), on_delete=models.PROTECT, related_name="files")
    name = models.CharField(_("tên tệp"), max_length=200)
    digest = models.CharField(_("mã băm"), max_length=64)
    stored = models.ForeignKey(
        "platform.StoredFile", verbose_name=_("tệp"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(_("tình trạng"), max_length=16, choices=FeedState.choices, default=FeedState.WAITING)
    total = models.PositiveIntegerField(_("số dòng của tệp"), default=0)
    rows = models.PositiveIntegerField(_("số dòng đã đọc"), default=0)
    added = models.PositiveIntegerField(_("sự kiện mới"), default=0)
    repeated = models.PositiveIntegerField(_("sự kiện đã có"), default=0)
    faulty = models.PositiveIntegerField(_("dòng lỗi"), default=0)
    first_at = models.DateTimeField(_("sự kiện sớm nhất"), null=True, blank=True)
    last_at = models.DateTimeField(_("sự kiện muộn nhất"), null=True, blank=True)
    lag = models.PositiveBigIntegerField(_("độ trễ đồng bộ (giây)"), null=True, blank=True)
    found = models.JSONField(_("điều chạy thử thấy"), default=dict)
    actor_name = models.CharField(_("người nhập"), max_length=200, blank=True)
    job = models.ForeignKey(
        "platform.JobRun", verbose_name=_("việc nền"), null=True, blank=True, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip
    added_at = models.DateTimeField(_("nhận tệp lúc"), auto_now_add=True)
    finished_at = models.DateTimeField(_("nhập xong lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("tệp hồ sơ nhận về")
        verbose_name_plural = _("tệp hồ sơ nhận về")
        indexes = [models.Index(fields=["source", "-id"], name="feed_file_latest")]
        constraints = [models.UniqueConstraint(fields=["source", "digest"], name="feed_file_once")]

    def __str__(self) -> str:
        return self.name


class FeedFault(models.Model):
    """What is wrong in one row; never what stood there, which may be about a person."""

    file = models.ForeignKey(FeedFile, verbose_name=_("tệp"), on_delete=models.CASCADE, related_name="faults")
    row = models.PositiveIntegerField(_("dòng"))
    field = models.CharField(_("cột"), max_length=60, blank=True)
    message = models.CharField(_("lỗi và cách sửa"), max_length=500)

    class Meta:
        verbose_name = _("lỗi dòng hồ sơ nhận về")
        verbose_name_plural = _("lỗi dòng hồ sơ nhận về")
        ordering = ["row", "id"]

    def __str__(self) -> str:
        return f"{self.file_id}:{self.row}"


def _flag(name: Any) -> models.BooleanField[bool | None]:
    return models.BooleanField(name, null=True)


def _moment(name: Any) -> models.DateTimeField[Any]:
    return models.DateTimeField(name, null=True)


class FeedEvent(models.Model):
    """``domain.events.Event``, as it came; never changed nor deleted (a trigger refuses it). Empty: not told."""

    source = models.ForeignKey(
        FeedSource, verbose_name=_("nguồn"), on_delete=models.PROTECT, related_name="+", db_index=False
    )
    digest = models.UUIDField(_("mã băm"))
    file = models.ForeignKey(FeedFile, verbose_name=_("tệp"), on_delete=models.PROTECT, related_name="+")
    row = models.PositiveIntegerField(_("dòng"))
    arrived_at = models.DateTimeField(_("nhận lúc"))
    kind = models.PositiveSmallIntegerField(_("loại"), choices=MessageKind.choices)
    code = models.CharField(_("mã hồ sơ"), max_length=60)
    at = models.DateTimeField(_("xảy ra lúc"))
    status = models.PositiveSmallIntegerField(_("trạng thái"))
    unit_code = models.CharField(_("mã nơi xử lý"), max_length=200, null=True)
    procedure_code = models.CharField(_("mã thủ tục"), max_length=60, null=True)
    channel = models.PositiveSmallIntegerField(_("kênh nộp"), null=True)
    received_at = _moment(_("tiếp nhận lúc"))
    due_at = _moment(_("hẹn trả"))
    ended_at = _moment(_("xử lý xong lúc"))
    returned_at = _moment(_("trả kết quả lúc"))
    refused_at = _moment(_("từ chối lúc"))
    supplements = models.PositiveSmallIntegerField(_("số lần bổ sung"), null=True)
    has_fee = _flag(_("có phí, lệ phí"))
    is_paid_online = _flag(_("trả qua mạng"))
    has_electronic_result = _flag(_("có kết quả điện tử"))
    has_electronic_part = _flag(_("có giấy tờ điện tử"))
    has_paper_part = _flag(_("còn giấy tờ bản giấy"))
    is_reusing = _flag(_("dùng lại giấy tờ"))
    is_from_store = _flag(_("lấy từ kho"))
    is_identified = _flag(_("đã định danh"))

    class Meta:
        verbose_name = _("sự kiện hồ sơ nhận về")
        verbose_name_plural = _("sự kiện hồ sơ nhận về")
        constraints = [models.UniqueConstraint(fields=["source", "digest"], name="feed_event_once")]
        indexes = [models.Index(fields=["source", "code"], name="feed_event_dossier")]

    def __str__(self) -> str:
        return f"{self.code}:{self.at}"


class FeedQueue(models.Model):
    """A dossier with events not yet folded into its fact."""

    source = models.ForeignKey(
        FeedSource, verbose_name=_("nguồn"), on_delete=models.CASCADE, related_name="+", db_index=False
    )
    code = models.CharField(_("mã hồ sơ"), max_length=60)

    class Meta:
        verbose_name = _("hồ sơ chờ gộp sự kiện")
        verbose_name_plural = _("hồ sơ chờ gộp sự kiện")
        constraints = [models.UniqueConstraint(fields=["source", "code"], name="feed_queue_once")]

    def __str__(self) -> str:
        return self.code


class FeedTwin(models.Model):
    """A dossier of ours as another system sees it; late with one and not with the other is «lệch đồng bộ» (I04)."""

    source = models.ForeignKey(
        FeedSource, verbose_name=_("nguồn"), on_delete=models.CASCADE, related_name="+", db_index=False
    )
    dossier = models.ForeignKey("serving.Dossier", verbose_name=_("hồ sơ"), on_delete=models.CASCADE, related_name="+")
    status = models.PositiveSmallIntegerField(_("trạng thái bên kia"))
    due_at = _moment(_("hẹn trả bên kia"))
    ended_at = _moment(_("xong lúc (bên kia)"))
    seen_at = models.DateTimeField(_("sự kiện mới nhất bên kia"))

    class Meta:
        verbose_name = _("hồ sơ đối chiếu hai hệ thống")
        verbose_name_plural = _("hồ sơ đối chiếu hai hệ thống")
        constraints = [models.UniqueConstraint(fields=["source", "dossier"], name="feed_twin_once")]

    def __str__(self) -> str:
        return f"{self.source_id}:{self.dossier_id}"
