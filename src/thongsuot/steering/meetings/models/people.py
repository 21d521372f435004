"""Who is called to a meeting and from where: remote sites and participants, with the attendance of each."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thongsuot.steering.meetings.models.meeting import Meeting


class Presence(models.TextChoices):
    UNKNOWN = "unknown", _("Chưa điểm danh")
    PRESENT = "present", _("Có mặt")
    ABSENT = "absent", _("Vắng")


class Reply(models.TextChoices):
    NONE = "none", _("Chưa trả lời")
    COMING = "coming", _("Sẽ dự")
    SUBSTITUTE = "substitute", _("Cử người dự thay")
    DECLINED = "declined", _("Không dự được")


class MeetingSite(models.Model):
    """A «điểm cầu». ``missing_at`` keeps that it was away when the meeting began, even once it joined (A07)."""

    meeting = models.ForeignKey(Meeting, verbose_name=_("phiên họp"), on_delete=models.CASCADE, related_name="sites")
    name = models.CharField(_("điểm cầu"), max_length=255)
    unit = models.ForeignKey(
        "registry.Unit", verbose_name=_("đơn vị"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    is_main = models.BooleanField(_("điểm cầu chính"), default=False)
    order = models.PositiveSmallIntegerField(_("thứ tự"))
    presence = models.CharField(_("kết nối"), max_length=8, choices=Presence.choices, default=Presence.UNKNOWN)
    missing_at = models.DateTimeField(_("vắng lúc"), null=True, blank=True)
    joined_at = models.DateTimeField(_("kết nối lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("điểm cầu")
        verbose_name_plural = _("điểm cầu")
        ordering = ["meeting", "order"]
        constraints = [models.UniqueConstraint(fields=["meeting", "name"], name="meeting_site_once")]

    def __str__(self) -> str:
        return self.name


class Participant(models.Model):
    """A seat of the committee by its position, or a guest in words; a person is only ever the holder of the day."""

    meeting = models.ForeignKey(
        Meeting, verbose_name=_("phiên họp"), on_delete=models.CASCADE, related_name="participants"
    )
    position = models.ForeignKey(
        "registry.Position",
        verbose_name=_("chức danh"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="meetings",
    )
    guest = models.CharField(_("khách mời"), max_length=255, blank=True)
    unit = models.ForeignKey(
        "registry.Unit", verbose_name=_("đơn vị"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    site = models.ForeignKey(
        MeetingSite, verbose_name=_("điểm cầu"), null=True, blank=True, on_delete=models.SET_NULL, related_name="people"
    )
    order = models.PositiveSmallIntegerField(_("thứ tự"), default=100)
    invited_at = models.DateTimeField(_("mời lúc"))
    reply = models.CharField(_("trả lời"), max_length=10, choices=Reply.choices, default=Reply.NONE)
    reply_note = models.CharField(_("người dự thay, lý do"), max_length=255, blank=True)
    replied_at = models.DateTimeField(_("trả lời lúc"), null=True, blank=True)
    presence = models.CharField(_("có mặt"), max_length=8, choices=Presence.choices, default=Presence.UNKNOWN)
    marked_at = models.DateTimeField(_("điểm danh lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("người dự họp")
        verbose_name_plural = _("người dự họp")
        ordering = ["meeting", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "position"], name="meeting_seat_once"),
            models.CheckConstraint(condition=Q(position__isnull=False) | ~Q(guest=""), name="participant_is_somebody"),
        ]

    def __str__(self) -> str:
        return self.guest or str(self.position_id)
