"""Addresses of a dossier; the queue itself is the desk's."""

from __future__ import annotations

from django.urls import path, re_path

from thongsuot.serving.dossiers import export_views, views

_CODE = r"(?P<code>[0-9A-Z][0-9A-Z.]*-\d{6}-\d{4,})"
_ONE = rf"^lam-viec/ho-so/{_CODE}"
urlpatterns = [
    path("lam-viec/ho-so.csv", export_views.export_csv, name="dossier-export"),
    path("lam-viec/ho-so.xlsx", export_views.export_excel, name="dossier-excel"),
    path("lam-viec/y-kien", views.opinions, name="dossier-opinions"),
    path("lam-viec/y-kien/<int:pk>", views.opinion, name="dossier-opinion"),
    re_path(rf"{_ONE}$", views.dossier, name="dossier"),
    re_path(rf"{_ONE}\.json$", export_views.dossier_json, name="dossier-json"),
    re_path(rf"{_ONE}/viec/(?P<slug>[a-z-]+)$", views.deed, name="dossier-deed"),
    re_path(rf"{_ONE}/nguoi-nop$", views.open_person, name="dossier-person"),
    re_path(rf"{_ONE}/giay-to/(?P<pk>\d+)$", views.part_file, name="dossier-part-file"),
]
