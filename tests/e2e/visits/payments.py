"""The pay page in each of its states, the bank, the receipt's check; the desk, an order, refunds, reconciliation."""

from __future__ import annotations

from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.payments.demo import WARD
from thongsuot.serving.payments.models import PaymentOrder, Refund


def addresses() -> dict[str, list[str]]:
    here = PaymentOrder.objects.filter(is_sample=True, unit__key=WARD)
    paid = here.filter(state="order_paid").order_by("pk")[0]
    short = here.filter(look="look_short").order_by("pk")[0]
    waiting = here.filter(attempts__ended_at__isnull=True, attempts__isnull=False).order_by("pk")[0]
    unpaid = here.filter(state="order_unpaid").order_by("-pk")[0]
    refund = Refund.objects.filter(order__unit__key=WARD).order_by("pk")[0]
    desk = "/lam-viec/thanh-toan"
    duty = Dossier.objects.filter(receiving_unit__key=WARD, competent_unit__key=WARD).order_by("pk")[0]
    return {
        "": [
            *(f"/thanh-toan/{one.token}" for one in (paid, short, waiting, unpaid)),
            *(f"/kiem-tra-bien-lai/{paid.receipt_number}", "/kiem-tra-bien-lai/BL000", "/ngan-hang-gia-lap/tra"),
        ],
        "mot-cua": [desk, f"{desk}?trang-thai=order_paid", f"{desk}?tim=khong+co", f"{desk}/{unpaid.number}"],
        "ke-toan": [
            *(f"{desk}?can-xem=1", f"{desk}/{short.number}", f"{desk}/{paid.number}", f"{desk}/{short.number}/tin"),
            *(f"{desk}/doi-soat", f"{desk}/so-lieu", f"{desk}/so-lieu?tu=2001-01-01&den=2001-01-02"),
        ],
        "chu-tich-phuong": [f"{desk}/hoan-tien", f"{desk}/{refund.order.number}"],
        "thu-ly": [f"{desk}/nghia-vu/{duty.code}"],
    }
