"""Addresses of limits, remedy plans and four boxes."""

from __future__ import annotations

from django.urls import path

from thongsuot.steering.remedies import plan_views, views

urlpatterns = [
    path("lam-viec/han-che", views.limits, name="remedies"),
    path("lam-viec/han-che.xlsx", views.excel, name="remedies-excel"),
    path("lam-viec/han-che/them", views.add, name="remedy-add"),
    path("lam-viec/han-che/tu-van-ban/<slug:key>", views.from_document, name="remedy-from-document"),
    path("lam-viec/han-che/lap-lai", views.recurrence, name="remedy-recurrence"),
    path("lam-viec/han-che/ke-hoach", plan_views.plans, name="remedy-plans"),
    path("lam-viec/han-che/ke-hoach/<slug:key>", plan_views.plan, name="remedy-plan"),
    path("lam-viec/han-che/ke-hoach/<slug:key>.csv", plan_views.plan_csv, name="remedy-plan-csv"),
    path("lam-viec/han-che/ke-hoach/<slug:key>/<slug:name>", plan_views.plan_step, name="remedy-plan-step"),
    path("lam-viec/han-che/bon-o/<slug:unit>/<int:year>", plan_views.boxes, name="four-box"),
    path("lam-viec/han-che/<int:pk>", views.limit, name="remedy"),
    path("lam-viec/han-che/<int:pk>/minh-chung/<int:proof_pk>", views.proof, name="remedy-proof"),
    path("lam-viec/han-che/<int:pk>/<slug:name>", views.step, name="remedy-step"),
]
