"""Dossiers at the size of a nation: ``.venv/bin/python bench/dossiers.py [dossiers] [seconds]``.

The dossiers are made up (``synthetic_dossiers.py``), kept in a database of their own and used again by the next run.
The product's own server (gunicorn as ``thongsuot run`` starts it) answers over HTTP, from a database that waits for
the disk. An ordinary officer of the busiest ward lists, searches, opens and receives dossiers, citizens file theirs
from the last page: one alone, then sixteen at once with a second of thought between two pages (``users.py``), then
sixteen without any pause. Then the processor's time of each page, and events written: ours, and the same rows as bare
PostgreSQL inserts in the same run.
Prints Markdown tables; fails when the 95th percentile of sixteen thinking users passes the limits.
"""

from __future__ import annotations

import dataclasses
import os
import statistics
import subprocess
import sys
import time
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[1]
os.environ.setdefault("THONGSUOT_VAR", str(ROOT / "var" / "bench"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thongsuot.config.testing")

import django

django.setup()

import citizens
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone
from synthetic_dossiers import BUSIEST, fill
from users import PORT, Asked, Pages, at_once, connection_to_server

from thongsuot.platform.access.actors import SYSTEM
from thongsuot.platform.events.domain import Aggregate, Draft
from thongsuot.platform.events.models import Event
from thongsuot.platform.events.store import append_many
from thongsuot.platform.idempotency.store import new_key
from thongsuot.registry.accounts.models import Account, RoleGrant
from thongsuot.registry.accounts.roles import Role
from thongsuot.registry.units.load import load_units
from thongsuot.registry.units.models import Unit
from thongsuot.serving.dossiers.actions import TakeInDossier
from thongsuot.serving.dossiers.domain.newdossier import NewDossier
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.procedures.load import load_procedures
from thongsuot.serving.procedures.models import Procedure

LIMITS = {"danh sách": 150, "tìm": 150, "một hồ sơ": 100, "tiếp nhận": 300, "nộp": 300}
USERS = 16
AT_WORK = 5.0  # seconds between two pages of somebody quick; one second is a hail of clicks
WORKERS = os.environ.get("BENCH_WORKERS", "2")  # as ``thongsuot run`` has it
LIST = "/lam-viec/ho-so"


def use_database(count: int) -> None:
    """Connect to the filled database, filling it first where it is not there."""
    name = f"bench_dossiers_{count}"
    connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = name
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if cursor.fetchone() is None:
            cursor.execute(f'CREATE DATABASE "{name}"')
    call_command("migrate", verbosity=0)
    if Dossier.objects.exists():
        durable()
        return
    print(f"Making {count:,} dossiers once…", file=sys.stderr, flush=True)
    load_units()
    load_procedures()
    began = time.perf_counter()
    fill(count)
    print(f"made in {time.perf_counter() - began:.0f} s", file=sys.stderr, flush=True)
    durable()


def durable() -> None:
    """Filled without waiting for the disk, asked with: as the product's own cluster writes."""
    cluster = dataclasses.replace(connection.cluster, throwaway=False)
    connection.close()
    cluster.stop()
    cluster.start()


def officer() -> Client:
    browser = Client(SERVER_NAME="127.0.0.1")
    account, created = Account.objects.get_or_create(username="mot-cua", defaults={"display_name": "Một cửa"})
    if created:
        RoleGrant.objects.create(account=account, role=Role.ONE_STOP, unit=Unit.objects.get(key=BUSIEST))
    browser.force_login(account)
    return browser


@contextmanager
def server() -> Iterator[None]:
    """The product as `thongsuot run` serves it, on the bench's database."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW unix_socket_directories")
        folder = cursor.fetchone()[0].split(",")[0]
        cursor.execute("SELECT current_user")
        (user,) = cursor.fetchone()
    name = urllib.parse.quote(settings.DATABASES["default"]["NAME"])
    environment = os.environ | {
        "DATABASE_URL": f"postgresql://{user}@localhost/{name}?host={urllib.parse.quote(folder, safe='')}",
        "DJANGO_SETTINGS_MODULE": "thongsuot.config.settings",
    }
    command = [sys.executable, "-m", "gunicorn", "thongsuot.config.wsgi:application", "--preload"]
    command += [f"--workers={WORKERS}", f"--bind=127.0.0.1:{PORT}", "--log-level=warning", "--no-control-socket"]
    collect = [sys.executable, "-m", "thongsuot.cli.main", "manage", "collectstatic", "--noinput", "-v0"]
    subprocess.run(collect, env=environment, cwd=ROOT, check=True)
    process = subprocess.Popen(command, env=environment, cwd=ROOT)
    try:
        for _wait in range(900):
            try:
                connection_to_server().request("GET", "/")
                break
            except OSError:
                time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait()


def pages_of(ward: Unit) -> Pages:
    mine = Dossier.objects.filter(receiving_unit=ward)
    codes = list(mine.order_by("-pk").values_list("code", flat=True)[:500])
    names = ("nguyen thi hanh", "Hoàng Văn Sơn", "nong", "Triệu Thu Lan", "khong co ai")
    procedures = list(Procedure.objects.values_list("code", flat=True)[:5])
    quote = urllib.parse.quote
    return {
        "danh sách": lambda dice: f"{LIST}?muc={dice.choice(('viec-cua-toi', 'dang-xu-ly', 'qua-han', 'tat-ca'))}",
        "danh sách một thủ tục": lambda dice: f"{LIST}?muc=tat-ca&thu-tuc={dice.choice(procedures)}",
        "tìm theo tên": lambda dice: f"{LIST}?muc=tat-ca&tim={quote(dice.choice(names))}",
        "tìm theo mã": lambda dice: f"{LIST}?muc=tat-ca&tim={quote(dice.choice(codes))}",
        "một hồ sơ": lambda dice: f"{LIST}/{quote(dice.choice(codes))}",
    }


def processor(browser: Client, pages: Pages, times: int = 30) -> dict[str, list[float]]:
    """Milliseconds of this process's own processor a page, whoever else is at work: what drawing costs."""
    taken: dict[str, list[float]] = {name: [] for name in pages}
    for name, address in pages.items():
        dice = Random(1)
        for number in range(times + 3):
            began = time.process_time()
            browser.get(address(dice))
            if number >= 3:
                taken[name].append((time.process_time() - began) * 1000)
    return taken


def receive(ward: Unit, desk: Account, times: int) -> list[float]:
    """Milliseconds of whole receptions, each an action of its own: the dossier, its person, its code, its events."""
    taken = []
    code = Procedure.objects.filter(is_internal=False, dossiers__receiving_unit=ward).values_list("code", flat=True)[0]
    for number in range(times):
        data = NewDossier(
            procedure_code=code, receiving_unit=ward.key, applicant_name=f"Người Thử {number}",
            id_number=f"000{number:09}", phone=f"0000{number:06}",
        )  # fmt: skip
        began = time.perf_counter()
        TakeInDossier.run(desk, data, idempotency_key=new_key())
        taken.append((time.perf_counter() - began) * 1000)
    return taken


def events(count: int) -> dict[str, float]:
    """Rows a second: our chained log, and the same rows by a bare multi-row INSERT and one by one, taken back after."""
    drafts = [
        Draft(
            Aggregate("do-thu", str(n // 10)),
            "bench.changed",
            {"status": (n, n + 1), "step": (1, 2)},
            "",
            timezone.now(),
        )
        for n in range(count)
    ]
    found: dict[str, float] = {}
    with transaction.atomic():
        began = time.perf_counter()
        rows = append_many(SYSTEM, drafts)
        found["nhật ký của sản phẩm, từng mẻ (mã băm nối tiếp)"] = count / (time.perf_counter() - began)
        columns = [field.column for field in Event._meta.concrete_fields if not field.primary_key]
        values = [
            [
                field.get_db_prep_save(getattr(one, field.attname), connection)
                for field in Event._meta.concrete_fields
                if not field.primary_key
            ]
            for one in rows
        ]
        with connection.cursor() as cursor:
            cursor.execute("CREATE TEMP TABLE plain (LIKE platform_event INCLUDING ALL) ON COMMIT DROP")
            one = f"({', '.join(['%s'] * len(columns))})"
            began = time.perf_counter()
            for start in range(0, count, 2000):
                some = values[start : start + 2000]
                cursor.execute(
                    f"INSERT INTO plain ({', '.join(columns)}) VALUES {', '.join([one] * len(some))}",
                    [v for row in some for v in row],
                )
            found["INSERT trần, từng mẻ 2.000 dòng"] = count / (time.perf_counter() - began)
            cursor.execute("TRUNCATE plain")
            began = time.perf_counter()
            for row in values[: count // 5]:
                cursor.execute(f"INSERT INTO plain ({', '.join(columns)}) VALUES {one}", row)
            found["INSERT trần, từng dòng, một giao dịch"] = (count // 5) / (time.perf_counter() - began)
        transaction.set_rollback(True)
    return found


def report(title: str, measured: dict[str, list[float]]) -> None:
    for name, taken in measured.items():
        if taken:
            high = percentile(taken)
            print(f"| {title} | {name} | {len(taken)} | {statistics.median(taken):.0f} | {high:.0f} |")


def percentile(taken: list[float]) -> float:
    return sorted(taken)[int(0.95 * (len(taken) - 1))]


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_200_000
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 40
    use_database(count)
    browser, ward = officer(), Unit.objects.get(key=BUSIEST)
    cookie = "; ".join(f"{name}={one.value}" for name, one in browser.cookies.items())
    pages = pages_of(ward)
    print("Filling in drafts…", file=sys.stderr, flush=True)
    drafts = citizens.drafts(int(seconds * 4), BUSIEST)
    some = Asked(pages, citizens.procedure(), drafts)
    before = os.getloadavg()[0]
    with server():
        at_once(2, 5, 0, cookie, Asked(pages, citizens.procedure()))  # warms up both processes
        alone = at_once(1, seconds / 2, 0, cookie, Asked(pages))
        working = at_once(USERS, seconds * 3, AT_WORK, cookie, some)
        thinking = at_once(USERS, seconds, 1.0, cookie, some)
        pressing = at_once(USERS, seconds / 2, 0, cookie, Asked(pages))
    own = processor(browser, pages)
    desk = Account.objects.get(username="mot-cua")
    received = {"tiếp nhận (action, một người)": receive(ward, desk, 100)}
    written = events(20_000)
    print(f"{Dossier.objects.count():,} dossiers, {Event.objects.count():,} events, "
          f"{Dossier.objects.filter(receiving_unit=ward).count():,} of the ward asked for, "
          f"load {before:.1f}–{os.getloadavg()[0]:.1f} on {os.cpu_count()} cores\n")  # fmt: skip
    print("| ai | việc | số lần | p50 ms | p95 ms |\n|---|---|--:|--:|--:|")
    report("1 người", alone)
    report("16 người, nghĩ 5 giây", working)
    report("16 người, nghĩ 1 giây", thinking)
    report("16 người, không nghỉ", pressing)
    report("1 người", received)
    report("thời gian nhân của tiến trình web", own)
    print("\n| ghi sự kiện | dòng/giây |\n|---|--:|")
    for name, rate in written.items():
        print(f"| {name} | {rate:,.0f} |".replace(",", "."))
    worst = {
        name: percentile(taken) / limit
        for name, taken in {**thinking, **received}.items()
        if taken
        for start, limit in LIMITS.items()
        if name.startswith(start)
    }
    return 0 if max(worst.values()) <= 1 else 1


if __name__ == "__main__":
    sys.exit(main())
