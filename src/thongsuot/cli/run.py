"""``thongsuot run``: prepare the data, then serve the site and do background jobs until Ctrl-C."""

from __future__ import annotations

import argparse
import errno
import http.client
import os
import signal
import socket
import sys
import time
from typing import TYPE_CHECKING, Any

from thongsuot.cli import children
from thongsuot.cli.children import Child
from thongsuot.cli.django_setup import setup

if TYPE_CHECKING:
    from argparse import _SubParsersAction

_START_PATIENCE = 60.0
_STOP_PATIENCE = 15.0


def add_parser(subparsers: _SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("run", help="Chạy trang web và tiến trình nền trên máy này")
    parser.add_argument("--host", default="127.0.0.1", metavar="ĐỊA_CHỈ", help="địa chỉ nghe (mặc định 127.0.0.1)")
    default_port = os.environ.get("PORT") or "8000"  # a text default goes through the same check as a typed one
    parser.add_argument("--port", type=int, default=default_port, metavar="CỔNG", help="cổng nghe (mặc định 8000)")
    parser.add_argument("--workers", type=int, default=2, metavar="N", help="số tiến trình web (mặc định 2)")


def run(args: argparse.Namespace) -> int:
    complaint = _port_complaint(args.host, args.port)
    if complaint:
        print(complaint, file=sys.stderr)
        return 1
    setup()
    stop_database = _start_database()
    try:
        return _prepare_and_serve(args)
    finally:
        stop_database()


def _prepare_and_serve(args: argparse.Namespace) -> int:
    from django.conf import settings
    from django.db import connections

    from thongsuot.cli import static_files
    from thongsuot.cli.prepare import prepare

    prepare()
    static_files.collect()
    connections.close_all()  # an idle connection would only be found dead after a crash of the server
    pid_file = settings.VAR / "run.pid"
    pid_file.write_text(str(os.getpid()))
    try:
        return _Supervisor(args.host, args.port, args.workers).run()
    finally:
        pid_file.unlink(missing_ok=True)


def _start_database() -> Any:
    """Start the private cluster where it is used; return what undoes it (nothing, where it ran before us)."""
    from django.conf import settings

    from thongsuot.platform.postgres.cluster import Cluster

    if os.environ.get("DATABASE_URL"):
        return lambda: None
    cluster = Cluster.in_var(settings.VAR)
    if cluster.accepts():
        return lambda: None
    cluster.start()
    return cluster.stop


def _port_complaint(host: str, port: int) -> str | None:
    """Return a sentence where the port cannot be had, None where it is free."""
    try:
        with socket.create_server((host, port)):
            return None
    except OverflowError:
        return f"Cổng {port} không hợp lệ: hãy chọn số từ 1024 đến 65535, ví dụ `make run PORT=8001`."
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            return (
                f"Cổng {port} đang có chương trình khác dùng. Nếu đó là một lần chạy trước của Thông Suốt, hãy gõ "
                f"`make stop`; nếu không, chọn cổng khác: `make run PORT={port + 1}`."
            )
        if error.errno == errno.EACCES:
            return f"Không có quyền dùng cổng {port}. Hãy chọn cổng từ 1024 trở lên, ví dụ `make run PORT=8000`."
        return f"Không mở được {host}:{port} ({error.strerror}). Hãy kiểm tra địa chỉ và cổng."


class _Supervisor:
    """Keeps the web server and the job worker alive until a signal comes."""

    def __init__(self, host: str, port: int, workers: int) -> None:
        self.host, self.port = host, port
        self.stopping = False
        web = ["-m", "gunicorn", "thongsuot.config.wsgi:application", "--preload", "--no-control-socket"]
        web += [
            "--log-level=warning",
            f"--bind={host}:{port}",
            f"--workers={workers}",
            "--timeout=60",
            "--graceful-timeout=10",
        ]
        self.web = Child("trang web", web, restart=False)
        self.worker = Child("tiến trình nền", ["-m", "thongsuot.cli.main", "worker"], restart=True)
        self.children = [self.web, self.worker]

    def run(self) -> int:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._on_signal)
        try:
            for child in self.children:
                child.start()
            if not self._answers():
                return 0 if self.stopping else self._failed()
            _announce(self.host, self.port)
            while not self.stopping:
                if self.web.ended() is not None:
                    return self._failed()
                if self.worker.ended() is not None:
                    self.worker.revive()
                time.sleep(0.2)
            print("\nĐang dừng…", flush=True)
            return 0
        finally:
            children.stop(self.children, _STOP_PATIENCE)

    def _on_signal(self, number: int, frame: Any) -> None:
        del number, frame
        self.stopping = True

    def _failed(self) -> int:
        print("Trang web không khởi động được hoặc đã ngừng bất ngờ; xem dòng lỗi ngay phía trên.", flush=True)
        return 1

    def _answers(self) -> bool:
        deadline = time.monotonic() + _START_PATIENCE
        while time.monotonic() < deadline and not self.stopping and self.web.ended() is None:
            try:
                connection = http.client.HTTPConnection(self.host, self.port, timeout=10)
                connection.request("GET", "/", headers={"Host": "127.0.0.1"})
                connection.getresponse().close()
                return True
            except OSError:
                time.sleep(0.1)
        return False


def _announce(host: str, port: int) -> None:
    from django.conf import settings

    print(f"\nThông Suốt đang chạy tại http://{host}:{port}/", flush=True)
    if settings.DEMO:
        _print_accounts()
    print("Dừng bằng Ctrl-C.", flush=True)


def _print_accounts() -> None:
    from django.conf import settings

    from thongsuot.registry.accounts.models import Account

    seen: dict[str, str] = {}
    for account in Account.objects.filter(is_sample=True, is_active=True).order_by("pk"):
        seen.setdefault(account.position_name, account.username)
    if seen:
        print(f"Tài khoản dùng thử (mật khẩu chung: {settings.DEMO_PASSWORD}):")
    for role, username in seen.items():
        print(f"  {username:<24}{role}", flush=True)
