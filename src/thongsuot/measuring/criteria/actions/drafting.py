"""A new set is written from last year's (J2.1); its head; a draft nobody needs is thrown away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.kernel.text import fold
from thongsuot.measuring.criteria.actions.base import (
    AGGREGATE,
    EDIT,
    NO_BRANCH,
    OnDraft,
    differences,
    edited,
    keep,
    locked,
    refuse_outdated,
)
from thongsuot.measuring.criteria.domain.plain import plain_of
from thongsuot.measuring.criteria.models import CriteriaRelease, ReleaseStatus
from thongsuot.measuring.criteria.queries import get_for, set_of
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import KEYED, Action, ActionError, Aggregate, Context, natural
from thongsuot.registry.units.models import Unit


@dataclass(frozen=True, slots=True)
class ReleaseKey:
    key: str


@dataclass(frozen=True, slots=True)
class Cloning:
    """``source`` is the release to start from, ``year`` the first the new set is for; no home: the whole country."""

    source: str
    home_id: int | None
    title: str
    year: int


class CloneRelease(Action[Cloning, ReleaseKey]):
    """The whole content as it stands; the new set knows what it was written from, so that the two can be compared."""

    name = "measuring.criteria.clone"
    label = gettext_lazy("Soạn bộ tiêu chí mới từ bộ đã có")
    permission = EDIT
    event = "measuring.criteria.cloned"
    idempotency = KEYED

    def scope(self, data: Cloning) -> str:
        home = _home(data.home_id)
        return home.path if home else NO_BRANCH

    def check(self, actor: Actor, data: Cloning) -> None:
        get_for(actor, data.source)
        if not data.title.strip():
            raise ActionError(_("Hãy đặt tên cho bộ tiêu chí mới."), "title")
        if not 2000 <= data.year <= 2100:
            raise ActionError(_("Năm phải viết đủ bốn chữ số, như 2027."), "year")

    def execute(self, context: Context, data: Cloning) -> ReleaseKey:
        source = get_for(context.actor, data.source)
        key = _free_key(data.title)
        head = {"key": key, "title": data.title.strip(), "first_year": data.year, "last_year": None, "reference": ""}
        content = edited(lambda: plain_of(set_of(source)) | head)
        new = CriteriaRelease.objects.create(
            key=key,
            title=content["title"],
            population=source.population,
            home=_home(data.home_id),
            certainty=content["standing"],
            first_year=data.year,
            content=content,
            based_on=source,
            is_sample=content["standing"] == "sample",
        )
        changes = {"node": (None, ""), "title": (None, new.title), "based_on": (None, source.key)}
        context.record(Aggregate(AGGREGATE, str(new.pk)), changes)
        return ReleaseKey(key)


def _home(pk: int | None) -> Unit | None:
    if pk is None:
        return None
    found = Unit.objects.filter(pk=pk).first()
    if found is None:
        raise ActionError(_("Không có đơn vị này. Hãy chọn lại."), "home")
    return found


def _free_key(title: str) -> str:
    stem = slugify(fold(title))[:70].strip("-") or "bo-tieu-chi"
    taken = set(CriteriaRelease.objects.filter(key__startswith=stem).values_list("key", flat=True))
    return next(key for key in (stem, *(f"{stem}-{number}" for number in range(2, 999))) if key not in taken)


@dataclass(frozen=True, slots=True)
class Heading:
    """``seen`` is the mark of the head when the form was opened; ``values`` by the names of the plain form."""

    key: str
    seen: str
    values: dict[str, Any]


class EditHead(OnDraft[Heading, ReleaseKey]):
    name = "measuring.criteria.edit_head"
    label = gettext_lazy("Sửa phần đầu bộ tiêu chí")
    permission = EDIT
    event = "measuring.criteria.head_edited"
    idempotency = natural("the mark of what was seen is outdated after the first run")

    def execute(self, context: Context, data: Heading) -> ReleaseKey:
        release = locked(data.key)
        refuse_outdated(release, "", data.seen)
        old = release.content
        content = edited(lambda: _restanding(old | data.values, old["standing"]))
        changes = differences(old, content)
        if not changes:
            context.unchanged()
            return ReleaseKey(release.key)
        keep(context, release, content, {"node": ("", ""), **changes})
        return ReleaseKey(release.key)


def _restanding(content: dict[str, Any], old: str) -> dict[str, Any]:
    """A set that becomes official (or a sample) takes along the nodes that were as sure as the whole."""
    new = content["standing"]

    def take(node: dict[str, Any]) -> dict[str, Any]:
        standing = new if node.get("standing", old) == old else node["standing"]
        return node | {"standing": standing, "children": [take(child) for child in node.get("children", [])]}

    return content | {"nodes": [take(node) for node in content["nodes"]]}


@dataclass(frozen=True, slots=True)
class Discarding:
    key: str


class DiscardDraft(OnDraft[Discarding, None]):
    name = "measuring.criteria.discard"
    label = gettext_lazy("Bỏ bản soạn bộ tiêu chí")
    permission = EDIT
    event = "measuring.criteria.discarded"
    idempotency = natural("a draft is thrown away once")

    def execute(self, context: Context, data: Discarding) -> None:
        release = locked(data.key)
        if release.successors.exists():
            raise ActionError(_("Đã có bộ khác soạn từ bản này nên không bỏ được."))
        context.record(Aggregate(AGGREGATE, str(release.pk)), {"status": (ReleaseStatus.DRAFT.value, None)})
        release.delete()
