from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from thongsuot.platform.outbox import Delivery, handler, handlers, send
from thongsuot.platform.outbox.delivery import drain, sweep
from thongsuot.platform.outbox.domain import DELAYS, next_delay
from thongsuot.platform.outbox.models import OutboxMessage
from thongsuot.platform.search.models import SearchWord


@pytest.fixture
def register(monkeypatch):
    monkeypatch.setattr(handlers, "_handlers", {})
    return handler


def note(word: str):
    def handle(delivery: Delivery) -> None:
        SearchWord.objects.create(word=f"{word}{delivery.payload['n']}")

    return handle


def words() -> list[str]:
    return sorted(SearchWord.objects.values_list("word", flat=True))


@pytest.mark.django_db
@pytest.mark.parametrize("external", [False, True])
def test_an_effect_happens_once_however_often_it_is_sent(register, external):
    register("t.note", external=external)(note("x"))
    for _time in range(3):
        send("t.note", {"n": 1}, "note:1")
    assert drain() == 1
    send("t.note", {"n": 1}, "note:1")
    assert drain() == 0
    assert words() == ["x1"]


@pytest.mark.django_db
def test_a_rolled_back_change_sends_nothing(register):
    register("t.note")(note("x"))
    with pytest.raises(RuntimeError), transaction.atomic():
        send("t.note", {"n": 1}, "note:1")
        raise RuntimeError
    assert drain() == 0


@pytest.mark.django_db
def test_one_bad_message_holds_up_nobody_and_is_tried_again(register):
    failures = [ConnectionError("cổng đóng"), ConnectionError("cổng đóng")]

    def shaky(delivery: Delivery) -> None:
        SearchWord.objects.create(word="half")
        if failures:
            raise failures.pop()

    register("t.shaky")(shaky)
    register("t.note")(note("x"))
    send("t.shaky", {}, "shaky")
    send("t.note", {"n": 1}, "note:1")
    drain()
    assert words() == ["x1"]  # what the failing handler wrote is gone
    message = OutboxMessage.objects.get(handler="t.shaky")
    assert message.last_error == "ConnectionError: cổng đóng"
    assert timedelta(0) < message.due_at - timezone.now() <= DELAYS[0]
    for _time in range(2):
        OutboxMessage.objects.update(due_at=timezone.now())
        drain()
    message.refresh_from_db()
    assert message.delivered_at is not None and message.attempts == 3 and not message.last_error
    assert words() == ["half", "x1"]


@pytest.mark.django_db
def test_a_hopeless_message_is_given_up_in_the_open(register):
    send("t.nobody", {}, "lost")
    OutboxMessage.objects.update(attempts=len(DELAYS))
    drain()
    message = OutboxMessage.objects.get()
    assert message.given_up_at is not None and "t.nobody" in message.last_error


def test_trying_lasts_longer_than_a_weekend():
    assert sum(DELAYS, timedelta()) > timedelta(hours=64)
    assert next_delay(1) == DELAYS[0] and next_delay(len(DELAYS) + 1) is None


@pytest.mark.django_db(transaction=True)
def test_a_commit_wakes_the_worker_once(register, empty_queue):
    register("t.note")(note("x"))
    with transaction.atomic():
        for number in range(3):
            send("t.note", {"n": number}, f"note:{number}")
    send("t.note", {"n": 9}, "note:9")
    assert ProcrastinateJob.objects.filter(task_name="platform.outbox.drain").count() == 1


@pytest.mark.django_db
def test_sweep_keeps_what_may_be_sent_again(register):
    register("t.note")(note("x"))
    send("t.note", {"n": 1}, "note:1")
    drain()
    assert sweep() == 0
    OutboxMessage.objects.update(delivered_at=timezone.now() - timedelta(days=31))
    assert sweep() == 1


def test_two_handlers_cannot_share_a_name(register):
    register("t.note")(note("x"))
    with pytest.raises(ValueError, match="two outbox handlers"):
        register("t.note")(note("y"))
