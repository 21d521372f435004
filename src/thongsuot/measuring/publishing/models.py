"""What was published of a round, version by version, and what units object to (E05). A version never changes."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from thongsuot.measuring.rounds.models import Participant, Round


class Tally(models.Model):
    """The round counted, waiting for approval: ``digest`` is of the content that was laid before the committee head."""

    round = models.OneToOneField(Round, verbose_name=_("đợt chấm điểm"), on_delete=models.CASCADE, related_name="tally")
    digest = models.CharField(_("mã băm"), max_length=64)
    counted_at = models.DateTimeField(_("tổng hợp lúc"))
    counted_by = models.ForeignKey(
        "registry.Account", verbose_name=_("người tổng hợp"), null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("bản tổng hợp kết quả")
        verbose_name_plural = _("bản tổng hợp kết quả")

    def __str__(self) -> str:
        return f"{self.round_id}:{self.digest[:12]}"


class Publication(models.Model):
    """A whole result frozen: ``content`` is what the capsule recomputes, ``digest`` its SHA-256.

    Nothing of it may be seen before ``public_from``, by page, API, search, export or guessed address (G08).
    """

    round = models.ForeignKey(
        Round, verbose_name=_("đợt chấm điểm"), on_delete=models.PROTECT, related_name="publications"
    )
    number = models.PositiveSmallIntegerField(_("bản số"))
    reason = models.TextField(_("lý do ra bản này"), blank=True)  # asked for from the second on
    decision = models.CharField(_("quyết định công bố"), max_length=300, blank=True)
    public_from = models.DateTimeField(_("công bố từ lúc"), db_index=True)
    appeal_until = models.DateField(_("nhận kiến nghị đến hết ngày"), null=True, blank=True)
    remedy_due = models.DateField(_("hạn khắc phục hạn chế"), null=True, blank=True)
    remedy_due_text = models.CharField(_("hạn khắc phục như trong văn bản"), max_length=160, blank=True)
    content = models.JSONField(_("nội dung"))
    digest = models.CharField(_("mã băm"), max_length=64)
    capsule = models.ForeignKey(
        "platform.StoredFile", verbose_name=_("gói tái lập"), on_delete=models.PROTECT, related_name="+"
    )
    published_at = models.DateTimeField(_("ký công bố lúc"))
    published_by = models.ForeignKey(
        "registry.Account", verbose_name=_("người công bố"), null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("bản công bố kết quả")
        verbose_name_plural = _("bản công bố kết quả")
        ordering = ["round", "-number"]
        constraints = [models.UniqueConstraint(fields=["round", "number"], name="publication_number_once")]

    def __str__(self) -> str:
        return f"{self.round_id} v{self.number}"


class Announcement(models.Model):
    """That the hour of a publication has come and what follows from it was done: told, findable, limits drafted."""

    publication = models.OneToOneField(
        Publication, verbose_name=_("bản công bố"), on_delete=models.PROTECT, related_name="announcement"
    )
    at = models.DateTimeField(_("lúc"))
    limits = models.PositiveIntegerField(_("số hạn chế đã lập nháp"), default=0)

    class Meta:
        verbose_name = _("lần báo tin công bố")
        verbose_name_plural = _("lần báo tin công bố")

    def __str__(self) -> str:
        return f"{self.publication_id}"


class AppealStatus(models.TextChoices):
    OPEN = "appeal_open", _("Chờ trả lời")
    UPHELD = "appeal_upheld", _("Chấp nhận, ra bản mới")
    REJECTED = "appeal_rejected", _("Không chấp nhận")


class Appeal(models.Model):
    """A unit's objection to a published score; granted ones lead to a new version, never to an edit."""

    publication = models.ForeignKey(
        Publication, verbose_name=_("bản công bố"), on_delete=models.PROTECT, related_name="appeals"
    )
    participant = models.ForeignKey(
        Participant, verbose_name=_("đơn vị"), on_delete=models.PROTECT, related_name="appeals"
    )
    code = models.CharField(_("mã tiêu chí"), max_length=24)
    text = models.TextField(_("nội dung kiến nghị"))
    filed_at = models.DateTimeField(_("gửi lúc"))
    filed_by = models.ForeignKey(
        "registry.Account", verbose_name=_("người gửi"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    status = models.CharField(_("trạng thái"), max_length=16, choices=AppealStatus.choices, default=AppealStatus.OPEN)
    new_score = models.DecimalField(_("điểm mới"), max_digits=8, decimal_places=4, null=True, blank=True)
    answer = models.TextField(_("trả lời"), blank=True)
    decided_at = models.DateTimeField(_("trả lời lúc"), null=True, blank=True)
    decided_by = models.ForeignKey(
        "registry.Account",
        verbose_name=_("người trả lời"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        verbose_name = _("kiến nghị kết quả")
        verbose_name_plural = _("kiến nghị kết quả")
        ordering = ["-filed_at"]
        constraints = [
            models.UniqueConstraint(fields=["publication", "participant", "code"], name="appeal_once_a_criterion")
        ]

    def __str__(self) -> str:
        return f"{self.publication_id}:{self.code}"
