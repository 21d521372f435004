"""«Thủ tục này phiền hà»: a page of its own, so that it works without script and can be printed as a link."""

from __future__ import annotations

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from thongsuot.platform.idempotency.store import new_key
from thongsuot.platform.ratelimit import limits
from thongsuot.registry.acting import attempt
from thongsuot.serving.procedures import queries
from thongsuot.serving.procedures.actions import Tagging, TagNuisance
from thongsuot.serving.procedures.models import Procedure, ReviewTopic
from thongsuot.serving.procedures.public import VISITOR

TRIES, WINDOW = 5, timedelta(hours=1)


class NuisanceForm(forms.Form):
    topic = forms.ChoiceField(
        label=gettext_lazy("Điều gì làm ông/bà thấy phiền hà?"),
        choices=ReviewTopic.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Ông/bà hãy chọn một điều.")},
    )
    text = forms.CharField(
        label=gettext_lazy("Ông/bà muốn nói thêm gì?"),
        help_text=gettext_lazy("Không bắt buộc. Đừng ghi tên, số điện thoại hay số căn cước."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4, "class": "short"}),
    )


@require_http_methods(["GET", "POST"])
def nuisance(request: HttpRequest, code: str) -> HttpResponse:
    row = queries.procedure_for(VISITOR, code)
    form = NuisanceForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _sent(request, row, form):
        messages.success(request, _("Cảm ơn ông/bà. Ý kiến đã vào danh sách rà soát thủ tục."))
        return redirect("procedure", code=code)
    context = {"procedure": row, "form": form, "key": request.POST.get("khoa") or new_key()}
    return render(request, "serving/procedures/nuisance.html", context, status=422 if form.errors else 200)


def _sent(request: HttpRequest, row: Procedure, form: NuisanceForm) -> bool:
    """Counted by address of the network: five an hour are enough for one person, and few for a machine."""
    try:
        limits.attempt((f"nuisance:{request.META.get('REMOTE_ADDR', '')}",), TRIES, WINDOW)
    except limits.TooManyTries as wait:
        form.add_error(None, str(wait))
        return False
    version = row.versions.filter(queries.in_force(timezone.localdate())).first()
    data = form.cleaned_data
    said = Tagging(row.code, data["topic"], data["text"], version.pk if version else None)
    key = request.POST.get("khoa", "")
    return attempt(form, lambda: TagNuisance.run(VISITOR, said, idempotency_key=key)) is not None
