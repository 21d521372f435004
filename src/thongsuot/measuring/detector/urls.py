"""Addresses of questions about odd figures; restricted."""

from __future__ import annotations

from django.urls import path

from thongsuot.measuring.detector import views

_AT = "lam-viec/bat-thuong"
urlpatterns = [
    path(_AT, views.rounds, name="anomalies"),
    path(f"{_AT}/<slug:key>", views.questions, name="round-anomalies"),
    path(f"{_AT}/<slug:key>/giai-thich", views.answer, name="anomaly-answer"),
    path(f"{_AT}/<slug:key>/phan-hoa", views.ceiling, name="ceiling-report"),
]
