"""From → to in words a person reads: names of columns, units, days and states instead of codes and numbers."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.kernel.formatting import format_date
from thongsuot.registry.units.models import Unit
from thongsuot.steering.tasks.models import Task

_BESIDE = {
    "text": gettext_lazy("nội dung báo cáo"),
    "proofs": gettext_lazy("số minh chứng kèm theo"),
    "partners": gettext_lazy("đơn vị phối hợp"),
    "extension": gettext_lazy("đề nghị gia hạn số"),
    "asked_deadline": gettext_lazy("hạn xin"),
    "decision": gettext_lazy("trả lời"),
    "consulted": gettext_lazy("câu hỏi xin ý kiến"),
}
_UNITS = {"lead_id", "home_id"}
_SILENT = {"status_before_pause", "submitted_by_id", "accepted_by_id", "first_deadline", "home_id"}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def words_of_change(changes: dict[str, list[Any]], names: dict[int, str] | None = None) -> list[str]:
    """«hạn: 31/07/2022 → 31/08/2022»; columns that only repeat what others say are left out."""
    names = unit_names([changes]) if names is None else names
    return [
        f"{_label(column)}: {_change(column, before, after, names)}"
        for column, (before, after) in changes.items()
        if column not in _SILENT and (before or after)
    ]


def unit_names(many: list[dict[str, list[Any]]]) -> dict[int, str]:
    """Names of every unit the changes speak of, in one statement."""
    ids = {value for changes in many for column in _UNITS for value in changes.get(column, ()) if value}
    return dict(Unit.objects.filter(pk__in=ids).values_list("pk", "name")) if ids else {}


def _change(column: str, before: Any, after: Any, names: dict[int, str]) -> str:
    new = _value(column, after, names)
    return f"{_value(column, before, names)} → {new}" if before not in (None, "", []) else new


def _value(column: str, value: Any, names: dict[int, str]) -> str:
    if value in (None, "", []):
        return _("bỏ trống")
    if column in _UNITS:
        return names.get(value, str(value))
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if isinstance(value, list):
        return "; ".join(map(str, value))
    choices = dict(_field(column).flatchoices) if _field(column) is not None else {}
    if value in choices:
        return str(choices[value])
    text = str(value)
    return format_date(date.fromisoformat(text)) if _DAY.fullmatch(text) else text


def _label(column: str) -> str:
    if column in _BESIDE:
        return str(_BESIDE[column])
    field = _field(column)
    return str(field.verbose_name) if field is not None else column


def _field(column: str) -> Any:
    try:
        return Task._meta.get_field(column.removesuffix("_id"))
    except FieldDoesNotExist:
        return None
