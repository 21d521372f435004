"""Addresses of documents, public ones first."""

from __future__ import annotations

from django.urls import path

from thongsuot.registry.documents import views

urlpatterns = [
    path("van-ban", views.document_list, name="documents"),
    path("van-ban/<slug:key>", views.document_detail, name="document"),
]
