"""Search keys, tone placement, Unicode form and language (§3.5 «Search», «Tone placement», «Unicode»; T18, T19)."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.kernel.text import MatchRank, fold, looks_vietnamese, match_rank, nfc, same_word, tone_key

VIETNAMESE = "aàảãáạăằẳẵắặâầẩẫấậđeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵ ABCĐƠƯ"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Dương", "duong"),
        ("Đường", "duong"),
        ("ĐẮK LẮK", "dak lak"),
        ("hòa", "hoa"),
        ("hoà", "hoa"),
        ("cấp uỷ", "cap uy"),
        ("cấp ủy", "cap uy"),
        ("QÐ-TTg", "qd-ttg"),
    ],
)
def test_folding(text: str, key: str) -> None:
    assert fold(text) == key


@given(st.text(alphabet=VIETNAMESE, max_size=40))
def test_folding_is_stable_and_keeps_offsets(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert len(fold(text)) == len(text)
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)


@given(st.text(alphabet=VIETNAMESE, max_size=40))
def test_names_from_macos_round_trip_to_the_stored_form(text: str) -> None:
    assert nfc(unicodedata.normalize("NFD", text)) == nfc(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [("hòa", "hoà"), ("ủy", "uỷ"), ("thúy", "thuý"), ("cấp uỷ", "Cấp ủy"), ("khóa", "khoá"), ("tuỳ", "tùy")],
)
def test_tone_placement_makes_no_different_word(one: str, other: str) -> None:
    assert same_word(one, other)


@pytest.mark.parametrize(("one", "other"), [("dương", "đường"), ("hòa", "hóa"), ("ma", "mà"), ("uy", "ủy")])
def test_different_words_stay_different(one: str, other: str) -> None:
    assert not same_word(one, other)


def test_tone_key_leaves_the_text_alone() -> None:
    text = "cấp uỷ"
    assert tone_key(text) == tone_key("cấp ủy")
    assert text == "cấp uỷ"


def test_marks_typed_by_the_reader_rank_first() -> None:
    names = ["Đường Văn Long", "Nguyễn Đương", "Dương Công Hiệp", "Trần Phú"]
    hits = sorted(names, key=lambda name: match_rank("Dương", name))
    assert hits[0] == "Dương Công Hiệp"
    assert match_rank("Dương", "Trần Phú") is MatchRank.NONE
    assert all(match_rank("duong", name) is not MatchRank.NONE for name in names[:3])


@pytest.mark.parametrize(
    ("query", "text", "rank"),
    [
        ("dương", "họ Dương", MatchRank.EXACT),
        ("Dươn", "Dương Công Hiệp", MatchRank.EXACT_PREFIX),
        ("duong", "Đường sắt", MatchRank.FOLDED),
        ("duo", "Đường sắt", MatchRank.FOLDED_PREFIX),
        ("cap uy", "cấp uỷ", MatchRank.FOLDED),
        ("cấp ủy", "cấp uỷ", MatchRank.EXACT),
        ("ương", "Dương", MatchRank.NONE),
        ("", "Dương", MatchRank.NONE),
        ("cải cách", "cảicách, rồi cải  cách", MatchRank.EXACT),
    ],
)
def test_match_ranks(query: str, text: str, rank: MatchRank) -> None:
    assert match_rank(query, text) is rank


def test_a_later_whole_word_beats_an_earlier_prefix() -> None:
    assert match_rank("dương", "dươnga dương") is MatchRank.EXACT


@pytest.mark.parametrize(
    ("text", "vietnamese"),
    [
        ("Tỷ lệ hồ sơ giải quyết đúng hạn của các sở đạt cao", True),
        ("The quick brown fox jumps over the lazy dog near Hà Nội", False),
        ("Le développement économique de la région est très élevé à côté", False),
        ("", False),
        ("12.345,6", False),
    ],
)
def test_language_guess(text: str, vietnamese: bool) -> None:
    assert looks_vietnamese(text) is vietnamese


@pytest.mark.sources
def test_every_source_is_vietnamese(sources_dir: Path) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted(sources_dir.glob("*.txt"))]
    assert texts
    assert all(looks_vietnamese(text) for text in texts)
