"""Addresses of the built files the projector page loads; read from the manifest, since loops may not import ``web``."""

from __future__ import annotations

import json
from pathlib import Path

from django.contrib.staticfiles import finders
from django.templatetags.static import static

_WANTED = ("site.css", "present.css", "present.js", "logo.svg")
_FONTS = ".woff2"


def projector_files() -> list[str]:
    found = finders.find("web/dist/manifest.json")
    if found is None:
        return []
    files: dict[str, str] = json.loads(Path(str(found)).read_text())["files"]
    names = [files[name] for name in _WANTED if name in files]
    return [static(f"web/dist/{name}") for name in [*names, *sorted(n for n in files.values() if n.endswith(_FONTS))]]
