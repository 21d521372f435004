"""The one table of addresses: each front door and each subject brings its own."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("thongsuot.web.urls")),
    path("", include("thongsuot.platform.urls")),
    path("", include("thongsuot.platform.imports.urls")),
    path("", include("thongsuot.registry.documents.urls")),
    path("", include("thongsuot.registry.claims.urls")),
    path("", include("thongsuot.registry.indicators.urls")),
    path("", include("thongsuot.registry.findings.urls")),
    path("", include("thongsuot.registry.checking.urls")),
    path("", include("thongsuot.registry.units.urls")),
    path("", include("thongsuot.registry.positions.urls")),
    path("", include("thongsuot.registry.accounts.urls")),
    path("", include("thongsuot.steering.urls")),
    path("", include("thongsuot.measuring.urls")),
    path("", include("thongsuot.serving.urls")),
    path("", include("thongsuot.reporting.urls")),
]

handler400 = "thongsuot.web.errors.bad_request"
handler403 = "thongsuot.web.errors.forbidden"
handler404 = "thongsuot.web.errors.not_found"
handler500 = "thongsuot.web.errors.server_error"
