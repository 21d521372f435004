"""Form fields that read what people type: numbers with a comma, days day first."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from thongsuot.kernel.numbers import AmbiguousNumber, understand_input
from thongsuot.kernel.periods import UnknownPeriod, parse_date

_LONGEST = 40


class NumberField(forms.CharField):
    """«1.659,5» → «1659.5», the text of a decimal; «1,659.5» is asked about. Blank stays blank: missing, never 0."""

    def __init__(self, **options: Any) -> None:
        shown = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "number"})
        super().__init__(**{"max_length": _LONGEST, "required": False, "widget": shown, **options})

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        if not text:
            return ""
        try:
            return format(understand_input(text)[0], "f")
        except AmbiguousNumber as unclear:
            hint = _(" Có phải là %(value)s?") % {"value": unclear.suggestion} if unclear.suggestion else ""
            message = _("«%(text)s» không đọc được thành số.%(hint)s Viết như 1.659,5 hoặc 33,8.")
            raise forms.ValidationError(message % {"text": text, "hint": hint}) from None


class DayField(forms.CharField):
    """«9/10/2024»; a day without a year belongs to this one."""

    def __init__(self, **options: Any) -> None:
        shown = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "day"})
        super().__init__(**{"max_length": _LONGEST, "required": False, "widget": shown, **options})

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%d/%m/%Y}" if isinstance(value, date) else value

    def to_python(self, value: Any) -> date | None:  # type: ignore[override]
        text = super().to_python(value)
        if not text:
            return None
        try:
            return parse_date(text, timezone.localdate())
        except UnknownPeriod:
            message = _("Chưa hiểu ngày «%(text)s». Viết ngày/tháng/năm, ví dụ 31/12/2026.")
            raise forms.ValidationError(message % {"text": text}) from None

    def validate(self, value: Any) -> None:
        forms.Field.validate(self, value)

    def run_validators(self, value: Any) -> None:
        """Length was checked on the text; a day has none."""
