"""Addresses of published results."""

from __future__ import annotations

from django.urls import path

from thongsuot.measuring.leagues import views

urlpatterns = [
    path("ket-qua", views.results, name="results"),
    path("ket-qua/doi-chieu", views.conflicts, name="league-conflicts"),
    path("ket-qua/<slug:key>/<str:period>", views.league, name="league"),
    path("ket-qua/<slug:key>/<str:period>/bang.csv", views.league_csv, name="league-csv"),
    path("don-vi/<slug:key>/bon-chi-so", views.four_indices, name="four-indices"),
]
