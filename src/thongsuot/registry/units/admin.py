"""Workspace screens of units: look one up, then found, rename or end, each with its legal citation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from thongsuot.platform.access.errors import require
from thongsuot.platform.access.requests import actor_of
from thongsuot.registry.accounts.roles import Permission
from thongsuot.registry.acting import attempt
from thongsuot.registry.units import queries
from thongsuot.registry.units.actions import Ending, EndUnit, Founding, FoundUnit, RenameUnit, Renaming
from thongsuot.registry.units.models import UnitKind

PAGE_SIZE = 50


class DatedForm(forms.Form):
    on = forms.DateField(
        label=gettext_lazy("Từ ngày"),
        input_formats=["%d/%m/%Y", "%Y-%m-%d"],
        help_text=gettext_lazy("Ví dụ: 01/07/2025."),
        error_messages={
            "required": gettext_lazy("Hãy ghi ngày có hiệu lực."),
            "invalid": gettext_lazy("Ngày phải viết như 01/07/2025."),
        },
    )
    citation = forms.CharField(
        label=gettext_lazy("Căn cứ"),
        max_length=255,
        help_text=gettext_lazy("Số, ký hiệu và ngày của văn bản."),
        error_messages={"required": gettext_lazy("Hãy ghi căn cứ.")},
    )


class FoundingForm(DatedForm):
    name = forms.CharField(label=gettext_lazy("Tên đầy đủ"), max_length=255)
    short_name = forms.CharField(label=gettext_lazy("Tên gọi"), max_length=160)
    kind = forms.ChoiceField(label=gettext_lazy("Loại"), choices=UnitKind.choices)
    form_ = forms.CharField(label=gettext_lazy("Hình thức (xã, phường, sở…)"), max_length=40, required=False)


class RenamingForm(DatedForm):
    name = forms.CharField(label=gettext_lazy("Tên đầy đủ mới"), max_length=255)
    short_name = forms.CharField(label=gettext_lazy("Tên gọi mới"), max_length=160)


class EndingForm(DatedForm):
    successor = forms.CharField(
        label=gettext_lazy("Nhập vào đơn vị (mã)"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Để trống nếu giải thể."),
    )


STEPS: dict[str, tuple[type[DatedForm], Any]] = {
    "lap": (FoundingForm, gettext_lazy("Lập đơn vị trực thuộc")),
    "doi-ten": (RenamingForm, gettext_lazy("Đổi tên")),
    "ket-thuc": (EndingForm, gettext_lazy("Kết thúc, nhập vào đơn vị khác")),
}


@login_required
@require_GET
def unit_admin(request: HttpRequest) -> HttpResponse:
    """``tim`` looks a unit up by any of its names."""
    actor = actor_of(request)
    require(actor, Permission.UNIT_MANAGE)
    text = request.GET.get("tim", "").strip()
    found = queries.search(actor, text) if text else queries.visible_to(actor).filter(kind=UnitKind.PROVINCE)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("trang"))
    rows = [(unit, unit.valid_to is None and actor.can(Permission.UNIT_MANAGE, unit.path)) for unit in page]
    return render(request, "registry/units/admin.html", {"page": page, "rows": rows, "text": text})


@login_required
@require_http_methods(["GET", "POST"])
def unit_step(request: HttpRequest, key: str, step: str) -> HttpResponse:
    """One of: lập đơn vị trực thuộc, đổi tên, kết thúc."""
    actor = actor_of(request)
    unit = queries.get_for(actor, key)
    require(actor, Permission.UNIT_MANAGE, unit.path)
    form_class, title = STEPS[step]
    form = form_class(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        done = attempt(form, lambda: _run(step, actor, key, data))
        if done is not None:
            messages.success(request, _("Đã ghi sự kiện."))
            return redirect("unit", key=done.key)
    context = {"unit": unit, "form": form, "title": title}
    return render(request, "registry/units/step.html", context, status=422 if form.errors else 200)


def _run(step: str, actor: Any, key: str, data: dict[str, Any]) -> Any:
    if step == "lap":
        return FoundUnit.run(actor, Founding(parent=key, form=data.pop("form_"), **data))
    if step == "doi-ten":
        return RenameUnit.run(actor, Renaming(key=key, **data))
    return EndUnit.run(actor, Ending(key=key, **data))
