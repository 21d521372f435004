"""Addresses of notices of conclusion."""

from __future__ import annotations

from django.urls import URLPattern, path

from thongsuot.steering.notices.views import editor, pages, steps

urlpatterns: list[URLPattern] = [
    path("lam-viec/thong-bao", pages.notice_list, name="notices"),
    path("lam-viec/thong-bao/moi", pages.new, name="notice-new"),
    path("lam-viec/thong-bao/so-cap-so", pages.number_book, name="number-book"),
    path("lam-viec/thong-bao/<slug:key>", pages.detail, name="notice"),
    path("lam-viec/thong-bao/<slug:key>/soan", editor.edit, name="notice-edit"),
    path("lam-viec/thong-bao/<slug:key>/phan-dau", editor.head, name="notice-head"),
    path("lam-viec/thong-bao/<slug:key>/nguoi-ky", editor.signer, name="notice-signer"),
    path("lam-viec/thong-bao/<slug:key>/goi-y", editor.take_offers, name="notice-offers"),
    path("lam-viec/thong-bao/<slug:key>/them-doan", editor.add, name="notice-add"),
    path("lam-viec/thong-bao/<slug:key>/doan/<int:pk>", editor.paragraph, name="notice-paragraph"),
    path("lam-viec/thong-bao/<slug:key>/doan/<int:pk>/so-lieu", editor.figures, name="notice-figures"),
    path("lam-viec/thong-bao/<slug:key>/so-lieu/<int:pk>", editor.figure, name="notice-figure"),
    path("lam-viec/thong-bao/<slug:key>/soi", pages.check, name="notice-check"),
    path("lam-viec/thong-bao/<slug:key>/noi-nhan", pages.recipients, name="notice-recipients"),
    path("lam-viec/thong-bao/<slug:key>/buoc", steps.take, name="notice-step"),
    path("lam-viec/thong-bao/<slug:key>/word", pages.word, name="notice-word"),
    path("lam-viec/thong-bao/<slug:key>/pdf", pages.pdf, name="notice-pdf"),
]
