"""The indicator keeps the text's own words."""

from __future__ import annotations

import pytest

from thongsuot.reading.figures.tests.reading_helpers import read

NAMED = [
    ("a) Đẩy nhanh tiến độ cấp chữ ký số, phấn đấu đến 31/12/2025 đạt 100% chỉ tiêu.", ["cấp chữ ký số"]),
    ("Tỷ lệ hồ sơ nộp trực tuyến của huyện Ba Vì đạt 62,5%.", ["Tỷ lệ hồ sơ nộp trực tuyến"]),
    ("Tỷ lệ số hóa hồ sơ còn thấp, mới đạt 31,2%.", ["Tỷ lệ số hóa hồ sơ"]),
    ("Có 93,4% hồ sơ được giải quyết đúng hạn.", ["hồ sơ được giải quyết đúng hạn"]),
    ("Bến Tre xếp thứ 12/63 về Chỉ số hài lòng của người dân với 84,9 điểm.", ["Chỉ số hài lòng của người dân"]),
    ("Hoàn thành 21/30 nhiệm vụ chuyển đổi số, đạt 70%.", ["Hoàn thành nhiệm vụ chuyển đổi số"]),
    (
        "Tỷ lệ hồ sơ trực tuyến đạt 70,2%; trong đó cấp huyện đạt 66,1%, cấp xã đạt 61,0%.",
        ["Tỷ lệ hồ sơ trực tuyến"] * 3,
    ),
    ("Khối sở, ban, ngành: Sở Y tế đạt 90 điểm; Sở Nội vụ đạt 95 điểm.", ["Khối sở, ban, ngành"] * 2),
    ("Số lượng lớp chưa mở: Sở Tư pháp (03 lớp), Sở Y tế (02 lớp).", ["Số lượng lớp chưa mở"] * 2),
    ("Đã ban hành 42 văn bản quy phạm pháp luật.", ["ban hành văn bản quy phạm pháp luật"]),
    ("Trong quý không có thêm đơn vị sự nghiệp tự chủ.", ["thêm đơn vị sự nghiệp tự chủ"]),
    ("Chỉ số năng lực cạnh tranh (PCI) của tỉnh tăng 2 bậc, đạt 65,4 điểm.", ["Chỉ số năng lực cạnh tranh (PCI)"]),
    ("Giá trị trung bình Chỉ số CCHC của 34 tỉnh là 88,1%.", ["Giá trị trung bình Chỉ số CCHC của 34 tỉnh"]),
    (
        "Cung cấp 310 dịch vụ công mức độ 3 và 205 dịch vụ công mức độ 4.",
        ["Cung cấp dịch vụ công mức độ 3", "dịch vụ công mức độ 4"],
    ),
    ("Tỷ lệ người dùng dịch vụ số tăng từ 40% năm 2022 lên 52% năm 2023.", ["Tỷ lệ người dùng dịch vụ số"] * 2),
]


@pytest.mark.parametrize(("sentence", "names"), NAMED, ids=[sentence[:50] for sentence, _ in NAMED])
def test_name(sentence: str, names: list[str]) -> None:
    assert [figure.name for figure in read(sentence)] == names


def test_a_figure_without_a_name_takes_the_index_of_the_title() -> None:
    figures = read("Hà Tĩnh (88,2 điểm, xếp thứ 9).", title="Công bố chỉ số PAR INDEX năm 2024")
    assert [figure.name for figure in figures] == ["chỉ số PAR INDEX"]
