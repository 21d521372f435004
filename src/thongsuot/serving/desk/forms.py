"""Forms of the desk."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.serving.desk.domain.identity import BadCard, card_from, is_card
from thongsuot.serving.desk.questions import answers_from, answers_to, name_of
from thongsuot.serving.dossiers.choices import ApplicantKind
from thongsuot.serving.forms.domain.schema import Field as Question
from thongsuot.serving.procedures.domain.content import Component

GOOD, LACKING = "du", "thieu"
CHECKS = ((GOOD, gettext_lazy("Đủ")), (LACKING, gettext_lazy("Thiếu")))
_SHORT = forms.Textarea(attrs={"rows": 3, "class": "short"})


class ReceptionForm(forms.Form):
    """One reception. ``components`` make the checklist; a line from a card reader in ``card`` fills what is empty.

    ``questions``: what the fees depend on; none has to be answered.
    """

    card = forms.CharField(
        label=gettext_lazy("Quét thẻ căn cước"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-card": "", "autofocus": True}),
    )
    applicant_kind = forms.ChoiceField(label=gettext_lazy("Đối tượng"), choices=ApplicantKind.choices)
    applicant_name = forms.CharField(label=gettext_lazy("Họ tên hoặc tên tổ chức"), max_length=200)
    id_number = forms.CharField(label=gettext_lazy("Số định danh hoặc mã số thuế"), max_length=20, required=False)
    phone = forms.CharField(label=gettext_lazy("Điện thoại"), max_length=20, required=False)
    address = forms.CharField(label=gettext_lazy("Nơi cư trú"), max_length=300, required=False)
    proxy_name = forms.CharField(label=gettext_lazy("Họ tên người nộp thay"), max_length=200, required=False)
    proxy_relation = forms.CharField(label=gettext_lazy("Quan hệ với chủ hồ sơ"), max_length=120, required=False)
    proxy_id_number = forms.CharField(label=gettext_lazy("Số định danh người nộp thay"), max_length=20, required=False)
    helped_by = forms.CharField(
        label=gettext_lazy("Người hỗ trợ khai (nếu có)"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Ghi tên thì hồ sơ được tính là «được hỗ trợ nộp»."),
    )
    competent_unit = forms.ChoiceField(label=gettext_lazy("Nơi giải quyết"), required=False)
    is_same_day = forms.BooleanField(label=gettext_lazy("Ngày không phiếu hẹn: trả ngay trong ngày"), required=False)

    def __init__(
        self,
        *args: Any,
        components: tuple[Component, ...] = (),
        questions: tuple[Question, ...] = (),
        places: Any = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        for asked in questions:
            choices = [("", _("Chưa rõ")), *answers_to(asked)]
            self.fields[name_of(asked)] = forms.ChoiceField(label=asked.label, choices=choices, required=False)
        self.components = [one for one in components if not one.database]
        self.fields["competent_unit"].choices = list(places)  # type: ignore[attr-defined]
        for one in self.components:
            self.fields[f"giay-{one.code}"] = forms.ChoiceField(
                label=one.name, choices=CHECKS, required=False, widget=forms.RadioSelect
            )
            self.fields[f"tep-{one.code}"] = forms.FileField(
                label=_("Bản quét của: %(name)s") % {"name": one.name}, required=False
            )

    def checklist(self) -> list[tuple[Component, Any, Any]]:
        """(component, its answer, its scan) for the page."""
        return [(one, self[f"giay-{one.code}"], self[f"tep-{one.code}"]) for one in self.components]

    def asked(self) -> list[forms.BoundField]:
        """The questions, for the page."""
        return [self[name_of(one)] for one in self.questions]

    @property
    def answers(self) -> dict[str, str]:
        """What was answered, to be kept with the dossier."""
        return answers_from(self.cleaned_data, self.questions)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self._from_card(data)
        self._checked(data)
        if not (data.get("phone") or data.get("id_number")):
            self.add_error("phone", _("Hãy ghi điện thoại hoặc số định danh, để người dân tra cứu được hồ sơ."))
        return data

    def _from_card(self, data: dict[str, Any]) -> None:
        line = data.get("card", "")
        if not line:
            return
        try:
            card = card_from(line)
        except BadCard as bad:
            self.add_error("card", str(bad))
            return
        read = {"applicant_name": card.name, "id_number": card.number, "address": card.address}
        for name, value in read.items():
            if not data.get(name):
                data[name] = value
                self.errors.pop(name, None)

    def _checked(self, data: dict[str, Any]) -> None:
        """Every required paper is looked at: neither «đủ» nor «thiếu» is not a check."""
        for one in self.components:
            if one.is_required and not one.when and not data.get(f"giay-{one.code}"):
                self.add_error(f"giay-{one.code}", _("Hãy chọn đủ hoặc thiếu."))

    @property
    def lacking(self) -> list[Component]:
        return [one for one in self.components if self.cleaned_data.get(f"giay-{one.code}") == LACKING]

    @property
    def brought(self) -> list[Component]:
        return [one for one in self.components if self.cleaned_data.get(f"giay-{one.code}") == GOOD]


def only_card(posted: Any) -> bool:
    """Whether the form came because a reader pressed Enter: a card, and nothing else typed yet."""
    return is_card(posted.get("card", "")) and not posted.get("applicant_name", "").strip()


class ListForm(forms.Form):
    """The other system's list, pasted or as a file."""

    system = forms.CharField(label=gettext_lazy("Hệ thống xuất danh sách"), max_length=120)
    listing = forms.CharField(
        label=gettext_lazy("Dán danh sách (cả dòng tiêu đề)"), required=False, widget=_SHORT, max_length=2_000_000
    )
    file = forms.FileField(label=gettext_lazy("Hoặc chọn tệp CSV, Excel"), required=False)
    is_whole = forms.BooleanField(label=gettext_lazy("Danh sách có đủ mọi hồ sơ đang mở của đơn vị"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("listing", "").strip() and not data.get("file"):
            self.add_error("listing", _("Hãy dán danh sách hoặc chọn một tệp."))
        return data


class ReadinessForm(forms.Form):
    counter = forms.CharField(label=gettext_lazy("Tên quầy"), max_length=80)
    has = forms.MultipleChoiceField(
        label=gettext_lazy("Quầy có và dùng được"), required=False, widget=forms.CheckboxSelectMultiple
    )
    note = forms.CharField(label=gettext_lazy("Ghi chú"), max_length=500, required=False)
