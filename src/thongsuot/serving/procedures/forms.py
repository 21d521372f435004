"""Forms of the catalogue desk."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thongsuot.serving.procedures.catalogue import catalogue
from thongsuot.serving.procedures.domain.content import Level, Service
from thongsuot.serving.procedures.domain.levels import OLD, WORDS
from thongsuot.serving.procedures.domain.wording import LEVELS, UNITS
from thongsuot.serving.procedures.models import ReviewState

_SHORT = forms.Textarea(attrs={"rows": 3, "class": "short"})
_DAYS: dict[str, Any] = {
    "input_formats": ["%d/%m/%Y", "%Y-%m-%d"],
    "error_messages": {"invalid": _("Ngày phải viết như 31/12/2026.")},
}
_LINES = _("Mỗi dòng một ý.")


class HeadForm(forms.Form):
    title = forms.CharField(label=_("Tên thủ tục"), max_length=500)
    field = forms.ChoiceField(label=_("Lĩnh vực"))
    audiences = forms.MultipleChoiceField(label=_("Ai làm thủ tục này"), widget=forms.CheckboxSelectMultiple)
    life_events = forms.MultipleChoiceField(
        label=_("Sự kiện đời sống"), widget=forms.CheckboxSelectMultiple, required=False
    )
    is_integrated = forms.BooleanField(label=_("Đã lên Cổng Dịch vụ công quốc gia"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        words = catalogue()
        self.fields["field"].choices = [(one.key, one.name) for one in words.fields.values()]  # type: ignore[attr-defined]
        self.fields["audiences"].choices = list(words.audiences.items())  # type: ignore[attr-defined]
        self.fields["life_events"].choices = [(one.key, one.name) for one in words.life_events.values()]  # type: ignore[attr-defined]


class CreateForm(HeadForm):
    code = forms.CharField(label=_("Mã thủ tục"), max_length=40, help_text=_("Ví dụ: 1.001193."))
    is_internal = forms.BooleanField(label=_("Thủ tục nội bộ, người dân không thấy"), required=False)
    home = forms.TypedChoiceField(label=_("Của đơn vị"), coerce=int, empty_value=None, required=False)
    is_integrated = None  # type: ignore[assignment]  # a new one is nowhere yet

    field_order = ("code", "title")


class GeneralForm(forms.Form):
    """All of a version but its lists."""

    value = forms.DecimalField(label=_("Thời hạn"), min_value=0, max_digits=6, decimal_places=2, localize=True)
    unit = forms.ChoiceField(label=_("Tính bằng"), choices=[(one.value, name) for one, name in UNITS.items()])
    level = forms.ChoiceField(label=_("Cấp giải quyết"), choices=[(one.value, name) for one, name in LEVELS.items()])
    decider = forms.CharField(label=_("Cơ quan giải quyết, bằng lời"), max_length=200, required=False)
    service = forms.ChoiceField(
        label=_("Mức dịch vụ trực tuyến"), choices=[(one.value, WORDS[one]) for one in Service if one not in OLD]
    )
    partial_reason = forms.CharField(label=_("Lý do chỉ một phần"), max_length=500, required=False, widget=_SHORT)
    result = forms.CharField(label=_("Kết quả người dân nhận được"), max_length=500, required=False)
    is_immediate = forms.BooleanField(label=_("Trả ngay, không cần phiếu hẹn"), required=False)
    is_location_free = forms.BooleanField(label=_("Nộp ở đâu cũng được (phi địa giới)"), required=False)
    pays_online = forms.BooleanField(label=_("Nộp phí trực tuyến được"), required=False)
    result_is_electronic = forms.BooleanField(label=_("Có kết quả điện tử"), required=False)
    conditions = forms.CharField(label=_("Ai làm được, khi nào"), required=False, widget=_SHORT, help_text=_LINES)
    legal_basis = forms.CharField(label=_("Căn cứ pháp lý"), required=False, widget=_SHORT, help_text=_LINES)

    @staticmethod
    def initial_of(content: dict[str, Any]) -> dict[str, Any]:
        lists = {name: "\n".join(content[name]) for name in ("conditions", "legal_basis")}
        return {**content, **content["limit"], **lists}

    def merged(self, content: dict[str, Any]) -> dict[str, Any]:
        """The content with what was typed; keys of the form are keys of the content, the limit apart."""
        data = dict(self.cleaned_data)
        limit = {"value": str(data.pop("value")), "unit": data.pop("unit")}
        for name in ("conditions", "legal_basis"):
            data[name] = [line.strip() for line in data[name].splitlines() if line.strip()]
        return {**content, **data, "limit": limit}


class DraftForm(forms.Form):
    reason = forms.CharField(label=_("Vì sao cần sửa thủ tục"), max_length=2000, widget=_SHORT)


class PublishForm(forms.Form):
    valid_from = forms.DateField(label=_("Áp dụng từ ngày"), **_DAYS)
    announced_on = forms.DateField(label=_("Ngày ký quyết định công bố"), **_DAYS)
    instrument = forms.CharField(
        label=_("Quyết định công bố"), max_length=300, help_text=_("Ví dụ: Quyết định 1234/QĐ-UBND ngày 20/11/2026.")
    )


class WithdrawForm(forms.Form):
    from_day = forms.DateField(label=_("Không thực hiện từ ngày"), **_DAYS)
    instrument = forms.CharField(label=_("Quyết định bãi bỏ"), max_length=300)
    reason = forms.CharField(label=_("Lý do"), max_length=2000, widget=_SHORT)


class DelegateForm(forms.Form):
    level = forms.ChoiceField(
        label=_("Cấp giải quyết mới"), choices=[(one.value, LEVELS[one]) for one in Level if one is not Level.DISTRICT]
    )
    from_day = forms.DateField(label=_("Từ ngày"), **_DAYS)
    instrument = forms.CharField(label=_("Văn bản phân cấp"), max_length=300)


class ReviewForm(forms.Form):
    status = forms.ChoiceField(
        label=_("Kết quả rà soát"), choices=[one for one in ReviewState.choices if one[0] != ReviewState.OPEN]
    )
    answer = forms.CharField(
        label=_("Trả lời"), max_length=4000, required=False, widget=_SHORT, help_text=_("Người dân sẽ đọc được.")
    )
