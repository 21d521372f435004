"""OCR: a PDF of pictures becomes PDF/A-2b with a text layer, by ocrmypdf and tesseract in a process of their own."""

from __future__ import annotations

import html
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

LANGUAGE = "vie"
DOUBTFUL = 75  # a word tesseract is less sure of (0–100) is shown to the officer
SURE = Decimal(85)  # a mean below it asks for a careful look, page beside text
_SECONDS_A_PAGE, _MEMORY = 60, 3 * 1024**3
_WORD = re.compile(r"<span class='ocrx_word'[^>]*x_wconf (\d+)[^>]*>(.*?)</span>", re.DOTALL)
_BREAK = re.compile(r"<span class='ocr_(?:line|header|caption|textfloat)'")
_TAG = re.compile(r"<[^>]+>")


class NoReader(RuntimeError):  # noqa: N818 - what it says to the officer
    """The reading tool is not installed here; ``str(error)`` says what to install."""


class Unreadable(RuntimeError):  # noqa: N818
    """Reading failed; the scan itself is kept. ``str(error)`` is Vietnamese."""


@dataclass(frozen=True, slots=True)
class Word:
    text: str
    confidence: int

    @property
    def is_doubtful(self) -> bool:
        return self.confidence < DOUBTFUL


Lines = list[list[Word]]


@dataclass(frozen=True, slots=True)
class ReadScan:
    """``pages``: lines of words. ``confidence``: mean over all words, 0–100; 0 where no word was found."""

    pdf: bytes
    pages: list[Lines]

    @property
    def confidence(self) -> Decimal:
        sure = [word.confidence for page in self.pages for line in page for word in line]
        return (Decimal(sum(sure)) / len(sure)).quantize(Decimal("0.01")) if sure else Decimal(0)


def why_no_reader() -> str:
    """Empty when everything is there; else what an administrator has to install."""
    if shutil.which("tesseract") is None:
        return _(
            "Máy chủ chưa có bộ đọc chữ. Quản trị cài gói «tesseract-ocr» và «tesseract-ocr-vie», rồi bấm «Đọc lại»."
        )
    listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, timeout=20, check=False)  # noqa: S607
    if LANGUAGE not in listed.stdout.split():
        return _("Bộ đọc chữ thiếu tiếng Việt. Quản trị cài gói «tesseract-ocr-vie», rồi bấm «Đọc lại».")
    return ""


def read_scan(pdf: bytes, pages: int) -> ReadScan:
    """Read every page. Raises ``NoReader`` or ``Unreadable``. A few seconds a page; nothing stays on the disk."""
    lacking = why_no_reader()
    if lacking:
        raise NoReader(lacking)
    settings.VAR.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="doc-chu-", dir=settings.VAR) as folder:
        place = Path(folder)
        (place / "in.pdf").write_bytes(pdf)
        _run(place, pages)
        hocr = sorted(place.glob("ocrmypdf.io.*/*_ocr_hocr.hocr"))
        return ReadScan((place / "out.pdf").read_bytes(), [words_of(one.read_text("utf-8")) for one in hocr])


def _run(place: Path, pages: int) -> None:
    command = [
        *(
            sys.executable,
            "-m",
            "ocrmypdf",
            "--keep-temporary-files",
            "--language",
            LANGUAGE,
            "--output-type",
            "pdfa-2",
        ),
        *("--rotate-pages", "--deskew", "--force-ocr", "--jobs", "1", "--tesseract-timeout", str(_SECONDS_A_PAGE)),
        *("--oversample", "300", "--quiet", str(place / "in.pdf"), str(place / "out.pdf")),
    ]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=30 + 2 * _SECONDS_A_PAGE * pages, check=False,
            env={**os.environ, "TMPDIR": str(place), "OMP_THREAD_LIMIT": "1"}, preexec_fn=_confined,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise Unreadable(
            _("Đọc chữ quá lâu nên đã dừng. Bản quét vẫn được giữ; hãy chia nhỏ tệp hoặc quét lại.")
        ) from error
    if done.returncode or not (place / "out.pdf").exists():
        raise Unreadable(_("Không đọc được chữ của bản quét này. Bản quét vẫn được giữ; hãy quét rõ hơn."))


def _confined() -> None:
    """A picture made to eat the memory kills the reading and not the server."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def words_of(hocr: str) -> Lines:
    """Lines of words of one page, as hOCR tells them."""
    lines = [_words(line) for line in _BREAK.split(hocr)]
    return [line for line in lines if line]


def _words(line: str) -> list[Word]:
    found = [(html.unescape(_TAG.sub("", text)).strip(), int(sure)) for sure, text in _WORD.findall(line)]
    return [Word(text, sure) for text, sure in found if text]


def kept_text(pages: list[Lines]) -> str:
    """For the sealed column."""
    return json.dumps([[[asdict(word) for word in line] for line in page] for page in pages], ensure_ascii=False)


def text_kept(kept: str) -> list[Lines]:
    """The inverse of ``kept_text``; an empty column has no pages."""
    return [[[Word(**word) for word in line] for line in page] for page in json.loads(kept)] if kept else []
