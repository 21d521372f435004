"""Django's entry to the subdomain."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SteeringConfig(AppConfig):
    name = "thongsuot.steering"
    label = "steering"
    verbose_name = _("Chỉ đạo, điều hành")

    def ready(self) -> None:
        from thongsuot.steering.chasing.start import start_chasing
        from thongsuot.steering.permissions import declare_permissions
        from thongsuot.steering.remedies.telling import declare_kinds

        declare_permissions()
        declare_kinds()
        start_chasing()
