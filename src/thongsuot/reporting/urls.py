"""Addresses of reports, boards and open data; each subject brings its own."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("thongsuot.reporting.feed.urls")),
    path("", include("thongsuot.reporting.board.urls")),
]
