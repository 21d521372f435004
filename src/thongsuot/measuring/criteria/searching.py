"""Criteria sets and their criteria in the search box; only what is issued."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from thongsuot.measuring.criteria.domain.words import points
from thongsuot.measuring.criteria.models import CriteriaRelease
from thongsuot.measuring.criteria.queries import set_of
from thongsuot.platform.search import Entry, index

SET, CRITERION = "criteria-set", "criterion"


def index_release(release: CriteriaRelease) -> int:
    """Put the set and each of its nodes into the search; how many entries."""
    return index(_entries(release))


def _entries(release: CriteriaRelease) -> Iterator[Entry]:
    criteria, at = set_of(release), release.issued_at or release.added_at
    yield Entry(
        kind=SET,
        key=release.key,
        title=release.title,
        subtitle=release.get_population_display(),
        body=f"{release.reference} {criteria.note}",
        url=reverse("criteria-set", args=[release.key]),
        updated_at=at,
        weight=6,
        extra_words=("bộ tiêu chí", "bộ chỉ số"),
    )
    for node in criteria.walk():
        yield Entry(
            kind=CRITERION,
            key=f"{release.key}:{node.code}",
            title=node.name,
            subtitle=_("%(code)s, tối đa %(points)s điểm, %(set)s")
            % {"code": node.code, "points": points(node.maximum), "set": release.title},
            body=f"{node.guide.how} {node.evidence}",
            url=reverse("criterion", args=[release.key, node.code]),
            updated_at=at,
            extra_words=(f"tiêu chí {node.code}",),
        )
