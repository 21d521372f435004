"""Addresses of online filing and public tracking. A draft's token is its proof: these pages are never indexed."""

from __future__ import annotations

from django.urls import path, register_converter

from thongsuot.serving.filing.views import files, pages, review, start, tracking


class TokenConverter:
    regex = r"[0-9A-Za-z_-]{43}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(TokenConverter, "draft_token")
_DRAFT = "nop-ho-so/ban-khai/<draft_token:token>"

urlpatterns = [
    path("thu-tuc/<str:code>/kiem-tra", start.pre_check, name="pre-check"),
    path("nop-ho-so/lam-tiep", start.resume, name="filing-resume"),
    path(f"{_DRAFT}", pages.go_on, name="filing"),
    path(f"{_DRAFT}/trang/<slug:page>", pages.page, name="filing-page"),
    path(f"{_DRAFT}/luu/<slug:page>", pages.save, name="filing-save"),
    path(f"{_DRAFT}/giay-to", files.files, name="filing-files"),
    path(f"{_DRAFT}/giay-to/<slug:component>", files.paper, name="filing-file"),
    path(f"{_DRAFT}/giay-to/<slug:component>/bat-dau", files.begin_file, name="filing-file-begin"),
    path(f"{_DRAFT}/tep/<int:pk>", files.show, name="filing-file-show"),
    path(f"{_DRAFT}/tep/<int:pk>/manh", files.piece, name="filing-file-piece"),
    path(f"{_DRAFT}/tep/<int:pk>/bo", files.drop, name="filing-file-drop"),
    path(f"{_DRAFT}/kiem-tra-lai", review.review, name="filing-review"),
    path(f"{_DRAFT}/da-nop", review.done, name="filing-done"),
    path("nop-ho-so/<str:code>", start.start, name="filing-start"),
    path("tra-cuu", tracking.look_up, name="dossier-tracking"),
    path("tra-cuu/<str:code>", tracking.dossier, name="tracked-dossier"),
    path("tra-cuu/<str:code>/bo-sung", tracking.supplement, name="tracked-supplement"),
    path("tra-cuu/<str:code>/danh-gia", tracking.rate, name="tracked-rate"),
    path("tra-cuu/<str:code>/rut", tracking.withdraw, name="tracked-withdraw"),
    path("tra-cuu/<str:code>/ket-qua/<int:pk>", tracking.result, name="tracked-result"),
]
