"""``thongsuot db start|stop|status``: the private PostgreSQL in ``var/``."""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import _SubParsersAction


def add_parser(subparsers: _SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("db", help="Bật, tắt, xem PostgreSQL riêng trong var/")
    parser.add_argument("act", choices=["start", "stop", "status"], metavar="start|stop|status")
    parser.add_argument("--test", action="store_true", help="cụm dùng cho kiểm thử")


def run(args: argparse.Namespace) -> int:
    from thongsuot.config.environment import var_folder
    from thongsuot.platform.postgres.cluster import Cluster

    if os.environ.get("DATABASE_URL"):
        print("Đang dùng máy chủ theo DATABASE_URL; lệnh này chỉ quản PostgreSQL riêng trong var/.")
        return 1
    cluster = Cluster.in_var(var_folder(), throwaway=args.test)
    if args.act == "start":
        cluster.start()
    elif args.act == "stop":
        print("Đã tắt PostgreSQL." if cluster.stop() else "PostgreSQL vốn đang tắt.")
        return 0
    running = cluster.accepts()
    print(f"PostgreSQL {'đang chạy' if running else 'đang tắt'} · dữ liệu: {cluster.data} · ổ nối: {cluster.socket}")
    return 0 if running else 3
