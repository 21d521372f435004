"""Addresses of the import wizard."""

from __future__ import annotations

from django.urls import path

from thongsuot.registry.importing import views

urlpatterns = [
    path("lam-viec/nhap", views.choose, name="import"),
    path("lam-viec/nhap/<int:pk>", views.batch, name="import-batch"),
    path("lam-viec/nhap/<int:pk>/loi.csv", views.problems_csv, name="import-problems"),
    path("lam-viec/nhap/<int:pk>/xac-nhan", views.confirm, name="import-confirm"),
    path("lam-viec/nhap/<int:pk>/hoan-tac", views.undo, name="import-undo"),
]
