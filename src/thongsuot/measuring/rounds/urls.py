"""Addresses of the subject; last in measuring/urls.py, because a unit's key takes any place after a round's."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path, register_converter

from thongsuot.measuring.rounds.views import desk, opening, proof, rounds, signing, survey, tables


class CriterionCode:
    """«1.2.3», «T.1», «II.4»: begins with a digit or a capital, so that it is never taken for a page's own name."""

    regex = r"[0-9A-Z][0-9A-Za-z]*(?:\.[0-9A-Za-z]+)*"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(CriterionCode, "criterion")
_ROUND = "lam-viec/cham-diem/<slug:key>"
_UNIT = f"{_ROUND}/<slug:unit>"

urlpatterns: list[URLPattern | URLResolver] = [
    path("lam-viec/cham-diem", rounds.rounds, name="rounds"),
    path("lam-viec/cham-diem/lap-dot", opening.open_round, name="round-open"),
    path(_ROUND, rounds.round_page, name="round"),
    path(f"{_ROUND}/buoc/<slug:name>", rounds.step, name="round-step"),
    path(f"{_ROUND}/ket-qua-dieu-tra", survey.survey, name="round-survey"),
    path(f"{_ROUND}/khong-ap-dung", survey.not_applicable, name="round-not-applicable"),
    path(_UNIT, desk.sheet, name="self-score"),
    path(f"{_UNIT}/ky", signing.sign, name="self-score-sign"),
    path(f"{_UNIT}/rut-chu-ky", signing.withdraw, name="self-score-withdraw"),
    path(f"{_UNIT}/tinh-lai", desk.recompute, name="self-score-recompute"),
    path(f"{_UNIT}/bang.xlsx", tables.workbook, name="self-score-xlsx"),
    path(f"{_UNIT}/bang.csv", tables.table, name="self-score-csv"),
    path(f"{_UNIT}/minh-chung/<int:pk>", proof.file, name="self-score-proof"),
    path(f"{_UNIT}/minh-chung/<int:pk>/bo", proof.remove, name="self-score-proof-remove"),
    path(f"{_UNIT}/<criterion:code>", desk.node, name="self-score-node"),
    path(f"{_UNIT}/<criterion:code>/minh-chung", proof.add, name="self-score-proof-add"),
]
