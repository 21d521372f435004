"""Addresses of the overview."""

from __future__ import annotations

from django.urls import path

from thongsuot.steering.overview import views

urlpatterns = [
    path("lam-viec/tom-tat", views.brief, name="brief"),
    path("lam-viec/dong-chay", views.order_flow, name="order-flow"),
]
