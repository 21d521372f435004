"""The sample's books agree with its dossiers, its ledger and its bank; loading twice changes nothing. A story too."""

from __future__ import annotations

from datetime import timedelta
from unittest import mock

import pytest
from django.utils import timezone

from thongsuot.registry.accounts.models import Account
from thongsuot.serving.conftest import Scene
from thongsuot.serving.dossiers.choices import ChannelChoice, Payment
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.payments import demo, hearing
from thongsuot.serving.payments.choices import LineVerdict, OrderState
from thongsuot.serving.payments.conftest import filed
from thongsuot.serving.payments.links import order_for
from thongsuot.serving.payments.models import PaymentEntry, PaymentOrder, Refund, StatementLine
from thongsuot.serving.payments.tests.paying_story import pay_story, set_right, wrongs


@pytest.mark.django_db
def test_sample_orders(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "WARD", scene.here.key)
    Account.objects.filter(pk=scene.focal.pk).update(username="ke-toan")
    for number in range(6):
        row = filed(scene)
        Dossier.objects.filter(pk=row.pk).update(
            payment=Payment.PAID if number < 4 else Payment.DUE,
            channel=ChannelChoice.DIRECT if number == 0 else ChannelChoice.ONLINE,
        )
    demo.load()
    counts = PaymentOrder.objects.count(), PaymentEntry.objects.count()
    assert counts == (6, 5), "four paid and one short"
    demo.load()
    assert (PaymentOrder.objects.count(), PaymentEntry.objects.count()) == counts
    assert PaymentOrder.objects.filter(look="look_short").count() == 1
    assert PaymentOrder.objects.filter(attempts__ended_at=None, state=OrderState.PENDING).exists()
    assert Refund.objects.get().asked_by == scene.focal
    assert set(StatementLine.objects.values_list("verdict", flat=True)) == {LineVerdict.MATCHED}


@pytest.mark.django_db(transaction=True)
def test_the_story_told_and_broken_off_comes_right(scene: Scene) -> None:
    """What the rounds of kill -9 check from outside, once from inside, broken off at three places."""
    numbers = []
    for broken in ("keep", "believe", ""):
        order = order_for(filed(scene))
        assert order is not None
        numbers.append(order.number)
        if broken:
            with mock.patch.object(hearing, broken, side_effect=KeyboardInterrupt), pytest.raises(KeyboardInterrupt):
                pay_story(order.number)
        pay_story(order.number)
    assert timezone.now() - PaymentOrder.objects.latest("pk").created_at < timedelta(minutes=5)
    set_right()
    assert wrongs(numbers) == []
    PaymentOrder.objects.filter(number=numbers[0]).update(state=OrderState.UNPAID)
    assert wrongs(numbers), "the check itself can fail"
