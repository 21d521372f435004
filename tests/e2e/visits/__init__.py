"""Where the browser goes for each subject, so that every page template is seen.

A module gives ``addresses()``: demo username (``""`` the public) → addresses, made on the spot where the demo lacks a
row.
"""

from __future__ import annotations

import importlib
import pkgutil

SUBJECTS = [importlib.import_module(f"{__name__}.{one.name}") for one in pkgutil.iter_modules(__path__)]


def addresses() -> dict[str, list[str]]:
    gathered: dict[str, list[str]] = {}
    for subject in SUBJECTS:
        for username, found in subject.addresses().items():
            gathered.setdefault(username, []).extend(found)
    return gathered
