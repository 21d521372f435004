"""A real Spark on this machine: one master and two workers, each a process of its own, as a cluster has them."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PATIENCE = 90.0
_HOST = "127.0.0.1"
# Short questions over few rows: compiled code never pays for itself, nor do two hundred pieces of a shuffle.
_DEFAULTS = """
spark.sql.shuffle.partitions 4
spark.driver.host 127.0.0.1
spark.driver.memory 768m
spark.executor.memory 768m
spark.driver.extraJavaOptions -XX:TieredStopAtLevel=1 -XX:+UseSerialGC
spark.executor.extraJavaOptions -XX:TieredStopAtLevel=1 -XX:+UseSerialGC
"""


def missing() -> str:
    """Why no Spark can be started here; empty where one can."""
    if shutil.which("java") is None:
        return "cần Java 17 (apt install default-jre-headless)"
    return "" if importlib.util.find_spec("pyspark") else "cần gói pyspark (nhóm spark)"


class Cluster:
    """``address``: of the master. ``environment``: what a driver needs to come in."""

    def __init__(self, home: Path) -> None:
        import pyspark

        self.home, self.processes = home, list[subprocess.Popen[bytes]]()
        self.spark = Path(next(iter(pyspark.__path__)))
        (home / "spark-defaults.conf").write_text(_DEFAULTS)
        self.environment = {name: text for name, text in os.environ.items() if not name.startswith("SPARK_")} | {
            "SPARK_CONF_DIR": str(home), "SPARK_LOCAL_IP": _HOST, "SPARK_LOCAL_DIRS": str(home),
            "SPARK_WORKER_DIR": str(home / "work"), "SPARK_HOME": str(self.spark), "SPARK_DAEMON_MEMORY": "256m",
        }  # fmt: skip
        self.address = ""

    def start(self) -> None:
        master = self._launch("master", "Master", "--host", _HOST, "--port", "0", "--webui-port", "0")
        self.address = self._told(master, r"Starting Spark master at (spark://\S+)")
        for number in (1, 2):
            log = self._launch(
                f"worker-{number}", "Worker", "--host", _HOST, "--port", "0", "--webui-port", "0",
                "--cores", "1", "--memory", "1g", self.address,
            )  # fmt: skip
            self._told(log, r"(Successfully registered with master)")

    def stop(self) -> None:
        """Every process with whatever it started, by its own group."""
        for process in reversed(self.processes):
            _end(process.pid, signal.SIGTERM)
        until = time.monotonic() + 20
        while any(process.poll() is None or lives(process.pid) for process in self.processes):
            if time.monotonic() > until:
                for process in self.processes:
                    _end(process.pid, signal.SIGKILL)
            time.sleep(0.05)

    def _launch(self, name: str, kind: str, *arguments: str) -> Path:
        log = self.home / f"{name}.log"
        command = [
            str(self.spark / "bin" / "spark-class"),
            f"org.apache.spark.deploy.{kind.lower()}.{kind}",
            *arguments,
        ]
        with log.open("wb") as told:
            self.processes.append(
                subprocess.Popen(command, env=self.environment, stdout=told, stderr=told, start_new_session=True)
            )
        return log

    def _told(self, log: Path, pattern: str) -> str:
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            found = re.search(pattern, log.read_text(errors="replace"))
            if found:
                return found.group(1)
            time.sleep(0.05)
        raise AssertionError(log.read_text(errors="replace")[-3000:])


def lives(group: int) -> bool:
    """Whether any process of that group is left."""
    return _end(group, 0)


def _end(group: int, how: int) -> bool:
    try:
        os.killpg(group, how)
    except ProcessLookupError:
        return False
    return True


@contextmanager
def cluster(home: Path) -> Iterator[Cluster]:
    one = Cluster(home)
    try:
        one.start()
        yield one
    finally:
        one.stop()
