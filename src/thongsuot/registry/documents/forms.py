"""The intake form: a file or a text, one of the two."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

LONGEST = 400_000


class IntakeForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Tệp văn bản"),
        help_text=gettext_lazy("Tệp .docx, .pdf có chữ hoặc .txt, tối đa 50 MB."),
        required=False,
        error_messages={"empty": gettext_lazy("Tệp rỗng, không có chữ nào. Hãy chọn tệp khác.")},
        widget=forms.ClearableFileInput(attrs={"accept": ".docx,.pdf,.txt"}),
    )
    text = forms.CharField(
        label=gettext_lazy("Hoặc dán nội dung"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages={
            "max_length": gettext_lazy("Nội dung dài quá %(limit_value)d ký tự. Hãy gửi bằng tệp, hoặc chia ra."),
            "null_characters_not_allowed": gettext_lazy("Nội dung có ký tự hỏng. Hãy sao chép lại từ văn bản gốc."),
        },
    )
    title = forms.CharField(
        label=gettext_lazy("Tiêu đề"),
        help_text=gettext_lazy("Để trống thì lấy theo văn bản."),
        required=False,
        max_length=500,
    )
    source_name = forms.CharField(
        label=gettext_lazy("Nơi công bố"),
        help_text=gettext_lazy("Ví dụ: Cổng thông tin điện tử tỉnh."),
        required=False,
        max_length=255,
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if self.errors:
            return data
        if not data.get("file") and not (data.get("text") or "").strip():
            raise forms.ValidationError(_("Hãy chọn một tệp hoặc dán nội dung văn bản."))
        if data.get("file") and (data.get("text") or "").strip():
            raise forms.ValidationError(_("Hãy chỉ dùng một trong hai: tệp, hoặc nội dung dán."))
        return data
