"""Forms of committees: what is typed stays, and every field says how to mend it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.kernel.text import fold, nfc
from thongsuot.registry.positions.models import Position
from thongsuot.steering.committees.models import Committee, MemberRole
from thongsuot.steering.tasks.choices import Programme
from thongsuot.steering.tasks.fields import DayField, UnitField

POSITIONS_LIST = "danh-sach-chuc-danh"  # id of the page's <datalist>
_LISTED = 400
_NONE = ("", gettext_lazy("Không riêng chương trình nào"))


def option_text(position: Position) -> str:
    """As the list offers it: two offices have a «Giám đốc», the unit tells them apart."""
    return f"{position.title} – {position.unit.name}"


class PositionField(forms.CharField):
    """A position by its title, with the unit behind a dash where titles repeat; ``positions`` are those on offer."""

    positions: QuerySet[Position]  # set by the form, from queries

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"list": POSITIONS_LIST, "autocomplete": "off", "maxlength": 500})
        super().__init__(**{"widget": widget, **options})

    def to_python(self, value: Any) -> Position | None:
        text = nfc(super().to_python(value) or "").strip()
        if not text:
            return None
        wanted = fold(text[:500])
        title = fold(text.rsplit(" – ", 1)[0])
        near = [one for one in self.positions.filter(search_key__contains=title) if wanted in fold(option_text(one))]
        found = [one for one in near if wanted in (fold(one.title), fold(option_text(one)))]
        chosen = found or near
        if len(chosen) == 1:
            return chosen[0]
        if not chosen:
            message = _("Không có chức danh «%(text)s» trong danh bạ. Thêm chức danh ở trang Chức danh rồi quay lại.")
            raise forms.ValidationError(message % {"text": text})
        names = "; ".join(option_text(one) for one in chosen[:5])
        raise forms.ValidationError(_("Chưa rõ chức danh nào. Hãy chọn một trong: %(names)s.") % {"names": names})


class DutyForm(forms.Form):
    """Role and field of a seat."""

    role = forms.ChoiceField(label=gettext_lazy("Vai trò"), choices=MemberRole.choices, initial=MemberRole.MEMBER.value)
    programme = forms.ChoiceField(
        label=gettext_lazy("Chương trình phụ trách"),
        choices=[_NONE, *Programme.choices],
        required=False,
        help_text=gettext_lazy("Chỉ cho Phó Trưởng Ban. Việc của chương trình sẽ tới chức danh này."),
    )
    field = forms.CharField(label=gettext_lazy("Lĩnh vực, như ghi trong quyết định"), max_length=160, required=False)


class SeatForm(DutyForm):
    position = PositionField(
        label=gettext_lazy("Chức danh"),
        help_text=gettext_lazy("Gõ vài chữ rồi chọn, ví dụ: Giám đốc Sở Nội vụ."),
        error_messages={"required": gettext_lazy("Hãy ghi chức danh.")},
    )
    field_order = ("position", "role", "programme", "field")

    def __init__(self, positions: QuerySet[Position], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["position"]
        assert isinstance(field, PositionField)
        field.positions = positions

    def choices(self) -> list[str]:
        field = self.fields["position"]
        assert isinstance(field, PositionField)
        return [option_text(one) for one in field.positions[:_LISTED]]


class VersionForm(forms.Form):
    valid_from = DayField(
        label=gettext_lazy("Có hiệu lực từ ngày"),
        help_text=gettext_lazy("Ví dụ: 15/01/2026. Thành phần cũ có hiệu lực hết ngày hôm trước."),
        required=False,
    )
    decision = forms.CharField(
        label=gettext_lazy("Căn cứ"),
        max_length=255,
        help_text=gettext_lazy("Số, ký hiệu, ngày và cơ quan ban hành quyết định kiện toàn."),
        error_messages={"required": gettext_lazy("Hãy ghi căn cứ.")},
    )
    note = forms.CharField(
        label=gettext_lazy("Ghi chú"), required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=1000
    )


class FoundingForm(forms.Form):
    home = UnitField(
        label=gettext_lazy("Của địa phương, cơ quan"),
        error_messages={"required": gettext_lazy("Hãy ghi tỉnh, bộ hoặc xã có Ban Chỉ đạo này.")},
    )
    name = forms.CharField(
        label=gettext_lazy("Tên đầy đủ"),
        max_length=255,
        help_text=gettext_lazy("Viết đúng như quyết định, dài bao nhiêu cũng được."),
        error_messages={"required": gettext_lazy("Hãy ghi tên Ban Chỉ đạo.")},
    )
    short_name = forms.CharField(label=gettext_lazy("Tên gọi tắt"), max_length=160, required=False)
    on = DayField(label=gettext_lazy("Hoạt động từ ngày"), error_messages={"required": gettext_lazy("Hãy ghi ngày.")})
    citation = forms.CharField(
        label=gettext_lazy("Căn cứ"), max_length=255, error_messages={"required": gettext_lazy("Hãy ghi căn cứ.")}
    )
    scope = forms.CharField(
        label=gettext_lazy("Phạm vi"), required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=1000
    )
    programmes = forms.MultipleChoiceField(
        label=gettext_lazy("Chương trình phụ trách"),
        choices=Programme.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Hãy chọn ít nhất một chương trình.")},
    )
    secretariat_name = forms.CharField(label=gettext_lazy("Bộ phận giúp việc"), max_length=160, required=False)
    meetings_per_quarter = forms.IntegerField(
        label=gettext_lazy("Số phiên họp mỗi quý"), min_value=1, max_value=12, initial=1
    )


class MergerForm(forms.Form):
    """Read from the address for the trial, posted for the merger."""

    before = forms.MultipleChoiceField(
        label=gettext_lazy("Các tổ chức sẽ hợp nhất"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Hãy chọn từ hai tổ chức trở lên.")},
    )
    on = DayField(
        label=gettext_lazy("Từ ngày"),
        help_text=gettext_lazy("Các tổ chức cũ hoạt động hết ngày hôm trước."),
        error_messages={"required": gettext_lazy("Hãy ghi ngày hợp nhất.")},
    )
    name = forms.CharField(
        label=gettext_lazy("Tên Ban Chỉ đạo mới"),
        max_length=255,
        error_messages={"required": gettext_lazy("Hãy ghi tên Ban Chỉ đạo sau hợp nhất.")},
    )
    short_name = forms.CharField(label=gettext_lazy("Tên gọi tắt"), max_length=160, required=False)
    citation = forms.CharField(
        label=gettext_lazy("Căn cứ"),
        max_length=255,
        help_text=gettext_lazy("Số, ký hiệu, ngày và cơ quan ban hành quyết định hợp nhất."),
        error_messages={"required": gettext_lazy("Hãy ghi căn cứ.")},
    )

    def __init__(self, committees: QuerySet[Committee], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        names = [(one.unit.key, f"{one.unit.name} ({one.home.short_name})") for one in committees]
        field = self.fields["before"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = names

    @property
    def day(self) -> date:
        day: date = self.cleaned_data["on"]
        return day
