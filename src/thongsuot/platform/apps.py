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
        # The worker knows a task, and the log an action, once its module is imported.
        from thongsuot.platform import timers  # noqa: F401
        from thongsuot.platform.imports import actions as import_actions  # noqa: F401
        from thongsuot.platform.jobs import actions as job_actions  # noqa: F401
        from thongsuot.platform.notifications import actions as notification_actions  # noqa: F401
        from thongsuot.platform.outbox import timers as outbox_timers  # noqa: F401
