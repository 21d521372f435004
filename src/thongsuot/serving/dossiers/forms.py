"""Forms of the dossier's page; what cannot be done comes back with everything typed still there."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thongsuot.serving.clock.domain.model import LimitUnit
from thongsuot.serving.dossiers.choices import PartKind, PartSource
from thongsuot.serving.dossiers.reasons import reasons

_WORDS = forms.Textarea(attrs={"rows": 2})
_MOMENT = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
_DAYS = ((LimitUnit.WORKING_DAYS.value, _("ngày làm việc")), (LimitUnit.WORKING_HOURS.value, _("giờ làm việc")))


class DeedForm(forms.Form):
    """``revision``: of the dossier as it was shown; another's faster hand is told."""

    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)


class WordsForm(DeedForm):
    words = forms.CharField(label=_("Ghi chú"), required=False, max_length=1000, widget=_WORDS)


class ReasonForm(DeedForm):
    reason = forms.ChoiceField(label=_("Lý do"))
    words = forms.CharField(label=_("Nói rõ thêm để người nộp hiểu"), required=False, max_length=1000, widget=_WORDS)
    list_name = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = list(reasons(self.list_name).items())  # type: ignore[attr-defined]


class RefuseForm(ReasonForm):
    list_name = "refuse"


class StopForm(ReasonForm):
    list_name = "stop"


class WithdrawForm(ReasonForm):
    list_name = "withdraw"


class ExtendForm(ReasonForm):
    list_name = "extend"
    value = forms.DecimalField(label=_("Thêm"), min_value=1, max_digits=4, decimal_places=1, initial=1)
    unit = forms.ChoiceField(label=_("Đơn vị tính"), choices=_DAYS)
    field_order = ("value", "unit", "reason", "words")


