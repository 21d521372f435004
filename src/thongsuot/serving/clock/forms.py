"""What people type: a date to be reckoned, a day an office closed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thongsuot.serving.clock.domain.model import LimitUnit, PauseReason
from thongsuot.serving.clock.models import ClosureKind

PAUSES = 3
_LOCAL = "%Y-%m-%dT%H:%M"
_UNITS = [
    (LimitUnit.WORKING_DAYS.value, _("ngày làm việc")),
    (LimitUnit.WORKING_HOURS.value, _("giờ làm việc")),
    (LimitUnit.CALENDAR_DAYS.value, _("ngày, tính cả ngày nghỉ")),
    (LimitUnit.MONTHS.value, _("tháng")),
]
_REASONS = [
    (PauseReason.SUPPLEMENT.value, _("chờ bổ sung giấy tờ")),
    (PauseReason.FINANCIAL_DUTY.value, _("chờ nộp thuế, phí")),
    (PauseReason.OTHER.value, _("lý do khác theo quy định")),
]


def _moment(label: Any, **options: Any) -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_LOCAL)
    return forms.DateTimeField(label=label, widget=widget, input_formats=[_LOCAL, "%Y-%m-%dT%H:%M:%S"], **options)


class DueForm(forms.Form):
    """Addresses carry what was asked, so that an answer can be passed on."""

    so = forms.DecimalField(label=_("Thời hạn"), min_value=0, max_value=1000, max_digits=6, decimal_places=2)
    don_vi = forms.ChoiceField(label=_("Tính bằng"), choices=_UNITS)
    nhan = _moment(_("Nhận đủ hồ sơ lúc"))
    chuyen = _moment(
        _("Nơi giải quyết nhận lúc"),
        required=False,
        help_text=_("Chỉ ghi khi nộp ở một nơi, giải quyết ở nơi khác."),
    )
    gia_han = forms.DecimalField(
        label=_("Gia hạn thêm (ngày làm việc)"), required=False, min_value=1, max_value=1000, decimal_places=0
    )
    gia_han_luc = _moment(_("Báo gia hạn lúc"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for number in range(1, PAUSES + 1):
            self.fields[f"dung_tu_{number}"] = _moment(_("Dừng từ"), required=False)
            self.fields[f"dung_den_{number}"] = _moment(_("Đến"), required=False)
            self.fields[f"ly_do_{number}"] = forms.ChoiceField(label=_("Vì"), choices=_REASONS, required=False)

    def pause_rows(self) -> list[tuple[forms.BoundField, ...]]:
        """For the template: from, to, reason of each line."""
        names = ("dung_tu", "dung_den", "ly_do")
        return [tuple(self[f"{name}_{number}"] for name in names) for number in range(1, PAUSES + 1)]

    @property
    def has_pause(self) -> bool:
        """Whether the line of pauses should stand open."""
        return any(self.data.get(f"dung_tu_{number}") for number in range(1, PAUSES + 1))

    @property
    def has_extension(self) -> bool:
        return bool(self.data.get("gia_han"))

    def clean(self) -> dict[str, Any]:
        given = dict(super().clean() or {})
        received, forwarded = given.get("nhan"), given.get("chuyen")
        if received and forwarded and forwarded < received:
            self.add_error("chuyen", _("Nơi giải quyết không thể nhận trước khi hồ sơ được nộp."))
        for number in range(1, PAUSES + 1):
            since, until = given.get(f"dung_tu_{number}"), given.get(f"dung_den_{number}")
            if until and (since is None or until < since):
                self.add_error(f"dung_den_{number}", _("Lúc chạy lại phải sau lúc dừng."))
        if bool(given.get("gia_han")) != bool(given.get("gia_han_luc")):
            self.add_error("gia_han", _("Ghi cả số ngày gia hạn và lúc báo gia hạn."))
        return given

    def plain(self) -> dict[str, Any]:
        """The case as ``domain.cases`` reads it."""
        given = self.cleaned_data
        plain: dict[str, Any] = {
            "received_at": given["nhan"].isoformat(),
            "limit": {"value": given["so"], "unit": given["don_vi"]},
            "pauses": list(self._pauses()),
        }
        if given["chuyen"]:
            plain["accepted_at"] = given["chuyen"].isoformat()
        if given["gia_han"]:
            at = given["gia_han_luc"].isoformat()
            plain["extension"] = {"value": given["gia_han"], "unit": LimitUnit.WORKING_DAYS.value, "at": at}
        return plain

    def _pauses(self) -> Iterator[dict[str, Any]]:
        given = self.cleaned_data
        for number in range(1, PAUSES + 1):
            since, until = given[f"dung_tu_{number}"], given[f"dung_den_{number}"]
            if since:
                reason = given[f"ly_do_{number}"] or PauseReason.OTHER.value
                yield {"from": since.isoformat(), "to": until and until.isoformat(), "reason": reason}


class ClosureForm(forms.Form):
    unit = forms.CharField(
        label=_("Đơn vị"), max_length=120, help_text=_("Tên hoặc mã đơn vị; áp dụng cho cả các đơn vị trực thuộc.")
    )
    kind = forms.ChoiceField(label=_("Loại"), choices=ClosureKind.choices)
    first_day = forms.DateField(label=_("Từ ngày"), widget=forms.DateInput(attrs={"type": "date"}))
    last_day = forms.DateField(label=_("Đến hết ngày"), widget=forms.DateInput(attrs={"type": "date"}))
    opens = forms.TimeField(
        label=_("Mở cửa"),
        required=False,
        help_text=_("Chỉ ghi giờ cho buổi trực ngày nghỉ, ví dụ 07:30."),
    )
    closes = forms.TimeField(label=_("Đóng cửa"), required=False)
    reason = forms.CharField(label=_("Lý do"), max_length=300, help_text=_("Ví dụ: ngập lụt, chuyển trụ sở."))
    reference = forms.CharField(label=_("Văn bản"), max_length=300, help_text=_("Số, ngày của thông báo, lịch trực."))
