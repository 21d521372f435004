"""Forms of the notice's pages; every refusal names its field and keeps what was typed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.kernel.formatting import format_date
from thongsuot.registry.documents.models import Document
from thongsuot.registry.positions.models import Position
from thongsuot.steering.meetings.models import Meeting
from thongsuot.steering.notices.actions import Head, Signing
from thongsuot.steering.notices.actions.editing import head_stamp
from thongsuot.steering.notices.models import Notice, SigningForm

_HEAD = ("superior", "issuer", "symbol", "place", "month", "year", "subject", "opening", "closing")


class NewNoticeForm(forms.Form):
    """A meeting, or a notice read from outside: one of the two."""

    source = forms.ChoiceField(
        label=gettext_lazy("Soạn từ"),
        error_messages={
            "required": gettext_lazy("Hãy chọn một phiên họp hoặc một văn bản đã đọc."),
            "invalid_choice": gettext_lazy("Mục này không còn trong danh sách. Hãy chọn lại."),
        },
    )

    def __init__(
        self, data: Any = None, *, meetings: Iterable[Meeting], papers: Iterable[Document], initial: Any = None
    ) -> None:
        super().__init__(data, initial=initial)
        choices: list[Any] = [("", _("Chọn…"))]
        held = [(f"hop:{one.key}", f"{format_date(one.starts_at.date())} · {one.title}") for one in meetings]
        read = [(f"van-ban:{one.key}", one.title) for one in papers]
        choices += [(_("Kết luận của phiên họp"), held)] if held else []
        choices += [(_("Thông báo đã đọc từ ngoài"), read)] if read else []
        field = self.fields["source"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices


class HeadForm(forms.Form):
    subject = forms.CharField(
        label=gettext_lazy("Trích yếu"), required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )
    superior = forms.CharField(label=gettext_lazy("Cơ quan chủ quản"), required=False, max_length=255)
    issuer = forms.CharField(
        label=gettext_lazy("Cơ quan ban hành"), required=False, max_length=255, widget=forms.Textarea(attrs={"rows": 2})
    )
    symbol = forms.CharField(label=gettext_lazy("Ký hiệu"), required=False, max_length=40)
    place = forms.CharField(label=gettext_lazy("Địa danh"), required=False, max_length=120)
    month = forms.IntegerField(label=gettext_lazy("Tháng dự kiến"), required=False)
    year = forms.IntegerField(label=gettext_lazy("Năm"))
    opening = forms.CharField(
        label=gettext_lazy("Phần mở đầu"),
        help_text=gettext_lazy("Mỗi dòng là một đoạn."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=20_000,
    )
    closing = forms.CharField(
        label=gettext_lazy("Phần kết"),
        help_text=gettext_lazy("Câu cuối kết thúc bằng «./.»."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=5000,
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    @classmethod
    def of(cls, notice: Notice) -> HeadForm:
        return cls(initial={name: getattr(notice, name) for name in _HEAD} | {"seen": head_stamp(notice)})

    def as_input(self, key: str) -> Head:
        return Head(key=key, seen=self.cleaned_data["seen"], **{name: self.cleaned_data[name] for name in _HEAD})


class SignerForm(forms.Form):
    signer = forms.ChoiceField(label=gettext_lazy("Người ký, theo chức danh"), required=False)
    form = forms.ChoiceField(
        label=gettext_lazy("Hình thức ký"),
        help_text=gettext_lazy("Điều 13 NĐ 30/2020/NĐ-CP. Các dòng KT. được tự thêm khi người ký là cấp phó."),
        choices=SigningForm.choices,
    )
    principal = forms.CharField(
        label=gettext_lazy("Thay mặt, thừa lệnh, thừa ủy quyền của"),
        help_text=gettext_lazy("Ví dụ: Ủy ban nhân dân (TM.), Chủ tịch (TL., TUQ.)."),
        required=False,
        max_length=160,
    )
    title = forms.CharField(
        label=gettext_lazy("Chức danh, nếu chưa có trong danh sách"), required=False, max_length=160
    )
    signer_name = forms.CharField(
        label=gettext_lazy("Họ và tên"),
        help_text=gettext_lazy("Để trống thì lấy người đang giữ chức danh."),
        required=False,
        max_length=120,
    )

    def __init__(self, data: Any = None, *, positions: Iterable[Position], initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        field = self.fields["signer"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Không có trong danh sách"))] + [(str(one.pk), one.title) for one in positions]

    def as_input(self, key: str) -> Signing:
        given = self.cleaned_data
        return Signing(
            key=key,
            form=given["form"],
            signer_id=int(given["signer"]) if given["signer"] else None,
            principal=given["principal"],
            signer_name=given["signer_name"],
            title=given["title"],
        )


class RecipientsForm(forms.Form):
    lines = forms.CharField(
        label=gettext_lazy("Nơi nhận"),
        help_text=gettext_lazy("Mỗi dòng một nơi nhận, không cần gạch đầu dòng. Viết tắt quen thuộc được hiểu."),
        required=False,
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
