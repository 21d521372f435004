"""What a citizen is filling in, and what he has sent so far; gone once it expires.

Answers and the bytes of files are sealed; the name of a file and of a helper are not (docs/threat-model.md).
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thongsuot.platform.private.fields import SealedJSONField
from thongsuot.serving.dossiers.choices import Mode, PartSource
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.procedures.models import Procedure, ProcedureVersion


class FileState(models.TextChoices):
    RECEIVING = "file_receiving", _("Đang gửi")
    HELD = "file_held", _("Đã nhận đủ")


class FilingDraft(models.Model):
    """``token`` is the address and the proof; ``resume_code`` with the last four digits of the telephone gives it back
    on another device. ``version`` is the one the answers were given to. ``position``: the page to go on from.

    ``carried``: the questions that differ since the version before, told once to the citizen. ``form_digest`` names the
    form the answers were given to. ``officer``: the account that files for the citizen (I06).
    """

    token = models.CharField(_("mã truy cập"), max_length=43, unique=True)
    resume_code = models.CharField(_("mã làm tiếp"), max_length=9, unique=True)
    phone_print = models.CharField(_("dấu điện thoại"), max_length=64, blank=True, db_index=True)
    id_print = models.CharField(_("dấu số định danh"), max_length=64, blank=True, db_index=True)
    procedure = models.ForeignKey(Procedure, verbose_name=_("thủ tục"), on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(
        ProcedureVersion, verbose_name=_("phiên bản thủ tục"), on_delete=models.PROTECT, related_name="+"
    )
    form_digest = models.CharField(_("mã băm bản khai"), max_length=64)
    answers = SealedJSONField(_("nội dung khai"), blank=True, default=b"")
    position = models.CharField(_("đang ở trang"), max_length=40, blank=True)
    carried = models.JSONField(_("mục đã đổi"), default=list, blank=True)
    mode = models.CharField(_("cách nộp"), max_length=10, choices=Mode.choices, default=Mode.SELF)
    helped_by = models.CharField(_("người hỗ trợ"), max_length=200, blank=True)
    officer = models.ForeignKey(
        "registry.Account",
        verbose_name=_("cán bộ nộp thay"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    is_verified = models.BooleanField(_("đã định danh điện tử"), default=False)
    revision = models.PositiveIntegerField(_("lần sửa"), default=1)
    begun_at = models.DateTimeField(_("bắt đầu lúc"))
    saved_at = models.DateTimeField(_("lưu lúc"))
    expires_at = models.DateTimeField(_("giữ đến"), db_index=True)
    dossier = models.OneToOneField(
        Dossier, verbose_name=_("hồ sơ"), null=True, blank=True, on_delete=models.PROTECT, related_name="draft"
    )

    class Meta:
        verbose_name = _("bản khai")
        verbose_name_plural = _("bản khai")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.resume_code


class DraftFile(models.Model):
    """A paper of the draft. ``sent_digest``: SHA-256 the browser computed of what was picked, "" without JavaScript;
    ``file`` is what we keep of it (pictures become a PDF). ``received``: bytes here so far, of ``size``.
    """

    draft = models.ForeignKey(FilingDraft, verbose_name=_("bản khai"), on_delete=models.CASCADE, related_name="files")
    component = models.CharField(_("mã thành phần"), max_length=40)
    name = models.CharField(_("tên tệp"), max_length=200)
    size = models.PositiveBigIntegerField(_("dung lượng (byte)"))
    sent_digest = models.CharField(_("mã băm người gửi tính"), max_length=64, blank=True)
    received = models.PositiveBigIntegerField(_("đã nhận (byte)"), default=0)
    state = models.CharField(_("tình trạng"), max_length=20, choices=FileState.choices, default=FileState.RECEIVING)
    source = models.CharField(_("nguồn"), max_length=12, choices=PartSource.choices, default=PartSource.UPLOADED)
    file = models.ForeignKey(
        "platform.StoredFile",
        verbose_name=_("tệp giữ"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    pages = models.PositiveSmallIntegerField(_("số trang"), null=True, blank=True)
    warning = models.CharField(_("lưu ý"), max_length=300, blank=True)
    begun_at = models.DateTimeField(_("bắt đầu lúc"))

    class Meta:
        verbose_name = _("giấy tờ của bản khai")
        verbose_name_plural = _("giấy tờ của bản khai")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=FileState.HELD) | Q(file__isnull=False), name="draft_file_held_is_here"
            )
        ]

    def __str__(self) -> str:
        return self.name


class DraftPiece(models.Model):
    """A piece of a file on its way, sealed; gone once the file is whole. Pieces of one file never overlap."""

    file = models.ForeignKey(DraftFile, verbose_name=_("giấy tờ"), on_delete=models.CASCADE, related_name="pieces")
    offset = models.PositiveBigIntegerField(_("từ byte"))
    body = models.BinaryField(_("nội dung niêm phong"))

    class Meta:
        verbose_name = _("mảnh tệp đang gửi")
        verbose_name_plural = _("mảnh tệp đang gửi")
        ordering = ["file", "offset"]
        constraints = [models.UniqueConstraint(fields=["file", "offset"], name="draft_piece_once")]

    def __str__(self) -> str:
        return f"{self.file_id}@{self.offset}"
