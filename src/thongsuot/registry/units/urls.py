"""Addresses of units."""

from __future__ import annotations

from django.urls import path

from thongsuot.registry.units import admin, views

urlpatterns = [
    path("don-vi", views.unit_list, name="units"),
    path("don-vi/<slug:key>", views.unit_detail, name="unit"),
    path("lam-viec/don-vi", admin.unit_admin, name="units-admin"),
    *(
        path(f"lam-viec/don-vi/<slug:key>/{step}", admin.unit_step, {"step": step}, name=f"unit-{step}")
        for step in admin.STEPS
    ),
]
