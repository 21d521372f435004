"""Addresses of the subject; see measuring/urls.py."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from thongsuot.measuring.criteria import views

_SET = "bo-tieu-chi/<slug:key>"
urlpatterns: list[URLPattern | URLResolver] = [
    path("bo-tieu-chi", views.releases, name="criteria"),
    path(_SET, views.release, name="criteria-set"),
    path(f"{_SET}/bo-tieu-chi.json", views.as_json, name="criteria-json"),
    path(f"{_SET}/so-sanh/<slug:other>", views.compare, name="criteria-compare"),
    path(f"{_SET}/<str:code>", views.criterion, name="criterion"),
]
