"""Addresses of the indicator dictionary."""

from __future__ import annotations

from django.urls import path

from thongsuot.registry.indicators import views

urlpatterns = [
    path("chi-tieu", views.indicator_list, name="indicators"),
    path("chi-tieu/<slug:key>", views.indicator_detail, name="indicator"),
]
