"""The payments desk: orders, one order, refunds, the day's reconciliation."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.forms import Form
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thongsuot.kernel.clock import local
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.errors import require
from thongsuot.platform.access.requests import actor_of
from thongsuot.platform.events.queries import history_of, label_of
from thongsuot.platform.files.http import respond
from thongsuot.platform.http import page_of
from thongsuot.platform.idempotency.store import new_key
from thongsuot.registry.acting import attempt, say
from thongsuot.serving.dossiers.queries import dossier_for
from thongsuot.serving.payments import asking, queries
from thongsuot.serving.payments.actions.ordering import AskDutyPayment, DutyWanted
from thongsuot.serving.payments.actions.paying import held, open_attempt
from thongsuot.serving.payments.actions.reading import ReadMessages
from thongsuot.serving.payments.actions.refunding import DecideRefund, RefundDecision
from thongsuot.serving.payments.actions.settling import OrderNumber
from thongsuot.serving.payments.choices import OrderState, RefundState
from thongsuot.serving.payments.forms import DutyForm
from thongsuot.serving.payments.gateways import gateway
from thongsuot.serving.payments.models import PaymentOrder
from thongsuot.serving.payments.receipts import receipt_of
from thongsuot.serving.payments.statements import missing_days
from thongsuot.serving.payments.steps import STEPS, form_of
from thongsuot.serving.permissions import Serving


@login_required
@require_GET
def payments_desk(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    require(actor, Serving.PAYMENT_READ)
    state, look = request.GET.get("trang-thai", ""), request.GET.get("can-xem") == "1"
    words = request.GET.get("tim", "")
    page = page_of(queries.orders_listed(actor, state, look, words), ["-id"], request.GET.get("sau"), 30)
    counted = dict(queries.orders_visible_to(actor).order_by().values_list("state").annotate(n=Count("pk")))
    rest = request.GET.copy()
    rest.pop("sau", None)
    context = {
        "page": page,
        "counts": [(code, label, counted.get(code, 0)) for code, label in OrderState.choices],
        "looks": queries.orders_listed(actor, look=True).count(),
        "refunds_waiting": queries.refunds_visible_to(actor).filter(state=RefundState.ASKED).count(),
        "state": state,
        "look": look,
        "words": words,
        "rest": rest.urlencode(),
        "may_reconcile": actor.can(Serving.PAYMENT_RECONCILE),
        "sample_data": any(one.is_sample for one in page.rows),
    }
    return render(request, "serving/payments/desk.html", context)


@login_required
@require_GET
def payment_order(request: HttpRequest, number: str) -> HttpResponse:
    actor = actor_of(request)
    return _page(request, actor, queries.order_for(actor, number))


@login_required
@require_POST
def order_step(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """A step of the order's page; what is refused comes back with everything typed still there."""
    actor = actor_of(request)
    order = queries.order_for(actor, number)
    if name not in STEPS:
        raise Http404
    step = STEPS[name]
    require(actor, step.permission, order.unit.path)
    form = form_of(name, order, request.POST)
    if form.is_valid():
        key = request.POST.get("khoa", "") or new_key()
        done = attempt(form, lambda: step.run(actor, order, form.cleaned_data, key) or True)
        if done is not None:
            messages.success(request, step.done())
            return redirect("payment-order", number=number)
    return _page(request, actor, order, {name: form}, status=422)


def _page(
    request: HttpRequest, actor: Actor, order: PaymentOrder, bound: dict[str, Form] | None = None, status: int = 200
) -> HttpResponse:
    forms = {
        name: form_of(name, order)
        for name, step in STEPS.items()
        if step.fits(order) and actor.can(step.permission, order.unit.path)
    }
    context: dict[str, Any] = {
        "order": order,
        "forms": {name.replace("-", "_"): form for name, form in (forms | (bound or {})).items()},
        "failed": next(iter((bound or {}).values()), None),
        "key": request.POST.get("khoa") or new_key(),
        "entries": order.entries.select_related("booked_by"),
        "attempts": order.attempts.all(),
        "waiting": open_attempt(order),
        "held": held(order),
        "refunds": order.refunds.select_related("asked_by", "decided_by"),
        "may_decide": actor.can(Serving.PAYMENT_REFUND, order.unit.path),
        "me": actor.id,
        "may_read_raw": actor.can(Serving.PAYMENT_RECONCILE, order.unit.path),
        "history": [
            {"when": one.effective_at, "who": one.actor_name, "what": label_of(one)}
            for one in history_of("payment-order", order.number).order_by("-sequence")
        ],
        "sample_data": order.is_sample,
    }
    return render(request, "serving/payments/order.html", context, status=status)


