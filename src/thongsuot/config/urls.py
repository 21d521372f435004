"""The one table of addresses: each front door and each subject brings its own."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("thongsuot.web.urls")),
    path("", include("thongsuot.registry.documents.urls")),
    path("", include("thongsuot.registry.claims.urls")),
    path("", include("thongsuot.registry.indicators.urls")),
]
