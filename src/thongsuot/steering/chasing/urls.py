"""Addresses of chasing."""

from __future__ import annotations

from django.urls import path

from thongsuot.steering.chasing import views

urlpatterns = [
    path("lam-viec/don-doc", views.reminders, name="reminders"),
    path("lam-viec/don-doc/gui", views.remind, name="remind"),
]
