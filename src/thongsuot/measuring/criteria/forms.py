"""Forms of the editor. A node has one form of its own and one for the rule of the kind chosen."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thongsuot.measuring.criteria.domain import rules, words
from thongsuot.measuring.criteria.domain.tree import Method, Part, Standing
from thongsuot.measuring.criteria.fields import LinesField, NumberField, StepsField
from thongsuot.registry.indicators.models import Field

_SHORT = forms.Textarea(attrs={"rows": 3})
_STANDINGS = {
    Standing.OFFICIAL: _("Theo văn bản chính thức"),
    Standing.TO_VERIFY: _("Cần kiểm chứng"),
    Standing.SAMPLE: _("Mẫu, minh họa"),
}
_YEAR = {"min_value": 2000, "max_value": 2100, "required": False}


class CloneForm(forms.Form):
    title = forms.CharField(label=_("Tên bộ tiêu chí mới"), max_length=300)
    year = forms.IntegerField(label=_("Áp dụng từ năm"), min_value=2000, max_value=2100)
    home = forms.TypedChoiceField(label=_("Của đơn vị"), coerce=int, empty_value=None, required=False)


class HeadForm(forms.Form):
    title = forms.CharField(label=_("Tên"), max_length=300)
    reference = forms.CharField(
        label=_("Căn cứ"), max_length=300, required=False, help_text=_("Số, ngày quyết định ban hành bộ tiêu chí.")
    )
    standing = forms.ChoiceField(
        label=_("Độ chắc chắn"), choices=[(one.value, word) for one, word in _STANDINGS.items()]
    )
    first_year = forms.IntegerField(label=_("Áp dụng từ năm"), **_YEAR)
    last_year = forms.IntegerField(label=_("Đến năm"), **_YEAR)
    decimals = forms.IntegerField(label=_("Số chữ số thập phân của điểm"), min_value=0, max_value=4)
    note = forms.CharField(label=_("Ghi chú"), max_length=2000, required=False, widget=_SHORT)

    def values(self) -> dict[str, Any]:
        """As the plain form has them."""
        return dict(self.cleaned_data)


class NodeForm(forms.Form):
    """Everything of a node but the parameters of its rule and what is below it."""

    code = forms.CharField(label=_("Mã"), max_length=24, help_text=_("Mã của tiêu chí mẹ, dấu chấm, số thứ tự: 1.2.3."))
    name = forms.CharField(label=_("Tên tiêu chí"), max_length=500)
    maximum = NumberField(
        label=_("Điểm tối đa"), required=False, help_text=_("Để trống khi chưa rõ. Chưa rõ khác với không có điểm.")
    )
    part = forms.ChoiceField(label=_("Tính vào"), choices=[(one.value, words.PARTS[one]) for one in Part])
    field = forms.ChoiceField(label=_("Lĩnh vực"), choices=[("", "—"), *Field.choices], required=False)
    method = forms.ChoiceField(label=_("Nguồn chấm"), choices=[(one.value, words.METHODS[one]) for one in Method])
    evidence = forms.CharField(label=_("Minh chứng phải nộp"), max_length=1000, required=False)
    owner = forms.CharField(label=_("Đơn vị theo dõi"), max_length=300, required=False)
    reference = forms.CharField(label=_("Căn cứ, nguồn"), max_length=500, required=False)
    how = forms.CharField(label=_("Cách đạt điểm tối đa"), max_length=2000, required=False, widget=_SHORT)
    example = forms.CharField(label=_("Ví dụ"), max_length=2000, required=False, widget=_SHORT)
    losses = LinesField(label=_("Thường mất điểm vì"), required=False, help_text=_("Mỗi dòng một điều."))
    links = forms.MultipleChoiceField(
        label=_("Cùng nội dung ở chỉ số khác"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    earlier = forms.ChoiceField(
        label=_("Là tiêu chí nào của bộ trước"),
        required=False,
        help_text=_("Để trống: cùng mã thì là cùng tiêu chí. Chọn khi tiêu chí đã đổi mã hoặc tách ra."),
    )
    kind = forms.ChoiceField(
        label=_("Cách tính điểm"), choices=[("", _("chưa chọn")), *words.KINDS.items()], required=False
    )
    source = forms.ChoiceField(label=_("Số liệu lấy từ"), required=False)


class _RuleForm(forms.Form):
    """``plain()`` is the rule in plain form; a subclass's fields are named as there."""

    kind = ""

    def plain(self) -> dict[str, Any]:
        given = {name: value for name, value in self.cleaned_data.items() if value is not None}
        return {"kind": self.kind} | {n: str(v) if isinstance(v, Decimal) else v for n, v in given.items()}


class YesNoForm(_RuleForm):
    kind = rules.YesNo.kind


class StepsForm(_RuleForm):
    kind = rules.Steps.kind
    steps = StepsField(
        label=_("Các bậc"), help_text=_("Mỗi dòng một bậc: từ mức nào : được mấy điểm. Ví dụ «80 : 1,5».")
    )
    unit = forms.CharField(label=_("Đơn vị của mức"), max_length=40, initial="%", required=False)


class RatioForm(_RuleForm):
    kind = rules.Ratio.kind
    full = NumberField(label=_("Trọn điểm từ (%)"), initial=Decimal(100))
    floor = NumberField(label=_("Không điểm khi dưới (%)"), initial=Decimal(0))
    stretched = forms.BooleanField(label=_("Giữa hai mức, điểm kéo đều từ 0 đến trọn điểm"), required=False)
    when_empty = forms.ChoiceField(
        label=_("Khi không phát sinh"), choices=[(one.value, word) for one, word in words.WHEN_EMPTY.items()]
    )


class EachForm(_RuleForm):
    each = NumberField(label=_("Điểm mỗi trường hợp"))


class DeductionForm(EachForm):
    kind = rules.Deduction.kind


class CountedForm(EachForm):
    kind = rules.Counted.kind


class SurveyForm(_RuleForm):
    kind = rules.Survey.kind


class StatisticForm(_RuleForm):
    kind = rules.Statistic.kind
    full = NumberField(label=_("Trọn điểm ở mức"), initial=Decimal(100))
    floor = NumberField(
        label=_("Không điểm ở mức"), initial=Decimal(0), help_text=_("Lớn hơn mức trọn điểm khi càng thấp càng tốt.")
    )
    unit = forms.CharField(label=_("Đơn vị tính"), max_length=40, initial="%", required=False)


class ManualForm(_RuleForm):
    kind = rules.Manual.kind


RULE_FORMS: dict[str, type[_RuleForm]] = {
    one.kind: one
    for one in (
        *(YesNoForm, StepsForm, RatioForm, DeductionForm),
        *(CountedForm, SurveyForm, StatisticForm, ManualForm),
    )
}


class MoveForm(forms.Form):
    under = forms.ChoiceField(label=_("Chuyển vào dưới"), required=False)
    new_code = forms.CharField(label=_("Mã mới"), max_length=24)
