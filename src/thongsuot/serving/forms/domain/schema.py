"""A form as plain values: pages, one thing each; fields, each of a kind; what stops one and what must agree.

A field is asked only while its ``when`` holds, and a condition may speak only of what is asked earlier: so no two
questions wait for each other, and answers to questions no longer asked count for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from thongsuot.serving.forms.domain.kinds import Kind, Known, check_expression
from thongsuot.serving.forms.domain.parsing import ExpressionFault

YES, NO = "co", "khong"
PRE_CHECK = "kiem-tra"  # the page made of the questions asked before starting
_CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
_PAGE_CODE = re.compile(r"[a-z][a-z0-9-]{0,39}")


class BadForm(ValueError):  # noqa: N818 - names what it is
    """What is written is no form; ``str(error)`` says in Vietnamese where and why."""


class FieldKind(StrEnum):
    TEXT = "text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    MONEY = "money"  # đồng, whole
    DATE = "date"
    CHOICE = "choice"
    CHOICES = "choices"
    YES_NO = "yes_no"  # answered «co» or «khong», and so compared
    PHONE = "phone"
    ID_NUMBER = "id_number"  # 12 digits (Luật Căn cước 2023, Đ12)
    EMAIL = "email"
    ADDRESS = "address"  # {street, place as typed, unit: key, unit_name}
    UNIT = "unit"  # the same without street
    PERSON = "person"  # one value for each of ``fields``
    GROUP = "group"  # a few rows of ``fields``, at most ``most``


CONDITION_KINDS = {
    FieldKind.NUMBER: Kind.NUMBER,
    FieldKind.MONEY: Kind.NUMBER,
    FieldKind.DATE: Kind.DATE,
    FieldKind.CHOICES: Kind.SEVERAL,
    FieldKind.ADDRESS: Kind.SEVERAL,
    FieldKind.UNIT: Kind.SEVERAL,
    FieldKind.PERSON: Kind.SEVERAL,
    FieldKind.GROUP: Kind.SEVERAL,
}
WITH_FIELDS = frozenset({FieldKind.PERSON, FieldKind.GROUP})
WITH_OPTIONS = frozenset({FieldKind.CHOICE, FieldKind.CHOICES})


class Source(StrEnum):
    """«Nguồn có sẵn» (R9): what we already hold of a citizen who has proved who he is; asked again only to confirm."""

    NONE = ""
    FULL_NAME = "full_name"
    ID_NUMBER = "id_number"
    BIRTH_DATE = "birth_date"
    GENDER = "gender"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Option:
    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Field:
    """``least``/``most``: of a number, or of the rows of a group. ``is_past``: a day that cannot lie ahead.

    ``example`` stands in the words of a fault; ``autocomplete`` is the attribute of HTML (WCAG 1.3.5).
    """

    code: str
    kind: FieldKind
    label: str
    hint: str = ""
    required: bool = True
    when: str = ""
    options: tuple[Option, ...] = ()
    fields: tuple[Field, ...] = ()
    least: Decimal | None = None
    most: Decimal | None = None
    max_length: int = 200
    is_past: bool = False
    from_source: Source = Source.NONE
    autocomplete: str = ""
    example: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    code: str
    title: str
    fields: tuple[Field, ...]
    hint: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """What may not be: while ``when`` holds, ``words`` are said beside ``field``."""

    when: str
    field: str
    words: str


@dataclass(frozen=True, slots=True)
class Stop:
    """Why it is of no use to go on, told before anything is filled in; ``words`` say what to do instead."""

    when: str
    words: str


@dataclass(frozen=True, slots=True)
class Form:
    """``minutes``: our estimate of the time it takes. ``applicant``: kind of applicant, «any»: asked.

    ``stands_for``: papers of the procedure that the filled form itself is, so that nobody prints, signs and scans (R2).
    """

    title: str
    pages: tuple[Page, ...]
    minutes: int | None = None
    applicant: str = "citizen"
    stands_for: tuple[str, ...] = ("to-khai", "de-nghi", "don")
    pre_check: tuple[Field, ...] = ()
    stops: tuple[Stop, ...] = ()
    rules: tuple[Rule, ...] = ()

    @property
    def all_pages(self) -> tuple[Page, ...]:
        """The questions before starting are the first page of the form, so that nothing is asked twice."""
        if not self.pre_check:
            return self.pages
        return (Page(PRE_CHECK, "Vài câu hỏi trước khi làm", self.pre_check), *self.pages)

    def field(self, code: str) -> Field | None:
        return next((one for page in self.all_pages for one in page.fields if one.code == code), None)


def known_of(form: Form) -> dict[str, Known]:
    """What conditions of the procedure (components, fees) may speak of."""
    return {one.code: _known(one) for page in form.all_pages for one in page.fields}


def verify(form: Form) -> None:
    """Raise ``BadForm`` for codes used twice, kinds without their parts, and conditions that cannot hold."""
    seen: dict[str, Known] = {}
    pages: set[str] = set()
    for page in form.all_pages:
        if not _PAGE_CODE.fullmatch(page.code) or page.code in pages:
            raise BadForm(f"Trang «{page.code}» trùng mã hoặc mã viết sai.")
        pages.add(page.code)
        _condition(page.when, seen, f"trang «{page.code}»")
        for field in page.fields:
            _verify_field(field, seen)
            if field.code in seen:
                raise BadForm(f"Câu hỏi «{field.code}» có hai lần.")
            seen[field.code] = _known(field)
    for place, when in _conditions_after(form):
        _condition(when, seen, place)
    strange = [rule.field for rule in form.rules if rule.field not in seen]
    if strange:
        raise BadForm(f"Quy tắc nói đến câu hỏi không có: {', '.join(strange)}.")


def _conditions_after(form: Form) -> Iterator[tuple[str, str]]:
    yield from ((f"lời dừng «{stop.words[:40]}»", stop.when) for stop in form.stops)
    yield from ((f"quy tắc của «{rule.field}»", rule.when) for rule in form.rules)


def _verify_field(field: Field, earlier: Mapping[str, Known]) -> None:
    if not _CODE.fullmatch(field.code):
        raise BadForm(f"Mã câu hỏi «{field.code}» chỉ gồm chữ thường không dấu, số và gạch dưới.")
    if not field.label.strip():
        raise BadForm(f"Câu hỏi «{field.code}» chưa có lời hỏi.")
    if bool(field.options) is not (field.kind in WITH_OPTIONS):
        raise BadForm(f"Câu hỏi «{field.code}» thiếu hoặc thừa «options».")
    if bool(field.fields) is not (field.kind in WITH_FIELDS):
        raise BadForm(f"Câu hỏi «{field.code}» thiếu hoặc thừa «fields».")
    for inner in field.fields:
        if inner.kind in WITH_FIELDS or inner.when:
            raise BadForm(f"Trong «{field.code}», câu hỏi «{inner.code}» phải là câu đơn, không điều kiện.")
        _verify_field(inner, {})
    codes = [option.code for option in field.options] + [inner.code for inner in field.fields]
    if len(set(codes)) != len(codes):
        raise BadForm(f"Câu hỏi «{field.code}» có hai phần trùng mã.")
    _condition(field.when, earlier, f"câu hỏi «{field.code}»")


def _condition(when: str, earlier: Mapping[str, Known], place: str) -> None:
    try:
        check_expression(when, earlier)
    except ExpressionFault as fault:
        raise BadForm(f"Ở {place}: {fault}") from fault


def _known(field: Field) -> Known:
    codes = (YES, NO) if field.kind is FieldKind.YES_NO else tuple(one.code for one in field.options)
    return Known(CONDITION_KINDS.get(field.kind, Kind.TEXT), codes)
