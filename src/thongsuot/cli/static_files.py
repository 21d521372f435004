"""Collect the static files (style sheets, scripts, fonts) once per change."""

from __future__ import annotations

import hashlib
from pathlib import Path


def collect() -> None:
    """Copy, compress and fingerprint the static files into ``STATIC_ROOT``; nothing is done where none changed."""
    from django.conf import settings
    from django.core.management import call_command

    stamp = Path(settings.STATIC_ROOT) / ".digest"
    now = _digest()
    if stamp.is_file() and stamp.read_text() == now:
        return
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(now)


def _digest() -> str:
    from django.contrib.staticfiles.finders import get_finders

    total = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            status = Path(storage.path(path)).stat()
            total.update(f"{path}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return total.hexdigest()
