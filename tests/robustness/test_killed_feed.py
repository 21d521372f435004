"""kill -9 again and again in the middle of taking a feed in: run once more, all is as if nobody had killed anything.

Ten rounds as a rule; ``THONGSUOT_LONG=1`` kills a hundred times, over ten databases.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.robustness import feed_scene
from tests.robustness.conftest import ROOT, Product

pytestmark = pytest.mark.slow
KILLS = 10
ROUNDS = 10 if os.environ.get("THONGSUOT_LONG") else 1


def ask(product: Product, call: str) -> Any:
    program = f"import django; django.setup(); from tests.robustness import feed_scene; feed_scene.{call}"
    environment = product.environment() | {"DJANGO_SETTINGS_MODULE": "thongsuot.config.settings"}
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout) if done.stdout.strip() else None


def killed(product: Product, file: Path, dice: random.Random) -> bool:
    """Kill one run after so many of its steps, and a moment; whether it still lived."""
    process = product.start("feed", str(file), "--source", "thu")
    assert process.stdout is not None
    steps = dice.randrange(0, 4)
    while steps and process.stdout.readline():
        steps -= 1
    time.sleep(dice.uniform(0.0, 0.5))
    process.send_signal(signal.SIGKILL)
    process.communicate()
    return process.returncode == -signal.SIGKILL


@pytest.mark.parametrize("number", range(ROUNDS))
def test_killed_anywhere_it_goes_on_and_nothing_is_lost_or_doubled(
    number: int, product: Product, tmp_path: Path
) -> None:
    file, dice = tmp_path / "ho-so.jsonl", random.Random(20261122 + number)
    spoilt = feed_scene.write_file(file)
    product.cluster.start()
    ask(product, "prepare()")
    reached, alive = [], 0
    for kill in range(KILLS):
        alive += killed(product, file, dice)
        if kill % 4 == 3:
            found = ask(product, "report()")
            reached.append((found["rows"], found["kept"], len(found["facts"])))
            assert found["apart"] == [0, 0], "facts and sums of days parted"
    assert alive, "no kill met the import at work"
    assert reached == sorted(reached), "what was there is there no longer"

    status, said = product.run("feed", str(file), "--source", "thu")
    assert status == 1 and ("Xong" in said or "đã nhập xong" in said), said  # 1: some rows are faulty
    found, expected = ask(product, "report()"), feed_scene.expected(file)
    assert (found["apart"], found["queue"]) == ([0, 0], 0)
    assert {name: found[name] for name in expected} == expected
    assert found["counted"] == [expected["kept"], spoilt, spoilt]
    assert 0 < len(expected["facts"]) < feed_scene.DOSSIERS, "dossiers under the unknown code wait"
    again, said = product.run("feed", str(file), "--source", "thu")
    assert again == 1 and "đã nhập xong" in said
    assert ask(product, "report()") == found
