"""Changes to a set in plain form: change, add, move and remove a node. Each returns a new plain form. Pure."""

from __future__ import annotations

import copy
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from thongsuot.measuring.criteria.domain.plain import digest_of

Plain = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Origin:
    """The set this one was written from: a node that gets another code is tied to its old one there."""

    key: str
    codes: Collection[str]


class EditError(ValueError):
    """The change cannot be made; ``str`` is Vietnamese and says what to do instead."""


def mark_of(content: Mapping[str, Any], code: str) -> str:
    """A short digest of one node without what is below it, or of the head of the set where ``code`` is empty.

    Whoever saves sends back the mark of what they saw: two people on two nodes do not get into each other's way.
    """
    seen = _node(content, code) if code else content
    return digest_of({name: value for name, value in seen.items() if name not in ("children", "nodes")})[:16]


def node_of(content: Mapping[str, Any], code: str) -> Plain:
    """A copy of the node with all below it. Raises ``EditError`` where it is gone."""
    return copy.deepcopy(_node(content, code))


def changed(content: Mapping[str, Any], code: str, values: Mapping[str, Any], origin: Origin | None = None) -> Plain:
    """The node ``code`` with these values; ``None`` takes one away (an unknown maximum stays). A new code goes down."""
    plain = _copy(content)
    node = _node(plain, code)
    new_code = str(values.get("code", code))
    if new_code != code:
        _refuse_taken(plain, new_code)
    for name, value in values.items():
        if value is None and name != "maximum":
            node.pop(name, None)
        else:
            node[name] = value
    _recode(node, code, new_code, origin)
    return plain


def added(content: Mapping[str, Any], under: str, node: Mapping[str, Any]) -> Plain:
    """``node`` as the last child of ``under``, or at the top. A leaf that gets children loses its rule."""
    plain = _copy(content)
    _refuse_taken(plain, str(node["code"]))
    _put(plain, under, copy.deepcopy(dict(node)))
    return plain


def removed(content: Mapping[str, Any], code: str) -> Plain:
    """Without the node and all below it."""
    plain = _copy(content)
    node = _node(plain, code)
    _siblings(plain, code).remove(node)
    return plain


def moved(content: Mapping[str, Any], code: str, under: str, new_code: str, origin: Origin | None = None) -> Plain:
    """The node with all below it under another parent and by another code. Under itself it would be a circle."""
    if under in {str(one["code"]) for one in _with_below(_node(content, code))}:
        raise EditError(f"Không chuyển {code} vào dưới chính nó được. Hãy chọn một mục khác.")
    plain = _copy(content)
    node = _node(plain, code)
    _siblings(plain, code).remove(node)
    _refuse_taken(plain, new_code)
    _recode(node, code, new_code, origin)
    _put(plain, under, node)
    return plain


def _copy(content: Mapping[str, Any]) -> Plain:
    return copy.deepcopy(dict(content))


def _walk(plain: Mapping[str, Any]) -> Iterator[Plain]:
    for node in plain.get("nodes", []):
        yield from _with_below(node)


def _with_below(node: Plain) -> Iterator[Plain]:
    yield node
    for child in node.get("children", []):
        yield from _with_below(child)


def _node(plain: Mapping[str, Any], code: str) -> Plain:
    found = next((one for one in _walk(plain) if str(one["code"]) == code), None)
    if found is None:
        raise EditError(f"Không còn tiêu chí mã {code}. Hãy tải lại trang.")
    return found


def _siblings(plain: Plain, code: str) -> list[Plain]:
    rows: list[list[Plain]] = [plain["nodes"], *(one.get("children", []) for one in _walk(plain))]
    return next(row for row in rows if any(str(one["code"]) == code for one in row))


def _put(plain: Plain, under: str, node: Plain) -> None:
    if not under:
        plain["nodes"].append(node)
        return
    parent = _node(plain, under)
    parent.pop("rule", None)
    parent.setdefault("children", []).append(node)
    node.pop("part", None)


def _refuse_taken(plain: Plain, code: str) -> None:
    if any(str(one["code"]) == code for one in _walk(plain)):
        raise EditError(f"Đã có tiêu chí mã {code}. Hãy chọn mã khác.")


def _recode(node: Plain, old: str, new: str, origin: Origin | None) -> None:
    """Give the node its new code, and its children theirs; each keeps a link to where it was in the set before."""
    node["code"] = new
    if origin is not None and old != new and old in origin.codes:
        links = node.setdefault("links", [])
        if not any(one["target"] == origin.key for one in links):
            links.append({"target": origin.key, "code": old})
    for child in node.get("children", []):
        code = str(child["code"])
        if code.startswith(f"{old}."):
            _recode(child, code, new + code.removeprefix(old), origin)
