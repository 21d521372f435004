"""Public pages: the criteria sets, one as a tree, one criterion with how to reach its full points, two compared."""

from __future__ import annotations

from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thongsuot.kernel.text import fold, nfc
from thongsuot.measuring.criteria import queries
from thongsuot.measuring.criteria.domain.diff import Pair, earlier_codes
from thongsuot.measuring.criteria.domain.diff import compare as compared
from thongsuot.measuring.criteria.domain.summary import blocks, is_complete, path_to
from thongsuot.measuring.criteria.domain.tree import CriteriaSet, Link, Method, Node
from thongsuot.measuring.criteria.domain.words import METHODS
from thongsuot.measuring.criteria.mapping import places
from thongsuot.measuring.criteria.models import CriteriaRelease
from thongsuot.measuring.permissions import Measuring
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.requests import actor_of
from thongsuot.registry.indicators.models import Field


@require_GET
def releases(request: HttpRequest) -> HttpResponse:
    """What is issued, by whom it scores, the newest first."""
    shown = queries.issued_to_show(actor_of(request))
    groups = [(name, list(rows)) for name, rows in groupby(shown, lambda one: one.get_population_display())]
    context = {"groups": groups, "may_edit": actor_of(request).can(Measuring.CRITERIA_EDIT)}
    return render(request, "measuring/criteria/list.html", context)


@require_GET
def release(request: HttpRequest, key: str) -> HttpResponse:
    """``linh-vuc``, ``nguon`` and ``tim`` leave the leaves that fit, as a flat list."""
    actor = actor_of(request)
    found = queries.get_for(actor, key)
    criteria = queries.set_of(found)
    field, method, words = (request.GET.get(name, "").strip() for name in ("linh-vuc", "nguon", "tim"))
    context = {
        "release": found,
        "criteria": criteria,
        "blocks": [(METHODS[one.method], one) for one in blocks(criteria)],
        "is_complete": is_complete(criteria),
        "others": queries.comparable(actor, found),
        "asked": {"field": field, "method": method, "words": words},
        "is_filtered": bool(field or method or words),
        "rows": matching(criteria, field, method, words) if field or method or words else [],
        "fields": Field.choices,
        "methods": [(one.value, METHODS[one]) for one in Method],
        "may_edit": actor.can(Measuring.CRITERIA_EDIT),
        "sample_data": found.is_sample,
    }
    return render(request, "measuring/criteria/set.html", context)


def matching(criteria: CriteriaSet, field: str, method: str, words: str) -> list[Node]:
    """The leaves of that field and source whose code, name and evidence have every word."""
    wanted = fold(nfc(words)).split()
    return [
        one
        for one in criteria.leaves()
        if (not field or one.field == field)
        and (not method or one.method == method)
        and all(word in fold(nfc(f"{one.code} {one.name} {one.evidence}")) for word in wanted)
    ]


@require_GET
def as_json(request: HttpRequest, key: str) -> JsonResponse:
    """The whole set as data, with the digest whoever downloads it can check it by."""
    found = queries.get_for(actor_of(request), key)
    body = {"digest": found.digest, "status": found.status, "is_sample": found.is_sample, "content": found.content}
    return JsonResponse(body, json_dumps_params={"ensure_ascii": False, "indent": 1})


@require_GET
def criterion(request: HttpRequest, key: str, code: str) -> HttpResponse:
    actor = actor_of(request)
    found = queries.get_for(actor, key)
    criteria = queries.set_of(found)
    node = criteria.by_code.get(code)
    if node is None:
        raise Http404(_("Bộ này không có tiêu chí mã %(code)s.") % {"code": code})
    leaves, above = criteria.leaves(), path_to(criteria, code)
    at = leaves.index(node) if node.is_leaf else None
    context = {
        "release": found,
        "node": node,
        "above": above,
        "places": places(actor, links_of(node, above)),
        "earlier": earlier_of(actor, found, criteria, node),
        "before": leaves[at - 1] if at else None,
        "after": leaves[at + 1] if at is not None and at + 1 < len(leaves) else None,
        "sample_data": found.is_sample,
    }
    return render(request, "measuring/criteria/node.html", context)


def links_of(node: Node, above: list[Node]) -> tuple[Link, ...]:
    """Its own links, and of each index it says nothing of those of the nearest node above."""
    found: list[Link] = []
    for one in (node, *reversed(above)):
        told = {link.target for link in found}
        found += [link for link in one.links if link.target not in told]
    return tuple(found)


def earlier_of(
    actor: Actor, found: CriteriaRelease, criteria: CriteriaSet, node: Node
) -> tuple[CriteriaRelease, Node] | None:
    """The same node in the release this one was written from."""
    if found.based_on is None:
        return None
    old = queries.visible_to(actor).filter(pk=found.based_on.pk).first()
    if old is None:
        return None
    there = queries.set_of(old)
    code = earlier_codes(there, criteria).get(node.code)
    return (old, there.by_code[code]) if code else None


@require_GET
def compare(request: HttpRequest, key: str, other: str) -> HttpResponse:
    """What ``key`` says otherwise than ``other``; ``xem`` leaves one sort of change."""
    actor = actor_of(request)
    new, old = queries.get_for(actor, key), queries.get_for(actor, other)
    found = compared(queries.set_of(old), queries.set_of(new))
    recalled = tuple(one for one in found.pairs if one.is_renamed or one.is_recoded)
    sorts: dict[str, tuple[str, tuple[Pair, ...] | tuple[Node, ...]]] = {
        "them": (_("Thêm mới"), found.added),
        "bo": (_("Bỏ"), found.removed),
        "diem": (_("Đổi điểm"), found.reweighted),
        "cach-tinh": (_("Đổi cách tính"), found.scored_otherwise),
        "ten": (_("Đổi tên, đổi mã"), recalled),
        "loi": (_("Đổi hướng dẫn, minh chứng"), found.worded_otherwise),
    }
    wanted = request.GET.get("xem", "")
    pairs = found.changed if wanted not in sorts else () if wanted in ("them", "bo") else sorts[wanted][1]
    context = {
        "new": new,
        "old": old,
        "diff": found,
        "sorts": [(name, word, len(rows)) for name, (word, rows) in sorts.items()],
        "wanted": wanted if wanted in sorts else "",
        "pairs": pairs,
        "added": found.added if wanted in ("", "them") else (),
        "removed": found.removed if wanted in ("", "bo") else (),
        "domains": [one for one in found.pairs if "." not in one.new.code],
        "sample_data": new.is_sample or old.is_sample,
    }
    return render(request, "measuring/criteria/compare.html", context)
