"""Addresses of the clock."""

from __future__ import annotations

from django.urls import path

from thongsuot.serving.clock import views

urlpatterns = [
    path("tinh-ngay-hen", views.due_date, name="due-date"),
    path("lam-viec/ngay-nghi-rieng", views.closures, name="closures"),
    path("lam-viec/ngay-nghi-rieng/<int:number>/bo", views.withdraw, name="closure-withdraw"),
]
