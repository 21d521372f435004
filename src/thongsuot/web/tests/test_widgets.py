"""Our widgets are Django's to the letter; only the time they take is not."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates, get_default_renderer
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from thongsuot.web.widgets import Renderer

PLACES = (
    ("", "—"),
    (7, "Sở «Nội vụ» <b> & 'Tư pháp'"),
    ("phuong", gettext_lazy("Phường")),
    (Decimal("1.5"), Decimal("1.5")),
    (None, mark_safe("<i>đậm</i>")),
)
GROUPS = (("Tỉnh", PLACES[:2]), ("", PLACES[2:3]), (gettext_lazy("Xã <thôn>"), PLACES[3:]), ("x", "một mình"))
ATTRIBUTES = {"id": "một", "required": True, "disabled": False, "data-a": '"<&', "rows": 2, "maxlength": "30"}
WIDGETS = [
    *(kind(ATTRIBUTES) for kind in (forms.TextInput, forms.NumberInput, forms.EmailInput, forms.HiddenInput)),
    *(kind() for kind in (forms.PasswordInput, forms.DateInput, forms.CheckboxInput, forms.FileInput)),
    forms.Textarea(ATTRIBUTES),
    forms.Select(ATTRIBUTES, choices=PLACES),
    forms.Select(choices=GROUPS),
    forms.Select(choices=()),
    forms.SelectMultiple(ATTRIBUTES, choices=PLACES),
    forms.NullBooleanSelect(),
    forms.RadioSelect(choices=PLACES),
    forms.CheckboxSelectMultiple(choices=GROUPS),
    forms.ClearableFileInput(),
    forms.SplitDateTimeWidget(),
]


@pytest.mark.parametrize("value", [None, "", 7, "phuong", "\n <script>&\"'", 1.5, Decimal("1.5"), True])
@pytest.mark.parametrize("widget", WIDGETS, ids=lambda one: type(one).__name__)
def test_drawn_as_django_draws(widget: forms.Widget, value: Any) -> None:
    if isinstance(widget, forms.SplitDateTimeWidget):
        value = None
    theirs = widget.render("tên <ô>", value, {"aria-describedby": "a b"}, renderer=DjangoTemplates())
    ours = widget.render("tên <ô>", value, {"aria-describedby": "a b"}, renderer=Renderer())
    assert ours == theirs
    assert hasattr(ours, "__html__")


def test_forms_of_the_product_use_it() -> None:
    assert isinstance(get_default_renderer(), Renderer)
