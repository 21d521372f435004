"""Addresses of cutting."""

from __future__ import annotations

from django.urls import path

from thongsuot.serving.cutting import desk_views, views

urlpatterns = [
    path("cat-giam-thu-tuc", views.cuts, name="cuts"),
    path("cat-giam-thu-tuc/<int:pk>", views.cut, name="cut"),
    path("cat-giam-thu-tuc/goi/<slug:key>.csv", views.cuts_csv, name="cuts-csv"),
    path("lam-viec/cat-giam", desk_views.desk, name="cuts-desk"),
    path("lam-viec/cat-giam/them", desk_views.new, name="cut-new"),
    path("lam-viec/cat-giam/y-kien/<int:pk>", desk_views.review, name="cut-opinion-review"),
    path("lam-viec/cat-giam/<int:pk>", desk_views.edit, name="cut-edit"),
    path("lam-viec/cat-giam/<int:pk>/sua", desk_views.change, name="cut-change"),
    path("lam-viec/cat-giam/<int:pk>/<slug:name>", desk_views.step, name="cut-step"),
]
