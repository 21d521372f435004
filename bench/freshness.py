"""From an event to the refreshed index: ``.venv/bin/python bench/freshness.py [dossiers] [events a second] [seconds]``.

The dossiers are those of ``bench/dossiers.py``. A worker (``thongsuot worker``) runs as in the product; this process
changes one random dossier at a time through the tables and notes when each change was committed; a second connection
looks every few milliseconds which changes the sums already hold (queue and sums move in one transaction). Meanwhile a
screen asks the product's web server for its province's figures as ``board.js`` does; a change is on the screen with
the first answer asked for after it was counted. Prints a Markdown table, and how long counting everything anew and
draining a bulk load take; fails when the 95th percentile passes a second, or the sums differ from a count from the
start.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import threading
import time
from bisect import bisect_left
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path
from random import Random

from django.conf import settings
from django.db import connection
from django.utils import timezone
from dossiers import officer, percentile, server, use_database  # sets Django up
from synthetic_dossiers import BUSIEST
from users import connection_to_server

from thongsuot.platform.postgres.cluster import USER, Cluster
from thongsuot.reporting.board.showing import live_every
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.facts import answers
from thongsuot.serving.facts.checking import check, rebuild
from thongsuot.serving.facts.refresh import refresh_all

LIMIT = 1.0
_LAST = "SELECT currval(pg_get_serial_sequence('serving_factchange', 'id'))"
_WAITING = "SELECT coalesce(min(id), 9223372036854775807) FROM serving_factchange"


class Looker(threading.Thread):
    """Notes when each change is no longer waited for."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.open: dict[int, float] = {}
        self.counted: list[tuple[float, float]] = []  # (committed, counted) of each change
        self.lock, self.ended = threading.Lock(), threading.Event()

    def run(self) -> None:
        with connection.cursor() as cursor:
            while not (self.ended.is_set() and not self.open):
                with self.lock:
                    asked = dict(self.open)
                cursor.execute(_WAITING)
                (oldest,), now = cursor.fetchone(), time.perf_counter()
                for number in [one for one in asked if one < oldest]:
                    with self.lock:
                        self.counted.append((self.open.pop(number), now))
                time.sleep(0.005)
        connection.close()

    def note(self, number: int) -> None:
        with self.lock:
            self.open[number] = time.perf_counter()


class Screen(threading.Thread):
    """One officer's board of the province: asks again half a second after each answer."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.asked: list[tuple[float, float]] = []  # (asked, answered)
        self.ended = threading.Event()
        self.cookie = "; ".join(f"{name}={one.value}" for name, one in officer().cookies.items())
        self.path = f"/thoi-gian-thuc/so-lieu.json?don-vi=tinh-{BUSIEST.rsplit('--', 1)[1]}"

    def run(self) -> None:
        line, version = connection_to_server(), ""
        while not self.ended.is_set():
            began = time.perf_counter()
            line.request("GET", self.path, headers={"Cookie": self.cookie, "If-None-Match": version})
            answer = line.getresponse()
            answer.read()
            assert answer.status in (HTTPStatus.OK, HTTPStatus.NOT_MODIFIED), answer.status
            version = answer.headers["ETag"] or version
            self.asked.append((began, time.perf_counter()))
            time.sleep(live_every(is_steering=True) / 1000)

    def answer(self) -> float:
        return percentile([end - began for began, end in self.asked])

    def delays(self, counted: list[tuple[float, float]]) -> list[float]:
        """Seconds from each change to the first answer asked for after it was counted."""
        begun = [one for one, _end in self.asked]
        places = [(committed, bisect_left(begun, at)) for committed, at in counted]
        return sorted(self.asked[n][1] - committed for committed, n in places if n < len(begun))


def change(dice: Random, ids: list[int]) -> int:
    """One event as an action leaves it: the dossier's row moves; the number of its entry in the queue."""
    now = timezone.now()
    moved = dice.choice(
        [{"finished_at": now, "paused_since": None}, {"due_at": now + timedelta(days=dice.randint(-9, 9))}]
    )
    Dossier.objects.filter(pk=dice.choice(ids)).update(**moved)
    with connection.cursor() as cursor:
        cursor.execute(_LAST)
        return int(cursor.fetchone()[0])


