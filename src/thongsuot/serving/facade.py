"""What other loops and the joints may use of the serving loop: functions and frozen dataclasses, nothing else."""

from __future__ import annotations

__all__: list[str] = []