class ApologyForm(ReasonForm):
    list_name = "extend"
    expected = forms.DateTimeField(
        label=_("Dự kiến trả kết quả lúc"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
        input_formats=_MOMENT,
    )  # fmt: skip
    field_order = ("reason", "words", "expected")


class PassForm(WordsForm):
    officer = forms.TypedChoiceField(label=_("Giao cho"), required=False, coerce=int, empty_value=None)
    field_order = ("officer", "words")


class AssignForm(WordsForm):
    officer = forms.TypedChoiceField(label=_("Giao cho"), coerce=int)
    field_order = ("officer", "words")


class DutyForm(DeedForm):
    words = forms.CharField(label=_("Khoản phải nộp, nộp ở đâu, theo thông báo nào"), max_length=1000, widget=_WORDS)


class DecideForm(DeedForm):
    agrees = forms.TypedChoiceField(
        label=_("Ý kiến"), choices=(("1", _("Đồng ý, gửi yêu cầu")), ("", _("Không đồng ý"))), coerce=bool,
        empty_value=False, required=False, widget=forms.RadioSelect,
    )  # fmt: skip
    words = forms.CharField(label=_("Lý do không đồng ý"), required=False, max_length=500, widget=_WORDS)


class ReturnForm(DeedForm):
    way = forms.ChoiceField(
        label=_("Cách trả"),
        choices=(("desk", _("Tại quầy")), ("post", _("Qua bưu chính")), ("online", _("Trực tuyến"))),
    )
    to = forms.CharField(label=_("Người nhận, nếu không phải chủ hồ sơ"), required=False, max_length=200)


class OpinionForm(DeedForm):
    unit = forms.ChoiceField(label=_("Cơ quan được hỏi"))
    question = forms.CharField(label=_("Nội dung xin ý kiến"), max_length=3000, widget=_WORDS)
    due_on = forms.DateField(label=_("Trả lời trước hết ngày"), widget=forms.DateInput(attrs={"type": "date"}))


class AnswerForm(forms.Form):
    answer = forms.CharField(label=_("Ý kiến trả lời"), max_length=5000, widget=forms.Textarea(attrs={"rows": 4}))
    agrees = forms.ChoiceField(
        label=_("Kết luận"), choices=(("", _("Chỉ nêu ý kiến")), ("1", _("Đồng ý")), ("0", _("Không đồng ý"))),
        required=False,
    )  # fmt: skip


class SubForm(DeedForm):
    procedure = forms.CharField(label=_("Mã thủ tục của phần liên thông"), max_length=40)
    unit = forms.ChoiceField(label=_("Cơ quan giải quyết"))


class PartForm(DeedForm):
    name = forms.CharField(label=_("Tên giấy tờ"), max_length=300)
    kind = forms.ChoiceField(label=_("Loại bản"), choices=PartKind.choices, initial=PartKind.COPY)
    file = forms.FileField(label=_("Tệp PDF hoặc ảnh"), required=False)
    source = forms.CharField(required=False, widget=forms.HiddenInput, initial=PartSource.PAPER)


class CheckForm(DeedForm):
    part = forms.IntegerField(widget=forms.HiddenInput)
    state = forms.CharField(max_length=20, widget=forms.HiddenInput)
    note = forms.CharField(label=_("Thiếu hoặc sai ở đâu"), required=False, max_length=500)


class CorrectForm(DeedForm):
    applicant_name = forms.CharField(label=_("Chủ hồ sơ"), max_length=200)
    id_number = forms.CharField(label=_("Số định danh đúng (để trống nếu không sửa)"), required=False, max_length=20)
    phone = forms.CharField(label=_("Điện thoại mới (để trống nếu không sửa)"), required=False, max_length=20)
    address = forms.CharField(label=_("Nơi cư trú đúng (để trống nếu không sửa)"), required=False, max_length=300)
    reason = forms.CharField(label=_("Vì sao sửa, theo giấy tờ nào"), max_length=500)


class MomentForm(DeedForm):
    number = forms.TypedChoiceField(label=_("Thời điểm ghi nhầm"), coerce=int)
    at = forms.DateTimeField(
        label=_("Thời điểm đúng"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
        input_formats=_MOMENT,
    )  # fmt: skip
    reason = forms.CharField(label=_("Vì sao sửa, theo giấy tờ nào"), max_length=500)


class OpenForm(forms.Form):
    reason = forms.CharField(label=_("Lý do xem"), max_length=300)


class ReplayForm(forms.Form):
    reason = forms.CharField(label=_("Vì sao tính lại, theo văn bản nào"), max_length=300)


FREE_ROWS = 2


class SupplementForm(DeedForm):
    """A row a paper of the dossier, and a few for what is not there at all; rows left empty are not asked for."""

    def __init__(self, *args: Any, rows: list[tuple[str, str]] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = [*(rows or []), *[("", "")] * FREE_ROWS]
        for number, (_component, name) in enumerate(self.rows):
            self.fields[f"name_{number}"] = forms.CharField(
                label=_("Giấy tờ"), required=False, max_length=300, initial=name,
                widget=forms.HiddenInput if name else forms.TextInput,
            )  # fmt: skip
            self.fields[f"why_{number}"] = forms.CharField(label=_("Vì sao chưa được"), required=False, max_length=500)
            self.fields[f"how_{number}"] = forms.CharField(label=_("Cách làm lại"), required=False, max_length=500)

    def lines(self) -> list[tuple[str, Any, Any, Any]]:
        """(name of the paper, its name field, why, how), for the template."""
        return [
            (name, self[f"name_{number}"], self[f"why_{number}"], self[f"how_{number}"])
            for number, (_component, name) in enumerate(self.rows)
        ]

    def items(self) -> list[tuple[str, str, str, str]]:
        """(component, name, why, how) of the rows in which something was written."""
        data = self.cleaned_data
        found = []
        for number, (component, name) in enumerate(self.rows):
            why, how = data[f"why_{number}"], data[f"how_{number}"]
            typed = name or data[f"name_{number}"]
            if why or how or (typed and not name):
                found.append((component, typed, why, how))
        return found
