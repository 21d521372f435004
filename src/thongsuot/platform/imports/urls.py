"""Addresses of the import wizard."""

from __future__ import annotations

from django.urls import path

from thongsuot.platform.imports import views

urlpatterns = [
    path("nhap-du-lieu", views.batches, name="import"),
    path("nhap-du-lieu/<slug:kind>/tep", views.upload, name="import-upload"),
    path("nhap-du-lieu/<slug:kind>/cot/<str:token>", views.columns, name="import-columns"),
    path("nhap-du-lieu/<int:batch_id>", views.batch, name="import-batch"),
    path("nhap-du-lieu/<int:batch_id>/loi.csv", views.problems, name="import-problems"),
    path("nhap-du-lieu/<int:batch_id>/xac-nhan", views.confirm, name="import-confirm"),
    path("nhap-du-lieu/<int:batch_id>/hoan-tac", views.undo, name="import-undo"),
]
