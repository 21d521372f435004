"""Addresses of the boards."""

from __future__ import annotations

from django.urls import path

from thongsuot.serving.insight import public_views, views

urlpatterns = [
    path("lam-viec/so-lieu-ho-so", views.board, name="dossier-board"),
    path("lam-viec/so-lieu-ho-so/ho-so", views.rows, name="dossier-board-rows"),
    path("lam-viec/so-lieu-ho-so/bieu-ii-06a.csv", views.form_csv, name="dossier-board-form"),
    path("ket-qua-phuc-vu", public_views.service_figures, name="service-figures"),
]
