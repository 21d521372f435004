"""Addresses of digitising, results, the verify page and the citizen's store."""

from __future__ import annotations

from django.urls import path, re_path

from thongsuot.serving.digitising.views import public, results, scans

_DOSSIER = r"(?P<code>[0-9A-Za-z.-]+)"
urlpatterns = [
    path("kiem-tra-ket-qua", public.verify, name="verify"),
    re_path(rf"^kiem-tra-ket-qua/{_DOSSIER}$", public.verify, name="verified"),
    path("kho-giay-to", public.store, name="my-store"),
    path("kho-giay-to/<int:pk>.pdf", public.my_result, name="my-result"),
    path("lam-viec/so-hoa", scans.desk, name="digitising"),
    path("lam-viec/so-hoa/<int:pk>", scans.scan, name="scan"),
    path("lam-viec/so-hoa/<int:pk>/quyet-dinh", scans.decide, name="scan-decide"),
    path("lam-viec/so-hoa/<int:pk>/trang/<int:number>.png", scans.page, name="scan-page"),
    re_path(rf"^lam-viec/ho-so/{_DOSSIER}/quet$", scans.add, name="scan-add"),
    re_path(rf"^lam-viec/ho-so/{_DOSSIER}/ket-qua$", results.result, name="result"),
    re_path(rf"^lam-viec/ho-so/{_DOSSIER}/ket-qua/ky$", results.sign, name="result-sign"),
    re_path(rf"^lam-viec/ho-so/{_DOSSIER}/ket-qua/(?P<pk>\d+)/thu-hoi$", results.revoke, name="result-revoke"),
    path("lam-viec/ket-qua/<int:pk>.pdf", results.result_file, name="result-file"),
]
