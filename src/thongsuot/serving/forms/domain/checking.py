"""What is asked of whom, and what is wrong with the answers: the same words beside the field and in the summary."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from thongsuot.kernel.formatting import format_date, format_number
from thongsuot.serving.forms.domain.expressions import applies
from thongsuot.serving.forms.domain.reading import day_of, number_of
from thongsuot.serving.forms.domain.schema import NO, WITH_OPTIONS, YES, Field, FieldKind, Form, Page

_OLDEST = date(1900, 1, 1)
_PHONE = re.compile(r"0[0-9]{9,10}")
_ID_NUMBER = re.compile(r"[0-9]{12}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]{2,}")
_CHOSEN = WITH_OPTIONS | {FieldKind.YES_NO}


@dataclass(frozen=True, slots=True)
class Fault:
    """``field``: name of the input («con», «cha.ngay_sinh», «thanh_vien.0.ho_ten»); ``page``: code of its page."""

    field: str
    message: str
    page: str = ""


def visible_pages(form: Form, answers: Mapping[str, Any], today: date | None = None) -> list[Page]:
    """The pages this person is asked, in order; a page whose questions are all skipped is skipped too."""
    kept = relevant(form, answers, today)
    return [page for page in form.all_pages if _shown(page, kept, today)]


def visible_fields(form: Form, page: Page, answers: Mapping[str, Any], today: date | None = None) -> list[Field]:
    """The questions of a page that are asked, given what is answered so far."""
    return _shown(page, relevant(form, answers, today), today)


def relevant(form: Form, answers: Mapping[str, Any], today: date | None = None) -> dict[str, Any]:
    """The answers to what is asked; an answer left behind by a question no longer asked counts for nothing."""
    kept: dict[str, Any] = {}
    for page in form.all_pages:
        for field in _asked(page, kept, today):
            if answers.get(field.code) not in (None, "", [], {}):
                kept[field.code] = answers[field.code]
    return kept


def stops_of(form: Form, answers: Mapping[str, Any], today: date | None = None) -> list[str]:
    """Why it is of no use to go on, in words; empty when nothing stands in the way."""
    kept = relevant(form, answers, today)
    return [stop.words for stop in form.stops if applies(stop.when, kept, today)]


def check(form: Form, answers: Mapping[str, Any], today: date | None = None, page: str | None = None) -> list[Fault]:
    """All that is wrong, in the order of the pages; with ``page`` of that page alone."""
    kept = relevant(form, answers, today)
    faults: list[Fault] = []
    for one in form.all_pages:
        if page in (None, one.code):
            fields = _shown(one, kept, today)
            found = [fault for field in fields for fault in _check_field(field, kept.get(field.code), today)]
            found += _broken_rules(form, fields, {fault.field for fault in found}, kept, today)
            faults += [Fault(fault.field, fault.message, one.code) for fault in found]
    return faults


def _asked(page: Page, kept: dict[str, Any], today: date | None) -> Iterator[Field]:
    """Lazily: a later question of the page may hang on an earlier one."""
    if applies(page.when, kept, today):
        yield from (field for field in page.fields if applies(field.when, kept, today))


def _shown(page: Page, kept: dict[str, Any], today: date | None) -> list[Field]:
    return list(_asked(page, kept, today))


def _broken_rules(
    form: Form, fields: list[Field], faulty: set[str], kept: Mapping[str, Any], today: date | None
) -> list[Fault]:
    here = {field.code for field in fields} - faulty
    return [
        Fault(rule.field, rule.words) for rule in form.rules if rule.field in here and applies(rule.when, kept, today)
    ]


def _check_field(field: Field, answer: Any, today: date | None) -> list[Fault]:
    if answer is None and not field.required:
        return []
    if field.kind is FieldKind.PERSON:  # of somebody not named at all, each thing is asked for by itself
        return _check_row(field, field.code, answer, today)
    if answer is None:
        return [Fault(field.code, missing_words(field))]
    if field.kind is FieldKind.GROUP:
        return _check_group(field, answer, today)
    words = _wrong(field, answer, today)
    return [Fault(field.code, words)] if words else []


def _check_row(field: Field, name: str, row: Any, today: date | None) -> list[Fault]:
    given = row if isinstance(row, Mapping) else {}
    found = (fault for inner in field.fields for fault in _check_field(inner, given.get(inner.code), today))
    return [Fault(f"{name}.{fault.field}", fault.message) for fault in found]


def _check_group(field: Field, rows: Any, today: date | None) -> list[Fault]:
    given = rows if isinstance(rows, list) else []
    if field.least is not None and len(given) < field.least:
        return [Fault(field.code, f"{field.label}: cần ít nhất {field.least} dòng.")]
    if field.most is not None and len(given) > field.most:
        return [Fault(field.code, f"{field.label}: nhiều nhất {field.most} dòng.")]
    return [
        fault for number, row in enumerate(given) for fault in _check_row(field, f"{field.code}.{number}", row, today)
    ]


def missing_words(field: Field) -> str:
    """«Nhập ngày sinh của con, ví dụ 5/3/2026.»; what is chosen is «Chọn …»."""
    if field.kind is FieldKind.YES_NO:
        return f"Chọn Có hoặc Không: {field.label}"
    verb = "Chọn" if field.kind in _CHOSEN else "Nhập"
    example = f", ví dụ {field.example}" if field.example else ""
    if field.label.endswith("?"):
        return f"{'Chọn một câu trả lời' if field.kind in _CHOSEN else 'Hãy trả lời'}: {field.label}"
    return f"{verb} {field.label[:1].lower()}{field.label[1:]}{example}."


def _wrong(field: Field, answer: Any, today: date | None) -> str:
    """What is wrong with an answer that was given, and how to mend it; empty when nothing is."""
    label = field.label.rstrip("?")
    match field.kind:
        case FieldKind.TEXT | FieldKind.LONG_TEXT:
            return _too_long(field, answer, label)
        case FieldKind.NUMBER | FieldKind.MONEY:
            return _wrong_number(field, answer, label)
        case FieldKind.DATE:
            return _wrong_day(field, answer, label, today)
        case FieldKind.CHOICE | FieldKind.CHOICES:
            codes = {one.code for one in field.options}
            chosen = answer if isinstance(answer, list) else [answer]
            return "" if set(map(str, chosen)) <= codes else f"{label}: chọn trong danh sách đã cho."
        case FieldKind.YES_NO:
            return "" if answer in (YES, NO) else f"Chọn Có hoặc Không: {field.label}"
        case FieldKind.ADDRESS | FieldKind.UNIT:
            return _wrong_place(field, answer, label)
    return _wrong_pattern(field, str(answer), label)


def _too_long(field: Field, answer: Any, label: str) -> str:
    extra = len(str(answer)) - field.max_length
    return f"{label}: dài hơn {field.max_length} chữ. Hãy bớt {extra} chữ." if extra > 0 else ""


def _wrong_number(field: Field, answer: Any, label: str) -> str:
    number = number_of(answer)
    if number is None:
        return f"{label}: chỉ ghi số, ví dụ {field.example or '12'}."
    if field.least is not None and number < field.least:
        return f"{label}: ít nhất là {_number(field.least)}."
    if field.most is not None and number > field.most:
        return f"{label}: nhiều nhất là {_number(field.most)}."
    return ""


def _number(value: Decimal) -> str:
    return format_number(value)


def _wrong_day(field: Field, answer: Any, label: str, today: date | None) -> str:
    day = day_of(answer)
    if day is None:
        return f"{label}: «{answer}» không phải một ngày. Hãy ghi ngày/tháng/năm, ví dụ {field.example or '5/3/2026'}."
    if field.is_past and today and day > today:
        return f"{label}: không thể sau hôm nay ({format_date(today)})."
    if day < _OLDEST:
        return f"{label}: năm {day.year} có đúng không? Hãy ghi đủ bốn chữ số của năm."
    return ""


def _wrong_place(field: Field, answer: Any, label: str) -> str:
    given = answer if isinstance(answer, Mapping) else {}
    if not given.get("place"):
        return f"{label}: gõ tên xã, phường, đặc khu."
    if not given.get("unit"):
        return f"{label}: chọn một nơi trong danh sách tìm được cho «{given['place']}»."
    if field.kind is FieldKind.ADDRESS and not given.get("street"):
        return f"{label}: ghi thêm số nhà, đường hoặc thôn."
    return ""


def _wrong_pattern(field: Field, answer: str, label: str) -> str:
    match field.kind:
        case FieldKind.PHONE if not _PHONE.fullmatch(answer):
            return f"{label}: cần 10 chữ số, bắt đầu bằng số 0, ví dụ 0912 345 678."
        case FieldKind.ID_NUMBER if not _ID_NUMBER.fullmatch(answer):
            return f"{label}: cần đúng 12 chữ số; đang có {len(answer)} ký tự."
        case FieldKind.EMAIL if not _EMAIL.fullmatch(answer):
            return f"{label}: cần dạng ten@noidung.vn."
    return ""
