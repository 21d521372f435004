"""Forms of the desk and of the public page."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from thongsuot.serving.cutting.choices import AmendStatus, Stance

_SHORT = forms.Textarea(attrs={"rows": 3})
_VOLUME_HELP = _("Để trống nếu chưa đếm được; khi đó chỉ tính cho một hồ sơ.")


class NewCutForm(forms.Form):
    procedure = forms.ChoiceField(label=_("Thủ tục"))
    reason = forms.CharField(label=_("Vì sao cần cắt giảm"), max_length=2000, widget=_SHORT)
    volume = forms.IntegerField(
        label=_("Số hồ sơ một năm"), min_value=0, max_value=10_000_000, required=False, help_text=_VOLUME_HELP
    )


class DescribeForm(forms.Form):
    reason = forms.CharField(label=_("Vì sao cần cắt giảm"), max_length=2000, widget=_SHORT)
    volume = forms.IntegerField(
        label=_("Số hồ sơ một năm"), min_value=0, max_value=10_000_000, required=False, help_text=_VOLUME_HELP
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Lý do"), max_length=2000, required=False, widget=_SHORT)


class AgencyForm(forms.Form):
    stance = forms.ChoiceField(label=_("Ý kiến"), choices=Stance.choices)
    text = forms.CharField(label=_("Nội dung"), max_length=2000, widget=_SHORT)


class OpinionForm(forms.Form):
    """``website`` is for machines: people do not see it and leave it empty."""

    stance = forms.ChoiceField(label=_("Ông/bà thấy thế nào"), choices=Stance.choices, widget=forms.RadioSelect)
    text = forms.CharField(label=_("Ý kiến của ông/bà"), max_length=2000, widget=_SHORT)
    author_name = forms.CharField(
        label=_("Tên ông/bà"), max_length=120, required=False, help_text=_("Có thể để trống. Tên sẽ hiện cùng ý kiến.")
    )
    website = forms.CharField(required=False, widget=forms.HiddenInput)


class PublishForm(forms.Form):
    instrument = forms.CharField(label=_("Quyết định công bố"), max_length=300)
    valid_from = forms.DateField(
        label=_("Có hiệu lực từ ngày"),
        input_formats=["%d/%m/%Y", "%Y-%m-%d"],
        error_messages={"invalid": _("Ngày phải viết như 31/12/2026.")},
    )


class AmendForm(forms.Form):
    status = forms.ChoiceField(label=_("Tiến độ sửa"), choices=AmendStatus.choices)
    amended_by = forms.CharField(label=_("Văn bản sửa đổi"), max_length=300, required=False)