@login_required
@require_GET
def order_receipt(request: HttpRequest, number: str) -> FileResponse:
    order = queries.order_for(actor_of(request), number)
    if not order.receipt_number:
        raise Http404(_("Khoản này chưa trả nên chưa có biên lai."))
    return respond(receipt_of(order), inline=True)


@login_required
@require_GET
def order_messages(request: HttpRequest, number: str) -> HttpResponse:
    """What the bank sent, word for word: it may name people, so that reading it is itself on record."""
    actor = actor_of(request)
    order = queries.order_for(actor, number)
    ReadMessages.run(actor, OrderNumber(order.number))
    rows = queries.messages_for(actor, number)
    context = {"order": order, "rows": rows, "sample_data": order.is_sample}
    return render(request, "serving/payments/messages.html", context)


@login_required
@require_GET
def refunds(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    require(actor, Serving.PAYMENT_READ)
    page = page_of(queries.refunds_visible_to(actor), ["-id"], request.GET.get("sau"), 30)
    context = {
        "page": page,
        "may_decide": actor.can(Serving.PAYMENT_REFUND),
        "me": actor.id,
        "sample_data": any(one.order.is_sample for one in page.rows),
    }
    return render(request, "serving/payments/refunds.html", context)


@login_required
@require_POST
def refund_decide(request: HttpRequest, number: str) -> HttpResponse:
    actor = actor_of(request)
    refund = queries.refund_for(actor, number)
    decision = RefundDecision(number, "duyet" in request.POST, request.POST.get("y-kien", ""))
    done = _("Đã duyệt hoàn tiền.") if decision.approve else _("Đã trả lời không duyệt.")
    say(request, lambda: DecideRefund.run(actor, decision), done)
    return redirect("payment-order", number=refund.order.number)


@login_required
@require_http_methods(["GET", "POST"])
def duty(request: HttpRequest, code: str) -> HttpResponse:
    """An officer names a financial duty: the applicant gets a page to pay on, the clock stands meanwhile."""
    actor = actor_of(request)
    dossier = dossier_for(actor, code)
    require(actor, Serving.DOSSIER_PROCESS, dossier.competent_unit.path)
    form = DutyForm(request.POST or None)
    key = request.POST.get("khoa") or new_key()
    if request.method == "POST" and form.is_valid():
        wanted = DutyWanted(code, form.cleaned_data["amount"], form.cleaned_data["purpose"])
        if attempt(form, lambda: AskDutyPayment.run(actor, wanted, idempotency_key=key)):
            messages.success(request, _("Đã lập khoản phải nộp và báo người nộp hồ sơ. Đồng hồ hồ sơ tạm dừng."))
            return redirect("dossier", code=code)
    context = {"form": form, "dossier": dossier, "key": key, "sample_data": dossier.is_sample}
    return render(request, "serving/payments/duty.html", context, status=422 if form.errors else 200)


@login_required
@require_GET
def reconciliation(request: HttpRequest) -> HttpResponse:
    """The days reconciled, and the lines of one of them that touch one's own orders."""
    actor = actor_of(request)
    require(actor, Serving.PAYMENT_RECONCILE)
    days = list(queries.days_visible_to(actor)[:31])
    asked = _day(request.GET.get("ngay", ""))
    chosen = next((one for one in days if one.day == asked), days[0] if days else None)
    lines = list(queries.lines_visible_to(actor).filter(day=chosen).order_by("ordinal")[:500]) if chosen else []
    way, today = gateway(), timezone.localdate()
    context = {
        "days": days,
        "chosen": chosen,
        "lines": lines,
        "bank_total": sum(one.bank or 0 for one in lines),
        "our_total": sum(one.ours or 0 for one in lines),
        "today": today,
        "missing": missing_days(way.name, today) if way else [],
        "sample_data": bool(chosen and chosen.is_sample),
    }
    return render(request, "serving/payments/reconciliation.html", context)


@login_required
@require_POST
def reconcile_now(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    require(actor, Serving.PAYMENT_RECONCILE)
    day = _day(request.POST.get("ngay", "")) or local(timezone.now()).date()
    say(request, lambda: asking.reconcile_day(actor, day), _("Đã đối soát với sao kê của ngân hàng."))
    return redirect("payments-reconciliation")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
