"""Every change is a named action that says who may, what is logged and what a repeat does."""

from __future__ import annotations

import importlib
import pkgutil

import pytest

import thongsuot
from thongsuot.platform.access import permissions
from thongsuot.platform.access.architecture import bypasses
from thongsuot.platform.actions.base import Action, declared_actions


def load_everything() -> None:
    for module in pkgutil.walk_packages(thongsuot.__path__, "thongsuot."):
        if module.name.endswith((".actions", ".queries")):
            importlib.import_module(module.name)


load_everything()


def test_there_are_actions() -> None:
    assert {"registry.document.add", "registry.claim.review"} <= {action.name for action in declared_actions()}


@pytest.mark.parametrize("action", declared_actions(), ids=lambda action: action.name)
def test_action_declares_permission_event_and_idempotency(action: type[Action[object, object]]) -> None:
    assert permissions.find(action.permission).label
    assert action.event.split(".")[:2] == action.name.split(".")[:2], "the event names the same subject"
    assert action.idempotency.kind in ("keyed", "natural", "repeatable")
    assert action.idempotency.kind == "keyed" or action.idempotency.reason
    assert "execute" in vars(action) or any("execute" in vars(base) for base in action.__mro__[1:-2])


def test_views_fetch_only_through_access_functions() -> None:
    from pathlib import Path

    found = bypasses(Path(thongsuot.__path__[0]))
    assert not found, "\n".join(f"{one.path}:{one.line} uses {one.what}" for one in found)
