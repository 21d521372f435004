"""How fast tasks are over a million of them: ``.venv/bin/python bench/steering_tasks.py [tasks] [rounds]``.

The tasks are made up (``synthetic_tasks.py``), kept in a database of their own and used again by the next run. An
officer of a unit, the secretary of a province and a ministry that sees the whole nation ask for every view in turn.
Prints a Markdown table with the number of statements each answer took; fails when the 95th percentile of an ordinary
user (officer, secretary) passes 300 ms.
"""

from __future__ import annotations

import os
import re
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
os.environ.setdefault("THONGSUOT_VAR", str(ROOT / "var" / "bench"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thongsuot.config.testing")

import django

django.setup()

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from synthetic_tasks import fill

from thongsuot.registry.accounts.models import Account, RoleGrant
from thongsuot.registry.accounts.roles import Role
from thongsuot.registry.units.load import load_units
from thongsuot.registry.units.models import Unit
from thongsuot.steering.tasks.models import Task

LOAD_BEFORE = os.getloadavg()[0]
ROUNDS = 20
LIMIT_MS = 300
PROVINCE = "tinh-lang-son"
OFFICE = f"so-7--{PROVINCE}"
LIST = "/lam-viec/nhiem-vu"
Ask = Callable[[int], HttpResponse]


def use_database(count: int) -> None:
    """Connect to the filled database, filling it first where it is not there."""
    name = f"bench_tasks_{count}"
    connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = name
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if cursor.fetchone() is None:
            cursor.execute(f'CREATE DATABASE "{name}"')
    call_command("migrate", verbosity=0)
    if Task.objects.exists():
        return
    print(f"Making {count:,} tasks once…", file=sys.stderr)
    load_units()
    began = time.perf_counter()
    fill(count)
    print(f"made in {time.perf_counter() - began:.0f} s", file=sys.stderr)


def client(username: str, role: Role, unit: str = "") -> Client:
    browser = Client(SERVER_NAME="localhost")
    account, created = Account.objects.get_or_create(username=username, defaults={"display_name": username})
    if created:
        RoleGrant.objects.create(account=account, role=role, unit=Unit.objects.filter(key=unit).first())
    browser.force_login(account)
    return browser


def views(browser: Client, ids: list[int]) -> dict[str, Ask]:
    """Name → a request; the number of the round chooses among like pages."""
    key: dict[str, str] = {}

    def deeper(_turn: int) -> HttpResponse:
        """Page after page by key."""
        answer = browser.get(LIST, {"sau": key.get("next", "")})
        found = re.search(r"sau=([\w-]+)", answer.content.decode())
        key["next"] = found[1] if found else ""
        return answer

    words = ("bo phan mot cua", "so hoa", "lop boi duong", "khong co that")
    return {
        "danh sách": lambda _turn: browser.get(LIST),
        "danh sách, trang sau": deeper,
        "quá hạn": lambda _turn: browser.get(LIST, {"han": "qua-han"}),
        "đến hạn 30 ngày": lambda _turn: browser.get(LIST, {"han": "30"}),
        "chờ nghiệm thu, Chính phủ giao": lambda _turn: browser.get(
            LIST, {"trang_thai": "submitted", "cap": "government"}
        ),
        "một đơn vị chủ trì": lambda turn: browser.get(LIST, {"don_vi": f"so-{turn % 20 + 1}--{PROVINCE}"}),
        "tìm chữ": lambda turn: browser.get(LIST, {"tim": words[turn % len(words)]}),
        "mới thay đổi": lambda _turn: browser.get(LIST, {"xep": "doi"}),
        "bảng": lambda _turn: browser.get(LIST, {"xem": "bang"}),
        "việc của đơn vị tôi": lambda _turn: browser.get(LIST, {"xem": "cua-toi"}),
        "chờ tôi": lambda _turn: browser.get(LIST, {"xem": "cho-toi"}),
        "một nhiệm vụ": lambda turn: browser.get(f"{LIST}/{ids[turn % len(ids)]}"),
        "trang đầu": lambda _turn: browser.get("/lam-viec"),
        "lời hứa": lambda _turn: browser.get("/loi-hua"),
    }


def measure(asked: dict[str, Ask], rounds: int) -> dict[str, list[float]]:
    """Milliseconds of every answer, the views taking turns; the first round only warms up."""
    times: dict[str, list[float]] = {name: [] for name in asked}
    for turn in range(-1, rounds):
        for name, ask in asked.items():
            began = time.perf_counter()
            response = ask(max(turn, 0))
            took = (time.perf_counter() - began) * 1000
            assert response.status_code == 200, f"{name} answered {response.status_code}"
            if turn >= 0:
                times[name].append(took)
    return times


def statements(asked: dict[str, Ask]) -> dict[str, int]:
    counts = {}
    for name, ask in asked.items():
        with CaptureQueriesContext(connection) as captured:
            ask(0)
        counts[name] = len(captured)
    return counts


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else ROUNDS
    use_database(count)
    ids = list(Task.objects.filter(lead__key=OFFICE).values_list("pk", flat=True)[:40])
    people = {
        "cán bộ một sở": client("dau-moi-7", Role.UNIT_FOCAL, OFFICE),
        "thư ký một tỉnh": client("thu-ky", Role.SECRETARIAT, PROVINCE),
        "bộ, cả nước": client("bo", Role.MINISTRY),
    }
    asked = {who: views(browser, ids) for who, browser in people.items()}
    for who in ("thư ký một tỉnh", "bộ, cả nước"):  # an officer of a unit has neither
        asked[who]["tóm tắt 5–5–5"] = lambda _turn, who=who: people[who].get("/lam-viec/tom-tat")
        asked[who]["dòng chảy ý kiến"] = lambda _turn, who=who: people[who].get("/lam-viec/dong-chay")
    measured = {who: measure(one, rounds) for who, one in asked.items()}
    counted = {who: statements(one) for who, one in asked.items()}
    load = "–".join(f"{one:.1f}" for one in sorted({LOAD_BEFORE, os.getloadavg()[0]}))
    print(f"{count:,} tasks, {rounds} rounds, load {load} on {os.cpu_count()} cores\n")
    print("| ai | xem gì | p50 ms | p95 ms | câu lệnh SQL |\n|---|---|--:|--:|--:|")
    worst = 0.0
    for who, times in measured.items():
        for name, taken in times.items():
            middle, high = statistics.median(taken), sorted(taken)[int(0.95 * (len(taken) - 1))]
            worst = worst if who == "bộ, cả nước" else max(worst, high)
            print(f"| {who} | {name} | {middle:.0f} | {high:.0f} | {counted[who][name]} |")
    return 0 if worst <= LIMIT_MS else 1


if __name__ == "__main__":
    sys.exit(main())
