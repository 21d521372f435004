"""kill -9 in the middle of an import, of the program and of the database: nothing half-done, nothing lost."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.robustness.conftest import Product

pytestmark = pytest.mark.slow
Inspect = Callable[[], dict[str, int]]
DOCUMENTS = 30  # of the 32 files two are copies
KILLS = 5 if os.environ.get("THONGSUOT_LONG") else 3


def started(product: Product, folder: Path) -> subprocess.Popen[str]:
    """An import that has got as far as saying something, so that the kill meets it at work and not at start."""
    process = product.start("import", str(folder))
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line.startswith("["), line + process.stdout.read()
    return process


def expected(counts: dict[str, int]) -> dict[str, int]:
    """A whole record: each document once, its file under both names where it came twice, no fault counted."""
    return {
        "documents": DOCUMENTS,
        "claims": counts["claims"],
        "directives": 2 * DOCUMENTS,
        "events": DOCUMENTS,
        "files": DOCUMENTS + 2,
    }


def test_the_program_is_killed_again_and_again(product: Product, folder: Path, inspect: Inspect) -> None:
    dice = random.Random(20241010)
    reached = []
    for _kill in range(KILLS):
        process = started(product, folder)
        time.sleep(dice.uniform(0.0, 0.4))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        counts = inspect()
        assert set(counts) == {"documents", "claims", "directives", "events", "files"}, counts
        reached.append(counts["documents"])
    assert reached == sorted(reached), "a document that was there is there no longer"
    assert 0 < reached[0] < DOCUMENTS, f"no kill met the import at work: {reached}"

    status, said = product.run("import", str(folder))
    assert status == 0, said
    assert said.count("đã có trong kho") >= reached[-1]
    whole = inspect()
    assert whole == expected(whole)
    assert whole["claims"] >= 3 * DOCUMENTS

    again, said = product.run("import", str(folder))
    assert (again, said.count("đã có trong kho")) == (0, DOCUMENTS + 2)
    assert inspect() == whole


def test_the_database_is_killed(product: Product, folder: Path, inspect: Inspect) -> None:
    """The import says that the database went away; run again, it starts the database and goes on."""
    process = started(product, folder)
    postmaster = int((product.cluster.data / "postmaster.pid").read_text().split("\n")[0])
    os.kill(postmaster, signal.SIGKILL)
    said, _nothing = process.communicate(timeout=120)
    assert process.returncode != 0 or "Xong" in said
    assert "Traceback" not in said
    status, said = product.run("import", str(folder))
    assert status == 0, said
    counts = inspect()
    assert counts == expected(counts)
