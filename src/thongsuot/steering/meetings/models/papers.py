"""What a meeting works with: papers owed by a day, opinions, commendations, figures kept for the projector."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thongsuot.steering.meetings.models.meeting import Meeting


class Paper(models.Model):
    """A paper is named and owed before it exists; it is there once its file is."""

    meeting = models.ForeignKey(Meeting, verbose_name=_("phiên họp"), on_delete=models.CASCADE, related_name="papers")
    title = models.CharField(_("tài liệu"), max_length=300)
    owner = models.ForeignKey(
        "registry.Unit", verbose_name=_("đơn vị chuẩn bị"), on_delete=models.PROTECT, related_name="meeting_papers"
    )
    due = models.DateField(_("hạn gửi"))
    file = models.ForeignKey(
        "platform.StoredFile", verbose_name=_("tệp"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    delivered_at = models.DateTimeField(_("gửi lúc"), null=True, blank=True)
    delivered_by = models.ForeignKey(
        "registry.Account",
        verbose_name=_("người gửi"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        verbose_name = _("tài liệu họp")
        verbose_name_plural = _("tài liệu họp")
        ordering = ["meeting", "due", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "title"], name="meeting_paper_once"),
            models.CheckConstraint(
                condition=Q(file__isnull=True) | Q(delivered_at__isnull=False), name="meeting_paper_delivered_when"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class OpinionOutcome(models.TextChoices):
    WAITING = "waiting", _("Chờ trả lời")
    ACCEPTED = "accepted", _("Tiếp thu")
    EXPLAINED = "explained", _("Giải trình")


class Opinion(models.Model):
    """A member's opinion; each one ends «tiếp thu» or «giải trình», with words (C09)."""

    meeting = models.ForeignKey(Meeting, verbose_name=_("phiên họp"), on_delete=models.CASCADE, related_name="opinions")
    paper = models.ForeignKey(
        Paper, verbose_name=_("về tài liệu"), null=True, blank=True, on_delete=models.PROTECT, related_name="opinions"
    )
    text = models.TextField(_("ý kiến"))
    by = models.ForeignKey(
        "registry.Account", verbose_name=_("người góp ý"), on_delete=models.PROTECT, related_name="+"
    )
    by_text = models.CharField(_("người góp ý, chức danh"), max_length=255)
    given_at = models.DateTimeField(_("góp ý lúc"))
    after_meeting = models.BooleanField(_("góp ý sau phiên họp"), default=False)
    outcome = models.CharField(
        _("kết quả"), max_length=10, choices=OpinionOutcome.choices, default=OpinionOutcome.WAITING
    )
    answer = models.TextField(_("nội dung tiếp thu, giải trình"), blank=True)
    answered_by = models.ForeignKey(
        "registry.Account",
        verbose_name=_("người trả lời"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    answered_at = models.DateTimeField(_("trả lời lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("ý kiến thành viên")
        verbose_name_plural = _("ý kiến thành viên")
        ordering = ["meeting", "given_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome=OpinionOutcome.WAITING) | ~Q(answer=""), name="opinion_answered_in_words"
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]


class Commendation(models.Model):
    """Who was honoured in the meeting and by which decision (C13)."""

    meeting = models.ForeignKey(
        Meeting, verbose_name=_("phiên họp"), on_delete=models.CASCADE, related_name="commendations"
    )
    awardee = models.CharField(_("tập thể, cá nhân"), max_length=255)
    award = models.CharField(_("hình thức khen thưởng"), max_length=255)
    decision = models.CharField(_("quyết định"), max_length=255, blank=True)
    document = models.ForeignKey(
        "registry.Document",
        verbose_name=_("văn bản"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        verbose_name = _("khen thưởng tại phiên họp")
        verbose_name_plural = _("khen thưởng tại phiên họp")
        ordering = ["meeting", "pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "awardee", "award"], name="commendation_once")]

    def __str__(self) -> str:
        return self.awardee


class RoomSnapshot(models.Model):
    """The figures as prepared for the projector; a claim corrected later is told apart by comparing (J4)."""

    meeting = models.ForeignKey(
        Meeting, verbose_name=_("phiên họp"), on_delete=models.CASCADE, related_name="snapshots"
    )
    taken_at = models.DateTimeField(_("chốt lúc"))
    figures = models.JSONField(_("số liệu"), default=dict)  # claim number → text as shown
    taken_by = models.ForeignKey(
        "registry.Account",
        verbose_name=_("người chốt"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        verbose_name = _("bản chốt trình chiếu")
        verbose_name_plural = _("bản chốt trình chiếu")
        ordering = ["meeting", "taken_at"]

    def __str__(self) -> str:
        return f"{self.meeting_id}@{self.taken_at:%Y-%m-%d %H:%M}"
