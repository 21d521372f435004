"""All questions of one round, from its rows and from what other loops know. Asked afresh each time the page opens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal, InvalidOperation
from itertools import chain

from django.utils import timezone

from thongsuot.measuring.analysis.domain.discrimination import Discrimination, discrimination
from thongsuot.measuring.analysis.domain.shape import Scoring
from thongsuot.measuring.analysis.reading import from_rows
from thongsuot.measuring.criteria.domain.rules import Computed
from thongsuot.measuring.detector import sources
from thongsuot.measuring.detector.domain.answers import straight_questions
from thongsuot.measuring.detector.domain.digits import digit_questions
from thongsuot.measuring.detector.domain.filings import device_questions
from thongsuot.measuring.detector.domain.questions import Kind, Question
from thongsuot.measuring.detector.domain.scores import ceiling_questions, inflation_questions
from thongsuot.measuring.detector.domain.timing import Happening, What, timing_questions
from thongsuot.measuring.publishing.building import Rows
from thongsuot.measuring.publishing.gathering import rows_of
from thongsuot.measuring.rounds.models import Round
from thongsuot.steering.facade import task_closings

_COUNTS = ("numerator", "denominator", "cases")


@dataclass(frozen=True, slots=True)
class Looked:
    """``unseen``: kinds for which nobody gives rows yet."""

    scoring: Scoring
    questions: list[Question]
    items: list[Discrimination]
    unseen: tuple[Kind, ...]


def look(opened: Round) -> Looked:
    """Unfiltered: whoever calls has asked for the round through ``queries``."""
    rows = rows_of(opened)
    scoring = from_rows(rows)
    names = {one.unit.key: one.unit.name for one in rows.participants}
    items = discrimination(scoring)
    filed, answered = sources.filings(list(names), opened.year), sources.sheets(list(names), opened.year)
    found = [
        *inflation_questions(scoring),
        *timing_questions(chain(_appraisals(rows), _tasks(rows)), names),
        *device_questions(filed or (), names),
        *straight_questions(answered or (), names),
        *digit_questions(_counts(rows), names),
        *ceiling_questions(items),
    ]
    unseen = [kind for kind, given in ((Kind.DEVICE, filed), (Kind.STRAIGHT, answered)) if given is None]
    return Looked(scoring, found, items, tuple(unseen))


def _appraisals(rows: Rows) -> Iterator[Happening]:
    for participant in rows.participants:
        for one in rows.scores.get(participant.pk, ()):
            if one.appraised_at is not None and one.appraised_by_id is not None:
                at = timezone.localtime(one.appraised_at)
                yield Happening(participant.unit.key, What.APPRAISAL, at, str(one.appraised_by_id), one.code)


def _tasks(rows: Rows) -> Iterator[Happening]:
    """Tasks keep the day they were closed, not the hour: enough for days, not for haste."""
    keys = {one.unit_id: one.unit.key for one in rows.participants}
    for closed in task_closings(list(keys), rows.round.year):
        yield Happening(keys[closed.unit_id], What.TASK, datetime.combine(closed.day, time.min), "", str(closed.task))


def _counts(rows: Rows) -> dict[str, list[Decimal]]:
    """Numbers the units typed; leaves whose inputs come from the record say nothing about typing."""
    typed = {
        leaf.code for leaf in rows.criteria.leaves() if leaf.is_self_scored and not isinstance(leaf.rule, Computed)
    }
    found: dict[str, list[Decimal]] = {}
    for participant in rows.participants:
        for one in rows.scores.get(participant.pk, ()):
            if one.code in typed:
                texts = (one.inputs.get(name) for name in _COUNTS)
                found.setdefault(participant.unit.key, []).extend(_known(texts))
    return found


def _known(texts: Iterable[str | None]) -> Iterator[Decimal]:
    for text in texts:
        try:
            yield Decimal(str(text))
        except InvalidOperation:
            continue
