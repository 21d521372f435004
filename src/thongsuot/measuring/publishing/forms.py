"""Forms of publication and appeals."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thongsuot.kernel.numbers import parse_number
from thongsuot.measuring.publishing.actions import APPEAL_DAYS

_SHORT = forms.Textarea(attrs={"rows": 4})
_DAY_ERROR = {"invalid": _("Ngày phải viết như 31/12/2026.")}


class PublishForm(forms.Form):
    decision = forms.CharField(
        label=_("Quyết định công bố"), max_length=300, help_text=_("Số, ngày, cơ quan ban hành quyết định.")
    )
    day = forms.DateField(
        label=_("Công bố ngày"),
        required=False,
        input_formats=["%d/%m/%Y", "%Y-%m-%d"],
        error_messages=_DAY_ERROR,
        help_text=_("Để trống thì công bố ngay. Trước giờ này, ngoài người có trách nhiệm không ai xem được."),
    )
    hour = forms.TimeField(
        label=_("Lúc"),
        required=False,
        input_formats=["%H:%M", "%Hh%M", "%H"],
        error_messages={"invalid": _("Giờ phải viết như 08:30.")},
    )
    appeal_days = forms.IntegerField(
        label=_("Nhận kiến nghị trong (ngày)"),
        min_value=0,
        max_value=90,
        initial=APPEAL_DAYS,
        help_text=_("Ghi 0 nếu không nhận kiến nghị."),
    )
    remedy_due_text = forms.CharField(
        label=_("Hạn khắc phục các tiêu chí yếu"),
        max_length=160,
        required=False,
        help_text=_("Ví dụ: trong tháng 7/2027. Tiêu chí dưới 80% điểm tối đa thành hạn chế nháp với hạn này."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("hour") and not data.get("day"):
            self.add_error("day", _("Đã ghi giờ thì phải ghi ngày công bố."))
        return data


class AppealForm(forms.Form):
    code = forms.ChoiceField(label=_("Tiêu chí"))
    text = forms.CharField(
        label=_("Nội dung kiến nghị"),
        max_length=8000,
        widget=_SHORT,
        help_text=_("Điểm nào chưa đúng, căn cứ vào đâu, minh chứng nào đã gửi."),
    )

    def __init__(self, *args: Any, choices: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = list(choices)  # type: ignore[attr-defined]


class DecideForm(forms.Form):
    granted = forms.ChoiceField(
        label=_("Kết luận"),
        choices=[("0", _("Không chấp nhận, giữ điểm")), ("1", _("Chấp nhận, ra bản mới"))],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(label=_("Trả lời"), max_length=8000, widget=_SHORT)
    new_score = forms.CharField(
        label=_("Điểm mới"), max_length=12, required=False, help_text=_("Khi chấp nhận. Viết như 7,5.")
    )
    decision = forms.CharField(
        label=_("Quyết định điều chỉnh"), max_length=300, required=False, help_text=_("Chỉ khi chấp nhận.")
    )

    def clean_new_score(self) -> Decimal | None:
        text = self.cleaned_data["new_score"].strip()
        if not text:
            return None
        try:
            return parse_number(text)
        except ValueError:
            raise forms.ValidationError(_("Chưa đọc được «%(text)s». Viết như 7,5."), params={"text": text}) from None
