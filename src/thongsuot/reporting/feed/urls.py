"""Addresses of the feed. The fixed words stand before the sender's key."""

from __future__ import annotations

from django.urls import path

from thongsuot.reporting.feed import views

_HOME = "lam-viec/nguon-ho-so"
urlpatterns = [
    path(_HOME, views.feeds, name="feeds"),
    path("lam-viec/lech-dong-bo", views.mismatches, name="feed-mismatches"),
    path(f"{_HOME}/tep/<int:number>", views.feed_file, name="feed-file"),
    path(f"{_HOME}/tep/<int:number>/loi.csv", views.feed_faults, name="feed-faults"),
    path(f"{_HOME}/tep/<int:number>/nhap", views.feed_run, name="feed-run"),
    path(f"{_HOME}/ma/<int:number>", views.feed_code, name="feed-code"),
    path(f"{_HOME}/<slug:key>", views.feed_source, name="feed-source"),
    path(f"{_HOME}/<slug:key>/ma", views.feed_codes, name="feed-codes"),
]
