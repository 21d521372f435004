"""Addresses of papers and logbooks."""

from __future__ import annotations

from django.urls import path, re_path

from thongsuot.serving.papers import views

_DOSSIER = r"(?P<code>[0-9A-Za-z.-]+)"
urlpatterns = [
    re_path(rf"^lam-viec/ho-so/{_DOSSIER}/phieu$", views.issue, name="paper-issue"),
    re_path(r"^lam-viec/phieu/(?P<pk>\d+)\.(?P<kind>pdf|docx)$", views.paper, name="paper-file"),
    path("cua-toi/phieu/<int:pk>.pdf", views.my_paper, name="my-paper"),
    path("lam-viec/so-theo-doi", views.logbook, name="logbook"),
    path("lam-viec/so-theo-doi/vao-so", views.enter, name="logbook-enter"),
    path("lam-viec/so-theo-doi/khoa-so", views.close, name="logbook-close"),
    re_path(
        r"^lam-viec/so-theo-doi/(?P<unit>[-\w]+)/(?P<year>\d{4})\.(?P<kind>xlsx|pdf)$",
        views.logbook_file,
        name="logbook-file",
    ),
]
