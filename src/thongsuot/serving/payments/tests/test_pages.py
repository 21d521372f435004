"""The payer's pages tell the truth, the bank's door believes signatures only, the desk sees its own unit."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import transaction
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from thongsuot.platform.events.queries import history_of
from thongsuot.reading.inputs.pdf import read_pdf
from thongsuot.registry.accounts.models import Account
from thongsuot.serving.conftest import Scene
from thongsuot.serving.dossiers.actions import ReceiveDossier, Receiving
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.dossiers.timeline import timeline
from thongsuot.serving.payments.choices import Heard, OrderState, RefundState
from thongsuot.serving.payments.conftest import Bank
from thongsuot.serving.payments.figures import Period, funnel, paid_online, services_with_payment
from thongsuot.serving.payments.gateways.modes import Mode
from thongsuot.serving.payments.gateways.simulator import decide
from thongsuot.serving.payments.models import GatewayMessage, PaymentAttempt, PaymentOrder, Refund, SimulatedNotice

pytestmark = pytest.mark.django_db
Fresh = Callable[[PaymentOrder], PaymentOrder]


def page(client: Client, name: str, *args: object, **query: str) -> str:
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def as_(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def through_the_bank(client: Client, order: PaymentOrder, mode: Mode, **more: str) -> str:
    """As a person does it: pay page → bank → back; the page they land on."""
    there = client.post(reverse("pay", args=[order.token]))
    assert there.status_code == 302
    assert "Ngân hàng giả lập" in client.get(there["Location"]).content.decode()
    back = client.post(there["Location"], {"cach": mode.value, **more})
    assert back.status_code == 302
    landed = client.get(back["Location"], follow=True)
    assert landed.redirect_chain == [(reverse("pay", args=[order.token]), 302)]
    return landed.content.decode()


def test_the_page_says_how_much_what_for_and_where_to(client: Client, order: PaymentOrder) -> None:
    html = page(client, "pay", order.token)
    for words in ("8.000 đồng", "Lệ phí", order.number, order.unit.name, order.dossier.code, "Trả qua ngân hàng"):
        assert words in html
    assert order.dossier.applicant_name not in html, "whoever has the address sees no name"
    assert PaymentOrder.objects.get().opened_at is not None
    assert client.get(reverse("pay-code", args=[order.token]))["Content-Type"] == "image/svg+xml"


def test_paid_shows_the_receipt_and_no_button(client: Client, order: PaymentOrder) -> None:
    html = through_the_bank(client, order, Mode.PROMPT)
    assert "không phải trả nữa" in html
    assert "Trả qua ngân hàng" not in html
    answer = client.get(reverse("pay-receipt", args=[order.token]))
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert content.startswith(b"%PDF")
    words = " ".join(read_pdf(content).split())
    now = PaymentOrder.objects.get()
    for printed in (now.receipt_number, "8.000 đồng", "Nguyễn Thị Thử", order.dossier.code, order.unit.name):
        assert printed in words
    assert now.receipt is not None and now.receipt.is_sealed


@pytest.mark.parametrize("mode", [Mode.LATE, Mode.LOST, Mode.BOTH_LOST])
def test_while_the_bank_is_silent_the_page_says_so_and_asks_for_nothing(
    client: Client, order: PaymentOrder, mode: Mode
) -> None:
    html = through_the_bank(client, order, mode)
    assert "Ngân hàng chưa báo kết quả" in html
    assert "không trả lại lần nữa" in html
    assert "Trả qua ngân hàng" not in html
    assert PaymentOrder.objects.get().state == OrderState.PENDING


def test_back_without_notice_is_asked_about_at_once(client: Client, order: PaymentOrder) -> None:
    assert "không phải trả nữa" in through_the_bank(client, order, Mode.REDIRECT_ONLY)


def test_what_the_browser_brings_back_books_nothing(client: Client, order: PaymentOrder, the_bank: Bank) -> None:
    """A signed «paid» in the address, while the bank itself is silent."""
    through_the_bank(client, order, Mode.BOTH_LOST)
    carried = GatewayMessage.objects.get(kind=Heard.RETURN)
    assert (carried.verified, carried.result) == (True, "paid")
    assert PaymentOrder.objects.get().entries.count() == 0


def test_failed_or_cancelled_may_try_again(client: Client, order: PaymentOrder) -> None:
    assert "Lần trả trước không thành" in through_the_bank(client, order, Mode.FAILED)
    html = through_the_bank(client, order, Mode.PROMPT, huy="1")
    assert "Lần trả trước không thành" in html
    assert "Trả qua ngân hàng" in html
    assert PaymentAttempt.objects.count() == 2


def test_too_little_is_told_plainly(client: Client, order: PaymentOrder) -> None:
    html = through_the_bank(client, order, Mode.WRONG_AMOUNT)
    assert "Tiền đã đến nhưng chưa đủ" in html
    assert "7.000 đồng" in html
    assert "chưa cần trả thêm" in html


def test_addresses_of_others_are_not_there(client: Client, order: PaymentOrder) -> None:
    for name in ("pay", "pay-return", "pay-code", "pay-receipt"):
        assert client.get(reverse(name, args=["x" * 32])).status_code == 404
    assert client.get(reverse("pay-receipt", args=[order.token])).status_code == 404, "not paid yet"
    assert client.get(reverse("receipt-check", args=["BL0"])).status_code == 404


def test_a_receipt_is_checked_by_anybody_without_a_name(client: Client, order: PaymentOrder) -> None:
    through_the_bank(client, order, Mode.PROMPT)
    html = page(client, "receipt-check", PaymentOrder.objects.get().receipt_number)
    assert "có trong sổ thu" in html
    assert "Nguyễn Thị Thử" not in html
    assert order.dossier.code not in html


def post_notice(client: Client, body: bytes) -> int:
    address = reverse("gateway-notice", args=["simulator"])
    return client.post(address, body, content_type="application/x-www-form-urlencoded").status_code


def test_the_banks_door(order: PaymentOrder, the_bank: Bank) -> None:
    """Without a session or a token, by signature alone; a repeat is answered like the first."""
    stranger = Client(enforce_csrf_checks=True)
    charge = the_bank.begin(order)
    with transaction.atomic():
        decide(charge, Mode.PROMPT, now=timezone.now())
    body = SimulatedNotice.objects.get().body.encode()
    assert post_notice(stranger, body.replace(b"8000", b"9000")) == 400
    assert PaymentOrder.objects.get().state == OrderState.PENDING
    assert (post_notice(stranger, body), post_notice(stranger, body)) == (200, 200)
    assert PaymentOrder.objects.get().state == OrderState.PAID
    assert PaymentOrder.objects.get().entries.count() == 1
    assert GatewayMessage.objects.filter(kind=Heard.NOTICE).count() == 3, "all kept, the forged one too"


def test_junk_at_the_door_is_limited_but_never_the_bank(order: PaymentOrder, the_bank: Bank, client: Client) -> None:
    answers = [post_notice(client, b"ts_order=%d" % number) for number in range(40)]
    assert answers.count(400) == 30
    assert answers[-1] == 429
    assert GatewayMessage.objects.count() == 30
    assert post_notice(client, b"x" * 70_000) == 400
    the_bank.pay(order)
    assert PaymentOrder.objects.get().state == OrderState.PAID


@override_settings(GATEWAY="off")
def test_without_a_gateway_the_desk_takes_the_money(client: Client, order: PaymentOrder) -> None:
    html = page(client, "pay", order.token)
    assert "Trả qua ngân hàng" not in html
    assert "quầy một cửa" in html
    assert post_notice(client, b"ts_order=1") == 404
    assert client.get(reverse("bank-pay")).status_code == 404


def test_the_simulated_bank_takes_only_what_we_signed(client: Client) -> None:
    assert client.get(reverse("bank-pay"), {"ts_amount": "1"}).status_code == 400


def test_the_desk_is_each_units_own(scene: Scene, order: PaymentOrder) -> None:
    assert order.number in page(as_(scene.desk), "payments-desk")
    assert order.number not in page(as_(scene.neighbour), "payments-desk")
    for name in ("payment-order", "payment-order-receipt"):
        assert as_(scene.neighbour).get(reverse(name, args=[order.number])).status_code == 404
    assert as_(scene.specialist).get(reverse("payments-desk")).status_code == 403
    assert as_(scene.desk).get(reverse("payment-messages", args=[order.number])).status_code == 403
    assert as_(scene.desk).get(reverse("payments-reconciliation")).status_code == 403


def test_lists_are_filtered_by_state_and_words(scene: Scene, order: PaymentOrder, the_bank: Bank) -> None:
    client = as_(scene.desk)
    assert "Không còn khoản nào cần xem" in page(client, "payments-desk", **{"can-xem": "1"})
    the_bank.pay(order, Mode.WRONG_AMOUNT)
    assert order.number in page(client, "payments-desk", **{"can-xem": "1"})
    assert order.number not in page(client, "payments-desk", **{"trang-thai": "order_paid"})
    assert order.number in page(client, "payments-desk", tim=order.dossier.code)


def test_cash_over_the_page_keeps_what_was_typed(scene: Scene, order: PaymentOrder) -> None:
    client, address = as_(scene.desk), reverse("payment-step", args=[order.number, "thu-tien"])
    wrong = client.post(address, {"amount": "5.000", "khoa": "k1"})
    assert wrong.status_code == 422
    assert "Phải thu đúng 8000 đồng" in wrong.content.decode()
    assert "5.000" in wrong.content.decode()
    assert client.post(address, {"amount": "8.000", "khoa": "k1"}).status_code == 302
    assert PaymentOrder.objects.get().state == OrderState.PAID
    assert as_(scene.head).post(address, {"amount": "8.000"}).status_code == 403


def test_refund_from_desk_to_head(scene: Scene, order: PaymentOrder, the_bank: Bank) -> None:
    the_bank.pay(order)
    step = reverse("payment-step", args=[order.number, "hoan-tien"])
    form = {"kind": "refund_fee", "amount": "8.000", "reason": "Rút hồ sơ", "khoa": "k2"}
    assert as_(scene.focal).post(step, form).status_code == 302
    refund = Refund.objects.get()
    assert refund.number in page(as_(scene.head), "payment-refunds")
    decide = reverse("refund-decide", args=[refund.number])
    assert as_(scene.desk).post(decide, {"duyet": "1"}).status_code == 403
    assert as_(scene.head).post(decide, {"duyet": "1"}).status_code == 302
    assert Refund.objects.get().state == RefundState.APPROVED


def test_raw_messages_are_read_by_who_reconciles_and_that_is_on_record(
    scene: Scene, order: PaymentOrder, the_bank: Bank
) -> None:
    the_bank.pay(order, Mode.TWICE)
    html = page(as_(scene.focal), "payment-messages", order.number)
    assert "Gửi lặp" in html
    assert f"ts_order={order.number}" in html
    last = history_of("payment-order", order.number).order_by("-sequence")[0]
    assert (last.name, last.actor_id) == ("serving.payment.messages_read", scene.focal.pk)


def test_todays_reconciliation(scene: Scene, order: PaymentOrder, the_bank: Bank) -> None:
    the_bank.pay(order, Mode.BOTH_LOST)
    client = as_(scene.focal)
    assert "Chưa có ngày nào" in page(client, "payments-reconciliation")
    assert client.post(reverse("payments-reconcile")).status_code == 302
    html = page(client, "payments-reconciliation")
    assert "Thiếu ở đây, đã ghi bù" in html
    assert PaymentOrder.objects.get().state == OrderState.PAID


def test_a_duty_is_named_by_the_officer(scene: Scene, dossier: Dossier, order: PaymentOrder) -> None:
    ReceiveDossier.run(scene.desk, Receiving(dossier.code))
    address = reverse("payment-duty", args=[dossier.code])
    client = as_(scene.specialist)
    assert client.post(address, {"amount": "nhiều", "purpose": ""}).status_code == 422
    assert client.post(address, {"amount": "1.250.000", "purpose": "Lệ phí trước bạ"}).status_code == 302
    assert PaymentOrder.objects.get(kind="duty").amount == 1_250_000
    assert as_(scene.neighbour).get(address).status_code in (403, 404)


def test_the_funnel_narrows_step_by_step(scene: Scene, order: PaymentOrder, client: Client, dossier: Dossier) -> None:
    today = timezone.localdate()
    period = Period(today, today)
    assert funnel([scene.here], period).steps == (
        ("due", 1),
        ("opened", 0),
        ("begun", 0),
        ("paid", 0),
        ("receipted", 0),
    )
    page(client, "pay", order.token)
    assert funnel([scene.here], period).opened == 1
    through_the_bank(client, order, Mode.PROMPT)
    client.get(reverse("pay-receipt", args=[order.token]))
    assert [count for _step, count in funnel([scene.here], period).steps] == [1, 1, 1, 1, 1]
    assert funnel([scene.there], period).due == 0
    assert funnel(None, period).at_desk == 0


def test_two_shares_with_two_denominators(scene: Scene, order: PaymentOrder, the_bank: Bank) -> None:
    today = timezone.localdate()
    online, services = paid_online([scene.here], Period(today, today)), services_with_payment(today)
    assert (online.part, online.whole, services.part, services.whole) == (0, 1, 1, 1)
    the_bank.pay(order)
    assert paid_online([scene.here], Period(today, today)).percent == 100
    assert paid_online([scene.there], Period(today, today)).percent is None, "nothing owed is no share of zero"
    html = page(as_(scene.focal), "payment-figures")
    assert "1 / 1" in html
    rows = b"".join(as_(scene.focal).get(reverse("payment-figures-csv")).streaming_content).decode()  # type: ignore[attr-defined]
    assert "Trả trực tuyến xong;1;100,00%" in rows


def test_the_dossiers_own_page_shows_what_is_owed_paid_and_receipted(
    scene: Scene, dossier: Dossier, order: PaymentOrder, the_bank: Bank
) -> None:
    ReceiveDossier.run(scene.desk, Receiving(dossier.code))
    html = page(as_(scene.desk), "dossier", dossier.code)
    assert reverse("payment-order", args=[order.number]) in html
    assert reverse("pay", args=[order.token]) not in html, "the secret address is the payer's"
    assert reverse("payment-duty", args=[dossier.code]) in page(as_(scene.specialist), "dossier", dossier.code)
    assert "Đã nhận tiền" not in " ".join(turn.words for turn in timeline(dossier, for_citizen=True))
    the_bank.pay(order)
    turn = next(one for one in timeline(dossier, for_citizen=True) if one.words == "Đã nhận tiền nộp")
    assert "8.000 đồng" in turn.detail
    assert f"BL{order.number.removeprefix('TT')}" in turn.detail
