"""A worker knows every task from its start, not only once something else has imported it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import thongsuot

_DECLARED = re.compile(r"@app\.task\((?:\n\s*)?name=\"([\w.]+)\"")
_LIST = (
    "import django; django.setup(); from procrastinate.contrib.django import app; print('\\n'.join(sorted(app.tasks)))"
)


def test_a_fresh_worker_knows_every_task_there_is() -> None:
    root = Path(thongsuot.__path__[0])
    declared = {
        name
        for path in root.rglob("*.py")
        if "tests" not in path.parts
        for name in _DECLARED.findall(path.read_text(encoding="utf-8"))
    }
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "thongsuot.config.testing"}
    done = subprocess.run([sys.executable, "-c", _LIST], env=environment, capture_output=True, text=True, check=True)
    assert "platform.outbox.drain" in declared
    assert declared <= set(done.stdout.split())
