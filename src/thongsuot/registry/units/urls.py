"""Addresses of units."""

from __future__ import annotations

from django.urls import path

from thongsuot.registry.units import views

urlpatterns = [
    path("don-vi", views.unit_list, name="units"),
    path("don-vi/<slug:key>", views.unit_detail, name="unit"),
]
