"""The page on which a person says where letters and urgent text messages reach them."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from thongsuot.platform.access.requests import actor_of
from thongsuot.registry.accounts.actions import Contacts, SetContacts
from thongsuot.registry.accounts.queries import get_for
from thongsuot.registry.acting import attempt


class ContactsForm(forms.Form):
    email = forms.CharField(
        label=gettext_lazy("Thư điện tử"),
        max_length=254,
        required=False,
        help_text=gettext_lazy("Thư gộp lúc 7 giờ 30 sáng và việc khẩn trong ngày. Để trống là không nhận thư."),
    )
    phone = forms.CharField(
        label=gettext_lazy("Số điện thoại công vụ"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("Chỉ dùng để nhắn việc khẩn. Để trống là không nhận tin nhắn."),
    )


@login_required
@require_http_methods(["GET", "POST"])
def contacts(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    account = get_for(actor, actor.id or 0)
    form = ContactsForm(request.POST or None, initial={"email": account.email, "phone": account.phone})
    if request.method == "POST" and form.is_valid():
        attempt(form, lambda: SetContacts.run(actor, Contacts(**form.cleaned_data)))
        if not form.errors:
            messages.success(request, _("Đã lưu nơi nhận."))
            return redirect("notifications")
    return render(request, "registry/accounts/contacts.html", {"form": form}, status=422 if form.errors else 200)
