"""``thongsuot prepare``: tables, then every loading step whose source files changed."""

from __future__ import annotations

import argparse
import time
from typing import TYPE_CHECKING

from thongsuot.cli.django_setup import setup
from thongsuot.cli.steps import STEPS, Step, digest

if TYPE_CHECKING:
    from argparse import _SubParsersAction


def add_parser(subparsers: _SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("prepare", help="Tạo bảng và nạp danh mục, quy tắc, dữ liệu minh họa")
    parser.add_argument("--again", action="store_true", help="chạy lại mọi bước, kể cả khi tệp nguồn không đổi")


def run(args: argparse.Namespace) -> int:
    setup()
    prepare(again=args.again)
    return 0


def prepare(*, again: bool = False) -> None:
    """Migrate and run the steps due; each in one transaction together with the note that it was done."""
    from django.conf import settings
    from django.db import connection

    from thongsuot.cli.migrate import migrate

    migrate()
    wanted = [step for step in STEPS if settings.DEMO or not step.demo]
    ran = [_do(step, again=again) for step in wanted]
    if any(ran):
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # else the first pages are planned as if the tables were empty


def _do(step: Step, *, again: bool) -> bool:
    """Run the step where it is due; return whether it ran."""
    from django.conf import settings
    from django.db import transaction
    from django.utils.module_loading import import_string

    from thongsuot.platform.preparation.models import PreparedStep

    now = digest(step, settings.ROOT)
    if not again and PreparedStep.objects.filter(name=step.name, digest=now).exists():
        return False
    print(f"{step.title}…", end=" ", flush=True)
    started = time.monotonic()
    with transaction.atomic():
        import_string(step.function.replace(":", "."))()
        PreparedStep.objects.update_or_create(name=step.name, defaults={"digest": now})
    print(f"xong ({time.monotonic() - started:.1f} giây)".replace(".", ","), flush=True)
    return True
