"""Addresses of the measuring loop; each subject brings its own."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("thongsuot.measuring.leagues.urls")),
    path("", include("thongsuot.measuring.criteria.urls")),
    path("", include("thongsuot.measuring.rounds.urls")),
    path("", include("thongsuot.measuring.appraisal.urls")),
    path("", include("thongsuot.measuring.publishing.urls")),
    path("", include("thongsuot.measuring.analysis.urls")),
    path("", include("thongsuot.measuring.index766.urls")),
    path("", include("thongsuot.measuring.simulator.urls")),
    path("", include("thongsuot.measuring.detector.urls")),
]
