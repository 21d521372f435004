"""Months of reminders by two workers killed again and again: each rung once, none at night, none on a day off.

Five months with Tết and a swapped Saturday as a rule; ``THONGSUOT_LONG=1`` walks through the whole year.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from datetime import time as hour
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from tests.databases import own_database
from tests.robustness.chasing_story import FIRST, LAST, OFF, Reckoning, Work, is_worked, works
from tests.robustness.chasing_worker import CLOCK
from thongsuot.kernel.clock import VIETNAM
from thongsuot.platform.events.queries import verify_chain
from thongsuot.platform.notifications.models import Notification
from thongsuot.platform.outbox.models import OutboxMessage
from thongsuot.registry.accounts.models import Account, RoleGrant
from thongsuot.registry.accounts.roles import Role
from thongsuot.registry.conftest import make_unit
from thongsuot.registry.units.models import UnitKind
from thongsuot.steering.chasing.models import Reminder, ReminderRecipient, ReminderRun
from thongsuot.steering.tasks.models import Task

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]
ODD_TICKS = ("02:00", "07:29", "07:30", "12:00", "21:00")  # one day in thirty
OFF_TICKS = ("07:30", "12:00")
IS_LONG = bool(os.environ.get("THONGSUOT_LONG"))
DAYS, KILLS, SENT = ((LAST - FIRST).days + 1, 60, 300) if IS_LONG else (150, 25, 120)
Row = tuple[int, date, str]


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with own_database("chasing", django_db_blocker):
        yield


class Workers:
    """Two processes that live by the clock in the folder; ``kill`` ends one with SIGKILL and starts another."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.number, self.ticks, self.met = folder, 0, 0, 0
        self.alive: dict[str, int] = {}
        self.show(FIRST, "00:00")
        command = [
            sys.executable,
            "-m",
            "tests.robustness.chasing_worker",
            connection.settings_dict["NAME"],
            str(folder),
        ]
        environment = os.environ | {"DJANGO_SETTINGS_MODULE": "thongsuot.config.testing"}
        pipe = subprocess.PIPE
        self.nursery = subprocess.Popen(command, cwd=ROOT, env=environment, text=True, stdin=pipe, stdout=pipe)
        for _worker in range(2):
            self.start()

    def start(self) -> None:
        assert self.nursery.stdin and self.nursery.stdout
        self.number += 1
        self.nursery.stdin.write(f"w{self.number}\n")
        self.nursery.stdin.flush()
        self.alive[f"w{self.number}"] = int(self.nursery.stdout.readline())

    def show(self, day: date, at: str) -> None:
        """Turn the clock; each turn has a number, so that the same hour may be shown twice."""
        self.ticks += 1
        moment = datetime.combine(day, hour.fromisoformat(at), tzinfo=VIETNAM)
        draft = self.folder / "draft"
        draft.write_text(f"{self.ticks} {moment.isoformat()}")
        draft.rename(self.folder / CLOCK)

    def wait(self) -> None:
        """Until every worker has done with the hour shown; one that was just started is waited for too."""
        wanted, deadline = (self.folder / CLOCK).read_text(), time.monotonic() + 180
        while not all(self._said(name) == wanted for name in self.alive):
            assert time.monotonic() < deadline, "a worker hangs"
            dead = [name for name, process in self.alive.items() if not _lives(process)]
            assert not dead, f"{dead} died by itself"
            time.sleep(0.002)

    def kill(self, dice: random.Random) -> None:
        name = self._at_work() if dice.random() < 0.5 else ""
        name = name or dice.choice(sorted(self.alive))
        os.kill(self.alive.pop(name), signal.SIGKILL)
        self.met += (self.folder / f"{name}.busy").exists()
        self.start()

    def _at_work(self) -> str:
        """Somebody inside a transaction, as soon as there is one; on a loaded machine chance alone would miss them."""
        deadline = time.monotonic() + 0.3
        while time.monotonic() < deadline:
            for name in self.alive:
                if (self.folder / f"{name}.busy").exists():
                    return name
            time.sleep(0.001)
        return ""

    def stop(self) -> None:
        for process in self.alive.values():
            os.kill(process, signal.SIGKILL)
        self.nursery.communicate(timeout=20)

    def _said(self, name: str) -> str:
        try:
            return (self.folder / f"{name}.done").read_text()
        except FileNotFoundError:
            return ""


def _lives(process: int) -> bool:
    """A dead one that its nursery has not yet buried does not."""
    try:
        return "Z" not in Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False


def office() -> tuple[int, int]:
    """A province and a department with three people of each duty, so that a batch writes many rows."""
    home = make_unit("tinh-lang-son", "Tỉnh Lạng Sơn", UnitKind.PROVINCE)
    lead = make_unit("so-noi-vu--lang-son", "Sở Nội vụ", UnitKind.DEPARTMENT, home)
    duties = [(home, Role.SECRETARIAT), (home, Role.COMMITTEE_HEAD), (lead, Role.UNIT_FOCAL), (lead, Role.UNIT_HEAD)]
    for number, (unit, role) in enumerate(duties * 3):
        one = Account.objects.create_account(f"nguoi-{number}", None, f"Người {number}")
        Account.objects.filter(pk=one.pk).update(email=f"nguoi-{number}@vi-du.vn")
        RoleGrant.objects.create(account=one, role=role, unit=unit)
    return home.pk, lead.pk


