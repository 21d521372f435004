"""Addresses of the two front doors. Pages of the other subdomains bring their own ``urls.py``."""

from __future__ import annotations

from django.conf import settings
from django.urls import path

from thongsuot.web import pages, styleguide, workers
from thongsuot.web.home import views as home
from thongsuot.web.search import views as search
from thongsuot.web.signing.views import SignIn, SignOut
from thongsuot.web.workspace import views as workspace

urlpatterns = [
    path("", home.home, name="home"),
    path("tim-kiem", search.search, name="search"),
    path("dang-nhap", SignIn.as_view(), name="sign-in"),
    path("dang-xuat", SignOut.as_view(), name="sign-out"),
    path("lam-viec", workspace.workspace, name="workspace"),
    path("lam-viec/kiem-tra/tai-cho.js", workers.worker, {"name": "visit-worker.js"}, name="visit-worker"),
    path("lam-viec/tiep-nhan/ngoai-tuyen.js", workers.worker, {"name": "desk-worker.js"}, name="reception-worker"),
    path("gioi-thieu", pages.about, name="about"),
    path("tro-nang", pages.accessibility, name="accessibility"),
    path("quyen-rieng-tu", pages.privacy, name="privacy"),
    path("nguon-du-lieu", pages.data_sources, name="data-sources"),
]
if settings.DEMO:
    urlpatterns.append(path("kieu-dang", styleguide.styleguide, name="styleguide"))
