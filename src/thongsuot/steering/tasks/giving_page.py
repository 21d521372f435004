"""The page from reviewed orders to given tasks: one row an order, one button for all. Works by keyboard alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from thongsuot.kernel.formatting import format_date
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import require
from thongsuot.platform.access.requests import actor_of
from thongsuot.platform.actions import ActionError
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.directives.models import Directive
from thongsuot.registry.documents import queries as documents
from thongsuot.registry.documents.models import Document
from thongsuot.registry.units.models import Unit
from thongsuot.steering.committees.queries import committee_of
from thongsuot.steering.permissions import Steering
from thongsuot.steering.tasks import queries
from thongsuot.steering.tasks.actions import Choice, GiveDirectives, Giving, Handling
from thongsuot.steering.tasks.choosing import unit_choices
from thongsuot.steering.tasks.faces import Face, face_of
from thongsuot.steering.tasks.fields import UnitField, typed
from thongsuot.steering.tasks.models import Task

_HOW = [
    (Handling.GIVE.value, gettext_lazy("Giao cho đơn vị chủ trì")),
    (Handling.COMMON.value, gettext_lazy("Giao chung, mọi đơn vị cùng làm")),
    (Handling.ASK.value, gettext_lazy("Xin ý kiến Trưởng Ban Chỉ đạo")),
    (Handling.LATER.value, gettext_lazy("Chưa giao")),
]


class OrderForm(forms.Form):
    """One order. Its prefix is the order's number, so that a refusal finds its row."""

    how = forms.ChoiceField(label=gettext_lazy("Cách giao"), choices=_HOW)
    lead_id = UnitField(label=gettext_lazy("Đơn vị chủ trì"), required=False)
    deadline_text = forms.CharField(label=gettext_lazy("Hạn"), required=False, max_length=160)
    result = forms.CharField(label=gettext_lazy("Kết quả, sản phẩm"), required=False, max_length=500)

    def choice(self, order: int) -> Choice:
        data = self.cleaned_data
        lead = data["lead_id"]
        how = Handling(data["how"])
        return Choice(order, how, lead.pk if lead else None, data["deadline_text"].strip(), data["result"])


@dataclass(frozen=True, slots=True)
class OrderRow:
    """``task`` once it is given; else the form with what is still missing."""

    order: Directive
    form: OrderForm | None
    task: Task | None
    face: Face | None
    gaps: tuple[str, ...]


@login_required
@require_http_methods(["GET", "POST"])
def give_directives(request: HttpRequest, key: str) -> HttpResponse:
    actor = actor_of(request)
    document = documents.get_for(actor, key)
    home = _home(actor, document)
    require(actor, Steering.TASK_ASSIGN, home.path if home else "")
    posted = request.POST if request.method == "POST" else None
    rows = [_row(order, posted) for order in queries.orders_of(actor, document)]
    errors: list[str] = []
    if posted is not None and home is not None and all(row.form.is_valid() for row in rows if row.form):
        try:
            given = GiveDirectives.run(actor, _giving(document, home, rows))
        except ActionError as error:
            errors = _place(rows, error)
        else:
            messages.success(request, _said(given.task_ids))
            return redirect("give-directives", key=key)
    context = {"document": document, "home": home, "rows": rows, "errors": errors, "unit_choices": unit_choices(actor)}
    context |= queries.order_counts(actor, document)
    bad = bool(errors) or any(row.form and row.form.errors for row in rows)
    return render(request, "steering/tasks/give.html", context | {"bad": bad}, status=422 if bad else 200)


def _row(order: Directive, posted: Any) -> OrderRow:
    task = next(iter(order.tasks.all()), None)
    if task is not None:
        return OrderRow(order, None, task, face_of(task, timezone.localdate()), ())
    initial = {
        "how": Handling.GIVE.value if order.assignee else Handling.LATER.value,
        "lead_id": typed(order.assignee),
        "deadline_text": order.deadline_text or (format_date(order.deadline) if order.deadline else ""),
    }
    return OrderRow(order, OrderForm(posted, prefix=str(order.pk), initial=initial), None, None, _gaps(order))


def _gaps(order: Directive) -> tuple[str, ...]:
    """What the sentence leaves open (B16)."""
    missing = (
        ("" if order.assignee else _("chưa rõ ai chủ trì")),
        ("" if order.deadline else _("chưa có hạn")),
        ("" if order.quantity else _("chưa có thước đo")),
    )
    return tuple(one for one in missing if one)


def _home(actor: Actor, document: Document) -> Unit | None:
    """The document's own unit where the person may give work for it, else the branch they give work for."""
    unit = document.unit
    if unit is not None and actor.can(Steering.TASK_ASSIGN, unit.path):
        return unit
    grants = actor.current_grants if isinstance(actor, Account) else []
    return next((one.unit for one in grants if one.unit and actor.can(Steering.TASK_ASSIGN, one.unit.path)), None)


def _giving(document: Document, home: Unit, rows: list[OrderRow]) -> Giving:
    day = timezone.localdate()
    body = committee_of(home.pk, document.dated or day)
    choices = tuple(row.form.choice(row.order.pk) for row in rows if row.form)
    return Giving(document.key, home.pk, choices, body.pk if body else None)


def _place(rows: list[OrderRow], error: ActionError) -> list[str]:
    """Errors on the rows they are about; the rest above all."""
    forms_by_prefix = {row.form.prefix: row.form for row in rows if row.form}
    rest = []
    for one in error.errors:
        prefix, _dash, name = (one.field or "").partition("-")
        if prefix in forms_by_prefix and name in forms_by_prefix[prefix].fields:
            forms_by_prefix[prefix].add_error(name, one.message)
        else:
            rest.append(one.message)
    return rest


def _said(task_ids: tuple[int, ...]) -> str:
    if not task_ids:
        return _("Chưa giao thêm việc nào.")
    return _("Đã lập %(count)d nhiệm vụ từ văn bản này.") % {"count": len(task_ids)}
