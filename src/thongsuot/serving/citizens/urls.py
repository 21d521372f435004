"""Addresses of the citizen's own pages."""

from __future__ import annotations

from django.urls import path

from thongsuot.serving.citizens import views

urlpatterns = [
    path("dinh-danh", views.start, name="citizen-sign-in"),
    path("dinh-danh/ma", views.code, name="citizen-code"),
    path("dinh-danh/thoat", views.leave, name="citizen-sign-out"),
    path("cua-toi", views.me, name="citizen"),
    path("cua-toi/ho-so", views.my_dossiers, name="my-dossiers"),
]
