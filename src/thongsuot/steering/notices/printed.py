"""A notice as it is printed: as an official paper for Word and PDF, and as one text with the place of every part."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from thongsuot.steering.notices.domain.figures import cut
from thongsuot.steering.notices.domain.numbering import HEADING, POINT, printed_label
from thongsuot.steering.notices.domain.printing import Line, Sheet, Stretch, lay_out, lines
from thongsuot.steering.notices.domain.recipients import printed as printed_recipients
from thongsuot.steering.notices.models import Notice, NoticeParagraph
from thongsuot.writing.model import Block, Heading, ListItem, OfficialDocument, Paragraph, Run, Signature


def paragraphs_of(notice: Notice) -> list[NoticeParagraph]:
    """The body in order, figures read along."""
    return list(notice.paragraphs.order_by("order").prefetch_related("figures"))


def shown_figures(paragraph: NoticeParagraph) -> list[str]:
    """The words of its bound figures, in the order they were bound."""
    return [one.shown for one in sorted(paragraph.figures.all(), key=lambda one: one.pk)]


def paper_of(notice: Notice, paragraphs: Sequence[NoticeParagraph] | None = None) -> OfficialDocument:
    """The paper as data for both writers; number and day blank until the clerk gives them (C03)."""
    rows = paragraphs_of(notice) if paragraphs is None else paragraphs
    return OfficialDocument(
        superior=notice.superior,
        issuer=notice.issuer,
        symbol=notice.symbol,
        number=notice.number,
        day=notice.dated,
        month=None if notice.dated else notice.month,
        year=notice.year,
        place=notice.place,
        kind=notice.kind_name,
        subject=notice.subject,
        blocks=(
            *(Paragraph(text=text, anchor=f"mo-{at}") for at, text in enumerate(_texts(notice.opening), 1)),
            *(_block(row) for row in rows),
            *(Paragraph(text=text, anchor=f"ket-{at}") for at, text in enumerate(_texts(notice.closing), 1)),
        ),
        recipients=tuple(recipient.text for recipient in notice.recipients.all()),
        signature=Signature(tuple(notice.signature_lines), notice.signer_name),
        is_draft=notice.number is None,
        is_sample=notice.is_sample,
    )


def _block(row: NoticeParagraph) -> Block:
    label = printed_label(row.depth, row.label)
    if row.depth == HEADING:
        return Heading(label, row.text, row.anchor)
    figures = sorted(row.figures.all(), key=lambda one: one.pk)
    runs = tuple(
        Run(piece.text, figure="" if piece.figure is None else str(figures[piece.figure].claim_id))
        for piece in cut(row.text, [one.shown for one in figures])
    )
    made = ListItem if row.is_numbered and row.depth == POINT else Paragraph
    return made(label=label, anchor=row.anchor, runs=runs)


def sheet_of(notice: Notice) -> Sheet:
    return Sheet(
        superior=notice.superior,
        issuer=notice.issuer,
        number=notice.number,
        symbol=notice.symbol,
        place=notice.place,
        dated=notice.dated,
        month=notice.month,
        year=notice.year,
        kind_name=notice.kind_name,
        subject=notice.subject,
        opening=_texts(notice.opening),
        closing=_texts(notice.closing),
        recipients=printed_recipients([one.text for one in notice.recipients.all()]),
        signature=notice.signature_lines,
        signer=notice.signer_name,
    )


def as_text(notice: Notice, paragraphs: Iterable[NoticeParagraph]) -> tuple[str, list[Stretch]]:
    """The printed text and the stretch of every line; ``line.key`` is the number of the paragraph's row."""
    return lay_out(lines(sheet_of(notice), [_line(row) for row in paragraphs]))


def _line(row: NoticeParagraph) -> Line:
    label = printed_label(row.depth, row.label)
    lead = f"{label} " if label else ""
    return Line(
        kind="heading" if row.depth == HEADING else "paragraph",
        text=f"{lead}{row.text}",
        anchor=row.anchor,
        role=row.role,
        section=section_of(row),
        lead=len(lead),
        key=row.pk,
    )


def section_of(row: NoticeParagraph) -> str:
    """The number a reader would look for: «3.3» for itself and for what stands under it."""
    return row.anchor.split("-p")[0]


def _texts(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]
