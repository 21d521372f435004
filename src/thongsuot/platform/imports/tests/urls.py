"""The wizard under the site's own frame, whichever pages the product itself shows."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("thongsuot.config.urls")),
    path("", include("thongsuot.platform.imports.urls")),  # last: ``reverse`` prefers the later of two equal names
]
