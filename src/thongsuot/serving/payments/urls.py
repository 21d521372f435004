"""Addresses of payments."""

from __future__ import annotations

from django.urls import path

from thongsuot.serving.payments.views import bank, desk, figures, notices, paying

_DESK = "lam-viec/thanh-toan"
urlpatterns = [
    path("thanh-toan/<str:token>", paying.pay, name="pay"),
    path("thanh-toan/<str:token>/ket-qua", paying.pay_return, name="pay-return"),
    path("thanh-toan/<str:token>/ma-qr.svg", paying.pay_code, name="pay-code"),
    path("thanh-toan/<str:token>/bien-lai", paying.receipt, name="pay-receipt"),
    path("kiem-tra-bien-lai/<str:number>", paying.receipt_check, name="receipt-check"),
    path("cong-thanh-toan/<slug:gateway>/thong-bao", notices.gateway_notice, name="gateway-notice"),
    path("ngan-hang-gia-lap/tra", bank.bank_pay, name="bank-pay"),
    path(_DESK, desk.payments_desk, name="payments-desk"),
    path(f"{_DESK}/doi-soat", desk.reconciliation, name="payments-reconciliation"),
    path(f"{_DESK}/doi-soat/chay", desk.reconcile_now, name="payments-reconcile"),
    path(f"{_DESK}/so-lieu", figures.payment_figures, name="payment-figures"),
    path(f"{_DESK}/so-lieu.csv", figures.payment_figures_csv, name="payment-figures-csv"),
    path(f"{_DESK}/hoan-tien", desk.refunds, name="payment-refunds"),
    path(f"{_DESK}/hoan-tien/<str:number>", desk.refund_decide, name="refund-decide"),
    path(f"{_DESK}/nghia-vu/<str:code>", desk.duty, name="payment-duty"),
    path(f"{_DESK}/<str:number>", desk.payment_order, name="payment-order"),
    path(f"{_DESK}/<str:number>/bien-lai", desk.order_receipt, name="payment-order-receipt"),
    path(f"{_DESK}/<str:number>/tin", desk.order_messages, name="payment-messages"),
    path(f"{_DESK}/<str:number>/<slug:name>", desk.order_step, name="payment-step"),
]
