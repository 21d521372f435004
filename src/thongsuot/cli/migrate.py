"""``thongsuot migrate``: create or upgrade the tables."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from thongsuot.cli.django_setup import setup

if TYPE_CHECKING:
    from argparse import _SubParsersAction


def add_parser(subparsers: _SubParsersAction[argparse.ArgumentParser]) -> None:
    subparsers.add_parser("migrate", help="Tạo hoặc nâng cấp các bảng dữ liệu")


def run(args: argparse.Namespace) -> int:
    del args
    setup()
    migrate()
    return 0


def migrate() -> None:
    """Bring the tables to the newest shape; says nothing where they already are."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not pending:
        return
    print(f"Tạo, nâng cấp bảng dữ liệu ({len(pending)} bước)…", flush=True)
    call_command("migrate", interactive=False, verbosity=0)
