"""A field of a form as a template draws it: names, ids, what was typed, what is wrong and what describes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from thongsuot.serving.filing.places import Place
from thongsuot.serving.forms.domain.checking import Fault
from thongsuot.serving.forms.domain.schema import NO, YES, Field, FieldKind, Option, Page
from thongsuot.serving.forms.words import text_of, typed_again

_INPUTS = {
    FieldKind.PHONE: ("tel", "tel"),
    FieldKind.EMAIL: ("email", "email"),
    FieldKind.ID_NUMBER: ("text", "numeric"),
    FieldKind.NUMBER: ("text", "decimal"),
    FieldKind.MONEY: ("text", "numeric"),
}
_ONE_CHOICE = {FieldKind.CHOICE, FieldKind.YES_NO}


@dataclass(frozen=True, slots=True)
class Shown:
    """``parts``: the fields inside a person, or the rows of a group as lists of fields."""

    field: Field
    name: str
    value: Any
    error: str = ""
    options: tuple[Option, ...] = ()
    parts: tuple[Shown, ...] = ()
    rows: tuple[tuple[Shown, ...], ...] = ()
    places: tuple[Place, ...] = ()
    template: str = ""
    id: str = ""
    described: str = ""
    input_type: str = "text"
    input_mode: str = "text"


def marked(faults: list[Fault]) -> list[dict[str, str]]:
    """For the summary: the words, and the id of the input they lead to."""
    return [{"message": one.message, "id": one.field.replace(".", "-")} for one in faults]


def shown_fields(
    fields: list[Field],
    answers: Mapping[str, Any],
    faults: list[Fault],
    places: Mapping[str, list[Place]],
) -> list[Shown]:
    """The fields of a page, filled in as typed."""
    errors = {fault.field: fault.message for fault in faults}
    return [_shown(one, one.code, answers.get(one.code), errors, places) for one in fields]


def _shown(one: Field, name: str, answer: Any, errors: Mapping[str, str], places: Mapping[str, list[Place]]) -> Shown:
    kind, error = one.kind, errors.get(name, "")
    given = answer if isinstance(answer, Mapping) else {}
    row = answer if isinstance(answer, list) else []
    identity = f"o-{name.replace('.', '-')}"
    described = [f"{identity}-hint"] * bool(one.hint) + [f"{identity}-error"] * bool(error)
    input_type, input_mode = _INPUTS.get(kind, ("text", "text"))
    return Shown(
        field=one,
        name=name,
        value=given if kind in {FieldKind.ADDRESS, FieldKind.UNIT} else typed_again(one, answer),
        error=error,
        options=(Option(YES, _("Có")), Option(NO, _("Không"))) if kind is FieldKind.YES_NO else one.options,
        parts=_parts(one, name, given, errors) if kind is FieldKind.PERSON else (),
        rows=_rows(one, name, row, errors) if kind is FieldKind.GROUP else (),
        places=tuple(places.get(one.code, ())),
        template=f"serving/filing/fields/{_TEMPLATES.get(kind, 'line')}.html",
        id=identity,
        described=" ".join(described),
        input_type=input_type,
        input_mode=input_mode,
    )


_TEMPLATES = {
    FieldKind.LONG_TEXT: "lines",
    FieldKind.CHOICE: "choice",
    FieldKind.YES_NO: "choice",
    FieldKind.CHOICES: "choices",
    FieldKind.ADDRESS: "place",
    FieldKind.UNIT: "place",
    FieldKind.PERSON: "person",
    FieldKind.GROUP: "group",
}


def _parts(one: Field, name: str, given: Mapping[str, Any], errors: Mapping[str, str]) -> tuple[Shown, ...]:
    return tuple(_shown(inner, f"{name}.{inner.code}", given.get(inner.code), errors, {}) for inner in one.fields)


def _rows(one: Field, name: str, rows: list[Any], errors: Mapping[str, str]) -> tuple[tuple[Shown, ...], ...]:
    """Those filled in and one more to fill, up to the most."""
    count = min(len(rows) + 1, int(one.most or 1))
    filled = [row if isinstance(row, Mapping) else {} for row in rows] + [{}]
    return tuple(_parts(one, f"{name}.{number}", filled[number], errors) for number in range(count))


@dataclass(frozen=True, slots=True)
class Line:
    """One answer to check; ``page``: where to change it."""

    label: str
    text: str
    page: str


def lines_of(page: Page, fields: list[Field], answers: Mapping[str, Any]) -> list[Line]:
    """The answers of a page in words."""
    return [Line(one.label, text_of(one, answers.get(one.code)), page.code) for one in fields]
