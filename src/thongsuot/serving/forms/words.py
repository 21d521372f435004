"""Answers in words, as whoever wrote or reads them would put them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from thongsuot.kernel.formatting import format_date, format_number
from thongsuot.serving.forms.domain.reading import day_of, number_of
from thongsuot.serving.forms.domain.schema import NO, YES, Field, FieldKind, Form


def answers_in_words(form: Form, answers: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(question, answer) of all that was answered, in the order of the form; what it does not know stays as it is."""
    given = {code: answer for code, answer in answers.items() if answer not in (None, "", [], {})}
    fields = {one.code: one for page in form.all_pages for one in page.fields}
    known = [(one.label, text_of(one, given[code])) for code, one in fields.items() if code in given]
    return known + [(code, str(answer)) for code, answer in given.items() if code not in fields]


def text_of(one: Field, answer: Any) -> str:
    """An answer in words; a dash where nothing was given."""
    if answer in (None, "", [], {}):
        return "—"
    labels = {option.code: option.label for option in one.options} | {YES: _("Có"), NO: _("Không")}
    match one.kind:
        case FieldKind.CHOICE | FieldKind.YES_NO:
            return labels.get(str(answer), str(answer))
        case FieldKind.CHOICES:
            return ", ".join(labels.get(str(code), str(code)) for code in answer)
        case FieldKind.ADDRESS | FieldKind.UNIT:
            return address_text(answer)
        case FieldKind.PERSON:
            return _row_text(one, answer)
        case FieldKind.GROUP:
            return "; ".join(_row_text(one, row) for row in answer)
        case FieldKind.MONEY:
            return _("%(amount)s đồng") % {"amount": typed_again(one, answer)}
    return str(typed_again(one, answer))


def _row_text(one: Field, row: Any) -> str:
    given = row if isinstance(row, Mapping) else {}
    return ", ".join(text_of(inner, given[inner.code]) for inner in one.fields if given.get(inner.code))


def typed_again(one: Field, answer: Any) -> Any:
    """The answer as its writer would type it: 05/03/2026, 1.500.000."""
    if answer is None:
        return [] if one.kind is FieldKind.CHOICES else ""
    if one.kind is FieldKind.DATE and day_of(answer):
        return format_date(day_of(answer) or date.min)
    if one.kind in {FieldKind.NUMBER, FieldKind.MONEY}:
        number = number_of(answer)
        return answer if number is None else format_number(number)
    return answer


def address_text(answer: Any) -> str:
    """«12 Trần Đăng Ninh, Phường Đông Kinh, Lạng Sơn»."""
    given = answer if isinstance(answer, dict) else {}
    return ", ".join(part for part in (given.get("street"), given.get("unit_name") or given.get("place")) if part)
