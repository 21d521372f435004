"""Pages of the plumbing itself; ``config.urls`` includes them."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("thongsuot.platform.jobs.urls")),
    path("", include("thongsuot.platform.notifications.urls")),
]
