"""Addresses of figures."""

from __future__ import annotations

from django.urls import path

from thongsuot.registry.claims import views

urlpatterns = [
    path("so-lieu/<int:pk>", views.claim_detail, name="claim"),
    path("so-lieu/<int:pk>.json", views.claim_json, name="claim-json"),
    path("so-lieu/<int:pk>.csv", views.claim_csv, name="claim-csv"),
]
