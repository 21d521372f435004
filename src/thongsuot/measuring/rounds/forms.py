"""Forms of rounds: one leaf by its rule, its proof, the signature, a new round."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.kernel.formatting import format_number
from thongsuot.measuring.criteria.domain import rules
from thongsuot.measuring.criteria.domain.tree import Node
from thongsuot.measuring.rounds.actions.entering import Entry
from thongsuot.measuring.rounds.fields import DayField, NumberField
from thongsuot.measuring.rounds.models import NodeScore
from thongsuot.platform.actions import ActionError

_SHORT = {"rows": 3, "class": "short"}
_RADIO = forms.RadioSelect


class LeafForm(forms.Form):
    """The inputs of one leaf, as its rule asks for them. ``entry()`` is what ``EnterScores`` takes."""

    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    note = forms.CharField(
        label=gettext_lazy("Giải thích của đơn vị"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs=_SHORT),
    )
    out = forms.BooleanField(label=gettext_lazy("Tiêu chí này không áp dụng cho đơn vị"), required=False)
    out_reason = forms.CharField(
        label=gettext_lazy("Vì sao không áp dụng"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2, "class": "short"}),
    )

    def __init__(self, node: Node, score: NodeScore | None, data: Any = None) -> None:
        self.node = node
        super().__init__(data, initial=_initial(score), label_suffix="")
        for name, field in _input_fields(node).items():
            self.fields[name] = field
        self.input_names = tuple(node.rule.inputs) if node.rule else ()

    @property
    def inputs(self) -> list[forms.BoundField]:
        return [self[name] for name in self.input_names]

    def entry(self, revision: int | None = None) -> Entry:
        given = self.cleaned_data
        out = given["out"]
        return Entry(
            code=self.node.code,
            revision=given["revision"] if revision is None else revision,
            inputs={} if out else {name: given[name] for name in self.input_names if given.get(name)},
            applicable=not out,
            not_applicable_reason=given["out_reason"],
            note=given["note"],
        )

    def take(self, error: ActionError) -> None:
        """Refusals land on the fields they are about («2.1:numerator»)."""
        for one in error.errors:
            name = (one.field or "").removeprefix(f"{self.node.code}:")
            name = "out_reason" if name == "not_applicable_reason" else name
            self.add_error(name if name in self.fields else None, one.message)


def _initial(score: NodeScore | None) -> dict[str, Any]:
    if score is None:
        return {"revision": 0}
    shown = {name: format_number(Decimal(text)) for name, text in score.inputs.items()}
    is_out = not score.is_applicable and not score.inputs  # a ratio over nothing left by its rule keeps its inputs
    reason = score.not_applicable_reason if is_out else ""
    return {"revision": score.revision, "note": score.note, "out": is_out, "out_reason": reason, **shown}


def _input_fields(node: Node) -> dict[str, forms.Field]:
    rule = node.rule
    if isinstance(rule, rules.YesNo):
        answers = [("1", _("Có")), ("0", _("Không"))]
        return {
            "answer": forms.ChoiceField(label=_("Đơn vị có đạt không?"), choices=answers, required=False, widget=_RADIO)
        }
    if isinstance(rule, rules.Steps):
        return {"value": _steps_field(rule)}
    if isinstance(rule, rules.Ratio):
        return {
            "numerator": NumberField(label=_("Số đã đạt"), help_text=_("Tử số, ví dụ số hồ sơ đúng hạn.")),
            "denominator": NumberField(label=_("Trên tổng số"), help_text=_("Mẫu số. Không phát sinh thì ghi 0.")),
        }
    if isinstance(rule, rules.Deduction | rules.Counted):
        each = format_number(rule.each.normalize())
        verb = _("cộng") if isinstance(rule, rules.Counted) else _("trừ")
        told = _("Mỗi trường hợp %(verb)s %(each)s điểm. Không có thì ghi 0.") % {"verb": verb, "each": each}
        return {"cases": NumberField(label=_("Số trường hợp"), help_text=told)}
    names = rule.inputs if rule else ()
    return {name: NumberField(label=_LABELS.get(name, name)) for name in names}


_LABELS = {"points": gettext_lazy("Số điểm"), "value": gettext_lazy("Số liệu"), "percent": gettext_lazy("Kết quả (%)")}


def _steps_field(rule: rules.Steps) -> forms.Field:
    if rule.steps and all(one.label for one in rule.steps):
        levels = [
            (
                _short(one.at_least),
                _("%(label)s – %(points)s điểm") % {"label": one.label, "points": _short(one.points)},
            )
            for one in rule.steps
        ]
        if rule.steps[-1].at_least > 0:
            levels.append(("0", _("Chưa đạt mức nào – 0 điểm")))
        return _LevelField(label=_("Mức đơn vị đạt được"), choices=levels, required=False, widget=_RADIO)
    unit = f" ({rule.unit})" if rule.unit else ""
    levels_said = "; ".join(f"từ {_short(one.at_least)}: {_short(one.points)} điểm" for one in rule.steps)
    return NumberField(label=_("Kết quả đạt được%(unit)s") % {"unit": unit}, help_text=levels_said)


class _LevelField(forms.ChoiceField):
    """A step named in words; its value is the step's figure as the text of a decimal."""

    def clean(self, value: Any) -> str:
        return NumberField().to_python(super().clean(value))


def _short(value: Decimal) -> str:
    return format_number(Decimal(format(value.normalize(), "f")))


class EvidenceForm(forms.Form):
    khoa = forms.CharField(widget=forms.HiddenInput)
    document = forms.CharField(required=False, max_length=120)
    file = forms.FileField(
        label=gettext_lazy("Hoặc tải tệp lên"),
        required=False,
        error_messages={"empty": gettext_lazy("Tệp rỗng. Hãy chọn tệp khác.")},
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.xlsx,.png,.jpg,.jpeg"}),
    )
    title = forms.CharField(label=gettext_lazy("Tên minh chứng"), required=False, max_length=500)
    locator = forms.CharField(
        label=gettext_lazy("Mục, trang"),
        required=False,
        max_length=160,
        help_text=gettext_lazy("Ví dụ: mục 3, trang 5."),
    )
    dated = DayField(label=gettext_lazy("Ngày của minh chứng"))
    reason = forms.CharField(
        label=gettext_lazy("Lý do dùng minh chứng ngoài năm chấm"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2, "class": "short"}),
    )


class SignForm(forms.Form):
    digest = forms.CharField(widget=forms.HiddenInput, required=False)
    accepts_missing = forms.BooleanField(
        label=gettext_lazy("Tôi biết các tiêu chí chưa chấm sẽ tính 0 điểm"), required=False
    )
    evidence = forms.CharField(required=False, widget=forms.HiddenInput)


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Lý do"), required=False, max_length=2000, widget=forms.Textarea(attrs=_SHORT)
    )
