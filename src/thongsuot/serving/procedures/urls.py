"""Addresses of the catalogue; fixed words stand before codes."""

from __future__ import annotations

from django.urls import path, register_converter

from thongsuot.serving.procedures.views import comparing, desk, editor, nuisance, public


class ProcedureCode:
    regex = "[0-9A-Za-z][0-9A-Za-z.-]{1,39}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(ProcedureCode, "procedure")
_PUBLIC, _DESK = "thu-tuc", "lam-viec/thu-tuc"

urlpatterns = [
    path(_PUBLIC, public.procedures, name="procedures"),
    path(f"{_PUBLIC}.json", public.open_json, name="procedures-json"),
    path(f"{_PUBLIC}.csv", public.open_csv, name="procedures-csv"),
    path(f"{_PUBLIC}/muc-do-truc-tuyen", public.service_levels, name="service-levels"),
    path(f"{_PUBLIC}/su-kien/<slug:key>", public.life_event, name="life-event"),
    path(f"{_PUBLIC}/<procedure:code>", public.procedure, name="procedure"),
    path(f"{_PUBLIC}/<procedure:code>/huong-dan.pdf", public.guide, name="procedure-guide"),
    path(f"{_PUBLIC}/<procedure:code>/phien-ha", nuisance.nuisance, name="procedure-nuisance"),
    path(_DESK, desk.desk, name="procedures-desk"),
    path(f"{_DESK}/noi-bo", desk.internal, name="internal-procedures"),
    path(f"{_DESK}/ra-soat", desk.reviews, name="procedure-reviews"),
    path(f"{_DESK}/ra-soat/<int:pk>", desk.review, name="procedure-review"),
    path(f"{_DESK}/them", desk.create, name="procedure-add"),
    path(f"{_DESK}/<procedure:code>", desk.procedure, name="procedure-desk"),
    path(f"{_DESK}/<procedure:code>/sua", desk.head, name="procedure-head"),
    path(f"{_DESK}/<procedure:code>/so-sanh", comparing.comparison, name="procedure-compare"),
    path(f"{_DESK}/<procedure:code>/soan", desk.draft, name="procedure-draft"),
    path(f"{_DESK}/<procedure:code>/bai-bo", desk.withdraw, name="procedure-withdraw"),
    path(f"{_DESK}/<procedure:code>/phan-cap", desk.delegate, name="procedure-delegate"),
    path(f"{_DESK}/<procedure:code>/<int:number>", editor.version, name="procedure-version"),
    path(f"{_DESK}/<procedure:code>/<int:number>/cong-bo", editor.publish, name="procedure-publish"),
    path(f"{_DESK}/<procedure:code>/<int:number>/bo", editor.discard, name="procedure-discard"),
    path(f"{_DESK}/<procedure:code>/<int:number>/<slug:part>", editor.part, name="procedure-part"),
]
