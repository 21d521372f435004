"""The one table of addresses: each front door brings its own."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("thongsuot.web.urls")),
]
