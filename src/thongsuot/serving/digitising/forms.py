"""Forms of the desk and of the verify page."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class ScanForm(forms.Form):
    """``part``: «p12» a paper of the dossier, «c:giay-to» a component that only paper exists of."""

    part = forms.ChoiceField(label=_("Giấy tờ"), error_messages={"required": _("Hãy chọn giấy tờ vừa quét.")})
    file = forms.FileField(
        label=_("Tệp quét"),
        help_text=_("PDF, JPG, PNG, TIFF hoặc HEIC, tối đa 30 MB. Quét ở 300 dpi đọc chữ tốt nhất."),
        error_messages={"required": _("Hãy chọn tệp quét."), "empty": _("Tệp quét trống (0 byte). Hãy quét lại.")},
    )


class RejectForm(forms.Form):
    reason = forms.CharField(
        label=_("Vì sao phải quét lại"),
        max_length=300,
        error_messages={"required": _("Hãy ghi vì sao phải quét lại.")},
    )


class ResultForm(forms.Form):
    title = forms.CharField(
        label=_("Tên giấy tờ"), max_length=300, error_messages={"required": _("Hãy ghi tên giấy tờ sẽ cấp.")}
    )
    body = forms.CharField(
        label=_("Nội dung"),
        help_text=_("Mỗi dòng một đoạn. Bỏ trống khi tải tệp PDF soạn sẵn."),
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    file = forms.FileField(
        label=_("Hoặc tệp PDF soạn sẵn"),
        help_text=_("Tệp chưa ký số. Trang chữ ký và mã kiểm tra được thêm vào cuối tệp."),
        required=False,
        error_messages={"empty": _("Tệp trống (0 byte). Hãy xuất lại từ phần mềm soạn thảo.")},
    )


class RevokeForm(forms.Form):
    reason = forms.CharField(
        label=_("Lý do thu hồi"), max_length=300, error_messages={"required": _("Hãy ghi lý do thu hồi.")}
    )


class VerifyForm(forms.Form):
    ma = forms.CharField(label=_("Mã kiểm tra"), required=False, max_length=200, help_text=_("In cạnh mã vuông."))
    tep = forms.FileField(
        label=_("Hoặc tệp kết quả (PDF)"),
        required=False,
        help_text=_("Tệp chỉ dùng để so sánh, không được lưu lại."),
        error_messages={"empty": _("Tệp trống (0 byte). Ông/bà chọn lại tệp.")},
    )

    def clean(self) -> dict[str, object]:
        data = super().clean() or {}
        if not data.get("ma") and not data.get("tep") and not self.errors:
            raise forms.ValidationError(_("Ông/bà hãy nhập mã hoặc chọn tệp."))
        return data
