"""Addresses of the measuring loop; each subject brings its own."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("thongsuot.measuring.leagues.urls")),
    path("", include("thongsuot.measuring.criteria.urls")),
    path("", include("thongsuot.measuring.appraisal.urls")),  # before rounds: «giai-trinh» is no criterion's code
    path("", include("thongsuot.measuring.analysis.urls")),  # before publishing: «phan-tich» is no unit
    path("", include("thongsuot.measuring.simulator.urls")),  # before publishing: «mo-phong» is no criterion's code
    path("", include("thongsuot.measuring.publishing.urls")),
    path("", include("thongsuot.measuring.index766.urls")),
    path("", include("thongsuot.measuring.detector.urls")),
    path("", include("thongsuot.measuring.rounds.urls")),  # last: a unit's key takes any place after a round's
]
