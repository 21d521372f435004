"""Django's entry to the subdomain."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegistryConfig(AppConfig):
    name = "thongsuot.registry"
    label = "registry"
    verbose_name = _("Danh bạ và số liệu")

    def ready(self) -> None:
        from thongsuot.registry.accounts.roles import declare_permissions

        declare_permissions()
