"""Documents of our own in the shapes of real ones: who must do what by when, and what is no order."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from thongsuot.reading.jsonform import TASK_KINDS
from thongsuot.reading.model import Directive, DirectiveKind, Reading
from thongsuot.reading.reader import read_text

FOLDER = Path(__file__).parent / "documents"
Row = tuple[str, str | None, date | None]  # words of the order, owner, deadline

ORDERS: dict[str, list[Row]] = {
    "01_thong_bao_ket_luan": [
        ("Tham mưu UBND tỉnh ban hành Quy chế", "Sở Nội vụ", date(2023, 8, 15)),
        ("Tổng hợp kết quả tự chấm điểm", "Sở Nội vụ", date(2023, 9, 30)),
        ("nâng cấp Cổng Dịch vụ công", "Sở Thông tin và Truyền thông", None),
        ("kết nối với cơ sở dữ liệu quốc gia", "Sở Thông tin và Truyền thông", date(2023, 9, 30)),
        ("bố trí kinh phí", "Sở Tài chính", None),
        ("niêm yết lại toàn bộ", "UBND các huyện, thành phố", None),
        ("Chấn chỉnh thái độ phục vụ", "UBND các huyện, thành phố", None),
        ("báo cáo kết quả về Sở Nội vụ trước ngày 20", "UBND các huyện, thành phố", None),
        ("làm sạch dữ liệu dân cư", "Công an tỉnh", None),
    ],
    "02_tin_hai_nguoi_noi": [
        ("số hóa kết quả còn hiệu lực", "Sở Thông tin và Truyền thông", date(2024, 6, 30)),
        ("công khai số điện thoại", "các huyện, thị xã, thành phố", None),
        ("phân tích từng tiêu chí mất điểm", "thủ trưởng các sở, ngành", date(2024, 4, 30)),
        ("tham mưu kế hoạch khắc phục", "Sở Nội vụ", None),
        ("xử lý nghiêm công chức", None, None),
        ("Lấy sự hài lòng của người dân", None, None),
    ],
    "03_cong_dien": [
        ("Công bố đầy đủ thủ tục", "Bộ trưởng, Thủ trưởng cơ quan ngang bộ", date(2025, 6, 20)),
        ("Cử cán bộ hỗ trợ", "Bộ trưởng, Thủ trưởng cơ quan ngang bộ", None),
        ("thiết lập đường dây nóng", "Bộ trưởng, Thủ trưởng cơ quan ngang bộ", None),
        ("bảo đảm hoạt động thông suốt", "Chủ tịch UBND các tỉnh, thành phố trực thuộc trung ương", None),
        ("xóa vùng lõm sóng", "Bộ Khoa học và Công nghệ", date(2025, 6, 30)),
        ("trực tiếp chỉ đạo, xử lý", "Phó Thủ tướng Chính phủ Nguyễn Văn Trung", None),
        ("theo dõi, đôn đốc", "Văn phòng Chính phủ", None),
    ],
    "04_ke_hoach": [
        ("hệ thống hóa văn bản", None, None),
        ("bãi bỏ văn bản", None, None),
        ("Theo dõi thi hành pháp luật", None, None),
        ("Cắt giảm tối thiểu 20%", None, date(2022, 9, 30)),
        ("đôn đốc các đơn vị", "Sở Nội vụ", None),
        ("tổng hợp báo cáo Bộ Nội vụ", "Sở Nội vụ", date(2022, 12, 10)),
        ("đo lường sự hài lòng", "Sở Nội vụ", None),
        ("Kiểm soát chất lượng", "Văn phòng UBND tỉnh", None),
        (
            "Xây dựng kế hoạch của đơn vị mình",
            "Thủ trưởng các sở, ban, ngành tỉnh; Chủ tịch UBND các huyện, thành phố",
            date(2022, 1, 31),
        ),
    ],
    "05_tin_bo": [
        ("rà soát các quy định về điều kiện", "Vụ Pháp chế", date(2025, 11, 25)),
        ("hoàn thiện Hệ thống thông tin", "Trung tâm Thông tin y tế quốc gia", date(2025, 12, 31)),
        ("chế độ báo cáo", "các cục, vụ", None),
        ("xin lỗi người dân", "Đơn vị nào để hồ sơ quá hạn", None),
    ],
    "06_bao_cao_hop_xa": [
        ("hướng dẫn người dân", "các tổ công nghệ số cộng đồng", None),
        ("cấp tài khoản định danh", "Công an phường", None),
        ("tham mưu quy chế phối hợp", "Văn phòng HĐND và UBND phường", date(2025, 8, 20)),
        ("mở 3 lớp tập huấn", "Phòng Văn hóa - Xã hội", None),
        ("vận động hội viên", "Mặt trận Tổ quốc và các đoàn thể", date(2025, 12, 31)),
    ],
    "07_chi_thi": [
        (
            "Quán triệt đến toàn thể",
            "Giám đốc các sở, Thủ trưởng các ban, ngành; Chủ tịch UBND các huyện, thị xã, thành phố",
            None,
        ),
        (
            "Không để xảy ra",
            "Giám đốc các sở, Thủ trưởng các ban, ngành; Chủ tịch UBND các huyện, thị xã, thành phố",
            None,
        ),
        ("thành lập đoàn kiểm tra", "Sở Nội vụ", None),
        ("tham mưu xử lý vi phạm", "Sở Nội vụ", None),
        ("giám sát việc thực hiện", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", None),
        ("mở chuyên mục", "Đài Phát thanh và Truyền hình tỉnh, Báo Quảng Trị", None),
    ],
    "08_cong_van_chi_dao": [
        ("khắc phục tình trạng", "các sở, ban, ngành tỉnh, UBND các huyện, thành phố", None),
        ("rà soát 356 hồ sơ", "Sở Tài nguyên và Môi trường", date(2022, 10, 15)),
        ("đưa kết quả giải quyết hồ sơ", "Sở Nội vụ", None),
        ("xin lỗi bằng văn bản", "UBND các huyện, thành phố", None),
        ("theo dõi, tổng hợp", "Văn phòng UBND tỉnh", None),
    ],
    "09_xep_hang_thong_tin": [],
    "10_hop_truc_tuyen_xuong_hang": [
        ("nghiêm túc kiểm điểm", "các đơn vị xếp hạng thấp", date(2023, 6, 30)),
        ("thanh tra công vụ đột xuất", "Thanh tra tỉnh", date(2023, 11, 30)),
        ("đẩy mạnh tuyên truyền", "Thanh tra tỉnh", None),
    ],
    "11_chi_tieu_trong_ngoac": [
        ("tập trung số hóa xong", "các đơn vị còn khối lượng lớn", date(2024, 8, 30)),
        ("Sở Xây dựng (1.200 hồ sơ)", "Sở Xây dựng", date(2024, 8, 30)),
        ("Sở Giáo dục và Đào tạo (850 hồ sơ)", "Sở Giáo dục và Đào tạo", date(2024, 8, 30)),
        ("UBND thị xã Phú Thọ (2.400 hồ sơ)", "UBND thị xã Phú Thọ", date(2024, 8, 30)),
        ("hướng dẫn quyết toán", "Sở Tài chính", None),
    ],
    "12_nhiem_vu_mot_la": [
        ("trực tiếp phụ trách", "người đứng đầu", None),
        ("hoàn thành 100% chỉ tiêu", "các cấp, các ngành", date(2023, 12, 31)),
        ("sớm đưa vào vận hành", "Sở Thông tin và Truyền thông", date(2023, 9, 30)),
        ("nâng cao nhận thức", "các cấp, các ngành", None),
    ],
    "13_kiem_tra_co_so": [
        ("tiếp thu ý kiến", "xã", None),
        ("bố trí công chức", "xã", None),
        ("mua sắm bổ sung", "xã", None),
    ],
    "14_quyet_dinh": [
        ("tổ chức kiểm tra tại 08 bộ", "Vụ Cải cách hành chính", None),
        ("báo cáo Bộ trưởng kết quả", "Vụ Cải cách hành chính", date(2026, 11, 15)),
    ],
}


def reading_of(name: str) -> Reading:
    return read_text((FOLDER / f"{name}.txt").read_text(encoding="utf-8"))


def holding(reading: Reading, words: str) -> Directive:
    found = [d for d in reading.directives if words in d.text]
    assert len(found) >= 1, words
    return min(found, key=lambda d: len(d.text))


@pytest.mark.parametrize("name", sorted(ORDERS))
def test_orders_owners_deadlines(name: str) -> None:
    reading = reading_of(name)
    for words, owner, deadline in ORDERS[name]:
        directive = holding(reading, words)
        assert (directive.assignee, directive.deadline) == (owner, deadline), words


@pytest.mark.parametrize("name", sorted(ORDERS))
def test_nothing_else_is_an_order(name: str) -> None:
    orders = [d for d in reading_of(name).directives if d.kind in TASK_KINDS]
    assert len(orders) == len(ORDERS[name])


@pytest.mark.parametrize("name", sorted(ORDERS))
def test_spans_are_verbatim(name: str) -> None:
    reading = reading_of(name)
    for item in (*reading.directives, *reading.limitations, *reading.noise):
        words = item.text if not hasattr(item, "quote") else item.quote
        assert reading.text[item.span.start : item.span.end] == words


def test_helpers_of_a_list_opener_reach_its_items() -> None:
    item = holding(reading_of("01_thong_bao_ket_luan"), "Quy chế hoạt động")
    assert item.coordinating == ("Văn phòng UBND tỉnh", "Sở Tư pháp")
    assert item.section == "II.1.a"


def test_rhythm_has_words_but_no_day() -> None:
    monthly = holding(reading_of("01_thong_bao_ket_luan"), "trước ngày 20")
    assert monthly.deadline is None
    assert "hằng tháng" in monthly.text


def test_incomplete_day_is_kept_as_written() -> None:
    assert holding(reading_of("13_kiem_tra_co_so"), "tiếp thu").deadline_text == "trước ngày 25-10"


def test_speakers_are_told_apart() -> None:
    reading = reading_of("02_tin_hai_nguoi_noi")
    assert holding(reading, "công khai số").speaker == "Phó Chủ tịch UBND tỉnh Võ Thành Nhân"
    assert holding(reading, "tham mưu kế hoạch").speaker == "Chủ tịch UBND tỉnh Trần Quang Lộc"


def test_slogan_is_an_orientation() -> None:
    assert holding(reading_of("02_tin_hai_nguoi_noi"), "Lấy sự hài lòng").kind is DirectiveKind.ORIENTATION


def test_quota_children() -> None:
    children = [d for d in reading_of("11_chi_tieu_trong_ngoac").directives if d.parent_start is not None]
    assert [child.quantity for child in children] == ["1.200 hồ sơ", "850 hồ sơ", "2.400 hồ sơ"]


def test_praise_is_a_commendation() -> None:
    praised = [d.text for d in reading_of("02_tin_hai_nguoi_noi").directives if d.kind is DirectiveKind.COMMENDATION]
    assert praised == ["Trước đó, UBND tỉnh đã khen thưởng 15 tập thể có thành tích tốt"]


LIMITATIONS = {
    "01_thong_bao_ket_luan": ["chưa cập nhật", "còn thấp", "còn chậm"],
    "02_tin_hai_nguoi_noi": ["chưa đạt"],
    "03_cong_dien": ["chưa đáp ứng"],
    "05_tin_bo": ["chậm ban hành"],
    "06_bao_cao_hop_xa": ["còn lúng túng"],
    "08_cong_van_chi_dao": [],
    "09_xep_hang_thong_tin": [],
    "13_kiem_tra_co_so": ["chưa đạt"],
}


@pytest.mark.parametrize("name", sorted(LIMITATIONS))
def test_limitations(name: str) -> None:
    assert [item.cue for item in reading_of(name).limitations] == LIMITATIONS[name]


def test_meetings() -> None:
    notice = reading_of("01_thong_bao_ket_luan").meeting
    assert (notice.committee, notice.chair, notice.date, notice.place, notice.doc_number) == (
        "Ban Chỉ đạo cải cách hành chính tỉnh",
        ("Lò Văn Bình",),
        date(2023, 7, 20),
        "Sơn La",
        "215/TB-UBND",
    )
    ministry = reading_of("05_tin_bo").meeting
    assert (ministry.committee, ministry.session, ministry.chair) == (
        "Ban Chỉ đạo cải cách hành chính Bộ Y tế",
        3,
        ("Phạm Thị Lan",),
    )
    hybrid = reading_of("10_hop_truc_tuyen_xuong_hang").meeting
    assert (hybrid.chair, hybrid.sites, hybrid.place) == (("Y Giang Gry Niê Knơng",), 15, "Đắk Lắk")
    news = reading_of("02_tin_hai_nguoi_noi").meeting
    assert (news.date, news.date_text, news.chair) == (date(2024, 3, 14), "Chiều 14/3", ("Trần Quang Lộc",))
    assert "ngày đăng bài" in (news.date_reason or "")
    assert reading_of("09_xep_hang_thong_tin").meeting.chair == ()
