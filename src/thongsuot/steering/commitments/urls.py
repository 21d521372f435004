"""Addresses of the public ledger."""

from __future__ import annotations

from django.urls import path

from thongsuot.steering.commitments import views
from thongsuot.steering.commitments.feeds import CommitmentFeed

urlpatterns = [
    path("loi-hua", views.commitments, name="commitments"),
    path("loi-hua.csv", views.commitments_csv, name="commitments-csv"),
    path("loi-hua.rss", CommitmentFeed(), name="commitments-feed"),
    path("loi-hua/nhung", views.commitments_embed, name="commitments-embed"),
]
