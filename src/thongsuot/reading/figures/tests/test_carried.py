"""What one sentence leaves unsaid and an earlier one has said: the body, the period, the aim, the measure."""

from __future__ import annotations

from thongsuot.kernel.figures import Figure, Span
from thongsuot.reading.figures import DocumentContext, read_figures
from thongsuot.reading.figures.tests.reading_helpers import read
from thongsuot.reading.model import Passage, PassageKind
from thongsuot.reading.reader import read_text


def _sections(*lines: tuple[PassageKind, str]) -> list[Figure]:
    text, passages = "", []
    for number, (kind, line) in enumerate(lines):
        passages.append(Passage(kind, Span(len(text), len(text) + len(line)), line, f"p{number}"))
        text += line + "\n"
    return read_figures(text, passages, [], DocumentContext(place="Kon Tum"))


def test_a_body_goes_on_as_bo_or_toan_huyen() -> None:
    found = read("Bộ Xây dựng xử lý 4.120 hồ sơ. Bộ đã cung cấp 96 dịch vụ công.", place=None)
    assert [figure.org for figure in found] == ["Bộ Xây dựng", "Bộ Xây dựng"]
    found = read("Huyện Bắc Hà đạt 88,1 điểm.\nToàn huyện có 19/19 xã có tổ công nghệ số.", place="Lào Cai")
    assert [figure.org for figure in found] == ["Huyện Bắc Hà", "Huyện Bắc Hà"]


def test_a_text_without_a_province_keeps_to_the_body_it_opens_with() -> None:
    found = read("Xã Mường Khoa tiếp nhận 210 hồ sơ.\nTỷ lệ đúng hạn đạt 99,1%.", place=None)
    assert [figure.org for figure in found] == ["Xã Mường Khoa", "Xã Mường Khoa"]


def test_the_province_named_first_is_toan_tinh() -> None:
    found = read("Công an tỉnh Cao Bằng đã cấp 1.204 thẻ căn cước.\nToàn tỉnh có 161/161 xã có tổ.", place=None)
    assert [figure.org for figure in found] == ["Cao Bằng", "Cao Bằng"]


def test_the_first_period_named_holds_where_none_is_nearer() -> None:
    found = read("Theo công bố, các tỉnh dẫn đầu chỉ số PAPI năm 2021 là: Hà Nam (46,1 điểm).\nLong An đạt 44,2 điểm.")
    assert [figure.period.text for figure in found if figure.period] == ["năm 2021", "năm 2021"]


def test_a_year_after_cao_hon_is_a_comparison() -> None:
    found = read("Chỉ số SIPAS năm 2023 đạt 82,1%. Có 41 xã có chỉ số cao hơn năm 2022.")
    assert [figure.period.text for figure in found if figure.period] == ["năm 2023", "năm 2023"]


def test_figures_under_a_heading_of_targets_are_aims() -> None:
    aim, done = _sections(
        (PassageKind.HEADING, "II. CHỈ TIÊU CỤ THỂ"),
        (PassageKind.LIST_ITEM, "Tỷ lệ hồ sơ giải quyết đúng hạn đạt 99%."),
        (PassageKind.HEADING, "III. KẾT QUẢ"),
        (PassageKind.LIST_ITEM, "Tỷ lệ thanh toán trực tuyến đạt 41%."),
    )
    assert (aim.target, aim.status) == (aim.value, "mục tiêu")
    assert (done.target, done.status) == (None, None)


def test_a_leading_group_is_no_first_place() -> None:
    (figure,) = read("Chỉ số cải cách hành chính của tỉnh thuộc nhóm 12 tỉnh, thành phố dẫn đầu cả nước.")
    assert (figure.rank, figure.rank_max) == (None, 12)


def test_words_that_name_nothing_give_way_to_the_index() -> None:
    found = read("PAR INDEX trung bình đạt 88,2%. Tỉnh Phú Yên tăng mạnh nhất với 5,1%; nơi giảm nhiều là 2,2%.")
    assert [figure.name for figure in found[1:]] == [found[0].name, found[0].name]


def test_a_name_ends_where_its_verb_begins() -> None:
    (figure,) = read("Chỉ số PAR INDEX năm 2023 của các tỉnh đã trở lại đà tăng, giá trị trung bình đạt 86,5%.")
    assert figure.name == "Chỉ số PAR INDEX"
    (figure,) = read("Lĩnh vực “Xây dựng chính quyền điện tử, chính quyền số” đạt 71,2%.")
    assert figure.name == "Xây dựng chính quyền điện tử, chính quyền số"


def test_a_title_that_tells_the_move_is_the_statement_below() -> None:
    found = read("Chỉ số CCHC tỉnh Hòa Bình tăng 12 bậc\nChỉ số CCHC tỉnh Hòa Bình xếp thứ 30/63, tăng 12 bậc.")
    assert [(figure.rank, figure.rank_change) for figure in found] == [(30, 12)]


def test_for_how_many_is_no_figure() -> None:
    assert [str(figure.value) for figure in read("Đạt 1,8 doanh nghiệp/1.000 dân.")] == ["1.8"]


def test_who_reports_is_no_name() -> None:
    (figure,) = read("Giám đốc báo cáo: Có 17/20 xã có tổ công nghệ số.")
    assert figure.name == "xã có tổ công nghệ số"


def test_a_letterhead_in_capitals_names_the_place() -> None:
    text = "ỦY BAN NHÂN DÂN TỈNH ĐẮK NÔNG\nBÁO CÁO\nKết quả công tác quý II năm 2025\nTỷ lệ hài lòng đạt 97,4%."
    assert [figure.org for figure in read_text(text).figures] == ["Đắk Nông"]


def test_the_year_of_an_index_is_not_that_of_what_follows() -> None:
    lines = (
        "Quý II/2024, tỉnh Cà Mau tiếp nhận 8.120 hồ sơ. Chỉ số PAR INDEX năm 2022 của tỉnh xếp thứ 33/63. "
        "Tỷ lệ trả kết quả điện tử đạt 66,6%.",
        "Tuy nhiên, còn 777 hồ sơ quá hạn.",
    )
    periods = [figure.period.text for figure in read("\n".join(lines), place="Cà Mau") if figure.period]
    assert periods == ["quý II/2024", "năm 2022", "quý II/2024", "quý II/2024"]
