"""Django's entry to the subdomain."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExchangeConfig(AppConfig):
    name = "thongsuot.exchange"
    label = "exchange"
    verbose_name = _("Kết nối, chia sẻ dữ liệu")
