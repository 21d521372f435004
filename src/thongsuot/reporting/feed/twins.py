"""Dossiers of ours as another system sees them (I04)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from thongsuot.reporting.feed.models import FeedSource, FeedTwin


def keep_twins(source: FeedSource, seen: Mapping[int, dict[str, Any]]) -> None:
    """``seen``: number of our dossier → the row of ``folding``."""
    rows = [
        FeedTwin(
            source=source,
            dossier_id=number,
            status=row["status"],
            due_at=row["due_there"],
            ended_at=row["ended_at"],
            seen_at=row["seen_at"],
        )
        for number, row in seen.items()
    ]
    FeedTwin.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["source", "dossier"],
        update_fields=["status", "due_at", "ended_at", "seen_at"],
    )
