"""Finding figures in running text, and leaving alone the digits that are none (§1.T T11–T13, D08, D13)."""

import itertools
import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.kernel.figures import Qualifier
from thongsuot.kernel.formatting import format_number
from thongsuot.kernel.numbers import NonFigureKind, NumberToken, TokenKind, find_non_figures, find_numbers, scan


def only(text: str) -> NumberToken:
    tokens = find_numbers(text)
    assert len(tokens) == 1, [token.text for token in tokens]
    return tokens[0]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("cắt giảm 1.659,5 ngày", "1659.5"),
        ("có 2.189 quy định kinh doanh", "2189"),
        ("đạt 87,11 điểm", "87.11"),
        ("có 04 nhiệm vụ", "4"),
        ("hơn 12,5 triệu hồ sơ", "1.25E+7"),
        ("hơn 186 triệu hồ sơ", "186E+6"),
        ("số tiền hơn 4,8 nghìn tỷ đồng", "4.8E+12"),
        ("thu 250 tỉ đồng", "250E+9"),
        ("gần 12 nghìn lượt", "12E+3"),
        ("PAPI giảm −1,61 điểm", "-1.61"),
        ("thay đổi (-0,35)", "-0.35"),
        ("tăng +2,26 điểm", "2.26"),
        ("thu 15.000.000đ", "15000000"),
        ("kinh phí 1 tỷ 200 triệu đồng", "1200E+6"),
    ],
)
def test_value_and_precision(text: str, value: str) -> None:
    found = only(text).value
    assert (found, found.as_tuple().exponent) == (Decimal(value), Decimal(value).as_tuple().exponent)


@pytest.mark.parametrize(
    ("text", "qualifier", "quoted"),
    [
        ("đạt 70% kế hoạch", Qualifier.EXACT, "70%"),
        ("có hơn 6 triệu tài khoản", Qualifier.MORE, "hơn 6 triệu"),
        ("Gần 98% hồ sơ", Qualifier.ABOUT, "Gần 98%"),
        ("đạt mức trên 80%.", Qualifier.MORE, "trên 80%"),
        ("(mục tiêu tối thiểu 20%)", Qualifier.AT_LEAST, "tối thiểu 20%"),
        ("tối thiểu phải đạt 90%", Qualifier.AT_LEAST, "tối thiểu phải đạt 90%"),
        ("không quá 5 ngày làm việc", Qualifier.AT_MOST, "không quá 5"),
        ("tỷ lệ trễ dưới 5%", Qualifier.LESS, "dưới 5%"),
        ("chưa đến 1% hồ sơ", Qualifier.LESS, "chưa đến 1%"),
        ("ước đạt 95%", Qualifier.ABOUT, "ước đạt 95%"),
        ("khoảng 34.527 dự án", Qualifier.ABOUT, "khoảng 34.527"),
        ("từ 80% trở lên", Qualifier.AT_LEAST, "từ 80% trở lên"),
        ("5 ngày làm việc trở xuống", Qualifier.AT_MOST, "5 ngày làm việc trở xuống"),
        ("không thấp hơn 90%", Qualifier.AT_LEAST, "không thấp hơn 90%"),
        ("tỷ lệ ≥ 90%", Qualifier.AT_LEAST, "≥ 90%"),
        ("cao hơn 4,84 điểm", Qualifier.EXACT, "4,84"),
        ("vượt 5% so với kế hoạch", Qualifier.EXACT, "5%"),
        ("trên địa bàn có 11 điểm cầu", Qualifier.EXACT, "11"),
        ("tỉnh hơn, 12 hồ sơ", Qualifier.EXACT, "12"),
    ],
)
def test_bounding_words(text: str, qualifier: Qualifier, quoted: str) -> None:
    token = only(text)
    assert token.qualifier is qualifier
    assert text[token.full_span.start : token.full_span.end] == quoted


