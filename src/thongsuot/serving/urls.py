"""Addresses of the serving loop; each subject brings its own."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("thongsuot.serving.citizens.urls")),
    path("", include("thongsuot.serving.papers.urls")),  # before dossiers: «phieu» is no deed
    path("", include("thongsuot.serving.digitising.urls")),  # before dossiers: «quet», «ket-qua» are none
    path("", include("thongsuot.serving.dossiers.urls")),
    path("", include("thongsuot.serving.desk.urls")),
    path("", include("thongsuot.serving.cutting.urls")),
    path("", include("thongsuot.serving.insight.urls")),
    path("", include("thongsuot.serving.clock.urls")),
    path("", include("thongsuot.serving.warning.urls")),
    path("", include("thongsuot.serving.payments.urls")),
    path("", include("thongsuot.serving.filing.urls")),
    path("", include("thongsuot.serving.procedures.urls")),
]
