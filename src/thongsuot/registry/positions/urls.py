"""Addresses of positions."""

from __future__ import annotations

from django.urls import path

from thongsuot.registry.positions import admin

urlpatterns = [
    path("lam-viec/chuc-danh", admin.positions, name="positions-admin"),
    path("lam-viec/chuc-danh/<int:pk>", admin.position, name="position-admin"),
]
