"""A new round: first by which set and for which year, then the units, the calendar and the classes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from thongsuot.measuring.criteria.models import CriteriaRelease, ReleaseStatus
from thongsuot.measuring.criteria.queries import visible_to as releases_visible_to
from thongsuot.measuring.permissions import Measuring
from thongsuot.measuring.rounds import queries
from thongsuot.measuring.rounds.actions import NewRound, OpenRound
from thongsuot.measuring.rounds.actions.opening import population_of
from thongsuot.measuring.rounds.domain import Threshold
from thongsuot.measuring.rounds.fields import DayField, NumberField
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import require
from thongsuot.platform.access.requests import actor_of
from thongsuot.registry.acting import attempt
from thongsuot.registry.units.models import Unit


class ThresholdsField(forms.CharField):
    """One class a line, best first: «Xuất sắc: 90»."""

    def to_python(self, value: Any) -> Any:
        rows = []
        for line in super().to_python(value).splitlines():
            name, _colon, lowest = line.rpartition(":")
            if not line.strip():
                continue
            if not name.strip():
                message = _("Dòng «%(line)s» thiếu tên loại. Viết như «Xuất sắc: 90».")
                raise ValidationError(message % {"line": line.strip()})
            rows.append(Threshold(name.strip(), NumberField().to_python(lowest)))
        return tuple(rows)

    def validate(self, value: Any) -> None:
        forms.Field.validate(self, value)

    def run_validators(self, value: Any) -> None:
        """Checked line by line above; the action checks the order."""


class RoundForm(forms.Form):
    title = forms.CharField(
        label=gettext_lazy("Tên đợt"), max_length=300, required=False, help_text=gettext_lazy("Để trống thì tự đặt.")
    )
    key = forms.CharField(
        label=gettext_lazy("Mã đợt"),
        max_length=100,
        required=False,
        help_text=gettext_lazy("Đứng trong địa chỉ trang. Để trống thì tự đặt; đợt thứ hai trong năm cần mã riêng."),
    )
    self_from = DayField(label=gettext_lazy("Đơn vị tự chấm từ ngày"))
    self_until = DayField(label=gettext_lazy("Hạn tự chấm"))
    appraise_until = DayField(label=gettext_lazy("Hạn thẩm định"))
    explain_workdays = forms.IntegerField(label=gettext_lazy("Số ngày làm việc để giải trình"), initial=5)
    second_share = forms.IntegerField(label=gettext_lazy("Tỷ lệ thẩm định độc lập lần hai (%)"), initial=10)
    thresholds = ThresholdsField(
        label=gettext_lazy("Ngưỡng xếp loại"),
        help_text=gettext_lazy("Mỗi dòng một loại, loại cao nhất trước. Ví dụ «Tốt: 80»."),
        widget=forms.Textarea(attrs={"rows": 5, "class": "short"}),
    )
    thresholds_reference = forms.CharField(
        label=gettext_lazy("Căn cứ của ngưỡng"),
        max_length=300,
        help_text=gettext_lazy("Quyết định, quy chế chấm điểm."),
    )
    by_form = forms.BooleanField(
        label=gettext_lazy("Xếp hạng riêng theo loại hình (phường, xã, đặc khu)"), required=False
    )


@login_required
@require_http_methods(["GET", "POST"])
def open_round(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    require(actor, Measuring.ROUND_MANAGE)
    homes = queries.homes_to_run(actor)
    if not homes:
        raise Http404(_("Tài khoản này không tổ chức chấm điểm cho đơn vị nào."))
    home = next((one for one in homes if one.key == request.GET.get("cua")), homes[0])
    today = timezone.localdate()
    asked = request.GET.get("nam", "")
    year = int(asked) if asked.isdigit() and 2001 <= int(asked) <= 2100 else today.year
    release = releases(actor, home).filter(key=request.GET.get("bo", "")).first()
    units = population_of(home, release.population, year, today) if release else []
    form = RoundForm(request.POST if request.method == "POST" else None, label_suffix="")
    chosen = set(request.POST.getlist("don-vi")) or {one.key for one in units}
    if request.method == "POST" and release is not None and form.is_valid():
        wanted = _wanted(form, home, release, year, units, chosen)
        done = attempt(form, lambda: OpenRound.run(actor, wanted))
        if done is not None:
            messages.success(request, _("Đã lập đợt chấm điểm cho %(count)d đơn vị.") % {"count": done.units})
            return redirect("round", done.key)
    context = {
        "home": home,
        "homes": homes,
        "year": year,
        "releases": releases(actor, home),
        "release": release,
        "units": units,
        "chosen": chosen,
        "form": form,
    }
    return render(request, "measuring/rounds/open.html", context, status=422 if form.errors else 200)


def releases(actor: Actor, home: Unit) -> Any:
    """Issued sets of the home or of a unit above it, and those for everybody."""
    steps = home.path.split("/")
    above = ["/".join(steps[: count + 1]) for count in range(len(steps))]
    rows = releases_visible_to(actor).filter(status=ReleaseStatus.ISSUED)
    return rows.filter(home__path__in=above) | rows.filter(home__isnull=True)


def _wanted(
    form: RoundForm, home: Unit, release: CriteriaRelease, year: int, units: list[Unit], chosen: set[str]
) -> NewRound:
    given = form.cleaned_data
    taken = [one for one in units if one.key in chosen]
    names = ("title", "key", "self_from", "self_until", "appraise_until", "explain_workdays", "second_share")
    return NewRound(
        home_id=home.pk,
        release_key=release.key,
        year=year,
        unit_keys=() if len(taken) == len(units) else tuple(one.key for one in taken),
        peer_groups={one.key: one.form for one in taken} if given["by_form"] else {},
        thresholds=given["thresholds"],
        thresholds_reference=given["thresholds_reference"],
        **{name: given[name] for name in names},
    )
