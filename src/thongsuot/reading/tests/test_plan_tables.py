"""Rows of a plan in a table, as ``inputs.word`` renders them."""

from __future__ import annotations

from datetime import date

from thongsuot.reading.reader import read_text

PLAN = """KẾ HOẠCH
Cải cách hành chính năm 2025
Hưng Yên, ngày 05 tháng 01 năm 2025

PHỤ LỤC

TT | Nội dung công việc | Đơn vị chủ trì | Đơn vị phối hợp | Thời gian hoàn thành
1 | Ban hành kế hoạch tập huấn | Sở Nội vụ | Sở Tài chính; UBND các xã | Tháng 3/2025
2 | Nâng cấp phần mềm một cửa | Sở Khoa học và Công nghệ | - | Quý IV/2025
3 | Tuyên truyền trên báo, đài | Văn phòng UBND tỉnh | - | Thường xuyên
Tổng | 3
"""


def test_each_row_is_a_task() -> None:
    rows = [(d.text, d.assignee, d.coordinating, d.deadline) for d in read_text(PLAN).directives]
    assert rows == [
        ("Ban hành kế hoạch tập huấn", "Sở Nội vụ", ("Sở Tài chính", "UBND các xã"), date(2025, 3, 31)),
        ("Nâng cấp phần mềm một cửa", "Sở Khoa học và Công nghệ", (), date(2025, 12, 31)),
        ("Tuyên truyền trên báo, đài", "Văn phòng UBND tỉnh", (), None),
    ]


def test_a_table_of_figures_gives_no_task() -> None:
    assert read_text("TT | Đơn vị | Điểm\n1 | Sở Nội vụ | 95,2\n2 | Sở Tài chính | 94,1\n").directives == ()
