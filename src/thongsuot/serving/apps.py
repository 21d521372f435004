"""Django's entry to the subdomain."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ServingConfig(AppConfig):
    name = "thongsuot.serving"
    label = "serving"
    verbose_name = _("Phục vụ người dân, doanh nghiệp")

    def ready(self) -> None:
        from thongsuot.serving.cutting.start import start_cutting
        from thongsuot.serving.desk.start import start_desk
        from thongsuot.serving.digitising.start import start_digitising
        from thongsuot.serving.dossiers.start import start_dossiers
        from thongsuot.serving.facts.start import start_facts
        from thongsuot.serving.filing.start import start_filing
        from thongsuot.serving.papers.start import start_papers
        from thongsuot.serving.payments.start import start_payments
        from thongsuot.serving.permissions import declare_permissions
        from thongsuot.serving.procedures.start import start_procedures
        from thongsuot.serving.warning.start import start_warning

        declare_permissions()
        start_procedures()
        start_dossiers()
        start_cutting()
        start_papers()
        start_filing()
        start_payments()
        start_digitising()
        start_warning()
        start_facts()
        start_desk()
