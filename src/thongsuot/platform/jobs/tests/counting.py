"""Parameters of the counting jobs in the tests."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Count:
    to: int
    fail_at: int = -1
