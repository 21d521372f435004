"""Addresses of documents, public ones first."""

from __future__ import annotations

from django.urls import path

from thongsuot.registry.documents import desk, views

urlpatterns = [
    path("van-ban", views.document_list, name="documents"),
    path("van-ban/<slug:key>", views.document_detail, name="document"),
    path("lam-viec/hop-viec", desk.inbox, name="inbox"),
    path("lam-viec/van-ban/them", desk.intake, name="intake"),
    path("lam-viec/van-ban/<slug:key>", desk.review, name="document-review"),
    path("lam-viec/van-ban/<slug:key>/xong", desk.finish, name="document-finish"),
    path("lam-viec/van-ban/<slug:key>/cong-khai", desk.publish, name="document-publish"),
    path("lam-viec/van-ban/<slug:key>/<str:kind>/<int:pk>", desk.decide_item, name="document-decide"),
]
