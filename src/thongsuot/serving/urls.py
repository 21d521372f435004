"""Addresses of the serving loop; each subject brings its own."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from thongsuot.serving.cutting.urls import urlpatterns as cutting

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("thongsuot.serving.citizens.urls")),
    path("", include("thongsuot.serving.papers.urls")),  # before dossiers: «phieu» is no deed
    path("", include("thongsuot.serving.digitising.urls")),  # before dossiers: «quet», «ket-qua» are none
    path("", include("thongsuot.serving.dossiers.urls")),
    path("", include("thongsuot.serving.desk.urls")),
    *cutting,
    path("", include("thongsuot.serving.clock.urls")),
    path("", include("thongsuot.serving.payments.urls")),
    path("", include("thongsuot.serving.filing.urls")),
    path("", include("thongsuot.serving.procedures.urls")),
]
