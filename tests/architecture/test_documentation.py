"""What README and docs point to exists, and the pictures stay light enough for a slow line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
_MOST_BYTES = 250 * 1024


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    targets = _LINK.findall(page.read_text(encoding="utf-8"))
    missing = [one for one in targets if "://" not in one and not (page.parent / one).exists()]
    assert not missing


def test_files_named_in_the_guides_exist() -> None:
    """Paths written as code («`docs/glossary.md`», «`tests/architecture/…py`») are not left behind by a move."""
    text = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    named = set(re.findall(r"`((?:docs|tests|rules|tools|requirements)/[\w./-]+\.\w+)`", text))
    assert named
    assert not {name for name in named if not (ROOT / name).exists()}


def test_pictures_are_light() -> None:
    pictures = list((ROOT / "docs" / "images").glob("*.png"))
    assert pictures
    assert not [one.name for one in pictures if one.stat().st_size > _MOST_BYTES]
