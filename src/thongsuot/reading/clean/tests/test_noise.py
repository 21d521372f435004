"""Each kind of noise by its shape, and the content that only looks like noise."""

from __future__ import annotations

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from thongsuot.reading.clean import content_lines, find_noise, normalise
from thongsuot.reading.model import Noise

LONG = "Hội nghị nghe báo cáo kết quả sáu tháng, thảo luận việc còn lại và thống nhất cách làm cho quý tới. " * 2


def kinds(text: str) -> dict[str, str]:
    return {noise.text: noise.kind for noise in find_noise(text)}


def page(*lines: str) -> str:
    after = [LONG.replace("sáu", "chín"), LONG.replace("sáu", "ba")]
    return "\n".join(["Họp bàn cải cách hành chính", LONG, *lines, *after])


def test_caption_with_credit_and_without() -> None:
    found = kinds(page("Quang cảnh hội nghị.", "Đồng chí Lê An phát biểu tại hội nghị.", "Lễ ký kết. (Ảnh: Thu Hà)"))
    assert found["Quang cảnh hội nghị."] == "caption"
    assert found["Đồng chí Lê An phát biểu tại hội nghị."] == "caption"
    assert found["Lễ ký kết. (Ảnh: Thu Hà)"] == "caption"


def test_short_order_between_paragraphs_is_no_caption() -> None:
    line = "Chủ tịch UBND tỉnh yêu cầu các sở báo cáo trước ngày 15/8."
    assert line not in kinds(page(line))


def test_repeated_lead_counts_once() -> None:
    lead = "Sáng 5/5, UBND tỉnh họp đánh giá công tác cải cách hành chính quý một và bàn nhiệm vụ quý hai năm nay."
    text = f"Tiêu đề\n{lead}\n{LONG}\n{lead}\n{LONG.replace('sáu', 'chín')}"
    noise = [n for n in find_noise(text) if n.kind == "doubled"]
    assert len(noise) == 1
    assert noise[0].text == lead


def test_furniture_of_pages() -> None:
    furniture = ["zalo-icon", "Thứ Ba, 02/07/2024 | 10:15", "Chia sẻ", "Xem thêm tin trong tỉnh"]
    found = kinds(page(*furniture, "{title} - {time}"))
    assert {found[line] for line in furniture} == {"furniture"}
    assert found["{title}"] == "template_hole"


def test_tail_of_comments_ends_the_article() -> None:
    text = page() + "\nThu Hà\nÝ kiến bình luận\nBài này hay quá, cảm ơn tòa soạn đã đưa tin."
    found = kinds(text)
    assert found["Bài này hay quá, cảm ơn tòa soạn đã đưa tin."] == "furniture"
    assert found["Thu Hà"] == "byline"


def test_signatory_is_no_byline() -> None:
    text = f"THÔNG BÁO\n{LONG}\nNơi nhận:\n- Lưu: VT.\nCHỦ TỊCH\nNguyễn Văn An"
    assert "byline" not in kinds(text).values()


def test_short_sentence_with_a_figure_is_no_byline() -> None:
    assert not kinds("Theo Bộ Nội vụ, tỉnh đạt 76,5 điểm.")
    assert kinds(f"{page()}\nTheo Báo Tỉnh nhà")["Theo Báo Tỉnh nhà"] == "byline"


def test_outlet_mark_is_cut_from_its_lead() -> None:
    text = f"Tiêu đề bài\n(QTO) - {LONG}"
    assert kinds(text)["(QTO) - "] == "furniture"
    assert content_lines(text, find_noise(text))[1].text.startswith("Hội nghị")


def test_asterisks_and_stray_signs() -> None:
    found = [n.kind for n in find_noise("Phong trào “*Vì dân*” , tiếp tục\u200b triển khai")]
    assert found.count("asterisk") == 2
    assert found.count("typography") == 2


def test_asterisk_bullet_is_kept() -> None:
    assert not find_noise("* Đối với các sở: rà soát hồ sơ.")


def test_nfd_is_composed_and_told() -> None:
    text, changes = normalise(unicodedata.normalize("NFD", "Cải cách\r\nhành chính"))
    assert text == "Cải cách\nhành chính"
    assert [change.kind for change in changes] == ["unicode"]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="aăđ Aế.,;:*{}()\n-/“”0123456789", max_size=300))
def test_spans_are_verbatim_and_text_is_untouched(raw: str) -> None:
    text, _ = normalise(raw)
    for noise in find_noise(text):
        assert text[noise.span.start : noise.span.end] == noise.text
        assert isinstance(noise, Noise)
        assert noise.reason.endswith(".")
