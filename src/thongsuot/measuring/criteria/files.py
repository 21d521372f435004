"""Reads releases from ``rules/measuring/criteria``. A file may say ``like: <key>`` and only what is otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from thongsuot.kernel.rules import RuleFileError, load_yaml, rules_root
from thongsuot.measuring.criteria.domain import edit
from thongsuot.measuring.criteria.domain.plain import SetError, set_from
from thongsuot.measuring.criteria.domain.tree import CriteriaSet

FOLDER = "measuring/criteria"


def release_keys(root: Path | None = None) -> list[str]:
    """The keys of all files, those another is based on before it."""
    keys = sorted(one.stem for one in ((root or rules_root()) / FOLDER).glob("*.yaml"))
    return sorted(keys, key=lambda key: bool(based_on(key, root)))


@cache
def read_set(key: str, root: Path | None = None) -> CriteriaSet:
    """The set in the file of that key. Raises ``RuleFileError`` naming the file and what is wrong in it."""
    plain = _plain(key, root)
    if plain.get("key") != key:
        raise RuleFileError(
            f"Tệp rules/{FOLDER}/{key}.yaml ghi key «{plain.get('key')}». Tên tệp và key phải giống nhau."
        )
    try:
        return set_from(plain)
    except SetError as error:
        raise RuleFileError(f"Tệp rules/{FOLDER}/{key}.yaml: {error}") from error


def based_on(key: str, root: Path | None = None) -> str:
    """The key of the release this one was written from; empty for the first of its kind."""
    return str(load_yaml(f"{FOLDER}/{key}", root).get("based_on", ""))


def _plain(key: str, root: Path | None) -> Mapping[str, Any]:
    written: dict[str, Any] = load_yaml(f"{FOLDER}/{key}", root)
    if "like" not in written:
        return written
    plain = dict(_plain(written.pop("like"), root))
    for name in ("first_year", "last_year", "note", "based_on"):
        plain.pop(name, None)
    changes = written.pop("changes", [])
    plain |= written
    try:
        for change in changes:
            plain = _apply(plain, change)
    except edit.EditError as error:
        raise RuleFileError(f"Tệp rules/{FOLDER}/{key}.yaml: {error}") from error
    return plain


def _apply(plain: Mapping[str, Any], change: Mapping[str, Any]) -> dict[str, Any]:
    if "remove" in change:
        return edit.removed(plain, str(change["remove"]))
    if "add" in change:
        return edit.added(plain, str(change.get("under", "")), change["add"])
    values = {name: value for name, value in change.items() if name != "change"}
    return edit.changed(plain, str(change["change"]), values)
