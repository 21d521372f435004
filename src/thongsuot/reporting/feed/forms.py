"""What people type: a new sender, a file, what a code is."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class SourceForm(forms.Form):
    name = forms.CharField(label=_("Tên hệ thống"), max_length=200)
    key = forms.SlugField(
        label=_("Mã ngắn"), max_length=60, help_text=_("Chữ thường không dấu, số và gạch nối; dùng ở dòng lệnh.")
    )
    home = forms.CharField(
        label=_("Gửi hồ sơ của"), max_length=255, help_text=_("Tên tỉnh, bộ, sở hoặc xã, như trong danh mục đơn vị.")
    )
    contact = forms.CharField(
        label=_("Đầu mối kỹ thuật"), max_length=300, required=False, help_text=_("Đơn vị và cách liên hệ khi tệp lỗi.")
    )
    reports_ours = forms.BooleanField(
        label=_("Nguồn gửi cả hồ sơ của hệ thống này (như Cổng Dịch vụ công quốc gia)"), required=False
    )


class FeedUploadForm(forms.Form):
    file = forms.FileField(
        label=_("Tệp hồ sơ"),
        help_text=_("CSV có dòng tên cột, hoặc mỗi dòng một đối tượng JSON. Tệp trên 300.000 dòng: dùng dòng lệnh."),
    )


class MeaningForm(forms.Form):
    """One line of the list of codes; ``meaning`` is a unit's name or a procedure's code."""

    meaning = forms.CharField(label=_("Ghép với"), max_length=255)
