"""Addresses of notifications."""

from __future__ import annotations

from django.urls import path

from thongsuot.platform.notifications import views

urlpatterns = [
    path("thong-bao", views.inbox, name="notifications"),
    path("thong-bao/da-doc", views.mark_all, name="notifications-read"),
    path("thong-bao/thu", views.switch, name="notifications-switch"),
    path("thong-bao/tin-nhan-gia-lap", views.simulated, name="simulated-texts"),
    path("thong-bao/<int:notification_id>", views.follow, name="notification"),
]
