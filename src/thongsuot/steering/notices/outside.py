"""A notice of the record, read from outside, written into the rows of a draft (J3)."""

from __future__ import annotations

from thongsuot.registry.documents.models import Document, Passage
from thongsuot.registry.units.models import Unit
from thongsuot.steering.notices import building, defaults
from thongsuot.steering.notices.domain.outside import Outside, Read, take_apart
from thongsuot.steering.notices.domain.printing import END_MARK
from thongsuot.steering.notices.domain.signing import form_of, principal_of
from thongsuot.steering.notices.meetings import free_key
from thongsuot.steering.notices.models import Notice, NoticeParagraph
from thongsuot.steering.notices.recipients import set_recipients

__all__ = ["END_MARK", "home_of", "keep"]


def home_of(document_key: str, home_id: int | None) -> Unit | None:
    """The body whose paper it is: as chosen, else the one the text names."""
    if home_id is not None:
        return Unit.objects.filter(pk=home_id).first()
    return Unit.objects.filter(document__key=document_key).first()


def keep(document: Document, home: Unit, drafted_by: int | None, is_sample: bool) -> Notice:
    """The draft with its paragraphs, recipients and the figures that were read in them."""
    found = take_apart(_reads(document), defaults.kind_names())
    notice = _head(document, home, found)
    notice.drafted_by_id, notice.is_sample = drafted_by, is_sample
    notice.save()
    for part in found.parts:
        row = building.add(notice, part.role, part.text, depth=part.depth, numbered=part.is_numbered)
        _bind_read_figures(document, row, part.start, part.end)
    building.renumber(notice)
    set_recipients(notice, found.recipients)
    return notice


def _reads(document: Document) -> list[Read]:
    noise = [(one.start, one.end) for one in document.noise.all()]
    return [_read(document, one, noise) for one in document.passages.order_by("start")]


def _read(document: Document, passage: Passage, noise: list[tuple[int, int]]) -> Read:
    """The passage without what the cleaning log set aside: asterisks, doubled words."""
    text, last = "", passage.start
    for start, end in sorted(noise):
        if start >= passage.start and end <= passage.end:
            text += document.text[last:start]
            last = end
    text += document.text[last : passage.end]
    return Read(passage.kind, text, passage.role, passage.start, passage.end)


def _head(document: Document, home: Unit, found: Outside) -> Notice:
    level = defaults.level_of(home)
    read_on = document.dated
    return Notice(
        key=free_key(f"tb-{document.key}"),
        home=home,
        read_from=document,
        superior="" if found.issuer else level.superior,
        issuer="\n".join(found.issuer) or level.issuer,
        symbol=found.symbol or level.symbol,
        month=found.month or (read_on.month if read_on else None),
        year=found.year or (read_on.year if read_on else document.added_at.year),
        place=found.place or home.short_name,
        kind_name=found.kind_name or defaults.kind_name(),
        subject=found.subject or document.title,
        opening="\n".join(found.opening),
        closing="\n".join(found.closing),
        signing_form=form_of(found.signature),
        principal=principal_of(found.signature),
        signature_lines=found.signature,
        signer_name=found.signer,
    )


def _bind_read_figures(document: Document, row: NoticeParagraph, start: int, end: int) -> None:
    """Figures read in the passage stay bound to their claims, so that a later revision warns here too."""
    claims = document.claims.filter(spans__value_start__gte=start, spans__value_end__lte=end)
    for claim in claims.prefetch_related("spans").distinct().order_by("pk"):
        span = next((s for s in claim.spans.all() if s.value_start is not None and start <= s.value_start < end), None)
        if span is None or span.value_start is None or span.value_end is None:
            continue
        shown = " ".join(document.text[span.value_start : span.value_end].split())
        if shown and shown in row.text:
            building.bind(row, claim, shown)
