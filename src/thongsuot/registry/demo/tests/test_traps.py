"""The traps T1–T22 of product §1.T, each on a demo document that repeats it in our own words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from thongsuot.kernel.abbreviations import ABBREVIATIONS
from thongsuot.kernel.consistency import FindingKind, Severity
from thongsuot.kernel.text import fold
from thongsuot.kernel.typos import fuzzy_find
from thongsuot.reading.model import Noise
from thongsuot.registry.demo.tests.readings import (
    DOCUMENTS,
    FIRST_SESSION,
    FOUR_INDICES,
    GOVERNMENT,
    NOTICE,
    ORDERS,
    RANKING,
    UNNAMED,
    directives_at,
    figure_at,
    figures_at,
    findings_of,
    reading_of,
)


def messages(name: str, kind: FindingKind) -> list[str]:
    return [finding.message for finding in findings_of(name) if finding.kind == kind]


def noise(name: str, kind: str) -> list[Noise]:
    return [entry for entry in reading_of(name).noise if entry.kind == kind]


def test_t01_province_not_named() -> None:
    reading = reading_of(UNNAMED)
    assert reading.place is None
    assert {figure.org for figure in reading.figures} <= {None, "cấp tỉnh", "cấp huyện", "cấp xã", "cấp huyện, cấp xã"}


def test_t02_date_without_a_year() -> None:
    meeting = reading_of(GOVERNMENT).meeting
    assert meeting.date is None
    assert meeting.date_text == "Sáng 19-4"
    assert meeting.date_suggestion == date(2023, 4, 19)
    assert "kế hoạch năm 2023" in (meeting.date_reason or "")


def test_t03_doubled_lead_and_captions() -> None:
    assert len(noise(GOVERNMENT, "doubled")) == 1
    assert len(noise(GOVERNMENT, "caption")) == 2
    stated = [figure for figure in reading_of(GOVERNMENT).figures if figure.value == 63]
    assert len(stated) == 1


def test_t04_percent_sign_missing() -> None:
    figure = figure_at(FIRST_SESSION, "67/83 nhiệm vụ Đề án 06, đạt tỷ lệ 81")
    assert (figure.value, figure.unit, figure.numerator, figure.denominator) == (81, None, 67, 83)
    assert len(messages(FIRST_SESSION, FindingKind.MISSING_UNIT)) == 1
    assert not messages(FIRST_SESSION, FindingKind.RATIO_MISMATCH)


def test_t05_two_scales_do_not_fit() -> None:
    [message] = messages(FOUR_INDICES, FindingKind.SCALE_MISMATCH)
    assert "3,50" in message
    assert "4,32%" in message


def test_t06_total_up_while_four_of_five_fall() -> None:
    assert len(messages(FOUR_INDICES, FindingKind.DIRECTION_CONFLICT)) == 1


def test_t07_target_already_met() -> None:
    [message] = messages(FOUR_INDICES, FindingKind.TARGET_ALREADY_MET)
    assert "84,6%" in message


def test_t08_abbreviation_written_two_ways() -> None:
    text = reading_of(NOTICE).text
    assert "ĐVSNNCL" in text  # kept as written
    assert "ĐVSNCL" in text
    assert ABBREVIATIONS["ĐVSNNCL"] == ABBREVIATIONS["ĐVSNCL"]
    assert figure_at(NOTICE, "giảm 05 ĐVSNNCL").unit == "đơn vị"


def test_t09_number_and_day_left_blank() -> None:
    meeting = reading_of(NOTICE).meeting
    assert meeting.doc_number is None
    assert meeting.date == date(2024, 10, 10)  # of the meeting, not of the paper


def test_t10_list_that_goes_on() -> None:
    [parent] = [
        one for one in directives_at(NOTICE, "khẩn trương mở các lớp bồi dưỡng còn lại") if one.parent_start is None
    ]
    assert parent.note == "danh sách chưa đầy đủ"
    children = [one for one in reading_of(NOTICE).directives if one.parent_start == parent.span.start]
    assert [one.quantity for one in children] == ["05 lớp", "07 lớp", "06 lớp"]


def test_t11_sixty_three_documents_are_not_sixty_three_provinces() -> None:
    assert figure_at(NOTICE, "63 văn bản quy phạm pháp luật").unit == "văn bản"
    [provinces] = [figure for figure in reading_of(GOVERNMENT).figures if figure.value == 63]
    assert provinces.unit == "tỉnh"


def test_t12_points_group_and_commas_divide() -> None:
    cut = figure_at(NOTICE, "tương đương 33,8%")
    assert (cut.numerator, cut.denominator) == (Decimal("561.5"), Decimal("1659.5"))
    assert figure_at(RANKING, "87,11 điểm").value == Decimal("87.11")
    assert figure_at(GOVERNMENT, "2.189 quy định").value == 2189


def test_t13_band_of_ranks_is_no_subtraction() -> None:
    [band] = figures_at(FOUR_INDICES, "từ 50 - 52")
    assert (band.value, band.value_min, band.value_max) == (None, 50, 52)


def test_t14_forty_eight_places_up_fits() -> None:
    [system] = figures_at(FIRST_SESSION, "tăng 48 bậc")
    assert (system.rank, system.out_of, system.rank_change, system.grade) == (12, 63, 48, "C")
    assert not messages(FIRST_SESSION, FindingKind.RANK_OUT_OF_BOUNDS)  # 12 + 48 = 60 ≤ 63


def test_t15_above_the_maximum() -> None:
    assert len(messages(UNNAMED, FindingKind.ABOVE_MAXIMUM)) == 1


def test_t16_share_of_which_whole() -> None:
    [message] = messages(GOVERNMENT, FindingKind.AMBIGUOUS_DENOMINATOR)
    assert "15,7%" in message


def test_t17_rise_from_zero_has_no_multiple() -> None:
    zero = figure_at(UNNAMED, "cấp huyện, cấp xã là 0%")
    assert zero.value == 0
    assert all(figure.change_unit != "lần" for figure in reading_of(UNNAMED).figures)


@pytest.mark.parametrize(
    ("name", "wanted", "written"),
    [
        (UNNAMED, "dịch vụ công trực tuyến", "dịch vụ công trực truyến"),
        (UNNAMED, "nổi bật", "nổi bậc"),
        (UNNAMED, "cơ sở dữ liệu đất đai", "cơ sở dữ diệu đất đai"),
        (UNNAMED, "đề án vị trí việc làm", "đề án vị trí việc"),
        (NOTICE, "mức độ hài lòng của người dân", "mức độ hài của người dân"),
    ],
)
def test_t18_misspelt_words_are_found_and_kept(name: str, wanted: str, written: str) -> None:
    text = reading_of(name).text
    start = text.index(written)
    sentence = text[start : start + len(written)]
    assert fuzzy_find(wanted, sentence) is not None


def test_t19_two_places_of_one_mark() -> None:
    text = reading_of(NOTICE).text
    assert "cấp uỷ" in text
    assert "cấp ủy" in text
    assert fold("cấp uỷ") == fold("cấp ủy")


def test_t20_national_figures_in_a_provincial_article() -> None:
    assert figure_at(RANKING, "62/63 địa phương").org == "Cả nước"
    assert figure_at(RANKING, "hơn 6 triệu tài khoản").org == "Cả nước"
    assert figure_at(RANKING, "85,31 điểm").org == "Thanh Hóa"


def test_t21_five_times_more_keeps_its_words() -> None:
    figure = figure_at(GOVERNMENT, "là 25,9%")
    assert (figure.change, figure.change_unit) == (5, "lần")
    assert "9-2022" in (figure.change_base or "")
    assert figure.previous is None  # what it was before is for a person to infer


def test_t22_web_furniture_is_marked_and_says_nothing() -> None:
    reading = reading_of(GOVERNMENT)
    marked = {entry.text for entry in reading.noise}
    assert {"{name}", "{time}", "{body}", "Thời tiết", "Tắt [X]"} <= marked
    furniture = [entry.span for entry in reading.noise if entry.kind in ("furniture", "template_hole")]
    assert not [one for one in (*reading.figures, *reading.directives) if any(one.span.overlaps(f) for f in furniture)]


def test_deadlines_by_the_month_keep_their_words() -> None:
    """B12: «trong tháng 7/2022» falls due on its last day and is shown as written."""
    [order] = directives_at(ORDERS, "xây dựng kế hoạch khắc phục hạn chế")
    assert order.deadline == date(2022, 7, 31)
    assert order.deadline_text == "trong tháng 7/2022"


def test_no_false_alarm() -> None:
    """Only the documents that carry a trap are doubted, and no arithmetic in any of them is wrong."""
    doubted = {path.name for path in DOCUMENTS.iterdir() if findings_of(path.name)}
    assert doubted == {FIRST_SESSION, FOUR_INDICES, GOVERNMENT, UNNAMED}
    assert not [one for name in doubted for one in findings_of(name) if one.severity == Severity.ERROR]
