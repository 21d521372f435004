"""Addresses of committees and of their members' sheets."""

from __future__ import annotations

from django.urls import path

from thongsuot.steering.committees.views import merging, pages, reissuing
from thongsuot.steering.sheets import views as sheets

_ROOT = "lam-viec/ban-chi-dao"
_ONE = f"{_ROOT}/<slug:key>"

urlpatterns = [
    path(_ROOT, pages.committee_list, name="committees"),
    path(f"{_ROOT}/lap", pages.committee_found, name="committee-found"),
    path(f"{_ROOT}/hop-nhat", merging.merge, name="committee-merge"),
    path(_ONE, pages.committee_page, name="committee"),
    path(f"{_ONE}/kien-toan", reissuing.reissue, name="committee-reissue"),
    path(f"{_ONE}/kien-toan/<int:pk>/ban-hanh", reissuing.issue, name="committee-issue"),
    path(f"{_ONE}/kien-toan/<int:pk>/bo", reissuing.drop, name="committee-drop"),
    path(f"{_ONE}/kien-toan/thanh-vien/<int:pk>", reissuing.edit_member, name="committee-edit-member"),
    path(f"{_ONE}/kien-toan/thanh-vien/<int:pk>/bo", reissuing.remove_member, name="committee-remove-member"),
    path(f"{_ONE}/thanh-vien/<int:pk>", sheets.member_sheet, name="committee-member"),
    path("lam-viec/don-vi-phu-trach", sheets.unit_list, name="unit-sheets"),
    path("lam-viec/don-vi-phu-trach/<slug:key>", sheets.unit_sheet, name="unit-sheet"),
    path("lam-viec/don-vi-phu-trach/<slug:key>/bang-tinh", sheets.unit_workbook, name="unit-sheet-excel"),
]
