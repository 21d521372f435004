"""The confirmation desk: everything proposed from one document, in reading order, each with its form (J3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from thongsuot.kernel.formatting import format_date, format_number
from thongsuot.platform.access.actors import Actor
from thongsuot.platform.actions import ActionError
from thongsuot.registry.claims.actions import ReviewClaim
from thongsuot.registry.claims.models import Claim
from thongsuot.registry.directives.actions import ReviewDirective, ReviewLimitation
from thongsuot.registry.directives.models import Directive, Limitation
from thongsuot.registry.documents.page import DocumentPage
from thongsuot.registry.reviewing import Decision, Review, ReviewAction

ACTIONS: dict[str, type[ReviewAction]] = {"c": ReviewClaim, "d": ReviewDirective, "l": ReviewLimitation}
EDITABLE = {
    "c": (
        *("name", "value", "unit_of_measure", "numerator", "denominator"),
        *("period_text", "subject", "indicator"),
    ),
    "d": ("text", "kind", "assignee", "assignee_text", "deadline"),
    "l": ("text",),
}


@dataclass(frozen=True, slots=True)
class Item:
    """``kind`` is c (claim), d (directive) or l (limitation); ``anchor`` names both card and mark in the page.

    ``error`` is why the last decision was refused; ``fields`` then hold what the person typed, so that nothing is lost.
    """

    kind: str
    row: Any
    start: int
    fields: dict[str, str]
    error: str = ""

    @property
    def anchor(self) -> str:
        return f"{self.kind}{self.row.pk}"


def items_of(page: DocumentPage) -> list[Item]:
    rows = [
        *(Item("c", one, _claim_start(one), fields_of(one)) for one in page.claims),
        *(Item("d", one, one.start, fields_of(one)) for one in page.directives),
        *(Item("l", one, one.start, fields_of(one)) for one in page.limitations),
    ]
    return sorted(rows, key=lambda item: (item.start, item.kind))


def item_of(kind: str, row: Any, typed: Mapping[str, str] | None = None, error: str = "") -> Item:
    kept = {name: (typed or {})[name] for name in EDITABLE[kind] if error and name in (typed or {})}
    return Item(kind, row, 0, fields_of(row) | kept, error)


def fields_of(row: Claim | Directive | Limitation) -> dict[str, str]:
    """What the edit form starts with, written the Vietnamese way."""
    if isinstance(row, Claim):
        numbers = {
            name: "" if getattr(row, name) is None else format_number(getattr(row, name))
            for name in ("value", "numerator", "denominator")
        }
        return numbers | {
            "name": row.name,
            "unit_of_measure": row.unit_of_measure,
            "qualifier": row.qualifier,
            "period_text": row.period_text,
            "subject": row.subject.key if row.subject else "",
            "indicator": row.indicator.key if row.indicator else "",
        }
    if isinstance(row, Directive):
        return {
            "text": row.text,
            "kind": row.kind,
            "assignee": row.assignee.key if row.assignee else "",
            "assignee_text": row.assignee_text,
            "deadline": row.deadline_text or (format_date(row.deadline) if row.deadline else ""),
        }
    return {"text": row.text}


def decide(actor: Actor, kind: str, row: Any, posted: Mapping[str, str]) -> None:
    """Run the review; only fields that differ from what the form showed count as edits."""
    shown = fields_of(row)
    given = {name: posted[name].replace("\r\n", "\n") for name in EDITABLE[kind] if name in posted}
    edits = {name: text for name, text in given.items() if text.strip() != shown[name].strip()}
    try:
        decision = Decision(posted.get("decision", ""))
    except ValueError:
        raise ActionError(_("Hãy chọn nhận, không nhận hoặc xem lại.")) from None
    ACTIONS[kind].run(actor, Review(row.pk, decision, edits))


def _claim_start(claim: Claim) -> int:
    return min((span.start for span in claim.spans.all() if span.start is not None), default=0)
