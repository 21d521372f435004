"""A private cluster with all tables, made once a run by the product's own command and copied for every test."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests import running
from thongsuot.platform.postgres.cluster import Cluster


def new_home() -> Path:
    """A folder the server's unprivileged user can walk into (pytest's own are closed to it when we are root)."""
    home = Path(tempfile.mkdtemp(prefix="ts-"))
    home.chmod(0o711)
    return home


def copy_migrated(var: Path) -> None:
    """``var`` as `thongsuot migrate` leaves it, its server stopped."""
    subprocess.run(["cp", "-a", _migrated(), var], check=True)


def environment(var: Path) -> dict[str, str]:
    """Of a person's shell: nothing of the test run leads the product to another database, settings or mode."""
    ours = ("DATABASE_URL", "DJANGO_", "THONGSUOT_DEMO")
    kept = {name: text for name, text in os.environ.items() if not name.startswith(ours)}
    return kept | {"THONGSUOT_VAR": str(var)}


def _migrated() -> Path:
    """Made under another name first, so that a failure in the middle leaves nothing that looks whole."""
    made, draft = running.folder() / "migrated", running.folder() / "draft"
    with running.one_at_a_time("migrated"):
        if not made.is_dir():
            shutil.rmtree(draft, ignore_errors=True)
            command = [sys.executable, "-m", "thongsuot.cli.main", "migrate"]
            subprocess.run(command, env=environment(draft), check=True, stdout=subprocess.DEVNULL)
            Cluster.in_var(draft).stop()
            draft.rename(made)
    return made
