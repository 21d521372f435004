"""Forms of the payments desk."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from thongsuot.serving.payments.choices import RefundKind

_SHORT = forms.Textarea(attrs={"rows": 2, "class": "short"})


class MoneyField(forms.IntegerField):
    """Đồng, typed with or without dots: «8.000», «8 000»."""

    def to_python(self, value: object) -> int | None:
        text = str(value or "").replace(".", "").replace(" ", "").replace("đồng", "")
        return super().to_python(text)


_MONEY_ERRORS = {"invalid": _("Số tiền phải là số đồng, ví dụ 8.000."), "required": _("Hãy ghi số tiền.")}


class CashForm(forms.Form):
    amount = MoneyField(label=_("Số tiền đã đếm (đồng)"), min_value=1, error_messages=_MONEY_ERRORS)


class LookForm(forms.Form):
    note = forms.CharField(
        label=_("Kết quả xem xét"), max_length=500, widget=_SHORT,
        error_messages={"required": _("Hãy ghi kết quả xem xét.")},
    )  # fmt: skip


class RefundForm(forms.Form):
    kind = forms.ChoiceField(label=_("Hoàn vì"), choices=RefundKind.choices)
    amount = MoneyField(label=_("Số tiền hoàn (đồng)"), min_value=1, error_messages=_MONEY_ERRORS)
    reason = forms.CharField(
        label=_("Lý do"), max_length=500, widget=_SHORT, error_messages={"required": _("Hãy ghi vì sao hoàn.")}
    )


class DutyForm(forms.Form):
    amount = MoneyField(label=_("Số tiền phải nộp (đồng)"), min_value=1, error_messages=_MONEY_ERRORS)
    purpose = forms.CharField(
        label=_("Khoản này nộp để làm gì"), max_length=200, help_text=_("Ví dụ: lệ phí trước bạ. Không ghi tên người."),
        error_messages={"required": _("Hãy ghi khoản này nộp để làm gì.")},
    )  # fmt: skip
