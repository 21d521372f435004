"""The gates of each subject, one module a subject, gathered for tests/site/test_permissions.py.

A module gives ``GATES`` (address name → ``"public"``, ``"signed-in"``, a permission held over Lạng Sơn, or a function
from the role to the answers expected of it, ``None`` being the public), ``POSTED`` (names that take only POST) and
``arguments()`` (name → the arguments of one address, made on the spot where the demo has no such row).
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable

from thongsuot.registry.accounts.roles import Role

Gate = str | Callable[[Role | None], set[int]]
SUBJECTS = [importlib.import_module(f"{__name__}.{one.name}") for one in pkgutil.iter_modules(__path__)]
GATES: dict[str, Gate] = {name: gate for subject in SUBJECTS for name, gate in subject.GATES.items()}
POSTED: set[str] = {name for subject in SUBJECTS for name in subject.POSTED}


def arguments() -> dict[str, Callable[[], list[object]]]:
    return {name: make for subject in SUBJECTS for name, make in subject.arguments().items()}
