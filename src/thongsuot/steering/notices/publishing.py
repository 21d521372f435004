"""The issued notice as the public record keeps it: exact text, passages, orders, limits and cited figures."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from thongsuot.registry.facade import IssuedFigure, IssuedLimitation, IssuedPaper, IssuedPassage
from thongsuot.steering.notices.domain.figures import places
from thongsuot.steering.notices.domain.numbering import HEADING
from thongsuot.steering.notices.domain.printing import Stretch
from thongsuot.steering.notices.files import Files
from thongsuot.steering.notices.models import Notice, NoticeParagraph, PartRole
from thongsuot.steering.notices.orders import Order, orders_of
from thongsuot.steering.notices.printed import as_text, paragraphs_of, shown_figures


def compose(notice: Notice, files: Files) -> tuple[IssuedPaper, list[Order]]:
    """The paper and its orders in the order of ``paper.directives``. The notice has its number and day."""
    assert notice.dated is not None
    rows = paragraphs_of(notice)
    text, stretches = as_text(notice, rows)
    by_row = {stretch.line.key: stretch for stretch in stretches if stretch.line.key is not None}
    body = [(row, by_row[row.pk]) for row in rows]
    orders = orders_of(notice, text, body)
    paper = IssuedPaper(
        key=notice.key,
        title=f"{notice.kind_name.capitalize()} {notice.subject[:1].lower()}{notice.subject[1:]}",
        number=f"{notice.number:02d}/{notice.symbol}",
        dated=notice.dated,
        unit_id=notice.home_id,
        source_name=" ".join(notice.issuer.split()),
        text=text,
        passages=tuple(_passage(stretch) for stretch in stretches),
        directives=tuple(order.issued for order in orders),
        limitations=tuple(_limits(body)),
        figures=tuple(figure for row, stretch in body for figure in _figures(row, stretch)),
        meeting=_meeting(notice),
        is_sample=notice.is_sample,
        file_name=files.pdf.name,
        file_digest=files.pdf.digest,
    )
    return paper, orders


def _passage(stretch: Stretch) -> IssuedPassage:
    line = stretch.line
    return IssuedPassage(line.kind, line.anchor, stretch.start, stretch.end, line.section, line.role)


def _limits(body: list[tuple[NoticeParagraph, Stretch]]) -> list[IssuedLimitation]:
    """Every paragraph of part 2 owns up to something."""
    return [
        IssuedLimitation(
            stretch.words_start,
            stretch.end,
            row.limitation.unit_id if row.limitation else None,
            row.limitation.unit_text if row.limitation else "",
        )
        for row, stretch in body
        if row.role == PartRole.LIMITATIONS and row.depth != HEADING
    ]


def _figures(row: NoticeParagraph, stretch: Stretch) -> list[IssuedFigure]:
    """Exactly the printed digits point at their claim."""
    figures = sorted(row.figures.all(), key=lambda one: one.pk)
    found = places(row.text, shown_figures(row))
    return [
        IssuedFigure(one.claim_id, stretch.words_start + start, stretch.words_start + start + len(one.shown))
        for one, start in zip(figures, found, strict=True)
        if start is not None
    ]


def _meeting(notice: Notice) -> dict[str, Any] | None:
    """As the page of a document shows a meeting; a paper from outside hands on what was read there."""
    meeting = notice.meeting
    if meeting is None:
        return notice.read_from.meeting if notice.read_from else None
    return {
        "committee": meeting.committee.unit.name,
        "session": meeting.ordinal,
        "chair": [notice.meeting.chair.title] if notice.meeting and notice.meeting.chair else [],
        "date": timezone.localdate(meeting.starts_at).isoformat(),
        "date_text": None,
        "date_suggestion": None,
        "date_reason": None,
        "place": meeting.place or None,
        "period": meeting.period_text or None,
        "purpose": meeting.title,
        "sites": meeting.sites.filter(is_main=False).count() or None,
    }
