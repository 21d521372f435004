"""The append-only record of what happened. ``store`` writes, ``queries`` reads, ``seals`` seals."""
