"""Prepare Django for the commands that need it."""

from __future__ import annotations

import os


def setup() -> None:
    """Load the settings and the apps; the database is not touched."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thongsuot.config.settings")
    import django

    django.setup()
