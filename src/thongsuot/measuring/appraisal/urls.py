"""Addresses of appraisal. They come before those of rounds: «giai-trinh» is no code of a criterion."""

from __future__ import annotations

from django.urls import path

from thongsuot.measuring.appraisal.views import council, desk, explaining, seconds, surveys

_AT = "lam-viec/tham-dinh"
_UNIT = "lam-viec/cham-diem/<slug:key>/<slug:unit>/giai-trinh"

urlpatterns = [
    path(_AT, desk.rounds, name="appraisals"),
    path(f"{_AT}/<slug:key>", desk.queue, name="appraisal"),
    path(f"{_AT}/<slug:key>/don-vi", council.units, name="appraisal-units"),
    path(f"{_AT}/<slug:key>/don-vi/<slug:unit>/<slug:step>", council.step, name="appraisal-step"),
    path(f"{_AT}/<slug:key>/phan-cong", council.assign, name="appraisers"),
    path(f"{_AT}/<slug:key>/lan-hai", seconds.desk, name="second-reviews"),
    path(f"{_AT}/<slug:key>/lan-hai/<int:pk>", seconds.review, name="second-review"),
    path(f"{_AT}/<slug:key>/rut-mau", seconds.draw, name="second-draw"),
    path(f"{_AT}/<slug:key>/do-thong-nhat", seconds.agreement_report, name="agreement"),
    path(f"{_AT}/<slug:key>/khao-sat", surveys.check, name="survey-check"),
    path(f"{_AT}/<slug:key>/<slug:unit>/<str:code>", desk.appraise, name="appraise"),
    path(_UNIT, explaining.explanations, name="explanations"),
    path(f"{_UNIT}/xem-xet", explaining.decide, name="explanations-decide"),
]
