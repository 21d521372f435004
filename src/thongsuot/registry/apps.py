"""Django's entry to the subdomain."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegistryConfig(AppConfig):
    name = "thongsuot.registry"
    label = "registry"
    verbose_name = _("Danh bạ và số liệu")

    def ready(self) -> None:
        from thongsuot.platform.access import directory, reach
        from thongsuot.platform.imports import register
        from thongsuot.platform.notifications import addresses
        from thongsuot.platform.search import declare_kind
        from thongsuot.registry.accounts.queries import active_account, mail_addresses, phone_numbers
        from thongsuot.registry.accounts.roles import Permission, declare_permissions
        from thongsuot.registry.accounts.scope import within_branches
        from thongsuot.registry.importing.claims import ClaimImporter

        declare_permissions()
        # The plumbing knows no account: here it learns whose branch is whose, who may still act, where letters go.
        reach.use(within_branches)
        directory.use(active_account)
        addresses.use(mail_addresses, phone_numbers)
        register(ClaimImporter())
        drafts = (Permission.DOCUMENT_READ_DRAFT,)
        declare_kind("claim", _("Số liệu"), drafts)
        declare_kind("document", _("Văn bản"), drafts)
        declare_kind("directive", _("Ý kiến chỉ đạo"), drafts)
        declare_kind("unit", _("Đơn vị"))
        declare_kind("indicator", _("Chỉ tiêu"))
