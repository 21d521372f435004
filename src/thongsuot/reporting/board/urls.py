"""Addresses of the boards; the fixed ones before the keys of units."""

from __future__ import annotations

from django.urls import path

from thongsuot.reporting.board import comparing, views, wall

urlpatterns = [
    path("thoi-gian-thuc", views.realtime, name="realtime"),
    path("thoi-gian-thuc/so-lieu.json", views.live, name="realtime-live"),
    path("thoi-gian-thuc/doi-chieu", comparing.compare, name="realtime-compare"),
    path("thoi-gian-thuc/<slug:key>", views.unit, name="realtime-unit"),
    path("ioc", wall.ioc, name="ioc"),
]
