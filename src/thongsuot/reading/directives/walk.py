"""The walk through a document: who is giving orders to whom, and which clauses are therefore orders."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from thongsuot.kernel.figures import Span
from thongsuot.reading.directives import belief, lexicon
from thongsuot.reading.directives.build import Draft, finish
from thongsuot.reading.directives.clauses import split_clauses
from thongsuot.reading.directives.context import Context
from thongsuot.reading.directives.kinds import is_manner, strip_modal
from thongsuot.reading.directives.orders import Order, read_order
from thongsuot.reading.directives.owners import addressee, helpers, is_named
from thongsuot.reading.directives.tables import read_header, read_row
from thongsuot.reading.model import Directive, Passage, PassageKind, Sentence
from thongsuot.reading.outline import GOALS, LIMITATIONS, RESULTS
from thongsuot.reading.speakers import Turn

_SILENT = frozenset({PassageKind.TITLE, PassageKind.RECIPIENTS, PassageKind.SIGNATURE})
_LIST_END = re.compile(r":\s*$")


def walk(
    text: str, passages: Sequence[Passage], turns: Sequence[Turn], given_on: date | None, year: int | None
) -> list[Directive]:
    """All orders of a document in order of place; ``given_on`` is the day they were given, where known."""
    context = Context.for_document(passages)
    by_place: dict[int, list[Turn]] = {}
    for turn in turns:
        by_place.setdefault(turn.start, []).append(turn)
    drafts: list[Draft] = []
    rows: list[Directive] = []
    for passage in passages:
        if passage.kind in _SILENT:
            continue
        context.enter(passage)
        if passage.role in {RESULTS, LIMITATIONS, GOALS}:
            continue
        row = _read_row(passage, context, given_on, year)
        if row is not None or " | " in passage.text:
            rows += [row] if row else []
            continue
        for sentence in passage.sentences:
            context.hear(sentence, by_place.get(sentence.span.start, ()))
            drafts += _read_sentence(text, passage, sentence, context)
    return sorted([*finish(text, drafts, given_on, year), *rows], key=lambda directive: directive.span.start)


def _read_row(passage: Passage, context: Context, given_on: date | None, year: int | None) -> Directive | None:
    """A line of a table: the head names the columns, each row below is a task."""
    if " | " not in passage.text:
        return None
    columns = read_header(passage.text)
    if columns:
        context.columns = columns
        return None
    return read_row(passage, context.columns, given_on, year) if context.columns else None


def _read_sentence(text: str, passage: Passage, sentence: Sentence, context: Context) -> list[Draft]:
    if belief.is_formula(sentence.text):
        return []
    found: list[Draft] = []
    owner: str | None = None
    for index, span in enumerate(split_clauses(sentence)):
        clause = text[span.start : span.end]
        order = read_order(clause)
        if found and (order is None or (order.owner is None and is_manner(clause))):
            found[-1].span = Span(found[-1].span.start, span.end)
            continue
        prelude = text[span.end : span.end + 1] == ":" and span.end + 1 < sentence.span.end
        if prelude and addressee(clause):
            owner = addressee(clause)
            continue
        if (
            order is None
            or (prelude and not belief.has_cue(order))
            or not belief.believe(clause, order, passage, context, bool(found))
        ):
            continue
        own = _owner(clause, order, owner, found, context)
        owner = owner if order.owner_inside(clause) else own
        plan = belief.is_plan(passage, context, bool(found)) and not belief.has_cue(order)
        place = Span(span.start + order.verb, span.end)
        draft = Draft(passage, place, order, own, context.speaker, index, span.start, context.list_helpers, plan)
        found.append(draft)
    _remember(sentence, found, context)
    if found and _LIST_END.search(sentence.text) and belief.is_list_opener(found[-1], text):
        context.list_helpers = helpers(text[found[-1].span.start : found[-1].span.end])
        return found[:-1]
    return found


def _owner(clause: str, order: Order, before: str | None, found: Sequence[Draft], context: Context) -> str | None:
    """The owner named here, else the one of the clause before, of the list, or of the passage."""
    if order.owner:
        return order.owner
    verb_phrase = clause[order.verb :]
    if belief.needs_one_lead(verb_phrase):
        lead = next((d.owner for d in reversed(found) if d.owner and is_named(d.owner)), None)
        if lead:
            return lead
    general = lexicon.orientation_head().match(strip_modal(verb_phrase)) is not None
    return before or (None if general and not context.list_owner else context.inherited_owner)


def _remember(sentence: Sentence, found: Sequence[Draft], context: Context) -> None:
    owned = [draft.owner for draft in found if draft.order.owner]
    opens_list = bool(found) and _LIST_END.search(sentence.text)
    if opens_list and belief.has_cue(found[-1].order):
        context.ordering = True
    if owned and opens_list:
        context.open_list(owned[-1])
    if any(belief.has_cue(draft.order) for draft in found):
        context.told_here = True
    if owned:
        context.addressed = owned[-1] if owned[-1] and is_named(owned[-1]) else None
