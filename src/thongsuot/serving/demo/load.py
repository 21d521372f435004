"""Loads the serving loop's sample rows; each subject adds its own after the dossiers. May run any number of times."""

from __future__ import annotations


def load_serving_demo() -> None:
    """Dossiers first, then what the subjects hang on them."""