def live(day: date, story: list[Work], numbers: dict[int, int], home: int, lead: int) -> None:
    """Write into the record what happens that day before work begins."""
    for one in story:
        happened = one.live(day)
        if one.given == day or (day == FIRST and one.given < FIRST):
            values = {"home_id": home, "lead_id": lead, "assigned_on": one.given}
            row = Task.objects.create(title=f"Việc {one.number}", deadline=one.deadline, status=one.status, **values)
            numbers[one.number] = row.pk
        elif happened and one.number in numbers:
            Task.objects.filter(pk=numbers[one.number]).update(status=one.status, deadline=one.deadline)


def walk(workers: Workers, story: list[Work], dice: random.Random) -> tuple[dict[Row, date], dict[int, int]]:
    """Walk through the days; returns what must have gone out, and the task behind each number."""
    home, lead = office()
    reckoning, numbers = Reckoning(), {}
    down: set[date] = set()
    for _failure in range(5):  # the machine room without power for one to four days
        start = FIRST + timedelta(days=dice.randrange(20, DAYS - 10))
        down |= {start + timedelta(days=number) for number in range(dice.randrange(1, 5))}
    kills = Counter(dice.randrange(DAYS) for _kill in range(KILLS))
    for number in range(DAYS):
        day = FIRST + timedelta(days=number)
        live(day, story, numbers, home, lead)
        if day in down:
            continue
        if is_worked(day):
            reckoning.morning(day, [one for one in story if one.number in numbers])
        usual = ("07:30", "07:40", "07:50") if kills[number] else ("07:30",)
        off = OFF_TICKS if day in OFF else usual
        for at in ODD_TICKS if number % 30 == 0 else off:
            workers.show(day, at)
            for _kill in range(kills[number] if at in ("07:30", "07:40") else 0):
                time.sleep(dice.uniform(0.0, 0.08))
                workers.kill(dice)
            workers.wait()
    return reckoning.sent, numbers


def test_each_rung_once_whoever_is_killed(committed: None, tmp_path: Path) -> None:
    dice = random.Random(20251103)
    story = works(dice)
    workers = Workers(tmp_path)
    try:
        expected, numbers = walk(workers, story, dice)
    finally:
        workers.stop()
    sent = {(row.task_id, row.deadline, row.rung): row.sent_on for row in Reminder.objects.all()}
    assert Reminder.objects.count() == len(sent) == len(expected) > SENT
    assert {(numbers[task], deadline, rung): day for (task, deadline, rung), day in expected.items()} == sent
    assert workers.met >= 3, f"only {workers.met} kills met a transaction at work"
    moments = [timezone.localtime(one) for one in Reminder.objects.values_list("sent_at", flat=True)]
    assert all(hour(7, 30) <= one.time() < hour(21) for one in moments), "one at night"
    days = {one.date() for one in moments}
    assert not days & OFF and all(is_worked(day) for day in days), "one on a day off"
    assert ReminderRun.objects.filter(finished_at=None).count() == 0
    _told_once(numbers)


def _told_once(numbers: dict[int, int]) -> None:
    """One note to each person told and no other, one place in one letter for each note, one event for each reminder."""
    people = Counter(
        (f"reminder:{reminder}", account)
        for reminder, account in ReminderRecipient.objects.values_list("reminder_id", "account_id")
    )
    notes = Counter(Notification.objects.values_list("key", "recipient_id"))
    assert people == notes and set(notes.values()) == {1}
    mailed = Counter(pk for letter in OutboxMessage.objects.all() for pk in letter.payload["notes"])
    assert set(mailed) == set(Notification.objects.values_list("pk", flat=True)) and set(mailed.values()) == {1}
    reminded = Counter(Reminder.objects.values_list("task_id", flat=True))
    for task in numbers.values():
        assert verify_chain("task", str(task)) is None
    with connection.cursor() as cursor:
        cursor.execute("SELECT aggregate_id, count(*) FROM platform_event GROUP BY 1")
        assert {int(task): count for task, count in cursor.fetchall()} == dict(reminded)


@pytest.mark.django_db  # so that a test database is made where this file runs alone
def test_the_story_is_a_hard_one() -> None:
    """Extensions, pauses, hand-backs and deadlines in Tết do occur, else the year above proves little."""
    story = works(random.Random(20251103))
    kinds = Counter(status or "extended" for one in story for status, _deadline in one.events.values())
    assert min(kinds[kind] for kind in ("extended", "paused", "submitted", "dropped", "under_way")) >= 15
    assert sum(one.deadline in OFF for one in story) >= 3
