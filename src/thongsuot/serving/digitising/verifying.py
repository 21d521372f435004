"""Is this file, or this code, what it says it is? Whole, changed, or not of ours (J6 step 9)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum
from operator import ne

import pypdfium2
from django.utils.translation import gettext as _

from thongsuot.platform.files.domain import PDF
from thongsuot.platform.files.store import open_file
from thongsuot.serving.digitising.domain.codes import codes_in, tidy
from thongsuot.serving.digitising.domain.comparing import Difference, differences, is_another_paper
from thongsuot.serving.digitising.intake import ScanRefused, look_at
from thongsuot.serving.digitising.models import Result
from thongsuot.serving.digitising.queries import result_by_code, signed_by_digest
from thongsuot.serving.dossiers.domain.codes import is_code
from thongsuot.serving.papers.sealing import roots
from thongsuot.writing.model import SignatureReport
from thongsuot.writing.signing import NotPdf, check_signatures

_MOST_PAGES = 200


class Verdict(StrEnum):
    KNOWN = "known"  # the code alone: there is such a result
    WHOLE = "whole"  # the file, byte for byte
    CHANGED = "changed"  # a copy of ours that was altered
    OTHER = "other"  # carries a code that belongs to another paper
    FOREIGN = "foreign"  # not issued here
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Answer:
    """``result``: what the file or code stands for in our record. ``sentences``: what is wrong, as far as known."""

    verdict: Verdict
    result: Result | None = None
    sentences: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()
    signatures: tuple[SignatureReport, ...] = field(default=())


def verify_code(typed: str) -> Answer:
    """By the code on the paper or the address in its QR."""
    bare = typed.strip().rstrip("/").rpartition("/")[2]
    code = tidy(bare)
    result = result_by_code(code) if code else None
    if result is not None:
        return Answer(Verdict.KNOWN, result)
    if is_code(bare.upper()):
        said = _("Đây là mã hồ sơ, không phải mã kết quả. Ông/bà xem tiến độ ở trang Tra cứu hồ sơ.")
        return Answer(Verdict.FOREIGN, sentences=(said,))
    if not code:
        said = _("Mã kiểm tra gồm chữ KQ và 16 chữ cái, chữ số, in cạnh mã vuông. Ông/bà xem lại rồi nhập lại.")
        return Answer(Verdict.FOREIGN, sentences=(said,))
    return Answer(Verdict.FOREIGN, sentences=(_("Không có kết quả nào mang mã này."),))


def verify_file(content: bytes, typed: str = "") -> Answer:
    """By the file itself; with ``typed``, whether it is also the paper that code stands for."""
    asked = tidy(typed)
    found = signed_by_digest(hashlib.sha256(content).hexdigest())
    if found is not None:
        other = asked and asked != found.verify_code and result_by_code(asked) is not None
        if other:
            said = _("Tệp này nguyên vẹn, nhưng mã ông/bà nhập là của một kết quả khác. Hai thứ không đi cùng nhau.")
            return Answer(Verdict.OTHER, found, (said,), signatures=_signatures(content))
        return Answer(Verdict.WHOLE, found, signatures=_signatures(content))
    try:
        look_at(content, PDF.media_type)  # a stranger's file: nothing is unpacked before it is known to be bearable
        signatures = _signatures(content)
        pages = pages_of(content)
    except (ScanRefused, NotPdf, pypdfium2.PdfiumError):
        claimed = _claimed(content, [], asked)
        if claimed is not None:
            said = _("Tệp mang mã của một kết quả đã cấp nhưng không còn mở được: tệp đã hỏng hoặc đã bị sửa.")
            return Answer(Verdict.CHANGED, claimed, (said,))
        said = _("Tệp không mở được như một tệp PDF. Nếu là tệp kết quả, tệp đã hỏng hoặc đã bị sửa.")
        return Answer(Verdict.UNREADABLE, sentences=(said,))
    return _unknown(content, asked, signatures, pages)


def _unknown(content: bytes, asked: str, signatures: tuple[SignatureReport, ...], pages: list[str]) -> Answer:
    """No file of ours has these bytes: find which one it claims to be."""
    claimed = _claimed(content, pages, asked)
    if claimed is None:
        said = _("Hệ thống này không cấp tệp nào như vậy.")
        return Answer(Verdict.FOREIGN, None, (said, *_of_signatures(signatures)), signatures=signatures)
    original = _bytes_of(claimed)
    if content.startswith(original):
        said = _("Tệp là bản đã ký, nhưng có phần được ghi thêm vào sau khi ký.")
        return Answer(Verdict.CHANGED, claimed, (said, *_of_signatures(signatures)), (), signatures)
    before = pages_of(original)
    if not _nearly_the_same(original, content) and is_another_paper(before, pages):
        said = _("Tệp mang mã của một kết quả khác: nội dung không phải của kết quả mà mã này chỉ tới.")
        return Answer(Verdict.OTHER, claimed, (said, *_of_signatures(signatures)), signatures=signatures)
    said = _("Tệp không giống từng byte với bản đã ký và lưu ở đây.")
    return Answer(
        Verdict.CHANGED, claimed, (said, *_of_signatures(signatures)), tuple(differences(before, pages)), signatures
    )


def _claimed(content: bytes, pages: list[str], asked: str) -> Result | None:
    """The result whose code is printed, or stands in what the file says of itself, or was typed."""
    codes = [*codes_in(" ".join(pages)), *codes_in(content.decode("latin-1")), *([asked] if asked else [])]
    return next((one for one in map(result_by_code, dict.fromkeys(codes)) if one is not None), None)


def _nearly_the_same(ours: bytes, shown: bytes) -> bool:
    """Not one byte in a hundred is another: a damaged copy, however little of its text can still be read."""
    return len(ours) == len(shown) and sum(map(ne, ours, shown)) < len(ours) / 100


def pages_of(pdf: bytes) -> list[str]:
    """Text of each page, line breaks and spaces alike."""
    document = pypdfium2.PdfDocument(pdf)
    count = min(len(document), _MOST_PAGES)
    return [" ".join(document[at].get_textpage().get_text_range().split()) for at in range(count)]


def _bytes_of(result: Result) -> bytes:
    assert result.file is not None
    with open_file(result.file) as stream:
        return stream.read()


def _signatures(content: bytes) -> tuple[SignatureReport, ...]:
    return tuple(check_signatures(content, roots()))


def _of_signatures(reports: tuple[SignatureReport, ...]) -> tuple[str, ...]:
    """What the signatures themselves tell, each sentence once."""
    if not reports:
        return (_("Tệp không có chữ ký số."),)
    return tuple(dict.fromkeys(problem for one in reports for problem in one.problems))
