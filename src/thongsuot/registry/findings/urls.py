"""Addresses of doubts about figures."""

from __future__ import annotations

from django.urls import path

from thongsuot.registry.findings import desk

urlpatterns = [
    path("lam-viec/soi-so-lieu", desk.desk, name="findings-desk"),
    path("lam-viec/soi-so-lieu/<int:pk>", desk.dismiss, name="finding-dismiss"),
]
