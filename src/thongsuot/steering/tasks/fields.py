"""Form fields that read what people type: days the Vietnamese way, numbers with a comma, units by name."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from thongsuot.kernel.numbers import understand_input
from thongsuot.kernel.periods import UnknownPeriod, parse_date
from thongsuot.kernel.text import fold, nfc
from thongsuot.platform.access.actors import ANONYMOUS
from thongsuot.registry.units.models import Unit
from thongsuot.registry.units.queries import search

UNITS_LIST = "danh-sach-don-vi"  # id of the page's <datalist>


class _Typed(forms.Field):
    """Text that stands for something else; length and stray characters are checked before it is understood."""

    longest = 40
    attributes: ClassVar[dict[str, Any]] = {}

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"widget": forms.TextInput(attrs={"maxlength": self.longest, **self.attributes}), **options})

    def text(self, value: Any) -> str:
        return nfc(str(forms.CharField(required=False, max_length=self.longest).clean(value)))


class DayField(_Typed):
    """«9/10/2024», «09-10-2024»; a day without a year belongs to this one."""

    attributes: ClassVar = {"inputmode": "numeric"}

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%d/%m/%Y}" if isinstance(value, date) else value

    def to_python(self, value: Any) -> date | None:
        text = self.text(value)
        if not text:
            return None
        try:
            return parse_date(text, timezone.localdate())
        except UnknownPeriod:
            message = _("Chưa hiểu ngày «%(text)s». Viết ngày/tháng/năm, ví dụ 31/12/2026.")
            raise forms.ValidationError(message % {"text": text}) from None


class NumberField(_Typed):
    """«1.659,5»; «1,659.5» is asked about."""

    attributes: ClassVar = {"inputmode": "decimal"}

    def to_python(self, value: Any) -> Decimal | None:
        text = self.text(value)
        if not text:
            return None
        try:
            return understand_input(text)[0]
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None


class UnitField(_Typed):
    """A unit by its name or key, as it stands today; similar names are offered when the words fit none or many."""

    longest = 255
    attributes: ClassVar = {"list": UNITS_LIST, "autocomplete": "off"}

    def to_python(self, value: Any) -> Unit | None:
        text = self.text(value)
        return unit_named(text) if text else None


class UnitsField(_Typed):
    """Several units, one a line; what names no unit is kept as words. The value is (units, words)."""

    longest = 5000

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"widget": forms.Textarea(attrs={"rows": 3}), **options})

    def to_python(self, value: Any) -> tuple[tuple[Unit, ...], tuple[str, ...]]:
        units, words = [], []
        for line in self.text(value).splitlines():
            if not (text := line.strip(" ;,")):
                continue
            found = _exactly(text)
            if len(found) == 1:
                units.append(found[0])
            else:
                words.append(text[:255])
        return tuple(units), tuple(words)


def typed(unit: Unit | None) -> str:
    """What a field starts with so that it finds the unit again: the name of one in being, the key of one that ended."""
    if unit is None:
        return ""
    ended = unit.valid_to is not None and unit.valid_to <= timezone.localdate()
    return unit.key if ended else unit.name


def unit_named(text: str) -> Unit:
    found = _exactly(text)
    if len(found) == 1:
        return found[0]
    near = found or search(ANONYMOUS, text, limit=4)
    if not near:
        raise forms.ValidationError(_("Không có đơn vị nào tên «%(text)s».") % {"text": text})
    names = "; ".join(f"{unit.name} ({unit.key})" for unit in near[:4])
    raise forms.ValidationError(
        _("Chưa rõ đơn vị nào. Gần nhất: %(names)s. Hãy gõ tên đầy đủ hoặc mã.") % {"names": names}
    )


def _exactly(text: str) -> list[Unit]:
    """Units in being whose key or name is the text; marks and capitals aside."""
    today = timezone.localdate()
    near = search(ANONYMOUS, text, on=today, limit=8)
    keyed = Unit.objects.filter(key=text)
    living = [unit for unit in near if unit.valid_to is None or unit.valid_to > today]
    named = [unit for unit in living if fold(unit.name) == fold(nfc(text))]
    named = named or [unit for unit in living if fold(unit.short_name) == fold(nfc(text))]
    return list(keyed) or named
