"""Registers the plumbing with Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlatformConfig(AppConfig):
    name = "thongsuot.platform"
    label = "platform"
    verbose_name = _("Nền tảng")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from thongsuot.platform import timers  # noqa: F401 - the worker knows a task once its module is imported
