"""Django's entry to the subdomain."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeasuringConfig(AppConfig):
    name = "thongsuot.measuring"
    label = "measuring"
    verbose_name = _("Đo lường, chấm điểm")

    def ready(self) -> None:
        from thongsuot.measuring.appraisal.start import start_appraisal
        from thongsuot.measuring.criteria.start import start_criteria
        from thongsuot.measuring.permissions import declare_permissions
        from thongsuot.measuring.publishing.start import start_publishing
        from thongsuot.measuring.rounds.start import start_rounds

        declare_permissions()
        start_criteria()
        start_rounds()
        start_appraisal()
        start_publishing()
