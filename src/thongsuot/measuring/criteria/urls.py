"""Addresses of the subject; see measuring/urls.py."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from thongsuot.measuring.criteria import desk, desk_nodes, views

_DESK = "lam-viec/bo-tieu-chi"
_SET = "bo-tieu-chi/<slug:key>"
urlpatterns: list[URLPattern | URLResolver] = [
    path("bo-tieu-chi", views.releases, name="criteria"),
    path(_SET, views.release, name="criteria-set"),
    path(f"{_SET}/bo-tieu-chi.json", views.as_json, name="criteria-json"),
    path(f"{_SET}/so-sanh/<slug:other>", views.compare, name="criteria-compare"),
    path(f"{_SET}/<str:code>", views.criterion, name="criterion"),
    path(_DESK, desk.desk, name="criteria-desk"),
    path(f"{_DESK}/<slug:key>", desk.draft, name="criteria-draft"),
    path(f"{_DESK}/<slug:key>/soan-moi", desk.clone, name="criteria-clone"),
    path(f"{_DESK}/<slug:key>/phan-dau", desk.head, name="criteria-head"),
    path(f"{_DESK}/<slug:key>/ban-hanh", desk.issue, name="criteria-issue"),
    path(f"{_DESK}/<slug:key>/bo", desk.discard, name="criteria-discard"),
    path(f"{_DESK}/<slug:key>/them", desk_nodes.add, name="criteria-node-add"),
    path(f"{_DESK}/<slug:key>/tieu-chi/<str:code>", desk_nodes.node, name="criteria-node"),
    path(f"{_DESK}/<slug:key>/tieu-chi/<str:code>/chuyen", desk_nodes.move, name="criteria-node-move"),
    path(f"{_DESK}/<slug:key>/tieu-chi/<str:code>/bo", desk_nodes.remove, name="criteria-node-remove"),
]
