"""Addresses of the late warning."""

from __future__ import annotations

from django.urls import path

from thongsuot.serving.warning import views

urlpatterns = [
    path("lam-viec/canh-bao-tre", views.late_warning, name="late-warning"),
    path("lam-viec/canh-bao-tre.csv", views.late_warning_csv, name="late-warning-csv"),
    path("lam-viec/canh-bao-tre/uoc-luong", views.refresh, name="late-warning-refresh"),
]
