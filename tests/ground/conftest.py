"""A folder the server's unprivileged user can walk into (pytest's own are closed to it when we are root)."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from thongsuot.platform.postgres.cluster import Cluster


@pytest.fixture
def var() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="ts-"))
    folder.chmod(0o711)
    yield folder / "var"
    for throwaway in (False, True):
        Cluster.in_var(folder / "var", throwaway=throwaway).stop()
    shutil.rmtree(folder)
