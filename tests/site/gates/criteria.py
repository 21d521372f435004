"""Criteria sets: what is issued is everybody's, a draft is for who writes the sets of its home."""

from __future__ import annotations

from collections.abc import Callable

from thongsuot.measuring.criteria.models import CriteriaRelease, ReleaseStatus
from thongsuot.measuring.permissions import Measuring
from thongsuot.registry.accounts.roles import GRANTS, Role
from thongsuot.registry.units.models import Unit

_SET = "mau-so-nganh-2025"


def _of_the_draft(role: Role | None) -> set[int]:
    if role is None:
        return {302}
    return {200, 302} if Measuring.CRITERIA_EDIT in GRANTS[role] else {404}


GATES = {
    "criteria": "public",
    "criteria-set": "public",
    "criteria-json": "public",
    "criteria-compare": "public",
    "criterion": "public",
    "criteria-desk": Measuring.CRITERIA_EDIT,
    "criteria-clone": Measuring.CRITERIA_EDIT,
    "criteria-draft": _of_the_draft,
    "criteria-head": _of_the_draft,
    "criteria-issue": _of_the_draft,
    "criteria-discard": _of_the_draft,
    "criteria-node": _of_the_draft,
    "criteria-node-add": _of_the_draft,
    "criteria-node-move": _of_the_draft,
    "criteria-node-remove": _of_the_draft,
}
POSTED = {"criteria-issue", "criteria-discard", "criteria-node-move", "criteria-node-remove"}


def _draft() -> str:
    """Written from the sample set; the table of gates takes it back after each address."""
    source = CriteriaRelease.objects.get(key=_SET)
    draft, _created = CriteriaRelease.objects.get_or_create(
        key="ban-soan-thu-quyen",
        defaults={
            "title": source.title,
            "population": source.population,
            "home": Unit.objects.get(key="tinh-lang-son"),
            "certainty": "sample",
            "status": ReleaseStatus.DRAFT,
            "content": source.content | {"key": "ban-soan-thu-quyen"},
            "based_on": source,
            "is_sample": True,
        },
    )
    return draft.key


def arguments() -> dict[str, Callable[[], list[object]]]:
    of_set: Callable[[], list[object]] = lambda: [_SET]  # noqa: E731
    of_draft: Callable[[], list[object]] = lambda: [_draft()]  # noqa: E731
    of_node: Callable[[], list[object]] = lambda: [_draft(), "3.2.1"]  # noqa: E731
    return {
        "criteria-set": of_set,
        "criteria-json": of_set,
        "criteria-clone": of_set,
        "criteria-compare": lambda: [_SET, "mau-so-nganh-2024"],
        "criterion": lambda: [_SET, "3.2.1"],
        **dict.fromkeys(("criteria-draft", "criteria-head", "criteria-issue", "criteria-discard"), of_draft),
        "criteria-node-add": of_draft,
        **dict.fromkeys(("criteria-node", "criteria-node-move", "criteria-node-remove"), of_node),
    }
