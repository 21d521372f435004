"""Addresses of analysis. They stand before those of rounds and publishing, whose unit addresses would swallow them."""

from __future__ import annotations

from django.urls import path

from thongsuot.measuring.analysis.views import desk, pack, profile, round_page, unit_page

_ROUND, _UNIT = "ket-qua-cham-diem/<slug:key>", "ket-qua-cham-diem/<slug:key>/<slug:unit>"
urlpatterns = [
    path(f"{_ROUND}/phan-tich", round_page.round_analysis, name="round-analysis"),
    path(f"{_ROUND}/phan-tich/phan-hoa.csv", round_page.discrimination_csv, name="discrimination-csv"),
    path(f"{_ROUND}/phan-tich/chenh-lech.csv", round_page.gaps_csv, name="gaps-csv"),
    path(f"{_ROUND}/phan-tich/ban-do-nhiet.csv", round_page.heat_csv, name="heat-csv"),
    path(f"{_UNIT}/phan-tich", unit_page.unit_analysis, name="unit-analysis"),
    path(f"{_UNIT}/phan-tich/thay-doi.csv", unit_page.waterfall_csv, name="waterfall-csv"),
    path(f"{_UNIT}/phan-tich/diem-mat.csv", unit_page.losses_csv, name="losses-csv"),
    path(f"{_UNIT}/phan-tich/so-voi-<slug:other>.csv", unit_page.comparison_csv, name="comparison-csv"),
    path("lam-viec/cham-diem/<slug:key>/chenh-lech", desk.round_gaps, name="round-gaps"),
    path("lam-viec/cham-diem/<slug:key>/chenh-lech.csv", desk.round_gaps_csv, name="round-gaps-csv"),
    path("don-vi/<slug:key>/ho-so-cham-diem", profile.unit_profile, name="unit-profile"),
    path("don-vi/<slug:key>/nam-nam", pack.five_years, name="five-years"),
    path("don-vi/<slug:key>/nam-nam.csv", pack.five_years_csv, name="five-years-csv"),
]
