"""Forms of plans, headings, targets and results."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thongsuot.registry.indicators.models import Indicator
from thongsuot.steering.plans.models import Plan, PlanStatus, TargetDirection
from thongsuot.steering.tasks.choices import Level, Programme
from thongsuot.steering.tasks.fields import DayField, NumberField, UnitField

_YEARS = {"min_value": 1990, "max_value": 2100}
_ANY = ("", _("Tất cả"))


class PlanFilter(forms.Form):
    """Names of the fields are the names in the address; a value nobody offers is left out."""

    tim = forms.CharField(label=_("Tìm trong tên, số ký hiệu"), required=False, max_length=120)
    don_vi = UnitField(label=_("Của đơn vị"), required=False)
    chuong_trinh = forms.ChoiceField(label=_("Chương trình"), choices=[_ANY, *Programme.choices], required=False)
    nam = forms.IntegerField(label=_("Năm"), required=False, **_YEARS)
    cap = forms.ChoiceField(label=_("Cấp"), choices=[_ANY, *Level.choices], required=False)
    trang_thai = forms.ChoiceField(label=_("Trạng thái"), choices=[_ANY, *PlanStatus.choices], required=False)

    def wanted(self) -> dict[str, Any]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}


class PlanForm(forms.Form):
    title = forms.CharField(
        label=_("Tên kế hoạch"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Hãy ghi tên kế hoạch.")},
    )
    unit = UnitField(label=_("Của đơn vị"), error_messages={"required": _("Hãy chọn đơn vị.")})
    number = forms.CharField(
        label=_("Số, ký hiệu"), max_length=80, required=False, help_text=_("Ví dụ: 04/KH-UBND. Chưa có thì để trống.")
    )
    dated = DayField(label=_("Ngày ban hành"), required=False, help_text=_("Ví dụ: 09/01/2024."))
    issuer_text = forms.CharField(label=_("Cơ quan ban hành"), max_length=255, required=False)
    programme = forms.ChoiceField(label=_("Chương trình"), choices=Programme.choices)
    level = forms.ChoiceField(label=_("Cấp"), choices=Level.choices, initial=Level.PROVINCE)
    year_from = forms.IntegerField(label=_("Từ năm"), **_YEARS)
    year_to = forms.IntegerField(
        label=_("Đến năm"), help_text=_("Kế hoạch năm: ghi cùng một năm ở cả hai ô."), **_YEARS
    )
    is_public = forms.BooleanField(label=_("Công khai"), required=False)


class ParentForm(forms.Form):
    parent_key = forms.ChoiceField(label=_("Thực hiện theo"), required=False)

    def __init__(self, plans: list[Plan], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(plan.key, f"{plan.number} {plan.title}".strip()) for plan in plans]
        self.fields["parent_key"].choices = [("", _("Không theo kế hoạch nào")), *choices]  # type: ignore[attr-defined]


class _InPlan(forms.Form):
    """A form with a choice among the headings of one plan."""

    goal_field = "goal_id"

    def __init__(self, plan: Plan, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        goals = [(goal.pk, f"{goal.code} {goal.title}".strip()) for goal in plan.goals.all()]
        self.fields[self.goal_field].choices = [("", _("Không thuộc mục nào")), *goals]  # type: ignore[attr-defined]


class GoalForm(_InPlan):
    goal_field = "parent_id"
    code = forms.CharField(label=_("Số mục"), max_length=40, required=False, help_text=_("Ví dụ: II, 2.1."))
    title = forms.CharField(
        label=_("Nội dung"),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Hãy ghi nội dung của mục.")},
    )
    parent_id = forms.TypedChoiceField(label=_("Thuộc mục"), required=False, coerce=int, empty_value=None)


class TargetForm(_InPlan):
    name = forms.CharField(label=_("Chỉ tiêu"), max_length=500, error_messages={"required": _("Hãy ghi tên chỉ tiêu.")})
    goal_id = forms.TypedChoiceField(label=_("Thuộc mục"), required=False, coerce=int, empty_value=None)
    direction = forms.ChoiceField(label=_("Chiều"), choices=TargetDirection.choices)
    aim = NumberField(
        label=_("Mức cần đạt"),
        help_text=_("Ví dụ: 20 hoặc 33,8."),
        error_messages={"required": _("Hãy ghi mức cần đạt, ví dụ 20 hoặc 33,8.")},
    )
    unit_of_measure = forms.CharField(label=_("Đơn vị tính"), max_length=80, required=False, initial="%")
    decimals = forms.IntegerField(label=_("Số chữ số thập phân"), min_value=0, max_value=6, initial=2)
    indicator_id = forms.TypedChoiceField(
        label=_("Chỉ tiêu trong từ điển"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("Chọn để số liệu đã có trong hệ thống tự được đề nghị."),
    )
    baseline = NumberField(label=_("Mức ban đầu"), required=False)
    baseline_on = DayField(label=_("Mức ban đầu ngày"), required=False, help_text=_("Có ngày mới tính được nhịp."))
    due_text = forms.CharField(
        label=_("Hạn"),
        max_length=160,
        required=False,
        help_text=_("Ngày hoặc lời: 31/12/2026, quý IV/2026, trong tháng 7/2026."),
    )
    lead = UnitField(label=_("Đơn vị chủ trì"), required=False)

    def __init__(self, plan: Plan, indicators: list[Indicator], *args: Any, **options: Any) -> None:
        super().__init__(plan, *args, **options)
        choices = [(one.pk, one.name) for one in indicators]
        self.fields["indicator_id"].choices = [("", _("Chưa có trong từ điển")), *choices]  # type: ignore[attr-defined]


class ValueForm(forms.Form):
    """By hand; figures of the record are bound by a button of their own."""

    period = forms.CharField(
        label=_("Kỳ"),
        max_length=160,
        help_text=_("Ví dụ: quý III/2026, 9 tháng đầu năm 2026, đến ngày 20/11/2026."),
        error_messages={"required": _("Hãy ghi kỳ của kết quả.")},
    )
    value = NumberField(label=_("Giá trị"), required=False)
    numerator = NumberField(label=_("Tử số"), required=False, help_text=_("Có tử số và mẫu số thì không cần giá trị."))
    denominator = NumberField(label=_("Mẫu số"), required=False)
    note = forms.CharField(label=_("Ghi chú, nguồn"), max_length=255, required=False)
