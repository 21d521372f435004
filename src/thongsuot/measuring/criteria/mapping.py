"""What a link of a criterion leads to: an item of a national index or a node of another release, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.urls import reverse

from thongsuot.kernel.rules import load_yaml
from thongsuot.measuring.criteria.domain.tree import CriteriaSet, Link
from thongsuot.measuring.criteria.models import CriteriaRelease
from thongsuot.measuring.criteria.queries import set_of, visible_to
from thongsuot.platform.access.actors import Actor

INDEX_NAMES = {"par-index": "PAR INDEX", "sipas": "SIPAS", "pci": "PCI", "papi": "PAPI"}
PAR_INDEX_RELEASE = "par-index-provinces-892"  # the one in force; PAR INDEX items are its nodes


@dataclass(frozen=True, slots=True)
class Place:
    """Where a link leads, as the page says it; ``url`` is empty where there is nothing to open."""

    where: str
    code: str
    name: str
    url: str
    note: str


@cache
def national_items() -> Mapping[str, Mapping[str, str]]:
    """Index → code → name."""
    found: dict[str, dict[Any, str]] = load_yaml("measuring/national_items")
    return {index: {str(code): name for code, name in items.items()} for index, items in found.items()}


def places(actor: Actor, links: tuple[Link, ...]) -> list[Place]:
    """The links of a node in its order."""
    keys = {PAR_INDEX_RELEASE if one.target == "par-index" else one.target for one in links}
    releases = {one.key: one for one in visible_to(actor).filter(key__in=keys)}
    return [_place(one, releases) for one in links]


def _place(link: Link, releases: Mapping[str, CriteriaRelease]) -> Place:
    items = national_items()
    where = INDEX_NAMES.get(link.target, link.target)
    if link.target in items:
        name = items[link.target].get(link.code, "")
        return Place(where, link.code, name, reverse("indicator", args=[link.target]), _note(link, name))
    release = releases.get(PAR_INDEX_RELEASE if link.target == "par-index" else link.target)
    node = set_of(release).by_code.get(link.code) if release else None
    if release is None or node is None:
        return Place(where, link.code, "", "", link.note)
    shown = where if link.target == "par-index" else release.title
    return Place(shown, link.code, node.name, reverse("criterion", args=[release.key, node.code]), link.note)


def _note(link: Link, name: str) -> str:
    return "" if link.note == name else link.note


def choices(actor: Actor) -> list[tuple[str, list[tuple[str, str]]]]:
    """Everything a criterion may be mapped to, by group, as «target|code» and words: for the select of the editor."""
    groups = [
        (INDEX_NAMES[index], [(f"{index}|{code}", f"{code}. {name}") for code, name in items.items()])
        for index, items in national_items().items()
    ]
    par = visible_to(actor).filter(key=PAR_INDEX_RELEASE).first()
    return [("PAR INDEX", _nodes("par-index", set_of(par))), *groups] if par else groups


def _nodes(target: str, criteria: CriteriaSet) -> list[tuple[str, str]]:
    return [(f"{target}|{one.code}", f"{one.code}. {one.name}") for one in criteria.walk()]
