"""Editing the nodes of a draft: add, change, move, remove. Each sends back the mark of what was seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy

from thongsuot.measuring.criteria.actions.base import (
    EDIT,
    OnDraft,
    Plain,
    differences,
    edited,
    keep,
    locked,
    origin_of,
    refuse_outdated,
)
from thongsuot.measuring.criteria.domain import edit
from thongsuot.platform.actions import Context, natural


@dataclass(frozen=True, slots=True)
class NodeCode:
    code: str


@dataclass(frozen=True, slots=True)
class Adding:
    """``values`` is the node in plain form; ``under`` is empty for a domain."""

    key: str
    under: str
    values: dict[str, Any]


class AddNode(OnDraft[Adding, NodeCode]):
    name = "measuring.criteria.add_node"
    label = gettext_lazy("Thêm tiêu chí vào bản soạn")
    permission = EDIT
    event = "measuring.criteria.node_added"
    idempotency = natural("a code stands once in a set")

    def execute(self, context: Context, data: Adding) -> NodeCode:
        release = locked(data.key)
        content = edited(lambda: edit.added(release.content, data.under, data.values))
        code = str(data.values["code"])
        changes = {"node": (None, code), "name": (None, data.values["name"])}
        keep(context, release, content, changes)
        return NodeCode(code)


@dataclass(frozen=True, slots=True)
class Editing:
    key: str
    code: str
    seen: str
    values: dict[str, Any]


class EditNode(OnDraft[Editing, NodeCode]):
    name = "measuring.criteria.edit_node"
    label = gettext_lazy("Sửa tiêu chí của bản soạn")
    permission = EDIT
    event = "measuring.criteria.node_edited"
    idempotency = natural("the mark of what was seen is outdated after the first run")

    def execute(self, context: Context, data: Editing) -> NodeCode:
        release = locked(data.key)
        refuse_outdated(release, data.code, data.seen)
        old = edit.node_of(release.content, data.code)
        content = edited(lambda: edit.changed(release.content, data.code, data.values, origin_of(release)))
        code = str(data.values.get("code", data.code))
        changes = differences(old, edit.node_of(content, code))
        if not changes:
            context.unchanged()
            return NodeCode(code)
        keep(context, release, content, {"node": (data.code, code), **changes})
        return NodeCode(code)


@dataclass(frozen=True, slots=True)
class Moving:
    key: str
    code: str
    seen: str
    under: str
    new_code: str


class MoveNode(OnDraft[Moving, NodeCode]):
    """With all below it, never under itself; each node stays tied to where it was in the set before."""

    name = "measuring.criteria.move_node"
    label = gettext_lazy("Chuyển chỗ tiêu chí của bản soạn")
    permission = EDIT
    event = "measuring.criteria.node_moved"
    idempotency = natural("the code it is asked by is gone after the first run")

    def execute(self, context: Context, data: Moving) -> NodeCode:
        release = locked(data.key)
        refuse_outdated(release, data.code, data.seen)

        def change() -> Plain:
            return edit.moved(release.content, data.code, data.under, data.new_code, origin_of(release))

        content = edited(change)
        keep(context, release, content, {"node": (data.code, data.new_code)})
        return NodeCode(data.new_code)


@dataclass(frozen=True, slots=True)
class Removing:
    key: str
    code: str
    seen: str


class RemoveNode(OnDraft[Removing, None]):
    name = "measuring.criteria.remove_node"
    label = gettext_lazy("Bỏ tiêu chí khỏi bản soạn")
    permission = EDIT
    event = "measuring.criteria.node_removed"
    idempotency = natural("the node is gone after the first run")

    def execute(self, context: Context, data: Removing) -> None:
        release = locked(data.key)
        refuse_outdated(release, data.code, data.seen)
        gone = edit.node_of(release.content, data.code)
        content = edited(lambda: edit.removed(release.content, data.code))
        keep(context, release, content, {"node": (data.code, None), "name": (gone["name"], None)})
