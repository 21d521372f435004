"""The receipt of a paid order as PDF/A with a code to check it by; kept sealed, it names the payer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import segno
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from thongsuot.kernel.clock import format_moment
from thongsuot.kernel.formatting import format_money
from thongsuot.platform.files.domain import PDF
from thongsuot.platform.files.models import StoredFile
from thongsuot.platform.files.store import put
from thongsuot.platform.outbox import Delivery
from thongsuot.serving.payments.choices import EntrySource
from thongsuot.serving.payments.models import PaymentOrder
from thongsuot.writing.pdf import typeset

_TEMPLATE = Path(__file__).with_name("receipt.typ")


def receipt_of(order: PaymentOrder) -> StoredFile:
    """The kept receipt, drawn now where it is not yet; the order must be paid."""
    if order.receipt is None:
        with transaction.atomic():
            locked = PaymentOrder.objects.select_for_update(of=("self",)).select_related("receipt").get(pk=order.pk)
            if locked.receipt is None:
                content = typeset(_TEMPLATE, receipt_data(order))
                name = f"bien-lai-{order.receipt_number}.pdf"
                locked.receipt = put([content], name, accepted=(PDF,), sealed=True)
                locked.receipt_at = timezone.now()
                locked.save(update_fields=["receipt", "receipt_at"])
        order.receipt, order.receipt_at = locked.receipt, locked.receipt_at
    assert order.receipt is not None
    return order.receipt


def check_address(order: PaymentOrder) -> str:
    return f"{settings.SITE_URL}{reverse('receipt-check', args=[order.receipt_number])}"


def receipt_data(order: PaymentOrder) -> dict[str, Any]:
    """What the template prints, all of it text."""
    dossier = order.dossier
    paid = order.paid_at or timezone.now()
    cash = order.entries.filter(source=EntrySource.CASH).exists()
    modules = segno.make(check_address(order), error="m", micro=False).matrix
    return {
        "unit": order.unit.name,
        "number": order.receipt_number,
        "date": [paid.year, paid.month, paid.day],
        "rows": [
            ["Người nộp", dossier.applicant_name],
            ["Hồ sơ", dossier.code],
            ["Thủ tục", dossier.procedure.title],
            ["Khoản thu", order.number],
            ["Cách trả", "Tiền mặt tại quầy" if cash else "Trực tuyến, qua ngân hàng"],
            ["Trả lúc", format_moment(paid)],
        ],
        "lines": [[line["name"], format_money(line["amount"])] for line in order.lines],
        "total": format_money(order.amount),
        "qr": ["".join(str(int(bool(module))) for module in row) for row in modules],
        "address": check_address(order),
        "sample": "Dữ liệu minh họa, không có giá trị thanh toán" if order.is_sample else None,
    }


def make_receipt(delivery: Delivery) -> None:
    """Follows the payment (outbox)."""
    order = PaymentOrder.objects.select_related("dossier__procedure", "unit", "receipt").filter(
        number=delivery.payload["order"]
    )
    found = order.first()
    if found is not None and found.receipt_number:
        receipt_of(found)
