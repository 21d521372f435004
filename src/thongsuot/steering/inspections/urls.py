"""Addresses of inspections."""

from __future__ import annotations

from django.urls import path

from thongsuot.steering.inspections import views, visit

urlpatterns = [
    path("lam-viec/kiem-tra", views.inspections, name="inspections"),
    path("lam-viec/kiem-tra/lap", views.set_inspection, name="inspection-set"),
    path("lam-viec/kiem-tra/ke-hoach/<int:pk>", views.plan, name="inspection-plan"),
    path("lam-viec/kiem-tra/<int:pk>", views.inspection, name="inspection"),
    path("lam-viec/kiem-tra/<int:pk>/tai-cho", visit.on_the_spot, name="inspection-visit"),
    path("lam-viec/kiem-tra/<int:pk>/chot", views.end_visit, name="inspection-end"),
    path("lam-viec/kiem-tra/<int:pk>/ket-luan", views.conclude, name="inspection-conclude"),
    path("lam-viec/kiem-tra/<int:pk>/anh/<int:photo_pk>", views.photo, name="inspection-photo"),
    path("lam-viec/kiem-tra/phat-hien/<int:pk>", views.answer, name="finding-answer"),
]
