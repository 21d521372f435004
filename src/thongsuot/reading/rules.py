"""Word lists of the reader, kept as data under ``rules/reading`` so that an editor can extend them without code."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import yaml

from thongsuot.kernel.rules import rules_root

RULES_DIR = rules_root() / "reading"


@lru_cache(maxsize=32)
def load_rules(name: str) -> dict[str, Any]:
    """Return the mapping of ``rules/reading/<name>.yaml``; raises ``FileNotFoundError`` with the path when missing."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    with (RULES_DIR / f"{name}.yaml").open(encoding="utf-8") as handle:
        # CSafeLoader is the safe loader of libyaml: ten times faster at start-up.
        loaded: dict[str, Any] = yaml.load(handle, Loader=loader)  # noqa: S506
    return loaded


def words(name: str, key: str) -> tuple[str, ...]:
    """A list of strings of one rule file, longest first so that alternations prefer the longer wording."""
    return tuple(sorted((str(item) for item in load_rules(name)[key]), key=len, reverse=True))
