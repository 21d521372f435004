"""``thongsuot reset``: remove everything that was made on this machine, after asking."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import _SubParsersAction

_ANSWER = "xóa"


def add_parser(subparsers: _SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("reset", help="Xóa dữ liệu trong var/ để làm lại từ đầu")
    parser.add_argument("--yes", action="store_true", help="không hỏi lại")


def run(args: argparse.Namespace) -> int:
    from thongsuot.cli.stop import stop_all
    from thongsuot.config.environment import var_folder
    from thongsuot.platform.postgres.cluster import Cluster

    if os.environ.get("DATABASE_URL"):
        print("Đang dùng máy chủ theo DATABASE_URL: hãy tự xóa cơ sở dữ liệu ở đó, lệnh này không đụng tới.")
        return 1
    var = var_folder()
    if not args.yes and not _confirmed(str(var)):
        print("Không xóa gì.")
        return 1
    stop_all()
    for cluster in (Cluster.in_var(var), Cluster.in_var(var, throwaway=True)):
        shutil.rmtree(cluster.home, ignore_errors=True)
        for programs in cluster.home.parent.glob("programs-*"):
            shutil.rmtree(programs)
    for name in ("files", "test-files", "static", "secret-key", "run.pid"):
        path = var / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    print(f"Đã xóa dữ liệu trong {var}.")
    return 0


def _confirmed(place: str) -> bool:
    if not sys.stdin.isatty():
        print("Không có bàn phím để hỏi lại; nếu chắc chắn, hãy gõ `make reset FORCE=1`.")
        return False
    print(f"Sẽ xóa toàn bộ cơ sở dữ liệu, tệp đã tải lên và khóa bí mật trong {place}. Không lấy lại được.")
    return input(f"Gõ «{_ANSWER}» để xóa: ").strip().lower() in {_ANSWER, "xoa"}
