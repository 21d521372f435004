"""Addresses of simulations."""

from __future__ import annotations

from django.urls import path

from thongsuot.measuring.simulator import index_views, views

urlpatterns = [
    path("ket-qua-cham-diem/<slug:key>/<slug:unit>/mo-phong", views.simulation, name="simulation"),
    path("lam-viec/mo-phong/<slug:key>/<slug:unit>/muc-tieu", views.adopt, name="simulation-adopt"),
    path("ket-qua/<slug:key>/<str:period>/mo-phong/<slug:unit>", index_views.index_simulation, name="index-simulation"),
]
