"""Forms of inspections."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thongsuot.steering.inspections.choices import Answer, FindingSeverity

_SHORT = forms.Textarea(attrs={"rows": 3, "class": "short"})
_DAY: dict[str, Any] = {
    "input_formats": ["%d/%m/%Y", "%Y-%m-%d"],
    "error_messages": {"invalid": _("Ngày phải viết như 31/12/2026.")},
}


class PlanForm(forms.Form):
    year = forms.IntegerField(label=_("Năm"), min_value=2001, max_value=2100)
    title = forms.CharField(
        label=_("Tên kế hoạch"), max_length=500, required=False, help_text=_("Để trống thì đặt theo năm.")
    )


class SetForm(forms.Form):
    unit = forms.TypedChoiceField(label=_("Đơn vị được kiểm tra"), coerce=int)
    starts = forms.DateField(label=_("Từ ngày"), **_DAY)
    ends = forms.DateField(label=_("Đến ngày"), **_DAY)
    decision = forms.CharField(label=_("Quyết định kiểm tra"), max_length=255, required=False)
    checklist = forms.ChoiceField(label=_("Mẫu phiếu"))
    members = forms.TypedMultipleChoiceField(
        label=_("Đoàn kiểm tra"), coerce=int, help_text=_("Người đầu danh sách là trưởng đoàn. Giữ Ctrl để chọn nhiều.")
    )


class RecordForm(forms.Form):
    """One record on the spot; ``uuid`` and ``written_at`` come from the phone, or are made here without script."""

    uuid = forms.UUIDField(required=False, widget=forms.HiddenInput)
    written_at = forms.DateTimeField(required=False, widget=forms.HiddenInput)
    item = forms.ChoiceField(label=_("Mục kiểm tra"), required=False)
    answer = forms.ChoiceField(label=_("Kết quả"), choices=Answer.choices, widget=forms.RadioSelect)
    severity = forms.ChoiceField(
        label=_("Mức độ"), choices=FindingSeverity.choices, initial=FindingSeverity.ORDINARY, required=False
    )
    note = forms.CharField(label=_("Đã thấy gì"), max_length=4000, required=False, widget=_SHORT)
    clause = forms.CharField(
        label=_("Căn cứ"), max_length=255, required=False, help_text=_("Để trống thì lấy theo mục kiểm tra.")
    )
    place = forms.CharField(
        label=_("Nơi ghi nhận"), max_length=255, required=False, help_text=_("Ví dụ: Bộ phận Một cửa, quầy 3.")
    )
    photo = forms.FileField(
        label=_("Ảnh"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png", "capture": "environment"}),
        error_messages={"empty": _("Ảnh rỗng, không có nội dung. Hãy chụp lại.")},
    )

    def clean_uuid(self) -> uuid.UUID:
        return self.cleaned_data["uuid"] or uuid.uuid4()


class FindingAnswerForm(forms.Form):
    answer = forms.CharField(label=_("Giải trình"), max_length=8000, widget=_SHORT)
    accepts = forms.BooleanField(label=_("Đơn vị nhất trí với phát hiện này"), required=False)


class ConclusionForm(forms.Form):
    """``conclusion`` and, for each finding, what is to be done and until when."""

    conclusion = forms.CharField(label=_("Kết luận"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 8}))

    def __init__(self, *args: Any, findings: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = []
        for one in findings:
            task, due = f"task-{one.pk}", f"due-{one.pk}"
            self.fields[task] = forms.CharField(label=_("Việc phải làm"), max_length=500)
            self.fields[due] = forms.CharField(
                label=_("Hạn"), max_length=160, help_text=_("Ví dụ: trong tháng 12/2026.")
            )
            self.rows.append((one, task, due))

    def lines(self) -> list[tuple[Any, Any, Any]]:
        """(finding, task field, due field) for the template."""
        return [(one, self[task], self[due]) for one, task, due in self.rows]
