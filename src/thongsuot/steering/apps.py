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
        from thongsuot.steering.meetings.start import start_meetings
        from thongsuot.steering.notices.telling import declare_kinds as declare_notice_kinds
        from thongsuot.steering.permissions import declare_permissions
        from thongsuot.steering.plans.start import start_plans
        from thongsuot.steering.remedies.telling import declare_kinds
        from thongsuot.steering.tasks.start import start_tasks

        declare_permissions()
        start_tasks()
        start_plans()
        start_meetings()
        declare_kinds()
        declare_notice_kinds()
        start_chasing()
