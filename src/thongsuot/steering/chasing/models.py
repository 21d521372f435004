"""What went out about a task: each rung of the ladder once for each deadline, each call by a person once a day."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ReminderKind(models.TextChoices):
    AUTOMATIC = "auto", _("Nhắc tự động")
    MANUAL = "manual", _("Đôn đốc")


class Reminder(models.Model):
    """``deadline`` is the one it was about: after an extension the ladder begins anew.

    The two constraints are what makes «once» true whatever dies in between; the rows are never changed.
    """

    task = models.ForeignKey(
        "steering.Task", verbose_name=_("nhiệm vụ"), on_delete=models.CASCADE, related_name="reminders"
    )
    kind = models.CharField(_("loại"), max_length=8, choices=ReminderKind.choices, default=ReminderKind.AUTOMATIC)
    rung = models.CharField(_("nấc"), max_length=8, blank=True)  # key in rules/steering/reminders.yaml: «T-7»
    deadline = models.DateField(_("về hạn"), null=True, blank=True)
    due_on = models.DateField(_("phải gửi ngày"))  # earlier than ``sent_on`` where the system had been down
    sent_on = models.DateField(_("gửi ngày"))  # in Vietnam
    sent_at = models.DateTimeField(_("gửi lúc"))
    urgent = models.BooleanField(_("khẩn"), default=False)
    by = models.ForeignKey(
        "registry.Account", verbose_name=_("người đôn đốc"), null=True, blank=True, on_delete=models.PROTECT
    )
    words = models.TextField(_("lời đôn đốc"), blank=True)

    class Meta:
        verbose_name = _("lần nhắc việc")
        verbose_name_plural = _("lần nhắc việc")
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["task", "deadline", "rung"], condition=Q(kind=ReminderKind.AUTOMATIC), name="reminder_rung_once"
            ),
            models.UniqueConstraint(
                fields=["task", "sent_on"], condition=Q(kind=ReminderKind.MANUAL), name="reminder_by_hand_once_a_day"
            ),
            models.CheckConstraint(
                condition=Q(kind=ReminderKind.MANUAL) | (Q(deadline__isnull=False) & ~Q(rung="")),
                name="reminder_names_its_rung",
            ),
        ]
        indexes = [
            models.Index(fields=["task", "-sent_at"], name="reminder_of_task"),
            models.Index(fields=["-sent_at", "-id"], name="reminder_latest"),
        ]

    def __str__(self) -> str:
        return f"{self.task_id}:{self.rung or self.kind}:{self.sent_on}"

    @property
    def note_key(self) -> str:
        """Key of the notifications that carry it."""
        return f"reminder:{self.pk}"


class ReminderRecipient(models.Model):
    """One person told; when they read it stands with their notification."""

    reminder = models.ForeignKey(
        Reminder, verbose_name=_("lần nhắc việc"), on_delete=models.CASCADE, related_name="recipients"
    )
    account = models.ForeignKey("registry.Account", verbose_name=_("người nhận"), on_delete=models.PROTECT)
    standing = models.CharField(_("với tư cách"), max_length=16)  # domain.Standing

    class Meta:
        verbose_name = _("người được nhắc")
        verbose_name_plural = _("người được nhắc")
        constraints = [models.UniqueConstraint(fields=["reminder", "account"], name="reminder_recipient_once")]

    def __str__(self) -> str:
        return f"{self.reminder_id}:{self.account_id}"


class ReminderRun(models.Model):
    """The morning round of one working day; without ``finished_at`` the next tick of the clock goes on with it."""

    day = models.DateField(_("ngày"), unique=True)
    started_at = models.DateTimeField(_("bắt đầu lúc"))
    finished_at = models.DateTimeField(_("xong lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("lượt nhắc việc")
        verbose_name_plural = _("lượt nhắc việc")

    def __str__(self) -> str:
        return str(self.day)
