"""Addresses of the steering loop; each subject brings its own."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("thongsuot.steering.chasing.urls")),
    path("", include("thongsuot.steering.commitments.urls")),
    path("", include("thongsuot.steering.committees.urls")),
    path("", include("thongsuot.steering.overview.urls")),
    path("", include("thongsuot.steering.meetings.urls")),
    path("", include("thongsuot.steering.tasks.urls")),
    path("", include("thongsuot.steering.plans.urls")),
    path("", include("thongsuot.steering.remedies.urls")),
    path("", include("thongsuot.steering.inspections.urls")),
    path("", include("thongsuot.steering.notices.urls")),
]
