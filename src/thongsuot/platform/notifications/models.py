"""What each person was told, and what they wish not to be told by e-mail."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Notification(models.Model):
    """One message to one account, kept by number as the log keeps it. ``why`` says why this person gets it."""

    recipient_id = models.BigIntegerField(_("số tài khoản nhận"))
    kind = models.CharField(_("loại thông báo"), max_length=64)
    key = models.CharField(_("khóa một lần"), max_length=200)
    text = models.TextField(_("nội dung"))
    url = models.CharField(_("địa chỉ"), max_length=500, blank=True)
    why = models.CharField(_("vì sao nhận được"), max_length=300)
    urgent = models.BooleanField(_("khẩn"), default=False)
    created_at = models.DateTimeField(_("lúc"))
    read_at = models.DateTimeField(_("đã đọc lúc"), null=True, blank=True)
    mail_at = models.DateTimeField(_("gửi thư từ lúc"), null=True, blank=True)
    mailed_at = models.DateTimeField(_("đã gửi thư lúc"), null=True, blank=True)
    text_at = models.DateTimeField(_("nhắn tin từ lúc"), null=True, blank=True)
    texted_at = models.DateTimeField(_("đã nhắn tin lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("thông báo")
        verbose_name_plural = _("thông báo")
        constraints: ClassVar = [models.UniqueConstraint(fields=["recipient_id", "key"], name="notification_once")]
        indexes: ClassVar = [
            models.Index(fields=["recipient_id", "-id"], name="notification_latest"),
            models.Index(fields=["recipient_id"], condition=Q(read_at=None), name="notification_unread"),
            models.Index(fields=["mail_at"], condition=Q(mail_at__isnull=False), name="notification_to_mail"),
            models.Index(fields=["text_at"], condition=Q(text_at__isnull=False), name="notification_to_text"),
        ]

    def __str__(self) -> str:
        return self.text


class MutedKind(models.Model):
    """A kind one person does not want by e-mail or text message; in the product it still appears."""

    recipient_id = models.BigIntegerField(_("số tài khoản"))
    kind = models.CharField(_("loại thông báo"), max_length=64)

    class Meta:
        verbose_name = _("loại thông báo đã tắt thư")
        verbose_name_plural = _("loại thông báo đã tắt thư")
        constraints: ClassVar = [models.UniqueConstraint(fields=["recipient_id", "kind"], name="muted_once")]

    def __str__(self) -> str:
        return self.kind


class SimulatedText(models.Model):
    """A text message that would have left, kept where ``THONGSUOT_SMS=simulator``."""

    key = models.CharField(_("khóa một lần"), max_length=64, unique=True)
    number = models.CharField(_("số điện thoại"), max_length=20)
    text = models.CharField(_("nội dung"), max_length=300)
    at = models.DateTimeField(_("lúc"))

    class Meta:
        verbose_name = _("tin nhắn giả lập")
        verbose_name_plural = _("tin nhắn giả lập")

    def __str__(self) -> str:
        return self.text
