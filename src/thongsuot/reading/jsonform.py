"""A reading as plain JSON: the form ``thongsuot read`` writes, described in docs/schemas/reading.schema.json."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from thongsuot.kernel.figures import Figure
from thongsuot.reading.model import Directive, DirectiveKind, Limitation, Meeting, Reading

Json = dict[str, Any]

#: Only what somebody is still to do is a task; results, shortcomings and praise are not.
TASK_KINDS = (DirectiveKind.TASK, DirectiveKind.ORIENTATION)


def as_json(reading: Reading) -> Json:
    """Numbers are JSON numbers, dates ISO 8601, absent values null; ``start`` counts characters of the NFC text."""
    return {
        "meeting": _meeting(reading.meeting),
        "indicators": [_indicator(figure) for figure in reading.figures],
        "tasks": [_task(directive) for directive in reading.directives if directive.kind in TASK_KINDS],
        "limitations": [_limitation(limitation) for limitation in reading.limitations],
    }


def _meeting(meeting: Meeting) -> Json:
    return {
        "committee": meeting.committee,
        "session": meeting.session,
        "chair": list(meeting.chair),
        "date": _day(meeting.date),
        "place": meeting.place,
        "period": meeting.period.text if meeting.period else None,
        "purpose": meeting.purpose,
        "doc_number": meeting.doc_number,
    }


def _indicator(figure: Figure) -> Json:
    return {
        "name": figure.name,
        "value": _number(figure.value),
        "unit": figure.unit,
        "qualifier": figure.qualifier.value,
        "value_min": _number(figure.value_min),
        "value_max": _number(figure.value_max),
        "numerator": _number(figure.numerator),
        "denominator": _number(figure.denominator),
        "org": figure.org,
        "period": figure.period.text if figure.period else None,
        "rank": figure.rank,
        "out_of": figure.out_of,
        "rank_scope": figure.rank_scope,
        "change": _number(figure.change),
        "change_unit": figure.change_unit,
        "rank_change": figure.rank_change,
        "target": _number(figure.target),
        "status": figure.status,
        "grade": figure.grade,
        "quote": figure.quote,
        "start": figure.span.start,
    }


def _task(directive: Directive) -> Json:
    return {
        "assignee": directive.assignee,
        "text": directive.text,
        "deadline": _day(directive.deadline),
        "kind": directive.kind.value,
        "quote": directive.quote,
        "start": directive.span.start,
    }


def _limitation(limitation: Limitation) -> Json:
    return {
        "text": limitation.text,
        "org": limitation.org,
        "quote": limitation.quote,
        "start": limitation.span.start,
    }


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _number(value: Decimal | None) -> int | float | None:
    """A whole number stays one (186 triệu → 186000000); JSON has no decimal type, so the rest become floats."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
