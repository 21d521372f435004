"""Addresses of index 766; see measuring/urls.py."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from thongsuot.measuring.index766 import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("chi-so-766", views.index, name="index766"),
    path("chi-so-766/tinh-diem", views.calculator, name="index766-calculator"),
    path("chi-so-766/so-dem.csv", views.counts_csv, name="index766-counts"),
    path("chi-so-766/<slug:code>", views.unit, name="index766-unit"),
]