@pytest.mark.parametrize(
    ("text", "numerator", "denominator"),
    [
        ("hoàn thành 28/40 nhiệm vụ", "28", "40"),
        ("rút ngắn 561,5/1.659,5 ngày", "561.5", "1659.5"),
        ("duyệt 809/809 đề án", "809", "809"),
        ("gồm 62/63 địa phương", "62", "63"),
        ("tới 10/21 bộ, ngành", "10", "21"),
        ("có 4/5 tiêu chí thấp đi", "4", "5"),
        ("vượt 12/10 chỉ tiêu", "12", "10"),
        ("đạt 8,5/10 điểm", "8.5", "10"),
    ],
)
def test_parts_of_a_whole(text: str, numerator: str, denominator: str) -> None:
    token = find_numbers(text)[0]
    assert token.kind is TokenKind.FRACTION
    assert (token.numerator, token.denominator) == (Decimal(numerator), Decimal(denominator))
    assert token.value == token.numerator


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("ở nhóm hạng từ 50 - 52", "50", "52"),
        ("từ 5 đến 7 ngày", "5", "7"),
        ("từ 5 ngày đến 7 ngày", "5", "7"),
        ("giảm 10-15% chi phí", "10", "15"),
        ("đạt từ 80% – 90%", "80", "90"),
        ("từ 1,2 đến 1,5 triệu", "1.2E+6", "1.5E+6"),
    ],
)
def test_ranges_are_not_subtractions(text: str, low: str, high: str) -> None:
    token = only(text)
    assert token.kind is TokenKind.RANGE
    assert (token.value_min, token.value_max) == (Decimal(low), Decimal(high))


def test_thousands_end_a_sentence() -> None:
    assert only("tiếp nhận 1.005.123. Trong đó").value == 1_005_123


@pytest.mark.parametrize("rank", [1, 2, 10, 29, 33, 63])
def test_any_rank_of_63_is_read_whole(rank: int) -> None:
    token = only(f"xếp thứ {rank}/63 tỉnh, thành phố, tăng")
    assert token.numerator == rank
    assert token.denominator == 63
    assert token.ordinal


def test_a_falling_pair_is_two_numbers() -> None:
    assert [token.value for token in find_numbers("giảm từ 05 ngày xuống 03 ngày")] == [5, 3]
    assert [token.value for token in find_numbers("hạng 45 - 30")] == [45, 30]


@pytest.mark.parametrize(
    "text",
    [
        "Sáng ngày 18/10/2022",
        "Sáng 19-4, phiên họp",
        "(Bản tin 18/4)",
        "ngày 3 và 4/9",
        "tháng 9-2022",
        "quý III/2024",
        "9 tháng đầu năm 2024",
        "giai đoạn 2021 - 2025",
        "Kế hoạch số 04/KH-UBND",
        "Nghị quyết số 60-NQ/TU",
        "Quyết định số 06/QĐ-TTg",
        "Nghị định số 61/2018/NĐ-CP",
        "Luật số 80/2015/QH13",
        "khoản 2 Điều 5",
        "Điều 5, 6 và 7",
        "Đề án 06",
        "Đề án 06 tỉnh",
        "hỗ trợ 24/7",
        "dịch vụ công mức độ 3, 4",
        "dịch vụ ở cấp độ 3,4;",
        "lúc 19:26 (GMT+0)",
        "8 giờ 30 phút",
        "tổng đài 1022",
        "điện thoại 0203.3835.678",
        "Covid-19, C06, 5G, QH13",
        "công nghiệp 4.0",
        "tiêu chuẩn ISO 9001:2015",
        "https://vi-du.gov.vn/tin/2024/05",
        "Giải thưởng Việt Nam 2024 được trao",
        "Tiêu chí 3.2.1",
        "Thứ 6, ngày 18/10/2024",
        "đợt 2 năm 2024",
        "ngày 5 và 6 tháng 7",
        "Bảng 2. Kết quả",
        "họp 12-15/7",
        "mã số 1.004.123",
        "hồ sơ 000.00.12.H40-241010-0001",
        "thủ tục 2.001234.000.00.00.H25",
        "Quyết định 1234 ngày 1/1/2024",
        "phường 7, tổ 12, đường 30/4",
    ],
)
def test_digits_that_are_no_figures(text: str) -> None:
    assert [token.text for token in find_numbers(text)] == []
    assert find_non_figures(text)


def test_list_numbers_are_no_figures() -> None:
    text = "1. Kết quả\n3.1. Nâng cao\n3.2 Tiếp tục\n2) Hai\n(3) Giao 5 việc\n- 12 đơn vị"
    assert [token.text for token in find_numbers(text)] == ["5", "12"]
    kinds = [item.kind for item in find_non_figures(text)]
    assert kinds == [NonFigureKind.LIST] * 5


