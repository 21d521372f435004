"""What only several sentences show: carried subjects and periods, repeats, noise, speed."""

from __future__ import annotations

import time

from thongsuot.kernel.figures import Span
from thongsuot.reading.figures import DocumentContext, read_figures
from thongsuot.reading.figures.tests.reading_helpers import passages, read
from thongsuot.reading.model import Noise


def test_national_figures_in_a_provincial_text_belong_to_the_nation() -> None:
    """Trap T20."""
    text = (
        "Các bộ, ngành, địa phương đã cắt giảm 640 quy định.\n"
        "Đã có 31,5% hồ sơ được số hóa.\n"
        "Tại điểm cầu, tỉnh Lào Cai xếp thứ 20/63 về PCI."
    )
    assert [figure.org for figure in read(text, place="Lào Cai")] == ["Cả nước", "Cả nước", "Lào Cai"]


def test_a_place_never_named_stays_unknown() -> None:
    """Trap T1."""
    assert [figure.org for figure in read("Tỉnh đã hoàn thành 12/20 nhiệm vụ.", place=None)] == [None]


def test_another_province_does_not_outlive_its_paragraph() -> None:
    text = "Quảng Ninh đạt 92,5 điểm.\nTỷ lệ hồ sơ đúng hạn đạt 97%."
    assert [figure.org for figure in read(text, place="Yên Bái")] == ["Quảng Ninh", "Yên Bái"]


def test_period_of_an_opening_holds_for_what_follows() -> None:
    text = "Trong 6 tháng đầu năm 2024, tỉnh tiếp nhận 9.000 hồ sơ.\nTỷ lệ đúng hạn đạt 98%."
    assert [figure.period.text for figure in read(text) if figure.period] == ["6 tháng đầu năm 2024"] * 2


def test_a_repeated_statement_is_one_figure_with_several_spans() -> None:
    """Trap T3."""
    text = "Tỷ lệ hồ sơ đúng hạn đạt 97,25%.\nNhư vậy, tỷ lệ hồ sơ đúng hạn đạt 97,25%."
    (figure,) = read(text)
    assert len(figure.other_spans) == 1
    assert "97,25%" in text[figure.other_spans[0].start : figure.other_spans[0].end]


def test_equal_numbers_of_different_things_stay_apart() -> None:
    """Trap T11: 34 văn bản, 34 tỉnh."""
    assert len(read("Đã ban hành 34 văn bản.\nKết nối tới 34 tỉnh, thành phố.")) == 2


def test_a_rank_said_again_joins_the_figure_with_the_score() -> None:
    text = "Lai Châu xếp thứ 30/63 về Chỉ số CCHC với 86,2 điểm.\nLai Châu xếp thứ 30/63 về PAR INDEX."
    (figure,) = read(text, place="Lai Châu")
    assert (figure.value is not None, figure.rank, len(figure.other_spans)) == (True, 30, 1)


def test_doubled_noise_adds_spans_and_captions_add_nothing() -> None:
    text = "Tỷ lệ đúng hạn đạt 96,4%.\nTỷ lệ đúng hạn đạt 96,4%.\nẢnh: 15 đại biểu dự họp."
    lines = passages(text)
    noise = [
        Noise("doubled", lines[1].span, lines[1].text, ""),
        Noise("caption", Span(lines[2].span.start, len(text)), lines[2].text, ""),
    ]
    kept = [lines[0], lines[2]]
    (figure,) = read_figures(text, kept, noise, DocumentContext())
    assert [text[span.start : span.end] for span in figure.other_spans] == [figure.quote]


def test_a_long_text_is_read_quickly() -> None:
    line = (
        "Trong 9 tháng đầu năm 2024, Sở Nội vụ tiếp nhận 12.450 hồ sơ, đã giải quyết 12.300/12.450 hồ sơ, đạt 98,8%; "
        "Chỉ số CCHC của tỉnh đạt 87,4 điểm (tăng 2,1 điểm so với năm 2023), xếp thứ 15/63 tỉnh, thành phố. "
    )
    text = "\n".join([line] * (15_000 // len(line) + 1))
    read(line)
    started = time.process_time()
    read(text)
    assert time.process_time() - started < 0.5  # measured 0.2 s of one core on the densest text
