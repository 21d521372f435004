"""Django's entry to the subdomain."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeasuringConfig(AppConfig):
    name = "thongsuot.measuring"
    label = "measuring"
    verbose_name = _("Đo lường, chấm điểm")

    def ready(self) -> None:
        from thongsuot.measuring.permissions import declare_permissions

        declare_permissions()
