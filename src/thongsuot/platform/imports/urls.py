"""Addresses of the import wizard."""

from __future__ import annotations

from django.urls import path

from thongsuot.platform.imports import views

urlpatterns = [
    path("lam-viec/nhap", views.batches, name="import"),
    path("lam-viec/nhap/<slug:kind>/tep", views.upload, name="import-upload"),
    path("lam-viec/nhap/<slug:kind>/cot/<str:token>", views.columns, name="import-columns"),
    path("lam-viec/nhap/<int:batch_id>", views.batch, name="import-batch"),
    path("lam-viec/nhap/<int:batch_id>/loi.csv", views.problems, name="import-problems"),
    path("lam-viec/nhap/<int:batch_id>/xac-nhan", views.confirm, name="import-confirm"),
    path("lam-viec/nhap/<int:batch_id>/hoan-tac", views.undo, name="import-undo"),
]
