"""The small world of the measuring tests, for whole rounds."""

from __future__ import annotations

from thongsuot.measuring.conftest import account, criteria, scene, small

__all__ = ["account", "criteria", "scene", "small"]
