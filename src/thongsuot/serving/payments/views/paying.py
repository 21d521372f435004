"""The payer's pages: pay, come back, receipt. The page tells what is known and never asks for the same money twice."""

from __future__ import annotations

import io
from datetime import timedelta

import segno
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from thongsuot.platform.actions import ActionError
from thongsuot.platform.files.http import respond
from thongsuot.serving.dossiers.citizens import CitizenActor
from thongsuot.serving.payments import asking
from thongsuot.serving.payments.actions.ordering import OpenPayPage
from thongsuot.serving.payments.actions.paying import GIVEN_UP, BeginAttempt, held, open_attempt, still_owed
from thongsuot.serving.payments.actions.settling import OrderNumber
from thongsuot.serving.payments.choices import Heard, Result
from thongsuot.serving.payments.domain.vietqr import vietqr
from thongsuot.serving.payments.gateways import gateway, is_simulated
from thongsuot.serving.payments.gateways.interface import Charge
from thongsuot.serving.payments.models import PaymentAttempt, PaymentOrder
from thongsuot.serving.payments.noticing import listen
from thongsuot.serving.payments.queries import order_by_token, order_of_receipt
from thongsuot.serving.payments.receipts import receipt_of
from thongsuot.serving.payments.rules import account_of

_ASK_AGAIN = timedelta(seconds=15)


@never_cache
@require_http_methods(["GET", "POST"])
def pay(request: HttpRequest, token: str) -> HttpResponse:
    order = order_by_token(token)
    payer = CitizenActor(order.dossier.code)
    if request.method == "POST":
        try:
            begun = BeginAttempt.run(payer, OrderNumber(order.number))
        except ActionError as refused:
            messages.info(request, str(refused))
            return redirect("pay", token=token)
        return redirect(_bank_address(request, order, begun.number))
    OpenPayPage.run(payer, OrderNumber(order.number))
    waiting = _asked_lately(order)
    order = order_by_token(token)  # the answer may have moved it
    waiting = waiting if waiting and open_attempt(order) else None
    return render(request, "serving/payments/pay.html", _context(order, waiting))


def _context(order: PaymentOrder, waiting: PaymentAttempt | None) -> dict[str, object]:
    account = account_of(order.unit.key)
    last = order.attempts.order_by("-pk").first()
    return {
        "order": order,
        "waiting": waiting,
        "page_open": waiting is not None and waiting.expires_at > timezone.now(),
        "failed": None if order.is_paid or waiting or (last and last.result == Result.PAID) else last,
        "online": gateway() is not None,
        "simulated": is_simulated(),
        "account": account,
        "given_up": order.dossier.status in GIVEN_UP,
        "held": held(order),
        "owed": still_owed(order),
        "refunds": order.refunds.order_by("pk"),
        "sample_data": order.is_sample,
    }


def _asked_lately(order: PaymentOrder) -> PaymentAttempt | None:
    """The try that waits, the bank asked about it again unless that was a moment ago."""
    waiting = open_attempt(order)
    if waiting and (waiting.asked_at is None or waiting.asked_at < timezone.now() - _ASK_AGAIN):
        asking.ask(waiting)
    return waiting


def _bank_address(request: HttpRequest, order: PaymentOrder, number: str) -> str:
    way, attempt = gateway(), order.attempts.get(number=number)
    assert way is not None
    return way.start(
        Charge(
            attempt=number,
            order=order.number,
            amount=still_owed(order),
            purpose=order.number,
            return_to=request.build_absolute_uri(reverse("pay-return", args=[order.token])),
            expires_at=attempt.expires_at,
        )
    )


@never_cache
@require_GET
def pay_return(request: HttpRequest, token: str) -> HttpResponse:
    """The payer is back. What the address says is kept, but the bank itself is asked what came of it."""
    order = order_by_token(token)
    way, waiting = gateway(), open_attempt(order)
    if way is not None and request.META.get("QUERY_STRING"):
        listen(request, way.name, Heard.RETURN, request.META["QUERY_STRING"].encode())
        if waiting is not None:
            asking.ask(waiting)
    return redirect("pay", token=token)


@never_cache
@require_GET
def pay_code(request: HttpRequest, token: str) -> HttpResponse:
    """The VietQR code of what is still owed, as a picture; not kept by the browser, because the sum may shrink."""
    order = order_by_token(token)
    owed = still_owed(order)
    if not owed:
        raise Http404(_("Khoản này đã trả nên không còn mã để quét."))
    account = account_of(order.unit.key)
    text = vietqr(account.bank, account.number, owed, order.number)
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="svg", scale=6, border=4, light="#fff", xmldecl=False)
    return HttpResponse(out.getvalue(), content_type="image/svg+xml")


@require_GET
def receipt(request: HttpRequest, token: str) -> FileResponse:
    order = order_by_token(token)
    if not order.receipt_number:
        raise Http404(_("Khoản này chưa trả nên chưa có biên lai."))
    return respond(receipt_of(order), inline=True)


@require_GET
def receipt_check(request: HttpRequest, number: str) -> HttpResponse:
    """Anybody may check a receipt they hold; nothing is told that does not stand on it."""
    order = order_of_receipt(number.upper())
    context = {"order": order, "number": number, "sample_data": bool(order and order.is_sample)}
    return render(request, "serving/payments/receipt_check.html", context, status=200 if order else 404)
