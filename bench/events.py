"""How fast changes are recorded and followed: ``.venv/bin/python bench/events.py``, in a database of its own.

Prints a table of operations a second; fails below the budgets of the design (outbox at least 500 a second).
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thongsuot.config.testing")

import django

django.setup()

from django.db import connection, transaction

from thongsuot.platform.access import SYSTEM, permissions
from thongsuot.platform.actions import KEYED, Action, Aggregate, Context
from thongsuot.platform.events.domain import Draft
from thongsuot.platform.events.models import Event
from thongsuot.platform.events.queries import first_break
from thongsuot.platform.events.store import append, append_many
from thongsuot.platform.outbox import Delivery, handler, send
from thongsuot.platform.outbox.delivery import drain

OUTBOX_BUDGET = 500
permissions.declare("bench.sample.change", "đổi mẫu")


@dataclass(frozen=True)
class Change:
    number: int


class ChangeSample(Action[Change, None]):
    name = "bench.sample.change"
    label = "Đổi mẫu"
    permission = "bench.sample.change"
    event = "bench.sample.changed"
    idempotency = KEYED

    def execute(self, context: Context, data: Change) -> None:
        context.record(Aggregate("sample", str(data.number)), {"number": (None, data.number)})


@handler("bench.follow")
def follow(delivery: Delivery) -> None:
    append(SYSTEM, draft("followed", delivery.payload["number"]))


def draft(kind: str, number: int) -> Draft:
    return Draft(Aggregate(kind, str(number)), "bench.changed", {"value": (None, "33.8"), "status": ("a", "b")})


def rate(label: str, count: int, work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    per_second = count / (time.perf_counter() - began)
    print(f"{label:44}{count:>9,}{per_second:>12,.0f}/s")
    return per_second


def act(count: int) -> None:
    for number in range(count):
        ChangeSample.run(SYSTEM, Change(number), idempotency_key=str(number))


def put(count: int) -> None:
    with transaction.atomic():
        for number in range(count):
            send("bench.follow", {"number": number}, f"bench:{number}")


def main() -> int:
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        rate(
            "events in bulk, new aggregates",
            50_000,
            lambda: append_many(SYSTEM, [draft("new", n) for n in range(50_000)]),
        )
        rate(
            "events in bulk, 500 aggregates",
            50_000,
            lambda: append_many(SYSTEM, [draft("old", n % 500) for n in range(50_000)]),
        )
        rate("keyed actions, one transaction each", 1_000, lambda: act(1_000))
        rate(
            "chain verified",
            50_000,
            lambda: [
                first_break(Event.objects.filter(aggregate_type="old", aggregate_id=str(n)).order_by("sequence"))
                for n in range(500)
            ],
        )
        put(5_000)
        drained = rate("outbox delivered, each with an event", 5_000, drain)
        return 0 if drained >= OUTBOX_BUDGET else 1
    finally:
        connection.creation.destroy_test_db("", verbosity=0)


if __name__ == "__main__":
    sys.exit(main())
