"""From drafts to directives: deadline, quotas, helpers, class, confidence; one orientation for a run of slogans."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from thongsuot.kernel.figures import Span
from thongsuot.reading.directives.deadlines import Deadline, find_deadline
from thongsuot.reading.directives.kinds import is_turn_of_mind, kind_of, strip_modal
from thongsuot.reading.directives.lexicon import action_at_head
from thongsuot.reading.directives.orders import Order
from thongsuot.reading.directives.owners import helpers
from thongsuot.reading.directives.quotas import INCOMPLETE, Quota, find_quotas, is_open_ended
from thongsuot.reading.letters import plain
from thongsuot.reading.model import Directive, DirectiveKind, Passage

_DUE_ONLY = re.compile(
    r"^(?:thời gian |thời hạn )?(?:(?:phải |cần )?(?:hoàn thành|xong|thực hiện xong|"
    r"báo cáo kết quả)\s*)?(?:việc này\s*)?"
    r"(?:trước|chậm nhất|trong|đến|hết)\b[^;]{0,50}$",
    re.I,
)
_BY_PLAN = re.compile(r"theo (?:đúng )?kế hoạch|nêu trên|nói trên", re.I)
_WORD = re.compile(r"\w{2,}")


@dataclass(slots=True)
class Draft:
    """A clause believed to be an order, before its details are read."""

    passage: Passage
    span: Span
    order: Order
    owner: str | None
    speaker: str | None
    place: int  # which clause of its sentence
    clause_start: int  # what stands before the verb may hold the deadline: «từ nay đến cuối năm, các sở cần …»
    list_helpers: tuple[str, ...] = ()  # named once for all items of a list
    plan: bool = False  # what somebody says they will do, not what they are told to


def finish(text: str, drafts: Sequence[Draft], given_on: date | None, year: int | None) -> list[Directive]:
    directives: list[Directive] = []
    for draft in drafts:
        words = text[draft.span.start : draft.span.end]
        due = find_deadline(text[draft.clause_start : draft.span.end], given_on, year)
        before = (
            directives[-1] if directives and draft.place and directives[-1].section == draft.passage.section else None
        )
        if before and due and _DUE_ONLY.match(plain(words)):
            directives[-1] = _prolong(text, before, draft.span.end, due)
            continue
        quotas = find_quotas(words, draft.span.start)
        if before and quotas and _restates(before.quote, words):
            directives[-1] = replace(
                _prolong(text, before, _list_end(text, draft.span, quotas), None), assignee=draft.owner
            )
        else:
            directives.append(_directive(text, draft, due, before))
        directives += _children(text, directives, draft, quotas)
    return _join_orientations(text, directives)


def _directive(text: str, draft: Draft, due: Deadline | None, before: Directive | None) -> Directive:
    quote = text[draft.span.start : draft.span.end]
    kind = DirectiveKind.ORIENTATION if draft.plan else kind_of(plain(quote), draft.owner, bool(due and due.day))
    if due is None and before and before.deadline and _BY_PLAN.search(quote) and _restates(before.quote, quote):
        due = Deadline(before.deadline, before.deadline_text or "")
    own_owner = draft.order.owner or (None if is_turn_of_mind(plain(quote)) else draft.owner)
    return Directive(
        text=plain(strip_modal(quote)),
        quote=quote,
        span=draft.span,
        kind=kind,
        assignee=own_owner,
        coordinating=helpers(quote) or draft.list_helpers,
        deadline=due.day if due else None,
        deadline_text=due.text if due else None,
        speaker=draft.speaker or draft.passage.speaker,
        section=draft.passage.section,
        cue=draft.order.cue or _opening_verb(quote),
        confidence=_confidence(draft, kind, due),
    )


def _confidence(draft: Draft, kind: DirectiveKind, due: Deadline | None) -> float:
    """Rises with each thing the text says itself: a cue, an owner, a date."""
    parts = (draft.order.certain, draft.order.owner is not None, due is not None, draft.passage.role == "tasks")
    return round(0.5 + 0.11 * sum(parts) - (0.1 if kind is DirectiveKind.ORIENTATION else 0.0), 2)


def _opening_verb(quote: str) -> str:
    verb = action_at_head().match(quote)
    return verb.group().lower() if verb else " ".join(plain(quote).split()[:2]).lower().rstrip(",.;:")


def _prolong(text: str, directive: Directive, end: int, due: Deadline | None) -> Directive:
    quote = text[directive.span.start : end]
    changed = replace(directive, span=Span(directive.span.start, end), quote=quote, text=plain(strip_modal(quote)))
    return replace(changed, deadline=due.day, deadline_text=due.text) if due else changed


def _restates(first: str, second: str) -> bool:
    """Whether the later clause speaks of the same work: most of its opening words stand in the earlier one."""
    opening = _WORD.findall(second.lower())[:12]
    known = set(_WORD.findall(first.lower()))
    return bool(opening) and sum(word in known for word in opening) >= 0.6 * len(opening)


def _list_end(text: str, span: Span, quotas: Sequence[Quota]) -> int:
    """The quota list may run on past the clause that opens it."""
    return max(span.end, quotas[-1].span.end)


def _children(text: str, directives: list[Directive], draft: Draft, quotas: Sequence[Quota]) -> list[Directive]:
    if not quotas:
        return []
    parent = directives[-1]
    if is_open_ended(text[quotas[-1].span.end : quotas[-1].span.end + 6].partition("\n")[0]):
        directives[-1] = parent = replace(parent, note=INCOMPLETE)
    return [
        replace(
            parent,
            text=plain(text[quota.span.start : quota.span.end]),
            quote=text[quota.span.start : quota.span.end],
            span=quota.span,
            kind=DirectiveKind.TASK,
            assignee=quota.org,
            coordinating=(),
            quantity=quota.quantity,
            parent_start=parent.span.start,
            note=None,
        )
        for quota in quotas
    ]


def _join_orientations(text: str, directives: Sequence[Directive]) -> list[Directive]:
    """Slogans in a row from one speaker to the same people show one way: one orientation, whole span."""
    joined: list[Directive] = []
    for directive in directives:
        last = joined[-1] if joined else None
        if last and _same_way(text, last, directive):
            joined[-1] = _prolong(text, last, directive.span.end, None)
        else:
            joined.append(directive)
    return joined


def _same_way(text: str, first: Directive, second: Directive) -> bool:
    orientation = DirectiveKind.ORIENTATION
    return (
        first.kind is orientation
        and second.kind is orientation
        and (second.assignee in {None, first.assignee} or f"giữa {second.assignee}" in plain(second.quote))
        and first.speaker == second.speaker
        and "\n" not in text[first.span.end : second.span.start]
        and second.span.start - first.span.end <= 12
    )
