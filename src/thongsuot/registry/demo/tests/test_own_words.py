"""No sentence of the five source documents stands in the repository: facts carry over, expression does not.

Vietnamese is written in syllables, some 1.6 to a word. Eight syllables in a row count as copied in the demo documents,
twelve (about eight words) anywhere else, where stock phrases of the administration cannot be avoided. Numbers and the
names of things (``official_names.txt``) cut a sentence into runs: a figure or an index can be called only by its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from thongsuot.kernel.text import nfc

ROOT = Path(__file__).resolve().parents[5]
_DEMO, _ELSEWHERE = 8, 12
_PLACES = ("rules", "src", "docs", "tests", "bench", "tools", "README.md", "README.en.md")
_TEXTS = {".txt", ".md", ".py", ".yaml", ".csv", ".html", ".json", ".toml"}
_SKIPPED = {"node_modules", "dist", "generated", "__pycache__"}
_CUT = re.compile(r"[.;:!?…()\[\]{}«»“”\"|]|\d[\d.,/%-]*|\n\s*\n")
_NAMES = sorted(
    (Path(__file__).parent / "official_names.txt").read_text(encoding="utf-8").split("\n"), key=len, reverse=True
)
_NAME = re.compile("|".join(re.escape(name.strip().lower()) for name in _NAMES if name.strip()))


def runs(text: str, length: int) -> Iterator[tuple[str, ...]]:
    """Every stretch of so many syllables that is expression and not a name or a number."""
    for part in _CUT.split(_NAME.sub(" | ", nfc(text).lower())):
        syllables = re.findall(r"[^\W\d_]+", part)
        yield from (tuple(syllables[i : i + length]) for i in range(len(syllables) - length + 1))


def files_under(place: Path) -> Iterator[Path]:
    candidates = [place] if place.is_file() else place.rglob("*")
    for one in candidates:
        if one.suffix in _TEXTS and one.is_file() and not _SKIPPED & set(one.parts):
            yield one


def copied(sources: Path, places: list[Path], length: int) -> list[str]:
    theirs = {run for path in sources.glob("*.txt") for run in runs(path.read_text(encoding="utf-8"), length)}
    assert theirs
    return [
        f"{path.relative_to(ROOT)}: «{' '.join(run)}»"
        for place in places
        for path in files_under(place)
        for run in runs(path.read_text(encoding="utf-8"), length)
        if run in theirs
    ]


def test_the_measure_sees_a_copy_and_allows_names_and_figures() -> None:
    sentence = "các đơn vị khẩn trương gửi ngay kết quả rà soát về cơ quan thường trực"
    assert set(runs(sentence, _ELSEWHERE)) & set(runs(f"Tỉnh yêu cầu {sentence} trước ngày 15.", _ELSEWHERE))
    assert not set(runs("Tỷ lệ đạt 33,8% (561,5/1.659,5 ngày), xếp thứ 5/63 tỉnh, thành phố", _DEMO))


@pytest.mark.sources
def test_the_demo_documents_are_in_our_own_words(sources_dir: Path) -> None:
    found = copied(sources_dir, [ROOT / "rules" / "demo"], _DEMO)
    assert not found, "\n".join(found)


@pytest.mark.sources
def test_no_sentence_of_the_sources_is_in_the_repository(sources_dir: Path) -> None:
    found = copied(sources_dir, [ROOT / place for place in _PLACES], _ELSEWHERE)
    assert not found, "\n".join(found)
