"""Papers issued on a dossier, the books their numbers come from, and the logbook of dossiers."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thongsuot.platform.private.fields import SealedJSONField


class PaperBook(models.Model):
    """Numbers of one kind of paper of one unit in one year: from 01, none twice, none left out (Đ10 TT 01/2018).

    ``kind``: the key of the form in ``rules/serving/papers.yaml`` («receipt», «logbook» …), or «result».
    """

    unit = models.ForeignKey("registry.Unit", verbose_name=_("đơn vị"), on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("loại sổ"), max_length=20)
    year = models.PositiveSmallIntegerField(_("năm"))
    last = models.PositiveIntegerField(_("số đã cấp"), default=0)
    opened_at = models.DateTimeField(_("mở lúc"), auto_now_add=True)
    closed_at = models.DateTimeField(_("khóa lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("sổ cấp số")
        verbose_name_plural = _("sổ cấp số")
        constraints = [models.UniqueConstraint(fields=["unit", "kind", "year"], name="paper_book_once")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.kind} {self.year}"


class IssuedPaper(models.Model):
    """One paper as given. ``content`` is the sheet both files were drawn from (``sheets/model.py``), sealed like them.

    ``form_no``: the number of the form in the instrument in force. ``content_print``: what the paper says,
    number, moment and hands left out.
    """

    dossier = models.ForeignKey(
        "serving.Dossier", verbose_name=_("hồ sơ"), on_delete=models.PROTECT, related_name="papers"
    )
    book = models.ForeignKey(PaperBook, verbose_name=_("sổ"), on_delete=models.PROTECT, related_name="papers")
    number = models.PositiveIntegerField(_("số"))
    kind = models.CharField(_("loại phiếu"), max_length=20)
    form_no = models.CharField(_("mẫu số"), max_length=2)
    instrument = models.CharField(_("thông tư"), max_length=40)
    title = models.CharField(_("tên phiếu"), max_length=200)
    content = SealedJSONField(_("nội dung"))
    content_print = models.CharField(_("dấu nội dung"), max_length=64)
    pdf = models.ForeignKey(
        "platform.StoredFile", verbose_name=_("tệp PDF"), on_delete=models.PROTECT, related_name="+"
    )
    word = models.ForeignKey(
        "platform.StoredFile", verbose_name=_("tệp Word"), on_delete=models.PROTECT, related_name="+"
    )
    is_signed = models.BooleanField(_("đã ký số"), default=False)
    issued_by = models.ForeignKey(
        "registry.Account",
        verbose_name=_("người lập"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    issued_at = models.DateTimeField(_("lập lúc"))

    class Meta:
        verbose_name = _("phiếu đã lập")
        verbose_name_plural = _("phiếu đã lập")
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["book", "number"], name="issued_paper_number_once")]
        indexes = [models.Index(fields=["dossier", "kind"], name="issued_paper_dossier")]

    def __str__(self) -> str:
        return f"{self.title} {self.number:02d}"


class LogEntry(models.Model):
    """A line of the logbook (mẫu số 07; 06 before): the number a dossier got when it was received."""

    book = models.ForeignKey(PaperBook, verbose_name=_("sổ"), on_delete=models.PROTECT, related_name="entries")
    number = models.PositiveIntegerField(_("số thứ tự"))
    dossier = models.OneToOneField(
        "serving.Dossier", verbose_name=_("hồ sơ"), on_delete=models.PROTECT, related_name="log_entry"
    )

    class Meta:
        verbose_name = _("dòng sổ theo dõi")
        verbose_name_plural = _("dòng sổ theo dõi")
        ordering = ["book", "number"]
        constraints = [
            models.UniqueConstraint(fields=["book", "number"], name="log_entry_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="log_entry_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.book_id}#{self.number}"
