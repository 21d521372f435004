"""What the address of the public catalogue asks for: words, filters, a day."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from django.utils import timezone

from thongsuot.kernel.text import fold, nfc
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.search.queries import search
from thongsuot.serving.procedures.catalogue import catalogue
from thongsuot.serving.procedures.domain.content import Level
from thongsuot.serving.procedures.queries import Filters, alike
from thongsuot.serving.procedures.searching import KIND

LONGEST, MOST, FEW = 200, 50, 5


def day_of(request: HttpRequest) -> date:
    """``?ngay=2025-06-30`` or «30/06/2025»; today when it is no day."""
    text = request.GET.get("ngay", "").strip()
    parts = text.split("/")
    try:
        return date.fromisoformat("-".join(reversed([part.zfill(2) for part in parts])) if len(parts) == 3 else text)
    except ValueError:
        return timezone.localdate()


def filters_of(request: HttpRequest, actor: Actor) -> Filters:
    """Unknown keys are left out; words are looked for without marks, with slips mended."""
    words, given = catalogue(), request.GET
    query = given.get("tim", "").strip()[:LONGEST]
    return Filters(
        words=query,
        life_event=_known(given.get("su-kien", ""), words.life_events),
        fields=_fields(given.get("linh-vuc", "")),
        level=_known(given.get("cap", ""), list(Level)),
        audience=_known(given.get("doi-tuong", ""), words.audiences),
        found=_found(actor, query) if query else None,
    )


def _known(key: str, keys: object) -> str:
    return key if key in keys else ""  # type: ignore[operator]


def _fields(key: str) -> tuple[str, ...]:
    """One field, or the fields of a group."""
    words = catalogue()
    groups = {one.key: one.fields for one in words.priority_fields}
    return groups.get(key) or ((key,) if key in words.fields else ())


def _found(actor: Actor, query: str) -> tuple[str, ...]:
    """The one search first; where it finds nothing, titles whose letters are mostly those typed («kai sin»)."""
    groups = search(actor, query, kind=KIND, per_kind=MOST).groups
    return tuple(hit.key for group in groups for hit in group.hits) or alike(actor, fold(nfc(query)), FEW)
