"""Forms of limits, one for each step."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thongsuot.registry.indicators.models import Field
from thongsuot.steering.remedies.choices import LimitCause

_SHORT = forms.Textarea(attrs={"rows": 3, "class": "short"})
_DUE_HELP = _("Một ngày, hoặc chữ như trong văn bản: trong tháng 7/2022, quý IV/2026.")
_YEAR: dict[str, Any] = {"min_value": 2001, "max_value": 2100}


class LimitForm(forms.Form):
    text = forms.CharField(label=_("Hạn chế"), max_length=4000, widget=_SHORT)
    unit = forms.TypedChoiceField(label=_("Đơn vị có hạn chế"), coerce=int, empty_value=None, required=False)
    field = forms.ChoiceField(label=_("Lĩnh vực"), choices=[("", "—"), *Field.choices], required=False)
    year = forms.IntegerField(label=_("Năm"), **_YEAR)
    source_text = forms.CharField(
        label=_("Nguồn"), max_length=500, required=False, help_text=_("Văn bản, cuộc họp, phản ánh nêu hạn chế này.")
    )
    due_text = forms.CharField(label=_("Hạn khắc phục"), max_length=160, required=False, help_text=_DUE_HELP)


class TakingForm(forms.Form):
    unit = forms.TypedChoiceField(label=_("Đơn vị phải khắc phục"), coerce=int, empty_value=None, required=False)
    field = forms.ChoiceField(label=_("Lĩnh vực"), choices=[("", "—"), *Field.choices], required=False)


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Lý do"), max_length=2000, widget=_SHORT)


class AnalysisForm(forms.Form):
    cause_code = forms.ChoiceField(
        label=_("Loại nguyên nhân"), choices=[("", "—"), *LimitCause.choices], required=False
    )
    cause = forms.CharField(label=_("Nguyên nhân, bằng lời"), max_length=4000, required=False, widget=_SHORT)
    position = forms.TypedChoiceField(
        label=_("Chức danh chịu trách nhiệm"), coerce=int, empty_value=None, required=False
    )
    due_text = forms.CharField(label=_("Hạn khắc phục"), max_length=160, required=False, help_text=_DUE_HELP)


class RemedyForm(forms.Form):
    title = forms.CharField(label=_("Việc phải làm"), max_length=500, required=False)
    result = forms.CharField(label=_("Sản phẩm, kết quả"), max_length=500, required=False)
    due_text = forms.CharField(
        label=_("Hạn"), max_length=160, required=False, help_text=_("Để trống thì lấy hạn khắc phục.")
    )
    task = forms.IntegerField(
        label=_("Hoặc số của nhiệm vụ đã có"), min_value=1, required=False, help_text=_("Số ở cuối địa chỉ nhiệm vụ.")
    )


class ProofForm(forms.Form):
    note = forms.CharField(label=_("Minh chứng cho thấy điều gì"), max_length=4000, widget=_SHORT)
    file = forms.FileField(
        label=_("Tệp kèm theo"),
        required=False,
        help_text=_("PDF, Word, Excel hoặc ảnh."),
        error_messages={"empty": _("Tệp rỗng, không có nội dung. Hãy chọn tệp khác.")},
    )


class NothingForm(forms.Form):
    """For steps that need no words."""


class RecurrenceForm(forms.Form):
    earlier = forms.IntegerField(min_value=1, required=False)


class RemedyPlanForm(forms.Form):
    title = forms.CharField(label=_("Tên kế hoạch"), max_length=500)
    year = forms.IntegerField(label=_("Năm"), **_YEAR)
    basis = forms.CharField(label=_("Căn cứ"), max_length=4000, required=False, widget=_SHORT)
    submit_due_text = forms.CharField(label=_("Hạn trình"), max_length=160, required=False, help_text=_DUE_HELP)
    finish_due = forms.DateField(
        label=_("Hạn khắc phục xong"),
        required=False,
        input_formats=["%d/%m/%Y", "%Y-%m-%d"],
        error_messages={"invalid": _("Ngày phải viết như 31/12/2026.")},
    )


class NumberForm(forms.Form):
    number = forms.CharField(label=_("Số, ký hiệu"), max_length=80, help_text=_("Ví dụ: 152/KH-UBND."))


class BoxesForm(forms.Form):
    strengths = forms.CharField(label=_("Ưu điểm"), max_length=20_000, required=False, widget=forms.Textarea)
    weaknesses = forms.CharField(label=_("Nhược điểm"), max_length=20_000, required=False, widget=forms.Textarea)
    causes = forms.CharField(label=_("Nguyên nhân"), max_length=20_000, required=False, widget=forms.Textarea)
    duties = forms.CharField(label=_("Trách nhiệm"), max_length=20_000, required=False, widget=forms.Textarea)
