"""The private cluster: where it lies, how it starts, recovers after a crash and stops."""

from __future__ import annotations

import fcntl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from thongsuot.platform.postgres import binaries, identity, processes
from thongsuot.platform.postgres.errors import ClusterError

USER = "thongsuot"
DATABASE = "thongsuot"
# Replaying the log after a crash may take long on a slow disk; pg_ctl's default of 60 s is not enough.
TIMEOUT = 110
_CONFIG = {"listen_addresses": "", "max_connections": "80", "shared_buffers": "256MB", "max_wal_size": "2GB"}
_THROWAWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass(frozen=True)
class Cluster:
    """``home`` holds ``data``, the log and (where the path is short enough) the socket."""

    home: Path
    throwaway: bool = False
    port: int = 5432

    @classmethod
    def in_var(cls, var: Path, *, throwaway: bool = False) -> Cluster:
        """Return the cluster of the folder ``var``; ``throwaway`` is the tests' own, which need not survive a crash."""
        return cls(identity.home(var, "postgres-test" if throwaway else "postgres"), throwaway)

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def log(self) -> Path:
        return self.home / "server.log"

    @property
    def socket(self) -> Path:
        return identity.socket_folder(self.home)

    def accepts(self) -> bool:
        """Say whether the server answers now."""
        try:
            with psycopg.connect(
                host=str(self.socket), port=self.port, user=USER, dbname="postgres", connect_timeout=10
            ):
                return True
        except psycopg.OperationalError:
            return False

    def start(self) -> None:
        """Make the server answer: prepare the data, clear what a crash left, start, wait. Safe to call at any time."""
        if self.accepts():
            return
        identity.prepare(self.home)
        with self._locked():
            if self.accepts():
                return
            if not (self.data / "PG_VERSION").is_file():
                self._initialise()
            if processes.postmaster(self.data) is None:
                processes.clear_leftovers(self.data, self.socket, TIMEOUT)
                self._launch()
            self._wait()
            self._create_database()

    def stop(self) -> bool:
        """Stop the server; return False where it was not running."""
        if processes.postmaster(self.data) is None:
            return False
        self._run("pg_ctl", "stop", "-D", str(self.data), "-m", "fast", "-w", "-t", str(TIMEOUT))
        return True

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with (self.home / "lock").open("w") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield

    def _binaries(self) -> binaries.Binaries:
        version = self.data / "PG_VERSION"
        chosen = binaries.choose(int(version.read_text()) if version.is_file() else None)
        return identity.reachable(chosen, self.home)

    def _run(self, program: str, *arguments: str) -> None:
        command = [self._binaries().program(program), *arguments]
        # pg_ctl hands its output to the server it leaves behind, so a pipe would never close: use a file.
        with (self.home / "command.log").open("w+") as output:
            done = subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=identity.environment(),
                cwd="/",
                check=False,
                **identity.drop_root(),
            )
            if done.returncode:
                output.seek(0)
                raise ClusterError(self._explain(program, output.read()))

    def _explain(self, program: str, output: str) -> str:
        tail = output + (self.log.read_text(errors="replace")[-2000:] if self.log.is_file() else "")
        if "No space left on device" in tail:
            return (
                f"Đĩa chứa {self.home} đã đầy nên PostgreSQL không chạy được. "
                "Hãy giải phóng ít nhất 500 MB rồi chạy lại."
            )
        lines = "\n".join(f"    {line}" for line in tail.strip().splitlines()[-8:])
        return f"Lệnh {program} của PostgreSQL không thành công (nhật ký đầy đủ: {self.log}):\n{lines}"

    def _initialise(self) -> None:
        # Prepared beside and then renamed, so that a kill in the middle leaves nothing half-made.
        draft = self.home / "data.new"
        identity.remove(draft)
        major = self._binaries().major
        builtin = ("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")
        locale = builtin if major >= 17 else ("--locale=C.UTF-8",)
        self._run("initdb", "-D", str(draft), "-U", USER, "--auth=trust", "--encoding=UTF8", *locale)
        draft.rename(self.data)

    def _launch(self) -> None:
        config = _CONFIG | (_THROWAWAY if self.throwaway else {}) | {"unix_socket_directories": str(self.socket)}
        options = " ".join(identity.quoted(f"--{name}={value}") for name, value in config.items())
        arguments = ("-D", str(self.data), "-l", str(self.log), "-o", options, "-w", "-t", str(TIMEOUT))
        self._run("pg_ctl", "start", *arguments)

    def _wait(self) -> None:
        deadline = time.monotonic() + TIMEOUT
        while not self.accepts():
            if time.monotonic() > deadline:
                raise ClusterError(f"PostgreSQL không trả lời sau {TIMEOUT} giây. Hãy xem nhật ký {self.log}.")
            time.sleep(0.1)

    def _create_database(self) -> None:
        where = {"host": str(self.socket), "port": self.port, "user": USER, "dbname": "postgres"}
        with psycopg.connect(**where, autocommit=True) as connection:  # type: ignore[arg-type]
            known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
            if known is None:
                connection.execute(f'CREATE DATABASE "{DATABASE}"')
