"""Form fields of the editor: numbers as Vietnamese writes them, and the table of steps as lines of text."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from thongsuot.kernel.numbers.parsing import AmbiguousNumber, parse_number
from thongsuot.measuring.criteria.domain.words import points


class NumberField(forms.CharField):
    """«1,5» → Decimal("1.5"); empty → ``None``. Says how to write it where it cannot be read for certain."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 20, "strip": True} | options)

    def clean(self, value: Any) -> Decimal | None:  # type: ignore[override]
        text = super().clean(value)
        return _number(text) if text else None

    def prepare_value(self, value: Any) -> Any:
        return points(value) if isinstance(value, Decimal) else value


def _number(text: str) -> Decimal:
    try:
        return parse_number(text)
    except AmbiguousNumber as error:
        raise forms.ValidationError(str(error)) from error


class StepsField(forms.CharField):
    """A step a line: «80 : 1,5» or «2 : 1 : lời của bậc» → a list of plain steps."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"widget": forms.Textarea(attrs={"rows": 4}), "max_length": 4000} | options)

    def clean(self, value: Any) -> list[dict[str, str]]:  # type: ignore[override]
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        return [_step(number, line) for number, line in enumerate(lines, 1)]

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(_line(one) for one in value) if isinstance(value, list) else value


def _step(number: int, line: str) -> dict[str, str]:
    parts = [part.strip() for part in line.split(":", 2)]
    if len(parts) < 2:
        raise forms.ValidationError(
            _("Dòng %(number)s: «%(line)s» thiếu dấu hai chấm. Viết như «80 : 1,5».") % {"number": number, "line": line}
        )
    return {"at_least": str(_number(parts[0])), "points": str(_number(parts[1])), "label": "".join(parts[2:])}


def _line(step: dict[str, str]) -> str:
    words = [points(Decimal(str(step["at_least"]))), points(Decimal(str(step["points"])))]
    return " : ".join([*words, step["label"]] if step.get("label") else words)


class LinesField(forms.CharField):
    """One entry a line → a list of texts."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"widget": forms.Textarea(attrs={"rows": 3}), "max_length": 4000} | options)

    def clean(self, value: Any) -> list[str]:  # type: ignore[override]
        return [line.strip("-• \t") for line in super().clean(value).splitlines() if line.strip("-• \t")]

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value
