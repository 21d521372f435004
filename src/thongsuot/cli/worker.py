"""``thongsuot worker``: the process that does background jobs."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from thongsuot.cli.django_setup import setup

if TYPE_CHECKING:
    from argparse import _SubParsersAction


def add_parser(subparsers: _SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("worker", help="Chạy riêng tiến trình nền")
    parser.add_argument("--concurrency", type=int, default=1, metavar="N", help="số việc làm cùng lúc (mặc định 1)")


def run(args: argparse.Namespace) -> int:
    setup()
    from procrastinate.contrib.django import app

    from thongsuot.serving.facts.watching import Watcher

    worker_app = app.with_connector(app.connector.get_worker_connector())  # type: ignore[attr-defined]
    watcher = Watcher()  # counts dossiers that changed, beside the jobs: neither waits for the other
    watcher.start()
    # Jobs are short or resumable; one that does not end in time is run again by the sweep of stalled jobs.
    try:
        worker_app.run_worker(concurrency=args.concurrency, shutdown_graceful_timeout=20)
    finally:
        watcher.stop()
    return 0
