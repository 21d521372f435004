"""Addresses of accounts."""

from __future__ import annotations

from django.urls import path

from thongsuot.registry.accounts import admin, own

urlpatterns = [
    path("lam-viec/tai-khoan", admin.accounts, name="accounts-admin"),
    path("lam-viec/tai-khoan/<int:pk>", admin.account, name="account-admin"),
    path("lam-viec/tai-khoan/<int:pk>/thoi/<int:grant>", admin.end_role, name="account-end-role"),
    path("lam-viec/tai-khoan/<int:pk>/khoa", admin.set_active, name="account-active"),
    path("lam-viec/noi-nhan", own.contacts, name="contacts"),
]
