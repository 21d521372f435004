"""Facts that one word too many or too few once spoiled."""

from __future__ import annotations

from thongsuot.reading.reader import read_text

NOTICE = """THÔNG BÁO
Kết luận của Chủ tịch UBND tỉnh tại cuộc họp Ban Chỉ đạo Chuyển đổi số và Đề án 06 tỉnh 6 tháng đầu năm 2023

Ngày 14 tháng 7 năm 2023, Chủ tịch UBND tỉnh chủ trì cuộc họp sơ kết và kết luận như sau:
Toàn tỉnh đạt nhiều kết quả. Vẫn còn 1.240 hồ sơ trễ hạn, chủ yếu ở lĩnh vực đất đai.
"""


def test_the_months_of_the_meeting_are_no_part_of_the_body() -> None:
    assert read_text(NOTICE).meeting.committee == "Ban Chỉ đạo Chuyển đổi số và Đề án 06 tỉnh"


def test_a_counted_backlog_is_a_limitation() -> None:
    assert any("1.240 hồ sơ trễ hạn" in one.text for one in read_text(NOTICE).limitations)


PLAN = """KẾ HOẠCH
Cải cách hành chính tỉnh Bình Phước năm 2024

II. NHIỆM VỤ
1. Sở Nội vụ
- Tham mưu tổ chức đối thoại với người dân, hoàn thành trong quý III/2024.
- Kiểm tra tại ít nhất 30% cơ quan, đơn vị; báo cáo kết quả trước ngày 15/11/2024.
"""


def test_a_deadline_is_not_the_day_of_the_meeting() -> None:
    reading = read_text(PLAN)
    assert reading.meeting.date is None
    assert [str(one.deadline) for one in reading.directives] == ["2024-09-30", "2024-11-15"]
