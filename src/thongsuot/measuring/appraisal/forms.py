"""Forms of appraisal: a verdict with corrected inputs, an answer, a decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thongsuot.kernel.formatting import format_number
from thongsuot.measuring.appraisal.actions import Decision, Judgement, Second
from thongsuot.measuring.appraisal.models import ExplanationItem, ExplanationOutcome
from thongsuot.measuring.criteria.domain.rules import YesNo
from thongsuot.measuring.criteria.domain.tree import Node
from thongsuot.measuring.rounds.choices import Verdict
from thongsuot.measuring.rounds.forms import LeafForm
from thongsuot.measuring.scoring.evaluate import rule_of
from thongsuot.platform.actions import ActionError

VERDICTS = {"cong-nhan": Verdict.ACCEPTED, "dieu-chinh": Verdict.REDUCED, "hoi": Verdict.ASKED}
_OUTCOMES = [(ExplanationOutcome.KEPT.value, _("Giữ điểm")), (ExplanationOutcome.CHANGED.value, _("Đổi điểm"))]


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "class": "short"})


class _Corrected(forms.Form):
    """The inputs of the leaf's rule, filled with what the unit stated."""

    def __init__(self, node: Node, inputs: Mapping[str, str], data: Any = None, prefix: str | None = None) -> None:
        self.node = node
        super().__init__(data, initial=_shown(node, inputs), prefix=prefix, label_suffix="")
        asked = LeafForm(replace(node, rule=rule_of(node)), None)  # an appraiser corrects computed inputs too
        for name in asked.input_names:
            self.fields[name] = asked.fields[name]
        self.input_names = asked.input_names

    @property
    def inputs(self) -> list[forms.BoundField]:
        return [self[name] for name in self.input_names]

    def stated(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in self.input_names if self.cleaned_data.get(name)}

    def take(self, error: ActionError) -> None:
        for one in error.errors:
            self.add_error(one.field if one.field in self.fields else None, one.message)


def _shown(node: Node, inputs: Mapping[str, str]) -> dict[str, str]:
    """As Vietnamese writes them; an adjusted yes is a no."""
    if isinstance(rule_of(node), YesNo):
        return {"answer": "0"}
    return {name: format_number(Decimal(text)) for name, text in inputs.items()}


class VerdictForm(_Corrected):
    """``question`` is what is asked; ``reason`` and ``clause`` belong to an adjustment."""

    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Lý do điều chỉnh"), required=False, max_length=2000, widget=_area(3))
    clause = forms.CharField(
        label=_("Điểm, khoản của tiêu chí"),
        required=False,
        max_length=300,
        help_text=_("Ví dụ: mục «cách tính», khoản b."),
    )
    question = forms.CharField(label=_("Nội dung cần giải trình"), required=False, max_length=2000, widget=_area(3))

    def judgement(self, verdict: Verdict) -> Judgement:
        given = self.cleaned_data
        asked = verdict is Verdict.ASKED
        inputs = self.stated() if verdict is Verdict.REDUCED else {}
        reason = given["question"] if asked else given["reason"]
        return Judgement(self.node.code, given["revision"], verdict.value, inputs, reason, given["clause"])

    def take(self, error: ActionError, verdict: Verdict | None = None) -> None:
        """A missing question lands on its own field."""
        for one in error.errors:
            name = "question" if verdict is Verdict.ASKED and one.field == "reason" else one.field
            self.add_error(name if name in self.fields else None, one.message)


class SecondForm(_Corrected):
    reason = forms.CharField(label=_("Lý do điều chỉnh"), required=False, max_length=2000, widget=_area(3))

    def second(self, review_id: int, *, accept: bool) -> Second:
        return Second(review_id, accept, {} if accept else self.stated(), self.cleaned_data["reason"])


class DecisionForm(_Corrected):
    """One item of the list; nothing chosen means: not decided yet."""

    outcome = forms.ChoiceField(label=_("Kết quả xem xét"), choices=_OUTCOMES, required=False, widget=forms.RadioSelect)
    outcome_reason = forms.CharField(label=_("Lý do"), required=False, max_length=2000, widget=_area(2))

    def __init__(self, node: Node, item: ExplanationItem, data: Any = None) -> None:
        self.item = item
        score = item.score
        super().__init__(node, score.appraised_inputs or score.inputs, data, prefix=str(item.pk))
        if item.outcome != ExplanationOutcome.OPEN:
            self.initial |= {"outcome": item.outcome, "outcome_reason": item.outcome_reason}

    def decision(self) -> Decision | None:
        given = self.cleaned_data
        if not given["outcome"]:
            return None
        changed = given["outcome"] == ExplanationOutcome.CHANGED
        return Decision(self.item.pk, given["outcome"], given["outcome_reason"], self.stated() if changed else {})

    def take(self, error: ActionError) -> None:
        names = {f"ket-qua-{self.item.pk}": "outcome", f"ly-do-{self.item.pk}": "outcome_reason"}
        for one in error.errors:
            name = names.get(one.field or "", one.field)
            self.add_error(name if name in self.fields else None, one.message)
