"""Address of the article checker."""

from __future__ import annotations

from django.urls import path

from thongsuot.registry.checking import views

urlpatterns = [path("soi-bai-bao", views.article_check, name="article-check")]
