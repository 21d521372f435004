"""What the page of anomalies asks for."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class AnswerForm(forms.Form):
    """``cau-hoi`` is the key of the question, kept hidden."""

    reason = forms.CharField(
        label=_("Giải thích"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Đã hỏi ai, xem gì và thấy thế nào. Lời giải thích được lưu cùng câu hỏi."),
        error_messages={"required": _("Hãy ghi bằng một câu: đã hỏi ai, xem gì và thấy thế nào.")},
    )
