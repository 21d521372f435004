"""The committed bundle is made of the committed sources, and is light."""

from __future__ import annotations

import gzip
import importlib.util
from pathlib import Path

from thongsuot.web import bundle

ROOT = Path(__file__).resolve().parents[4]


def _builder() -> object:
    spec = importlib.util.spec_from_file_location("build_assets", ROOT / "tools" / "build_assets.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_bundle_matches_its_sources() -> None:
    assert _builder().is_current(), "run: python tools/build_assets.py"  # type: ignore[attr-defined]


def test_every_built_file_is_there() -> None:
    for name in ("site.css", "public.js", "app.js", "logo.svg", "be-vietnam-pro-400.woff2"):
        assert (bundle.DIST.parents[1] / bundle.static_name(name)).is_file()


def test_workspace_bundle_is_light() -> None:
    sizes = {
        name: len(gzip.compress((bundle.DIST.parents[1] / bundle.static_name(name)).read_bytes(), 9))
        for name in ("site.css", "app.js")
    }
    assert sizes["site.css"] < 14_000  # every loop brings its few kilobytes
    assert sizes["app.js"] < 24_000


def test_bundle_asks_nobody_else() -> None:
    """No address of another host in what is served (htmx names a licence and a namespace at most)."""
    for path in bundle.DIST.glob("*.css"):
        assert "//" not in path.read_text(encoding="utf-8").replace("/*!", "")
