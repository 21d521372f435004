"""Addresses of figures, public ones first."""

from __future__ import annotations

from django.urls import path

from thongsuot.registry.claims import desk, views

urlpatterns = [
    path("so-lieu/<int:pk>", views.claim_detail, name="claim"),
    path("so-lieu/<int:pk>.json", views.claim_json, name="claim-json"),
    path("so-lieu/<int:pk>.csv", views.claim_csv, name="claim-csv"),
    path("lam-viec/so-lieu", desk.desk, name="claims-desk"),
    path("lam-viec/so-lieu/<int:pk>/dieu-chinh", desk.revise, name="claim-revise"),
]
