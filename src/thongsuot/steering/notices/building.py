"""Rows of a draft: parts, paragraphs, numbers. The callers are actions and hold the transaction."""

from __future__ import annotations

from collections.abc import Iterable

from thongsuot.registry.claims.models import Claim
from thongsuot.registry.claims.wording import rank_text, value_text
from thongsuot.registry.directives.models import Limitation
from thongsuot.steering.meetings.models import Conclusion
from thongsuot.steering.notices.domain import wording
from thongsuot.steering.notices.domain.numbering import HEADING, SECTION, Item, number
from thongsuot.steering.notices.models import Notice, NoticeFigure, NoticeParagraph, PartRole


def renumber(notice: Notice) -> list[NoticeParagraph]:
    """Order, labels and anchors from the sequence of the paragraphs; each keeps its row, whatever its number."""
    rows = sorted(notice.paragraphs.all(), key=lambda row: (_RANK[row.role], row.order, row.pk))
    places = number(Item(row.depth, row.is_numbered) for row in rows)
    for order, (row, place) in enumerate(zip(rows, places, strict=True), 1):
        row.order, row.label, row.anchor = order * 10, place.label, place.anchor
    NoticeParagraph.objects.bulk_update(rows, ["order", "label", "anchor"])
    return rows


_RANK = {PartRole.RESULTS.value: 0, PartRole.LIMITATIONS.value: 1, PartRole.TASKS.value: 2}
_END = 30_000  # behind every paragraph of its part until numbers are counted again


def add(notice: Notice, role: str, text: str, *, depth: int = SECTION, numbered: bool = False) -> NoticeParagraph:
    """A paragraph at the end of its part; the caller renumbers."""
    last = notice.paragraphs.filter(role=role).order_by("-order").values_list("order", flat=True).first() or 0
    row = NoticeParagraph(
        notice=notice, role=role, order=min(last + 1, _END), depth=depth, is_numbered=numbered, text=text
    )
    row.anchor = f"moi-{notice.paragraphs.count()}-{role}"
    row.save()
    return row


def add_headings(notice: Notice, period: str) -> None:
    """The three parts of C02."""
    for role in PartRole.values:
        add(notice, role, wording.part_title(role, period), depth=HEADING, numbered=True)


def stated(claim: Claim) -> str:
    """The claim in one line, as its page words it; ordinary spaces, so that people can find it in their text."""
    said = value_text(claim) or rank_text(claim)
    return said.replace("\u00a0", " ")[:160]


def bind(paragraph: NoticeParagraph, claim: Claim, shown: str) -> NoticeFigure:
    return NoticeFigure.objects.create(
        paragraph=paragraph, claim=claim, shown=shown[:160], value=claim.value, stated=stated(claim)
    )


def add_results(notice: Notice, claims: Iterable[Claim]) -> int:
    """A sentence for each claim, its figure bound; how many."""
    count = 0
    for claim in claims:
        words = stated(claim)
        text = wording.result_sentence(claim.name, words, claim.period_text)
        bind(add(notice, PartRole.RESULTS, text), claim, words)
        count += 1
    return count


def add_limits(notice: Notice, limitations: Iterable[Limitation]) -> int:
    count = 0
    for limitation in limitations:
        row = add(notice, PartRole.LIMITATIONS, wording.as_sentence(limitation.text))
        row.limitation = limitation
        row.save(update_fields=["limitation"])
        count += 1
    return count


def add_conclusions(notice: Notice, conclusions: Iterable[Conclusion]) -> int:
    """Part 3: every conclusion a numbered section, in the order they were spoken."""
    count = 0
    for conclusion in conclusions:
        row = add(notice, PartRole.TASKS, wording.as_sentence(conclusion.text), numbered=True)
        row.conclusion = conclusion
        row.save(update_fields=["conclusion"])
        count += 1
    return count
