"""Addresses of background work."""

from __future__ import annotations

from django.urls import path

from thongsuot.platform.jobs import views

urlpatterns = [
    path("viec-nen", views.runs, name="jobs"),
    path("viec-nen/<int:run_id>", views.run, name="job"),
    path("viec-nen/<int:run_id>/huy", views.cancel, name="job-cancel"),
    path("viec-nen/<int:run_id>/chay-tiep", views.retry, name="job-retry"),
]
