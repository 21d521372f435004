"""A draft begun under one version of a form goes over to the one in force: what differs is named, nothing is lost."""

from __future__ import annotations

from thongsuot.serving.forms.domain.schema import Field, Form


def differences(before: Form, after: Form) -> list[str]:
    """Labels of the questions that are new, asked otherwise, or no longer asked; in the order asked now."""
    old, new = _fields(before), _fields(after)
    changed = [field.label for code, field in new.items() if code not in old or _asks(field) != _asks(old[code])]
    return [*changed, *(field.label for code, field in old.items() if code not in new)]


def _fields(form: Form) -> dict[str, Field]:
    return {field.code: field for page in form.all_pages for field in page.fields}


def _asks(field: Field) -> tuple[object, ...]:
    """What makes a question another one; hints and examples may improve without asking again."""
    return (field.kind, field.label, field.required, field.options, field.fields)
