"""Names of the built front-end files. The bundle is committed; ``tools/build_assets.py`` makes it."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

DIST = Path(__file__).parent / "static" / "web" / "dist"


@cache
def _files() -> dict[str, str]:
    files: dict[str, str] = json.loads((DIST / "manifest.json").read_text())["files"]
    return files


def static_name(logical: str) -> str:
    """Static path of a built file: «site.css» → «web/dist/site-G6QY2YOS.css». ``KeyError`` for a name never built."""
    return f"web/dist/{_files()[logical]}"
