"""Addresses of published results (for everybody) and of the desk that publishes them."""

from __future__ import annotations

from django.urls import path, register_converter
from django.urls.converters import SlugConverter

from thongsuot.measuring.publishing.views import appeals, data, desk, public
from thongsuot.measuring.rounds.urls import CriterionCode


class ResultUnit(SlugConverter):
    """A unit of the result; «phan-tich» and «ban» are pages beside the units."""

    regex = r"(?!phan-tich$|phan-tich/|ban$|ban/)[-a-zA-Z0-9_]+"


register_converter(ResultUnit, "result_unit")
register_converter(CriterionCode, "leaf")
_PUBLIC, _DESK = "ket-qua-cham-diem", "lam-viec/cong-bo"
urlpatterns = [
    path(_PUBLIC, public.results, name="round-results"),
    path(f"{_PUBLIC}/<slug:key>", public.result, name="round-result"),
    path(f"{_PUBLIC}/<slug:key>/bang.csv", data.table, name="round-result-csv"),
    path(f"{_PUBLIC}/<slug:key>/ket-qua.json", data.whole, name="round-result-json"),
    path(f"{_PUBLIC}/<slug:key>/goi-tai-lap.zip", data.capsule, name="round-capsule"),
    path(f"{_PUBLIC}/<slug:key>/ban/<int:number>", public.result, name="round-result-version"),
    path(f"{_PUBLIC}/<slug:key>/ban/<int:number>/bang.csv", data.table, name="round-result-csv"),
    path(f"{_PUBLIC}/<slug:key>/ban/<int:number>/ket-qua.json", data.whole, name="round-result-json"),
    path(f"{_PUBLIC}/<slug:key>/ban/<int:number>/goi-tai-lap.zip", data.capsule, name="round-capsule"),
    path(f"{_PUBLIC}/<slug:key>/<result_unit:unit>", public.unit, name="round-result-unit"),
    path(f"{_PUBLIC}/<slug:key>/<result_unit:unit>/<leaf:code>", public.lost, name="lost-point"),
    path(_DESK, desk.rounds, name="publishing"),
    path(f"{_DESK}/<slug:key>", desk.desk, name="round-publishing"),
    path(f"{_DESK}/<slug:key>/xem-truoc", desk.preview, name="round-preview"),
    path(f"{_DESK}/<slug:key>/tong-hop", desk.count, name="round-count"),
    path(f"{_DESK}/<slug:key>/phe-duyet", desk.approve, name="round-approve"),
    path(f"{_DESK}/<slug:key>/kien-nghi", appeals.desk, name="round-appeals"),
    path(f"{_DESK}/kien-nghi/<int:pk>", appeals.decide, name="appeal-decide"),
    path(f"{_DESK}/<slug:key>/<slug:unit>/kien-nghi", appeals.file, name="appeal-file"),
    path(f"{_DESK}/<slug:key>/<slug:unit>/ho-so.zip", data.dossier, name="round-dossier"),
]
