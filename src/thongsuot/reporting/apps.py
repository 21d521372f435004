"""Django's entry to the subdomain."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportingConfig(AppConfig):
    name = "thongsuot.reporting"
    label = "reporting"
    verbose_name = _("Báo cáo, công khai")

    def ready(self) -> None:
        from thongsuot.reporting.feed.start import start_feed
        from thongsuot.reporting.lake import jobs  # noqa: F401 - declares them
        from thongsuot.reporting.permissions import declare_permissions

        declare_permissions()
        start_feed()
