"""Changes to a set in plain form: change, add, move and remove a node. Each returns a new plain form. Pure."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from typing import Any

Plain = dict[str, Any]


class EditError(ValueError):
    """The change cannot be made; ``str`` is Vietnamese and says what to do instead."""


def changed(content: Mapping[str, Any], code: str, values: Mapping[str, Any]) -> Plain:
    """The node ``code`` with these values; ``None`` and empty ones leave it. A new code goes down to what is below."""
    plain = _copy(content)
    node = _node(plain, code)
    for name, value in values.items():
        if value is None and name != "maximum":
            node.pop(name, None)
        else:
            node[name] = value
    _recode(node, code, str(node["code"]))
    return plain


def added(content: Mapping[str, Any], under: str, node: Mapping[str, Any]) -> Plain:
    """``node`` as the last child of ``under``, or at the top. A leaf that gets children loses its rule."""
    plain = _copy(content)
    code = str(node["code"])
    if any(str(one["code"]) == code for one in _walk(plain)):
        raise EditError(f"Đã có tiêu chí mã {code}. Hãy chọn mã khác.")
    _put(plain, under, copy.deepcopy(dict(node)))
    return plain


def removed(content: Mapping[str, Any], code: str) -> Plain:
    """Without the node and all below it."""
    plain = _copy(content)
    _siblings(plain, code).remove(_node(plain, code))
    return plain


def moved(content: Mapping[str, Any], code: str, under: str, new_code: str) -> Plain:
    """The node with all below it under another parent and by another code. Under itself it would be a circle."""
    if under == code or under.startswith(f"{code}.") or under in {str(one["code"]) for one in _below(content, code)}:
        raise EditError(f"Không chuyển {code} vào dưới chính nó được. Hãy chọn một mục khác.")
    plain = _copy(content)
    node = _node(plain, code)
    _siblings(plain, code).remove(node)
    if any(str(one["code"]) == new_code for one in _walk(plain)):
        raise EditError(f"Đã có tiêu chí mã {new_code}. Hãy chọn mã khác.")
    node["code"] = new_code
    _recode(node, code, new_code)
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


def _below(content: Mapping[str, Any], code: str) -> Iterator[Plain]:
    return _with_below(_node(content, code))


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


def _recode(node: Plain, old: str, new: str) -> None:
    for child in node.get("children", []):
        code = str(child["code"])
        if code.startswith(f"{old}."):
            child["code"] = new + code.removeprefix(old)
            _recode(child, code, child["code"])
