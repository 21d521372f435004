from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.db import connection

from thongsuot.platform.access import permissions
from thongsuot.platform.access.actors import ANONYMOUS, SYSTEM
from thongsuot.platform.access.errors import AccessDenied
from thongsuot.platform.actions import (
    KEYED,
    Action,
    ActionError,
    Aggregate,
    ConflictError,
    Context,
    declared_actions,
    natural,
)
from thongsuot.platform.events.models import Event
from thongsuot.platform.events.queries import history_of, label_of
from thongsuot.platform.idempotency.models import IdempotencyKey
from thongsuot.platform.outbox import subscribe
from thongsuot.platform.outbox.models import OutboxMessage

permissions.declare("platform.sample.weigh", "cân vật mẫu", "Người giữ cân")


@dataclass(frozen=True)
class Weigh:
    grams: Decimal
    on: datetime | None = None


@dataclass(frozen=True)
class Weighed:
    event_count: int
    grams: Decimal


class WeighSample(Action[Weigh, Weighed]):
    name = "platform.sample.weigh"
    label = "Cân vật mẫu"
    permission = "platform.sample.weigh"
    event = "platform.sample.weighed"
    idempotency = KEYED

    def scope(self, data: Weigh) -> str | None:
        return "vn/24"

    def check(self, actor, data: Weigh) -> None:
        if data.grams <= 0:
            raise ActionError("Khối lượng phải lớn hơn 0.", "grams")

    def execute(self, context: Context, data: Weigh) -> Weighed:
        context.record(Aggregate("sample", "7"), {"grams": (None, data.grams)}, reason="cân lại")
        return Weighed(Event.objects.count(), data.grams)


class Silent(Action[Weigh, None]):
    name = "platform.sample.hide"
    label = "Giấu vật mẫu"
    permission = "platform.sample.weigh"
    event = "platform.sample.hidden"
    idempotency = natural("phép thử")

    def execute(self, context: Context, data: Weigh) -> None:
        if data.grams == 1:
            context.unchanged()


@dataclass(frozen=True)
class Clerk:
    id: int = 5
    display_name: str = "Đặng Thị Mai"
    position_name: str = "Chuyên viên"
    is_authenticated: bool = True
    allowed: str | None = None

    def can(self, permission: str, unit_path: str | None = None) -> bool:
        return unit_path == self.allowed


@pytest.mark.django_db
def test_a_run_leaves_an_event_with_words_of_the_day():
    WeighSample.run(Clerk(allowed="vn/24"), Weigh(Decimal("1659.50")), idempotency_key="a")
    (event,) = history_of("sample", 7)
    assert (event.actor_id, event.actor_name, event.position_name) == (5, "Đặng Thị Mai", "Chuyên viên")
    assert event.changes == {"grams": [None, "1659.50"]}
    assert (event.reason, label_of(event)) == ("cân lại", "Cân vật mẫu")


@pytest.mark.django_db
def test_effective_time_differs_from_recorded_time():
    then = datetime(2024, 7, 29, tzinfo=UTC)
    WeighSample.run(SYSTEM, Weigh(Decimal(3)), idempotency_key="a", effective_at=then)
    event = Event.objects.get()
    assert event.effective_at == then < event.recorded_at


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("actor", "words"),
    [(Clerk(), "Chỉ Người giữ cân cân vật mẫu được. Hãy đề nghị người có quyền."), (ANONYMOUS, "đăng nhập")],
)
def test_refusal_says_who_can_and_writes_nothing(actor, words):
    with pytest.raises(AccessDenied, match=words):
        WeighSample.run(actor, Weigh(Decimal(3)), idempotency_key="a")
    assert not Event.objects.exists() and not IdempotencyKey.objects.exists()


@pytest.mark.django_db
def test_bad_input_names_its_field_and_may_be_mended_under_the_same_key():
    with pytest.raises(ActionError) as caught:
        WeighSample.run(SYSTEM, Weigh(Decimal(0)), idempotency_key="a")
    assert caught.value.errors[0].field == "grams"
    assert WeighSample.run(SYSTEM, Weigh(Decimal(2)), idempotency_key="a").grams == 2


@pytest.mark.django_db
def test_same_key_same_body_gives_the_first_answer():
    data = Weigh(Decimal("33.80"), datetime(2024, 1, 1, tzinfo=UTC))
    first = WeighSample.run(SYSTEM, data, idempotency_key="a")
    again = WeighSample.run(SYSTEM, data, idempotency_key="a")
    assert again == first == Weighed(0, Decimal("33.80"))
    assert Event.objects.count() == 1


@pytest.mark.django_db
def test_same_key_other_body_or_action_conflicts():
    WeighSample.run(SYSTEM, Weigh(Decimal(2)), idempotency_key="a")
    with pytest.raises(ConflictError, match="tải lại trang"):
        WeighSample.run(SYSTEM, Weigh(Decimal(3)), idempotency_key="a")
    with pytest.raises(ConflictError):
        Silent.run(SYSTEM, Weigh(Decimal(2)), idempotency_key="a")


@pytest.mark.django_db
def test_keys_of_two_people_do_not_meet():
    WeighSample.run(Clerk(allowed="vn/24"), Weigh(Decimal(2)), idempotency_key="a")
    WeighSample.run(SYSTEM, Weigh(Decimal(3)), idempotency_key="a")
    assert Event.objects.count() == 2


@pytest.mark.django_db
def test_a_keyed_action_without_a_key_is_refused():
    with pytest.raises(ActionError, match="mã chống gửi lặp"):
        WeighSample.run(SYSTEM, Weigh(Decimal(2)))


@pytest.mark.django_db
def test_an_action_that_stays_silent_fails_loudly():
    with pytest.raises(RuntimeError, match="without recording an event"):
        Silent.run(SYSTEM, Weigh(Decimal(2)))
    assert Silent.run(SYSTEM, Weigh(Decimal(1))) is None


@pytest.mark.django_db
def test_an_event_with_a_follower_leaves_a_message():
    subscribe("platform.sample.weighed", "platform.sample.follower")
    WeighSample.run(SYSTEM, Weigh(Decimal(2)), idempotency_key="a")
    message = OutboxMessage.objects.get()
    assert message.payload["aggregate_id"] == "7"
    assert message.payload["changes"] == {"grams": [None, "2"]}


@pytest.mark.django_db(transaction=True)
def test_two_requests_with_one_key_at_once_do_the_work_once():
    gate = threading.Barrier(4)
    answers: list[Weighed] = []

    def request() -> None:
        gate.wait()
        try:
            answers.append(WeighSample.run(SYSTEM, Weigh(Decimal(2)), idempotency_key="once"))
        finally:
            connection.close()

    threads = [threading.Thread(target=request) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [Weighed(0, Decimal(2))] * 4
    assert Event.objects.count() == 1


def test_every_action_is_listed_with_its_words():
    listed = {action.name: action for action in declared_actions()}
    assert listed["platform.sample.weigh"] is WeighSample


def test_an_action_without_its_words_cannot_be_declared():
    with pytest.raises(TypeError, match=r"missing .*'event'"):
        type("Half", (Action,), {"name": "platform.sample.half", "label": "Nửa", "permission": "x"})
    with pytest.raises(TypeError, match="two actions"):
        type("Twin", (WeighSample,), {"name": "platform.sample.weigh"})
