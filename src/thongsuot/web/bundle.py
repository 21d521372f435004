"""Names of the built front-end files. The bundle is committed; ``tools/build_assets.py`` makes it."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

DIST = Path(__file__).parent / "static" / "web" / "dist"
_MANIFEST = DIST / "manifest.json"


@lru_cache(maxsize=1)
def _files(built_at: int) -> dict[str, str]:
    """Read once for each build: a rebuilt bundle is met by a running server without a restart."""
    files: dict[str, str] = json.loads(_MANIFEST.read_text())["files"]
    return files


def static_name(logical: str) -> str:
    """Static path of a built file: «site.css» → «web/dist/site-G6QY2YOS.css». ``KeyError`` for a name never built."""
    return f"web/dist/{_files(_MANIFEST.stat().st_mtime_ns)[logical]}"
