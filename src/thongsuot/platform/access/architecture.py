"""Reads source text and tells where a view fetches rows past the access functions; used by the architecture test."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FRONT_MODULES = ("views", "api", "urls", "forms")
_MANAGERS = {"objects", "_default_manager", "_base_manager"}
_SHORTCUTS = {"get_object_or_404", "get_list_or_404"}


@dataclass(frozen=True, slots=True)
class Bypass:
    """A place where a front module touches a manager by itself."""

    path: Path
    line: int
    what: str


def is_front(path: Path) -> bool:
    """Whether the file answers requests: views.py, api.py, …, or a module of a package so named."""
    return path.stem in FRONT_MODULES or path.parent.name in FRONT_MODULES


def bypasses(root: Path) -> list[Bypass]:
    """All bypasses under ``root``, tests left out."""
    files = (path for path in sorted(root.rglob("*.py")) if is_front(path) and "tests" not in path.parts)
    return [found for path in files for found in _bypasses_of(path)]


def _bypasses_of(path: Path) -> Iterator[Bypass]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and node.attr in _MANAGERS:
            yield Bypass(path, node.lineno, node.attr)
        elif isinstance(node, ast.Name) and node.id in _SHORTCUTS:
            yield Bypass(path, node.lineno, node.id)