def test_years_are_no_figures_unless_they_count() -> None:
    assert find_numbers("so với 2023 và 2024") == []
    assert only("tiếp nhận 2024 hồ sơ").value == 2024


def test_plan_numbers_and_counts_are_told_apart() -> None:
    assert only("vượt kế hoạch 04 TTHC").value == 4
    assert find_numbers("theo Kế hoạch 04, các sở") == []


def test_the_same_digits_are_a_count_and_a_rank_base() -> None:
    """T11: 63 documents here, 63 provinces there."""
    counted, ranked = find_numbers("ban hành 63 văn bản; xếp thứ 10/63 tỉnh")
    assert counted.value == 63
    assert ranked.ordinal
    assert ranked.denominator == 63


@pytest.mark.parametrize(
    ("text", "value", "percent"),
    [
        ("đạt 85.37%", "85.37", True),
        ("đạt 33.8 điểm", "33.8", False),
        ("đạt 85.375%", "85.375", True),
        ("đạt 63.795 điểm, tăng", "63.795", False),
        ("tổng 1,659.5 ngày", "1659.5", False),
    ],
)
def test_foreign_shapes_are_read_but_flagged(text: str, value: str, percent: bool) -> None:
    token = find_numbers(text)[0]
    assert (token.value, token.percent, token.ambiguous) == (Decimal(value), percent, True)


def test_thousands_before_a_counted_point_stay_thousands() -> None:
    assert only("có 1.234 điểm cầu").value == 1234


@pytest.mark.parametrize("text", ["đạt 70%", "đạt 70 %", "đạt 70 phần trăm"])
def test_percent_signs(text: str) -> None:
    assert only(text).percent


def test_percentage_points_are_a_unit_of_their_own() -> None:
    assert not only("tăng 2,46 điểm %").percent


def test_a_ratio_word_is_no_multiplier() -> None:
    token = find_numbers("hoàn thành 15/20, 75 tỷ lệ cao")[1]
    assert token.value == 75
    assert token.multiplier is None


def test_everything_is_sorted_and_disjoint() -> None:
    text = "Ngày 10/10/2024: 28/40 nhiệm vụ (70%), Đề án 06 đạt 67/83, từ 50 - 52."
    found = scan(text)
    spans = sorted([t.full_span for t in found.numbers] + [n.span for n in found.non_figures], key=lambda s: s.start)
    assert all(not one.overlaps(two) for one, two in itertools.pairwise(spans))
    assert [text[t.span.start : t.span.end] for t in found.numbers] == [t.text for t in found.numbers]


@given(st.decimals(min_value=0, max_value=10**9, places=2), st.sampled_from(["đạt {} điểm", "({})", "có {}; rồi"]))
def test_any_printed_number_is_found_with_its_value(value: Decimal, frame: str) -> None:
    token = only(frame.format(format_number(value)))
    assert token.value == value


@given(st.text(alphabet="0123456789.,/-% đạttháng\n", max_size=60))
def test_no_text_breaks_the_scanner(text: str) -> None:
    found = scan(text)
    for token in found.numbers:
        assert 0 <= token.full_span.start <= token.span.start < token.span.end <= token.full_span.end <= len(text)


def test_fifteen_thousand_characters_take_milliseconds() -> None:
    paragraph = (
        "Ngày 10/10/2024, tỉnh có 12.345 hồ sơ, đạt 98,7%, xếp thứ 10/63; hơn 4,8 nghìn tỷ đồng theo Quyết định số "
        "06/QĐ-TTg; 28/40 nhiệm vụ quý III năm 2024 được hoàn thành trước hạn, các cơ quan tiếp tục rà soát chỉ tiêu. "
    )
    text = paragraph * (15_000 // len(paragraph))
    best = min(_seconds(text) for _ in range(3))
    assert best < 0.1  # measured 0.02 s on this dense text; the bound allows for a busy machine


def _seconds(text: str) -> float:
    start = time.process_time()  # this process alone: other work on the machine does not count
    find_numbers(text)
    return time.process_time() - start
