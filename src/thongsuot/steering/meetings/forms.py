"""Forms of meetings. Units are typed by name with suggestions, deadlines in words; what was typed always stays."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.kernel.numbers import AmbiguousNumber, understand_input
from thongsuot.kernel.periods import find_deadline
from thongsuot.platform.access.actors import Actor
from thongsuot.registry.units.models import Unit
from thongsuot.registry.units.resolving import SubjectResolver
from thongsuot.steering.committees.queries import in_being
from thongsuot.steering.meetings.actions.inputs import Spoken
from thongsuot.steering.meetings.models import Meeting, MeetingForm, OpinionOutcome, Reply
from thongsuot.steering.meetings.queries import units_to_choose
from thongsuot.steering.tasks.choices import Programme, Urgency

_LOCAL = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
_LISTED = {"list": "don-vi", "autocomplete": "off"}


class PlanForm(forms.Form):
    committee = forms.ModelChoiceField(label=gettext_lazy("Ban Chỉ đạo"), queryset=None)
    starts_at = forms.DateTimeField(label=gettext_lazy("Bắt đầu"), widget=_LOCAL)
    ends_at = forms.DateTimeField(label=gettext_lazy("Kết thúc"), widget=_LOCAL, required=False)
    period_text = forms.CharField(
        label=gettext_lazy("Kỳ được xem xét"),
        help_text=gettext_lazy("Để trống thì lấy quý vừa qua tính theo ngày họp. Ví dụ: quý III/2026."),
        required=False,
        max_length=160,
    )
    ordinal = forms.IntegerField(
        label=gettext_lazy("Phiên thứ"),
        help_text=gettext_lazy("Để trống thì lấy số tiếp theo. Ban Chỉ đạo hợp nhất đếm lại từ 1."),
        required=False,
        min_value=1,
        max_value=999,
    )
    title = forms.CharField(
        label=gettext_lazy("Nội dung"),
        help_text=gettext_lazy("Để trống thì đặt theo kỳ và tên Ban Chỉ đạo."),
        required=False,
        max_length=500,
    )
    place = forms.CharField(label=gettext_lazy("Địa điểm"), required=False, max_length=255)
    form = forms.ChoiceField(label=gettext_lazy("Hình thức"), choices=MeetingForm.choices, initial=MeetingForm.HYBRID)
    agenda = forms.CharField(
        label=gettext_lazy("Chương trình"),
        help_text=gettext_lazy("Mỗi dòng một phần việc."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, actor: Actor, on: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["committee"].queryset = in_being(actor, on)  # type: ignore[attr-defined]


class EditForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("Nội dung"), max_length=500)
    starts_at = forms.DateTimeField(label=gettext_lazy("Bắt đầu"), widget=_LOCAL)
    ends_at = forms.DateTimeField(label=gettext_lazy("Kết thúc"), widget=_LOCAL, required=False)
    place = forms.CharField(label=gettext_lazy("Địa điểm"), required=False, max_length=255)
    form = forms.ChoiceField(label=gettext_lazy("Hình thức"), choices=MeetingForm.choices)
    agenda = forms.CharField(
        label=gettext_lazy("Chương trình"),
        help_text=gettext_lazy("Mỗi dòng một phần việc."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class OfMeeting(forms.Form):
    """Forms that name units: knows the units of the meeting's home on its day."""

    def __init__(self, actor: Actor, meeting: Meeting, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meeting = meeting
        self.day = timezone.localtime(meeting.starts_at).date()
        self.units = units_to_choose(actor, meeting)

    def unit_named(self, text: str) -> Unit | None:
        """By full or short name as offered, else as texts name units; the field complains when it is nobody."""
        if not text.strip():
            return None
        found = list(self.units.filter(name__iexact=text.strip())[:2]) or list(
            self.units.filter(short_name__iexact=text.strip())[:2]
        )
        if len(found) == 1:
            return found[0]
        resolved = SubjectResolver().resolve(text, self.day, within=self.meeting.committee.home_id)
        unit = self.units.filter(pk=resolved or 0).first()
        if unit is None:
            raise forms.ValidationError(
                _("Không rõ đơn vị «%(name)s». Hãy chọn tên trong danh sách gợi ý."), params={"name": text.strip()}
            )
        return unit


class SiteForm(OfMeeting):
    unit = forms.CharField(
        label=gettext_lazy("Đơn vị"), required=False, max_length=255, widget=forms.TextInput(attrs=_LISTED)
    )
    name = forms.CharField(
        label=gettext_lazy("Tên điểm cầu"),
        help_text=gettext_lazy("Để trống thì lấy tên đơn vị."),
        required=False,
        max_length=255,
    )
    is_main = forms.BooleanField(label=gettext_lazy("Điểm cầu chính"), required=False)

    def clean_unit(self) -> Unit | None:
        return self.unit_named(self.cleaned_data["unit"])


class GuestForm(OfMeeting):
    guest = forms.CharField(
        label=gettext_lazy("Khách mời"),
        help_text=gettext_lazy("Ví dụ: Đại diện Cục Thống kê tỉnh. Để trống nếu chỉ mời thành viên."),
        required=False,
        max_length=255,
    )
    unit = forms.CharField(
        label=gettext_lazy("Đơn vị của khách"), required=False, max_length=255, widget=forms.TextInput(attrs=_LISTED)
    )

    def clean_unit(self) -> Unit | None:
        return self.unit_named(self.cleaned_data["unit"])


class PaperForm(OfMeeting):
    title = forms.CharField(label=gettext_lazy("Tài liệu"), max_length=300)
    owner = forms.CharField(
        label=gettext_lazy("Đơn vị chuẩn bị"), max_length=255, widget=forms.TextInput(attrs=_LISTED)
    )
    due = forms.DateField(
        label=gettext_lazy("Hạn gửi"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def clean_owner(self) -> Unit | None:
        return self.unit_named(self.cleaned_data["owner"])


class OpinionForm(forms.Form):
    paper = forms.ModelChoiceField(
        label=gettext_lazy("Về tài liệu"),
        queryset=None,
        required=False,
        empty_label=gettext_lazy("Chung cho phiên họp"),
    )
    text = forms.CharField(label=gettext_lazy("Ý kiến"), widget=forms.Textarea(attrs={"rows": 3}), max_length=5000)

    def __init__(self, meeting: Meeting, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["paper"].queryset = meeting.papers.all()  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    outcome = forms.ChoiceField(
        label=gettext_lazy("Kết quả"),
        choices=[(one.value, one.label) for one in (OpinionOutcome.ACCEPTED, OpinionOutcome.EXPLAINED)],
    )
    answer = forms.CharField(
        label=gettext_lazy("Tiếp thu ở đâu, hoặc vì sao giữ như dự thảo"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=5000,
    )


class ReplyForm(forms.Form):
    reply = forms.ChoiceField(
        label=gettext_lazy("Trả lời giấy mời"),
        choices=[(one.value, one.label) for one in Reply if one != Reply.NONE],
    )
    note = forms.CharField(label=gettext_lazy("Người dự thay hoặc lý do"), required=False, max_length=255)


class CommendationForm(forms.Form):
    awardee = forms.CharField(label=gettext_lazy("Tập thể, cá nhân"), max_length=255)
    award = forms.CharField(label=gettext_lazy("Hình thức khen thưởng"), max_length=255)
    decision = forms.CharField(label=gettext_lazy("Số, ngày quyết định"), required=False, max_length=255)
    document = forms.SlugField(
        label=gettext_lazy("Mã văn bản trong kho"),
        help_text=gettext_lazy("Phần cuối địa chỉ trang văn bản, nếu quyết định đã đưa vào kho."),
        required=False,
        max_length=160,
    )


class ConclusionForm(OfMeeting):
    """``heard`` is the sentence the proposals below were read from: nothing is saved that nobody has seen (§0.3)."""

    text = forms.CharField(
        label=gettext_lazy("Câu kết luận"),
        max_length=2000,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "spoken"}),
    )
    heard = forms.CharField(required=False, widget=forms.HiddenInput)
    is_task = forms.BooleanField(label=gettext_lazy("Là nhiệm vụ"), required=False)
    lead = forms.CharField(
        label=gettext_lazy("Chủ trì"), required=False, max_length=255, widget=forms.TextInput(attrs=_LISTED)
    )
    is_common = forms.BooleanField(label=gettext_lazy("Giao chung"), required=False)
    partners = forms.CharField(
        label=gettext_lazy("Phối hợp"),
        help_text=gettext_lazy("Nhiều đơn vị cách nhau bằng dấu chấm phẩy."),
        required=False,
        max_length=1000,
    )
    deadline = forms.CharField(
        label=gettext_lazy("Hạn"),
        help_text=gettext_lazy("Ngày, hoặc lời: trong tháng 12/2026."),
        required=False,
        max_length=160,
    )
    quantity = forms.CharField(label=gettext_lazy("Số lượng"), required=False, max_length=40)
    quantity_unit = forms.CharField(label=gettext_lazy("Đơn vị tính"), required=False, max_length=80)
    result = forms.CharField(label=gettext_lazy("Kết quả, sản phẩm"), required=False, max_length=500)
    programme = forms.ChoiceField(label=gettext_lazy("Chương trình"), choices=Programme.choices, required=False)
    urgency = forms.ChoiceField(label=gettext_lazy("Mức độ"), choices=Urgency.choices, required=False)

    def clean_lead(self) -> Unit | None:
        return self.unit_named(self.cleaned_data["lead"])

    def clean_partners(self) -> tuple[int, ...]:
        named = [self.unit_named(one) for one in self.cleaned_data["partners"].split(";")]
        return tuple(dict.fromkeys(one.pk for one in named if one is not None))

    def clean_deadline(self) -> tuple[date | None, str]:
        text = self.cleaned_data["deadline"].strip()
        found = find_deadline(text, self.day) if text else None
        if text and found is None:
            raise forms.ValidationError(_("Chưa hiểu hạn này. Ví dụ: 31/12/2026, trong tháng 7/2026, quý IV/2026."))
        return (found.last_day if found else None, text)

    def clean_quantity(self) -> Decimal | None:
        text = self.cleaned_data["quantity"].strip()
        if not text:
            return None
        try:
            return understand_input(text)[0]
        except (AmbiguousNumber, ValueError) as error:
            raise forms.ValidationError(str(error)) from error

    def spoken(self) -> Spoken:
        data = self.cleaned_data
        deadline, words = data["deadline"]
        return Spoken(
            text=data["text"],
            is_task=data["is_task"],
            lead_id=data["lead"].pk if data["lead"] else None,
            is_common=data["is_common"],
            partner_ids=data["partners"],
            result=data["result"],
            quantity=data["quantity"],
            quantity_unit=data["quantity_unit"],
            deadline=deadline,
            deadline_text=words,
            programme=data["programme"] or Programme.REFORM.value,
            urgency=data["urgency"] or Urgency.ORDINARY.value,
        )
