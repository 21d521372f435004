from __future__ import annotations

import threading
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, connection, transaction

from thongsuot.kernel.digests import GENESIS
from thongsuot.platform.access.actors import SYSTEM
from thongsuot.platform.events.domain import Aggregate, Draft
from thongsuot.platform.events.models import DaySeal, Event
from thongsuot.platform.events.queries import first_break, history_of, verify_chain
from thongsuot.platform.events.seals import first_bad_day, seal_finished_days
from thongsuot.platform.events.store import append, append_many

CLAIM = Aggregate("claim", "33")


def draft(value: object, aggregate: Aggregate = CLAIM) -> Draft:
    return Draft(aggregate, "registry.claim.changed", {"value": (None, value)})


def tamper(statement: str) -> None:
    """Change the log as an owner of the database could: with the triggers taken off."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE platform_event DISABLE TRIGGER USER")
        cursor.execute(statement)
        cursor.execute("ALTER TABLE platform_event ENABLE TRIGGER USER")


@pytest.mark.django_db
def test_events_of_an_aggregate_form_a_chain():
    append(SYSTEM, draft(Decimal("33.8")))
    append_many(SYSTEM, [draft(1), draft(2, Aggregate("claim", "34")), draft(3)])
    events = list(history_of("claim", 33))
    assert [event.sequence for event in events] == [1, 2, 3]
    assert [event.previous for event in events] == [GENESIS, events[0].digest, events[1].digest]
    assert verify_chain("claim", 33) is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("statement", "sequence"),
    [
        ("UPDATE platform_event SET changes = '{\"value\": [null, 9]}' WHERE sequence = 2", 2),
        ("UPDATE platform_event SET actor_name = 'Ai đó' WHERE sequence = 1", 1),
        ("DELETE FROM platform_event WHERE sequence = 1", 2),
        ("DELETE FROM platform_event WHERE sequence = 2", 3),
        ("UPDATE platform_event SET recorded_at = recorded_at - interval '1 second' WHERE sequence = 3", 3),
    ],
)
def test_tampering_shows(statement, sequence):
    append_many(SYSTEM, [draft(number) for number in range(3)])
    tamper(statement)
    found = verify_chain("claim", 33)
    assert found is not None and found.sequence == sequence


@pytest.mark.django_db
@pytest.mark.parametrize("verb", ["UPDATE platform_event SET reason = 'x'", "DELETE FROM platform_event"])
def test_the_database_itself_refuses(verb):
    append(SYSTEM, draft(1))
    with pytest.raises(DatabaseError, match="chỉ được ghi thêm"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(verb)
    assert Event.objects.count() == 1


@pytest.mark.django_db
def test_a_float_never_enters_the_log():
    with pytest.raises(TypeError, match="float"):
        append(SYSTEM, draft(33.8))


@pytest.mark.django_db
def test_bulk_writes_cost_a_handful_of_statements(django_assert_max_num_queries):
    drafts = [draft(number, Aggregate("claim", str(number % 500))) for number in range(4000)]
    with django_assert_max_num_queries(12):
        append_many(SYSTEM, drafts)
    assert verify_chain("claim", 7) is None
    assert history_of("claim", 7).count() == 8


@pytest.mark.django_db(transaction=True)
def test_writers_of_one_aggregate_queue_up():
    gate = threading.Barrier(4)

    def write() -> None:
        gate.wait()
        try:
            for number in range(10):
                append(SYSTEM, draft(number))
        finally:
            connection.close()

    threads = [threading.Thread(target=write) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert history_of("claim", 33).count() == 40
    assert verify_chain("claim", 33) is None


def test_a_chain_cut_at_its_head_is_seen_without_a_database():
    assert first_break([]) is None
    assert first_break([Event(pk=4, sequence=2)]).message == "Thiếu sự kiện số 1 của chuỗi."


@pytest.fixture
def three_days(monkeypatch, db):
    zone = ZoneInfo("Asia/Ho_Chi_Minh")
    for day in (1, 2, 3):
        moment = datetime(2024, 10, day, 23, 59, tzinfo=zone)
        monkeypatch.setattr("thongsuot.platform.events.store.timezone.now", lambda moment=moment: moment)
        append_many(SYSTEM, [draft(day), draft(day, Aggregate("unit", str(day)))])
    monkeypatch.undo()


def test_finished_days_are_sealed_once(three_days):
    assert [seal.event_count for seal in seal_finished_days(date(2024, 10, 3))] == [2, 2]
    assert seal_finished_days(date(2024, 10, 3)) == []
    assert [seal.day.day for seal in seal_finished_days(date(2024, 10, 5))] == [3, 4]
    assert DaySeal.objects.last().event_count == 0
    assert first_bad_day() is None


def test_a_whole_chain_removed_breaks_the_seal_of_its_day(three_days):
    seal_finished_days(date(2024, 10, 5))
    tamper("DELETE FROM platform_event WHERE aggregate_type = 'unit' AND aggregate_id = '2'")
    assert verify_chain("unit", 2) is None
    assert first_bad_day() == date(2024, 10, 2)


def test_a_day_slipped_in_before_the_seal_breaks_it(three_days):
    seal_finished_days(date(2024, 10, 5))
    first = Event.objects.first()
    first.pk, first.aggregate_id, first.recorded_at = None, "999", first.recorded_at + timedelta(seconds=1)
    first.save()
    assert first_bad_day() == date(2024, 10, 1)
