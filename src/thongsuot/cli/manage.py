"""``thongsuot manage …``: hand the rest of the line to Django's own commands."""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import _SubParsersAction


def add_parser(subparsers: _SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("manage", help="Chuyển lệnh cho Django", add_help=False, prefix_chars="\0")
    parser.add_argument("words", nargs="*", metavar="LỆNH_DJANGO")


def run(args: argparse.Namespace) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thongsuot.config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["thongsuot manage", *args.words])
    return 0
