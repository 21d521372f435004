"""The calculator's form, and the small one that tries a change of rank."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as gettext_now
from django.utils.translation import gettext_lazy as _

MOST_BYTES = 8 * 1024 * 1024  # 3.321 communes × 21 metrics are 3 MB


class CountsForm(forms.Form):
    """Counts pasted or in a file; the file wins."""

    text = forms.CharField(
        label=_("Dán bảng số đếm"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false", "class": "mono"}),
        help_text=_("Dòng đầu: unit_code,group,metric_code,numerator,denominator. Cột khác được bỏ qua."),
    )
    file = forms.FileField(label=_("Hoặc chọn tệp CSV"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        file, text = cleaned.get("file"), cleaned.get("text") or ""
        if not file and not text.strip() and not self.errors:
            self.add_error("text", gettext_now("Hãy dán bảng số đếm hoặc chọn một tệp CSV."))
        if file and file.size > MOST_BYTES:
            self.add_error("file", gettext_now("Tệp lớn hơn 8 MB. Hãy chia thành nhiều tệp, hoặc dùng lệnh index766."))
        return cleaned

    def content(self) -> bytes:
        file = self.cleaned_data.get("file")
        return file.read() if file else str(self.cleaned_data["text"]).encode()


class RankForm(forms.Form):
    """«hạng 12/63, tăng 48 bậc»: is that possible?"""

    hang = forms.IntegerField(label=_("Hạng"), min_value=1, max_value=9999)
    tren = forms.IntegerField(label=_("Trên tổng số"), min_value=1, max_value=9999)
    tang = forms.IntegerField(label=_("Tăng mấy bậc (giảm ghi số âm)"), min_value=-9999, max_value=9999)
