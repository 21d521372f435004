"""The result as a paper: our own sample layout, or an uploaded PDF with a page of signatures behind it."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime

import pikepdf
from django.utils.translation import gettext as _

from thongsuot.kernel.clock import local
from thongsuot.kernel.formatting import format_date_long
from thongsuot.serving.digitising.models import Result
from thongsuot.serving.papers.places import letterhead, verify_address
from thongsuot.serving.papers.sheets.model import Block, Hand, Row, Sheet, Words
from thongsuot.serving.papers.sheets.pdf import sheet_pdf, sheet_pdf_after, with_fields


@dataclass(frozen=True, slots=True)
class Signing:
    """Who signs, when."""

    name: str
    at: datetime


def result_sheet(result: Result, signing: Signing) -> Sheet:
    """A whole result: head, words, signature, code."""
    return _sheet(result, signing, result.title, _body(result))


def result_pdf(result: Result, signing: Signing, draft: bytes | None) -> bytes:
    """Ready to be signed, with a place for both signatures. ``draft``: the PDF prepared elsewhere."""
    if draft is None:
        return sheet_pdf(result_sheet(result, signing))
    about: tuple[Block, ...] = (
        Row(_("Văn bản"), result.title),
        Row(_("Số"), result.number_text),
        Row(_("Mã hồ sơ"), result.dossier.code),
        Words(_("Trang này đi liền với các trang trước và mang chữ ký số của cả tệp.")),
    )
    sheet = _sheet(result, signing, _("Trang chữ ký số"), about)
    with pikepdf.open(io.BytesIO(draft)) as whole:
        before = len(whole.pages)
        page, spots = sheet_pdf_after(sheet, before)
        with pikepdf.open(io.BytesIO(page)) as last:
            whole.pages.extend(last.pages)
        out = io.BytesIO()
        whole.save(out)
    return with_fields(out.getvalue(), spots, sheet)


def _sheet(result: Result, signing: Signing, title: str, blocks: tuple[Block, ...]) -> Sheet:
    head = letterhead(result.unit, by_head=True)
    day = local(signing.at).date()
    commune = result.unit.kind == "commune"
    return Sheet(
        paper="A4",
        issuer=head.issuer,
        superior=head.superior,
        number_line=f"Số: {result.number_text}",
        place_date=f"{head.place}, {format_date_long(day)}",
        year=day.year,
        title=title,
        mark="",
        blocks=blocks,
        hands=(
            Hand((), note=_("Nơi nhận: chủ hồ sơ; lưu hồ sơ.")),
            Hand(("TM. ỦY BAN NHÂN DÂN",) if commune else ("LÃNH ĐẠO CƠ QUAN",), signing.name, is_digital=True),
        ),
        notes=(_("Bản điện tử có giá trị khi trang kiểm tra báo «nguyên vẹn» và «còn giá trị»."),),
        qr=verify_address(result.verify_code),
        qr_caption=_("Kiểm tra tại trang «Kiểm tra kết quả», mã %(code)s") % {"code": result.verify_code},
        keywords=(result.verify_code, result.dossier.code),
        is_sample=result.is_sample,
    )


def _body(result: Result) -> tuple[Block, ...]:
    dossier = result.dossier
    said = [line.strip() for line in result.body.splitlines() if line.strip()]
    return (
        Row(_("Cấp cho"), dossier.applicant_name),
        *((Row(_("Địa chỉ"), dossier.person.address),) if dossier.person.address else ()),
        Row(_("Theo hồ sơ"), dossier.code),
        Row(_("Thủ tục"), dossier.procedure.title),
        *(
            Words(line)
            for line in said or [_("Kết quả giải quyết thủ tục nêu trên, theo đề nghị của người có tên trên.")]
        ),
    )