def arrive(rate: int, seconds: int) -> list[tuple[float, float]]:
    """(committed, counted) of ``rate`` events a second, sent by the clock whatever the answers."""
    dice, ids, looker = Random(766), list(Dossier.objects.values_list("pk", flat=True)), Looker()
    looker.start()
    begun = time.perf_counter()
    for number in range(rate * seconds):
        time.sleep(max(0.0, begun + number / rate - time.perf_counter()))
        looker.note(change(dice, ids))
    looker.ended.set()
    looker.join(timeout=120)
    return looker.counted


def worker() -> subprocess.Popen[bytes]:
    cluster = Cluster.in_var(settings.VAR, throwaway=True)
    address = f"postgresql://{USER}@/{connection.settings_dict['NAME']}?host={cluster.socket}&port={cluster.port}"
    environment = os.environ | {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "thongsuot.config.settings"}
    command = [sys.executable, "-m", "thongsuot.cli.main", "worker"]
    return subprocess.Popen(command, cwd=Path(__file__).parents[1], env=environment, stderr=subprocess.DEVNULL)


def wait_for_worker() -> None:
    """Until it has counted one change."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO serving_factchange (dossier_id, at) SELECT min(id), now() FROM serving_dossier")
        waiting = True
        while waiting:
            time.sleep(0.1)
            cursor.execute("SELECT EXISTS (SELECT FROM serving_factchange)")
            (waiting,) = cursor.fetchone()


def main() -> int:
    count, rate, seconds = (int(one) for one in (sys.argv[1:] + ["10000", "50", "60"][len(sys.argv) - 1 :]))
    use_database(count)
    began = time.perf_counter()
    rebuild(timezone.now())
    anew = time.perf_counter() - began
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO serving_factchange (dossier_id, at) SELECT id, now() FROM serving_dossier")
    began = time.perf_counter()
    drained = refresh_all(timezone.now()) / (time.perf_counter() - began)
    process = worker()
    screen = Screen()
    try:
        with server():
            wait_for_worker()
            screen.start()
            counted = arrive(rate, seconds)
            time.sleep(2)
            screen.ended.set()
            screen.join()
    finally:
        process.kill()  # at any moment: that is what the sums are made for
        process.wait()
    drift = check(timezone.now())
    delays, shown = sorted(at - committed for committed, at in counted), screen.delays(counted)
    most = percentile(shown)
    print(f"| {count} hồ sơ, {rate} sự kiện/giây, {len(delays)} sự kiện | |\n|---|---|")
    for name, found in (("số đếm", delays), ("màn hình của tỉnh", shown)):
        told = f"{statistics.median(found) * 1000:.0f} / {percentile(found) * 1000:.0f} / {found[-1] * 1000:.0f} ms"
        print(f"| từ sự kiện đến {name}: trung vị / phân vị 95 / chậm nhất | {told} |")
    print(f"| màn hình hỏi | {len(screen.asked)} lần, phân vị 95 {screen.answer() * 1000:.0f} ms |")
    print(f"| dựng lại tất cả | {anew:.1f} s |\n| đếm lại theo hàng đợi | {drained:.0f} hồ sơ/giây |")
    print(f"| lệch sau cùng | {drift.total} ô |")
    began = time.perf_counter()
    today = timezone.localdate()
    answers.counts([one for (one,) in Dossier.objects.values_list("competent_unit").distinct()], today, today)
    print(f"| một kỳ của mọi đơn vị | {(time.perf_counter() - began) * 1000:.0f} ms |")
    return 0 if most < LIMIT and not drift.total and len(shown) == rate * seconds else 1


if __name__ == "__main__":
    sys.exit(main())
