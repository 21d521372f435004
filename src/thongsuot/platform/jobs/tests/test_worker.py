"""A real worker process, killed in the middle of its work."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection

from thongsuot.platform.access import SYSTEM
from thongsuot.platform.jobs import Job, Outcome, Progress, enqueue
from thongsuot.platform.jobs.models import JobRun
from thongsuot.platform.jobs.sweeps import rescue_stalled
from thongsuot.platform.jobs.tests.counting import Count
from thongsuot.platform.search.models import SearchWord

TOTAL = 30


def never_here(progress: Progress, data: Count) -> Outcome:
    raise AssertionError("the worker process has its own function of this name")


@pytest.fixture
def start_worker() -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    """Start workers on the test database; those still alive are stopped at the end."""
    started = []

    def start() -> subprocess.Popen[bytes]:
        given = connection.get_connection_params()
        user, host = quote(str(given.get("user") or "")), quote(str(given.get("host") or ""), safe="")
        query = f"host={host}&port={given.get('port') or 5432}"
        url = f"postgresql://{user}:{quote(str(given.get('password') or ''))}@/{given['dbname']}?{query}"
        environment = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "thongsuot.config.settings"}
        command = [sys.executable, str(Path(__file__).with_name("slow_worker.py"))]
        process = subprocess.Popen(command, env=environment)
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()


def wait_until(condition: Callable[[], bool], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, JobRun.objects.values("status", "done", "message").first()
        time.sleep(0.05)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_killed_worker_s_job_goes_on_where_it_stopped(start_worker, empty_queue):
    run = enqueue(Job("sample.slow", "Đếm chậm", never_here), SYSTEM, Count(TOTAL))
    first = start_worker()
    wait_until(lambda: JobRun.objects.get(pk=run.pk).done >= 5)
    first.send_signal(signal.SIGKILL)
    first.wait()
    kept = JobRun.objects.get(pk=run.pk)
    assert kept.status == "running" and SearchWord.objects.count() == kept.done < TOTAL
    with connection.cursor() as cursor:  # a minute later
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '61 seconds'")
    assert rescue_stalled() == 1
    start_worker()
    wait_until(lambda: JobRun.objects.get(pk=run.pk).status == "done")
    finished = JobRun.objects.get(pk=run.pk)
    assert (finished.attempt, finished.done, SearchWord.objects.count()) == (2, TOTAL, TOTAL)
