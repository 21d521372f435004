"""Forms of the import wizard."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thongsuot.platform.imports.importer import Importer
from thongsuot.platform.imports.reading import Table


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("Tệp bảng"),
        help_text=_("Tệp Excel (.xlsx), Word (.docx) có bảng, hoặc CSV. Dòng tiêu đề có thể nằm dưới tên biểu."),
        error_messages={"required": _("Hãy chọn tệp cần nhập.")},
    )


class MappingForm(forms.Form):
    """One select for each column the importer understands; its value is the index of the file's column."""

    def __init__(self, importer: Importer, table: Table, mapping: dict[str, int], data: Any = None) -> None:
        super().__init__(data)
        choices = [("", _("Không có trong tệp"))]
        choices += [(str(index), heading or f"({index + 1})") for index, heading in enumerate(table.header.cells)]
        for column in importer.columns:
            self.fields[column.name] = forms.ChoiceField(
                label=column.label,
                choices=choices,
                required=column.required,
                initial=str(mapping.get(column.name, "")),
                error_messages={"required": _("Hãy chọn cột cho «%(label)s».") % {"label": column.label}},
            )

    def mapping(self) -> dict[str, int]:
        """Column name → cell index, columns left out omitted."""
        return {name: int(value) for name, value in self.cleaned_data.items() if value != ""}
