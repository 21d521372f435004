"""kill -9 while a lake is written and kept: whoever reads sees one whole state, and going on loses nothing.

Ten kills as a rule; ``THONGSUOT_LONG=1`` kills a hundred times.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.robustness.conftest import ROOT
from tests.robustness.lake_writer import copy, versions
from thongsuot.reporting.lake.checking import faults_within
from thongsuot.reporting.lake.compacting import compact
from thongsuot.reporting.lake.manifest import Manifest
from thongsuot.reporting.lake.snapshots import NoLakeError, snapshot
from thongsuot.reporting.lake.tests.test_writing import held

pytestmark = pytest.mark.slow
KILLS = 100 if os.environ.get("THONGSUOT_LONG") else 10
LAST = 100_000  # more versions than anyone lives to write


def started(root: Path, grace: int) -> subprocess.Popen[str]:
    """A writer that has just said which version the lake is at, so that the kill meets it at work."""
    command = [sys.executable, "-m", "tests.robustness.lake_writer", str(root), str(LAST), str(grace)]
    process = subprocess.Popen(command, cwd=ROOT, text=True, stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline().strip().isdigit()
    return process


def seen(root: Path) -> int:
    """Read everything in the state that holds now: it is exactly that version of the source."""
    lake = snapshot(root)
    version = lake.manifest.cursor["version"]
    *_before, (_version, _coming, _going, facts) = versions(version)
    assert held(lake) == facts, f"version {version}"
    return int(version)


def test_killed_at_any_moment(tmp_path: Path) -> None:
    root, dice, reached = tmp_path / "lake", random.Random(20261122), []
    with pytest.raises(NoLakeError):
        snapshot(root)
    for turn in range(KILLS):
        is_read_meanwhile = turn % 2 == 0
        process = started(root, grace=600 if is_read_meanwhile else 0)
        until = time.monotonic() + dice.uniform(0.0, 1.2)
        while time.monotonic() < until:
            if is_read_meanwhile:
                reached.append(seen(root))
            time.sleep(0.001)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        reached.append(seen(root))
    assert reached == sorted(reached), "a state that held holds no longer"
    assert reached[-1] > reached[0], "no kill met a writer at work"
    last = reached[-1] + 3
    copy(root, last, timedelta(0))
    assert seen(root) == last
    compact(root, datetime.now(UTC) + timedelta(seconds=1), grace=timedelta(0))
    assert seen(root) == last
    assert not list(faults_within(snapshot(root)))
    manifests = [Manifest.decoded(one.read_bytes()) for one in root.glob("manifest-*.json")]
    assert len(manifests) == 2
    there = {str(one.relative_to(root)) for one in root.rglob("*") if one.is_file()}
    named = {path for one in manifests for path in one.paths()} | {one.name for one in manifests}
    assert there == named | {"CURRENT", ".lock"}, "nothing of the killed ones is left"
