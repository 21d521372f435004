"""The files of a notice: a draft made anew at each request, and the two kept by content once it is issued."""

from __future__ import annotations

from dataclasses import dataclass

from thongsuot.platform.files.domain import DOCX, PDF
from thongsuot.platform.files.models import StoredFile
from thongsuot.platform.files.store import put
from thongsuot.steering.notices.models import Notice
from thongsuot.steering.notices.printed import paper_of
from thongsuot.steering.notices.sealing import sealed
from thongsuot.writing.checking import check_word
from thongsuot.writing.model import Fault
from thongsuot.writing.pdf import write_pdf
from thongsuot.writing.word import write_word


@dataclass(frozen=True, slots=True)
class Files:
    word: StoredFile
    pdf: StoredFile


def word_of(notice: Notice) -> bytes:
    """The .docx as the notice stands; number and day blank while it has none."""
    return write_word(paper_of(notice))


def pdf_of(notice: Notice) -> bytes:
    """The PDF/A as the notice stands, not signed."""
    return write_pdf(paper_of(notice))


def faults_of(notice: Notice) -> list[Fault]:
    """What the layout linter finds in the Word file, reopened."""
    return check_word(word_of(notice))


def keep_files(notice: Notice) -> Files:
    """Word and signed PDF in the store; the same bytes are kept once."""
    name = file_name(notice)
    word = put([word_of(notice)], f"{name}.docx", accepted=(DOCX,))
    pdf = put([sealed(notice)], f"{name}.pdf", accepted=(PDF,))
    return Files(word, pdf)


def kept(notice: Notice, digest: str, ending: str) -> StoredFile | None:
    """The stored file of an issued notice."""
    return StoredFile.objects.filter(digest=digest, name=f"{file_name(notice)}.{ending}").first()


def file_name(notice: Notice) -> str:
    """«12-TB-UBND-2026», or «du-thao-tb-ubnd» while there is no number."""
    if notice.number is None:
        return f"du-thao-{notice.key}"[:100]
    return f"{notice.number:02d}-{notice.symbol}-{notice.year}"
