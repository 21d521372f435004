"""A ``var`` of one's own, and no server left in it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.clusters import new_home
from thongsuot.platform.postgres.cluster import Cluster


@pytest.fixture
def var() -> Iterator[Path]:
    folder = new_home()
    yield folder / "var"
    for throwaway in (False, True):
        Cluster.in_var(folder / "var", throwaway=throwaway).stop()
    shutil.rmtree(folder)
