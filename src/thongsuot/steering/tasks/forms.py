"""Forms of tasks. Fields that an action may refuse carry the names the action uses."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thongsuot.platform.idempotency.store import new_key
from thongsuot.registry.indicators.models import Field
from thongsuot.steering.tasks.choices import LateCause, Level, Programme, Urgency
from thongsuot.steering.tasks.fields import DayField, NumberField, UnitField, UnitsField

_NONE = ("", _("Chọn"))


def _area(label: Any, *, required: bool = False, hint: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        help_text=hint,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Hãy viết vài chữ.")},
    )


class KeyedForm(forms.Form):
    """Carries the key that keeps a form sent twice from acting twice."""

    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["key"].initial = new_key


class MoveForm(KeyedForm):
    on = DayField(label=_("Ngày"), required=False, help_text=_("Để trống là hôm nay."))


class ReceiveForm(MoveForm):
    pass


class ProofForm(MoveForm):
    """One proof with each report: a file, a figure or a document of the record, or words."""

    file = forms.FileField(label=_("Tệp minh chứng"), required=False)
    proof = forms.CharField(
        label=_("Minh chứng khác"),
        required=False,
        max_length=255,
        help_text=_("Địa chỉ trang số liệu, trang văn bản trong hệ thống, hoặc mô tả ngắn."),
    )

    field_order = ["text", "percent", "quantity_done", "late_cause", "late_reason", "file", "proof", "on", "key"]


class ReportForm(ProofForm):
    text = _area(_("Đã làm được gì, còn vướng gì"), required=True)
    percent = forms.IntegerField(label=_("Mức hoàn thành (%)"), required=False, min_value=0, max_value=100)
    quantity_done = NumberField(label=_("Số lượng đã làm"), required=False)


class SubmitForm(ProofForm):
    text = _area(_("Kết quả đạt được"))
    quantity_done = NumberField(label=_("Số lượng đã làm"), required=False)
    late_cause = forms.ChoiceField(label=_("Nguyên nhân chậm"), choices=[_NONE, *LateCause.choices], required=False)
    late_reason = _area(_("Giải trình chậm"))


class ReasonForm(MoveForm):
    reason = _area(_("Lý do"))
    field_order = ["reason", "on", "key"]


class AcceptForm(MoveForm):
    reason = _area(_("Ý kiến (nếu có)"))
    field_order = ["reason", "on", "key"]


class ExtensionForm(MoveForm):
    new_deadline = DayField(label=_("Hạn mới"), required=False)
    reason = _area(_("Vì sao cần thêm thời gian"))
    field_order = ["new_deadline", "reason", "on", "key"]


class AnswerForm(MoveForm):
    granted = forms.ChoiceField(
        label=_("Trả lời"),
        choices=[("1", _("Đồng ý")), ("0", _("Không đồng ý"))],
        error_messages={"required": _("Hãy chọn đồng ý hoặc không.")},
    )
    new_deadline = DayField(label=_("Hạn khác với hạn xin"), required=False)
    answer = _area(_("Ý kiến trả lời"))
    field_order = ["granted", "new_deadline", "answer", "on", "key"]


class HandOverForm(MoveForm):
    to_unit_id = UnitField(label=_("Đơn vị có thẩm quyền"), required=False)
    reason = _area(_("Vì sao thuộc đơn vị đó, căn cứ nào"))
    field_order = ["to_unit_id", "reason", "on", "key"]


class AssignForm(MoveForm):
    lead_id = UnitField(label=_("Đơn vị chủ trì"), required=False)
    is_common = forms.BooleanField(label=_("Giao chung, mọi đơn vị cùng làm"), required=False)
    field_order = ["lead_id", "is_common", "on", "key"]


class TaskForm(KeyedForm):
    """The «5 rõ»: who, what, until when, with which result, answered for by whom; then where it belongs."""

    title = forms.CharField(
        label=_("Việc phải làm"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Hãy viết việc phải làm.")},
    )
    detail = _area(_("Nội dung chi tiết"))
    lead_id = UnitField(
        label=_("Đơn vị chủ trì"), required=False, help_text=_("Một đơn vị duy nhất chịu trách nhiệm đến cùng.")
    )
    is_common = forms.BooleanField(label=_("Giao chung, mọi đơn vị cùng làm"), required=False)
    partners = UnitsField(label=_("Đơn vị phối hợp"), required=False, help_text=_("Mỗi dòng một đơn vị."))
    deadline_text = forms.CharField(
        label=_("Hạn"),
        required=False,
        max_length=160,
        help_text=_("Ngày, hoặc chữ như trong văn bản: 31/12/2026, trong tháng 7/2026, quý IV/2026."),
    )
    result = forms.CharField(label=_("Kết quả, sản phẩm"), required=False, max_length=500)
    measure = forms.CharField(label=_("Thước đo"), required=False, max_length=300)
    quantity = NumberField(label=_("Số lượng phải làm"), required=False)
    quantity_unit = forms.CharField(label=_("Đơn vị tính"), required=False, max_length=80)
    programme = forms.ChoiceField(label=_("Chương trình"), choices=Programme.choices, initial=Programme.REFORM)
    field = forms.ChoiceField(label=_("Lĩnh vực"), choices=[_NONE, *Field.choices], required=False)
    level = forms.ChoiceField(label=_("Cấp giao"), choices=Level.choices, initial=Level.PROVINCE)
    urgency = forms.ChoiceField(label=_("Mức độ"), choices=Urgency.choices, initial=Urgency.ORDINARY)
    parent_id = forms.IntegerField(label=_("Thuộc việc số"), required=False, min_value=1)
    follows_id = forms.IntegerField(label=_("Cụ thể hóa việc cấp trên số"), required=False, min_value=1)
    note = forms.CharField(label=_("Lưu ý"), required=False, max_length=255)
    is_strategic = forms.BooleanField(label=_("Nhiệm vụ đột phá nhiều năm"), required=False)
    is_public = forms.BooleanField(label=_("Công khai cho người dân theo dõi"), required=False)


class NewTaskForm(TaskForm):
    home_id = UnitField(label=_("Đơn vị giao"), error_messages={"required": _("Hãy nêu đơn vị giao việc.")})
    field_order = ["title", "home_id"]


class EditTaskForm(TaskForm):
    reason = _area(_("Lý do sửa"), hint=_("Cần có khi đổi hạn của việc đã giao."))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("lead_id", "is_common"):  # another lead is a decision of its own: «Giao»
            del self.fields[name]
