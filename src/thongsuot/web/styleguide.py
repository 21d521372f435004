"""Every component on one page, to be looked at and tested. Served in demo mode only; its figures are samples."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from thongsuot.kernel.formatting import format_number
from thongsuot.platform.access.actors import ANONYMOUS
from thongsuot.registry.units.models import UnitKind
from thongsuot.registry.units.queries import alive_on
from thongsuot.web.charts import bars, strips, tiles, trends
from thongsuot.web.charts.evidence import Node
from thongsuot.web.charts.model import Chart, Point

_DAY = date(2026, 1, 1)
_SOURCE = _("số liệu minh họa của trang kiểu dáng")


class SampleForm(forms.Form):
    name = forms.CharField(label=_("Tên chỉ tiêu"), help_text=_("Viết như trong văn bản nguồn."))
    day = forms.CharField(label=_("Ngày văn bản"))
    is_final = forms.BooleanField(label=_("Đây là số chính thức"), required=False)
    note = forms.CharField(label=_("Ghi chú"), widget=forms.Textarea, required=False)


@dataclass(frozen=True, slots=True)
class SampleEvent:
    when: datetime
    who: str
    what: str


def styleguide(request: HttpRequest) -> HttpResponse:
    form = SampleForm({"name": "", "day": "32/13/2024"})
    form.add_error("day", str(_("Không có ngày 32/13/2024. Viết theo mẫu 31/12/2024.")))
    context: dict[str, Any] = {
        "sample_data": True,
        "form": form,
        "charts": _charts(),
        "points": _years(),
        "tree": _tree(),
        "facts": [(_("Đơn vị"), _("Tỉnh mẫu")), (_("Kỳ"), _("9 tháng đầu năm 2024"))],
        "tabs": [(_("Tất cả"), "?", True, 12), (_("Chờ xác nhận"), "?loai=cho", False, 3)],
        "steps": [_("Chọn tệp"), _("Khớp cột"), _("Chạy thử"), _("Nhập")],
        "events": [
            SampleEvent(datetime(2026, 11, 22, 9, 0, tzinfo=UTC), str(_("Tổ Thư ký")), str(_("Xác nhận số liệu"))),
            SampleEvent(datetime(2026, 11, 21, 3, 30, tzinfo=UTC), "", str(_("Đọc từ văn bản"))),
        ],
    }
    return render(request, "web/pages/styleguide.html", context)


def _point(label: str, value: str | None, **more: Any) -> Point:
    number = Decimal(value) if value else None
    return Point(label, number, format_number(number) if number is not None else "", **more)


def _years() -> list[Point]:
    values = ("80.12", "81.40", None, "84.05", "86.31")
    return [
        _point(str(2020 + n), value, note="" if value else str(_("chưa công bố"))) for n, value in enumerate(values)
    ]


def _charts() -> list[Chart]:
    grid = tiles.grid_on(_DAY)
    units = {unit.key: unit.short_name for unit in alive_on(ANONYMOUS, _DAY, UnitKind.PROVINCE)}
    names = {key: units.get(key, key) for key in grid.places}
    scores = {key: _point(name, f"{78 + n % 17}.{n % 10}5") for n, (key, name) in enumerate(sorted(names.items()))}
    first = sorted(names)[5]
    scores[first] = Point(names[first], None, note=str(_("chưa báo cáo")))
    strip = [_point(name, f"{80 + n % 9}.{n % 7}", is_mine=n == 7) for n, name in enumerate(sorted(names.values()))]
    goals = [
        bars.Goal(
            _point(str(_("Nhiệm vụ cải cách hành chính")), "28"),
            _point(str(_("Kế hoạch năm")), "40"),
            _point(str(_("Tới hôm nay")), "30"),
        ),
        bars.Goal(
            _point(str(_("Nhiệm vụ chuyển đổi số")), "35"),
            _point(str(_("Kế hoạch năm")), "41"),
            _point(str(_("Tới hôm nay")), "31"),
        ),
    ]
    common: dict[str, Any] = {"source": str(_SOURCE), "updated": str(_("Cập nhật 16:00 22/11/2026"))}
    score = str(_("Điểm mẫu"))
    return [
        tiles.tile_map(
            grid=grid,
            points=scores,
            heading=str(_("Bản đồ ô: mỗi tỉnh, thành phố một ô bằng nhau")),
            measure=score,
            **common,
        ),
        strips.rank_strip(
            points=strip, heading=str(_("Dải xếp hạng: đơn vị của mình giữa 34 đơn vị")), measure=score, **common
        ),
        trends.trend(
            points=_years(),
            breaks=[trends.Break("2024", str(_("Bộ tiêu chí mẫu thay đổi.")))],
            heading=str(_("Xu hướng: chỗ thiếu và chỗ đổi cách tính không được nối")),
            measure=score,
            **common,
        ),
        bars.target_bars(
            goals=goals,
            heading=str(_("Tiến độ: hai chương trình so với kế hoạch")),
            measure=str(_("Đã xong")),
            **common,
        ),
    ]


def _tree() -> Node:
    sentence = Node(
        str(_("Câu nguồn")),
        quote=str(_("Đã cắt giảm 30 trên 120 ngày giải quyết.")),
        place=str(_("Văn bản mẫu, mục 2")),
    )
    parts = (
        Node(str(_("Tử số")), value="30 ngày", children=(sentence,)),
        Node(str(_("Mẫu số")), value="120 ngày", children=(sentence,)),
    )
    formula = Node(str(_("Công thức")), formula="30 : 120 = 25%", children=parts)
    return Node(str(_("Số liệu")), value="25%", children=(formula,))
