"""``thongsuot run`` as a person starts and stops it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.clusters import copy_migrated, environment

pytestmark = pytest.mark.slow


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(var: Path, port: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "thongsuot.cli.main", "run", "--port", str(port)]
    return subprocess.Popen(command, env=environment(var), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def status_of(port: int, patience: float) -> int:
    deadline = time.monotonic() + patience
    while True:
        try:
            return int(urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=20).status)
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def test_it_serves_says_when_the_port_is_taken_and_leaves_nothing_behind(var: Path) -> None:
    port = free_port()
    site = start(var, port)
    try:
        assert status_of(port, 90) == 200
        second = start(var, port)
        said, _ = second.communicate(timeout=30)
        assert second.returncode == 1
        assert f"PORT={port + 1}" in said
        assert status_of(port, 5) == 200
    finally:
        site.send_signal(signal.SIGINT)
        said, _ = site.communicate(timeout=60)
    assert site.returncode == 0, said
    assert f"http://127.0.0.1:{port}/" in said
    assert not left_of(var)


def test_kill_9_of_the_supervisor_frees_the_port_and_the_next_start_has_the_data(var: Path) -> None:
    copy_migrated(var)
    port = free_port()
    site = start(var, port)
    status_of(port, 90)
    site.kill()
    site.communicate(timeout=30)
    deadline = time.monotonic() + 20
    while _answers(port) and time.monotonic() < deadline:
        time.sleep(0.1)
    again = start(var, port)
    try:
        assert status_of(port, 60) == 200
    finally:
        again.terminate()
        said, _ = again.communicate(timeout=60)
    assert "Tạo, nâng cấp bảng" not in said


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def left_of(var: Path) -> list[str]:
    """Return the command lines of processes that still name ``var`` or work in it."""
    found = []
    for entry in (entry for entry in Path("/proc").iterdir() if entry.name.isdigit()):
        try:
            command = (entry / "cmdline").read_bytes().decode()
            environment = (entry / "environ").read_bytes().decode(errors="replace")
        except OSError:
            continue
        if int(entry.name) != os.getpid() and (str(var) in command or f"THONGSUOT_VAR={var}" in environment):
            found.append(command)
    return found
