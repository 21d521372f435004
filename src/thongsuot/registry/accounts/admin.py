"""Workspace screens of accounts: create, give and end roles, lock and unlock."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from thongsuot.platform.access.errors import require
from thongsuot.platform.access.requests import actor_of
from thongsuot.registry.accounts import queries
from thongsuot.registry.accounts.actions import (
    Activity,
    CreateAccount,
    EndRole,
    Grant,
    GrantId,
    GrantRole,
    NewAccount,
    SetActive,
)
from thongsuot.registry.accounts.roles import Permission, Role
from thongsuot.registry.acting import attempt, say

PAGE_SIZE = 50


class AccountForm(forms.Form):
    username = forms.CharField(label=gettext_lazy("Tên đăng nhập"), max_length=80)
    display_name = forms.CharField(label=gettext_lazy("Họ và tên"), max_length=120)
    password = forms.CharField(
        label=gettext_lazy("Mật khẩu ban đầu"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=gettext_lazy("Ít nhất 12 ký tự."),
    )


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=gettext_lazy("Vai trò"), choices=Role.choices)
    unit = forms.CharField(
        label=gettext_lazy("Trong phạm vi đơn vị (mã)"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Để trống là toàn bộ. Ví dụ: tinh-lang-son."),
    )


@login_required
@require_http_methods(["GET", "POST"])
def accounts(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    require(actor, Permission.ACCOUNT_MANAGE)
    form = AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = attempt(form, lambda: CreateAccount.run(actor, NewAccount(**form.cleaned_data)))
        if done is not None:
            return redirect("account-admin", pk=done.id)
    page = Paginator(queries.visible_to(actor), PAGE_SIZE).get_page(request.GET.get("trang"))
    context = {"page": page, "form": form}
    return render(request, "registry/accounts/list.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def account(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_of(request)
    require(actor, Permission.ACCOUNT_MANAGE)
    found = queries.get_for(actor, pk)
    form = RoleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = attempt(form, lambda: GrantRole.run(actor, Grant(pk, **form.cleaned_data)))
        if done is not None:
            messages.success(request, _("Đã giao vai trò."))
            return redirect("account-admin", pk=pk)
    context = {"account": found, "form": form, "grants": found.grants.select_related("unit").order_by("pk")}
    return render(request, "registry/accounts/detail.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def end_role(request: HttpRequest, pk: int, grant: int) -> HttpResponse:
    actor = actor_of(request)
    require(actor, Permission.ACCOUNT_MANAGE)
    queries.get_for(actor, pk)
    say(request, lambda: EndRole.run(actor, GrantId(grant)), _("Đã thôi vai trò."))
    return redirect("account-admin", pk=pk)


@login_required
@require_POST
def set_active(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_of(request)
    require(actor, Permission.ACCOUNT_MANAGE)
    active = request.POST.get("mo") == "1"
    said = _("Đã mở tài khoản.") if active else _("Đã khóa tài khoản.")
    say(request, lambda: SetActive.run(actor, Activity(pk, active)), said)
    return redirect("account-admin", pk=pk)
