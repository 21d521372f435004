"""Too little came: after a person looked, the payer pays the rest, by any way, and no more."""

from __future__ import annotations

import io

import pytest
import segno
from django.test import Client
from django.urls import reverse

from thongsuot.serving.conftest import Scene
from thongsuot.serving.payments.actions.paying import Seen, SettleLook
from thongsuot.serving.payments.domain.vietqr import vietqr
from thongsuot.serving.payments.gateways.modes import Mode
from thongsuot.serving.payments.models import PaymentOrder
from thongsuot.serving.payments.rules import account_of
from thongsuot.serving.payments.tests.test_pages import page, through_the_bank

pytestmark = pytest.mark.django_db


def test_after_a_person_looked_the_payer_pays_the_rest_and_no_more(
    scene: Scene, client: Client, order: PaymentOrder
) -> None:
    through_the_bank(client, order, Mode.WRONG_AMOUNT)
    SettleLook.run(scene.focal, Seen(order.number, "Khách nộp nốt"))
    html = page(client, "pay", order.token)
    assert "Còn phải trả 1.000 đồng" in html
    assert "Đã nhận 7.000 đồng" in html
    assert "Trả qua ngân hàng" in html
    assert "Lần trả trước không thành" not in html, "7.000 did come"
    assert code_of(client, order) == vietqr_svg(order, 1_000)
    assert "không phải trả nữa" in through_the_bank(client, order, Mode.PROMPT)
    assert [one.amount for one in order.entries.all()] == [7_000, 1_000]
    assert client.get(reverse("pay-code", args=[order.token])).status_code == 404, "nothing is left to scan for"


def code_of(client: Client, order: PaymentOrder) -> bytes:
    answer = client.get(reverse("pay-code", args=[order.token]))
    assert "no-store" in answer["Cache-Control"], "the next code asks for less"
    return answer.content


def vietqr_svg(order: PaymentOrder, amount: int) -> bytes:
    account, out = account_of(order.unit.key), io.BytesIO()
    text = vietqr(account.bank, account.number, amount, order.number)
    segno.make(text, error="m", micro=False).save(out, kind="svg", scale=6, border=4, light="#fff", xmldecl=False)
    return out.getvalue()
