"""The orders of part 3 as the record keeps them: who, until when, exactly which words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from thongsuot.kernel.formatting import format_number
from thongsuot.reading.model import Directive as ReadDirective
from thongsuot.reading.model import DirectiveKind
from thongsuot.reading.reader import read_text
from thongsuot.registry.directives.models import Directive
from thongsuot.registry.facade import IssuedDirective
from thongsuot.registry.fields import ReviewStatus
from thongsuot.registry.units.resolving import SubjectResolver
from thongsuot.steering.meetings.models import Conclusion
from thongsuot.steering.notices.domain.numbering import HEADING
from thongsuot.steering.notices.domain.printing import Stretch
from thongsuot.steering.notices.models import Notice, NoticeParagraph, PartRole


@dataclass(frozen=True, slots=True)
class Order:
    """``before`` is the order of the paper read from outside that says the same, with its tasks."""

    paragraph: NoticeParagraph
    issued: IssuedDirective
    before: Directive | None = None

    @property
    def is_task(self) -> bool:
        return self.issued.kind == DirectiveKind.TASK


def orders_of(notice: Notice, text: str, body: Sequence[tuple[NoticeParagraph, Stretch]]) -> list[Order]:
    """One order for every numbered paragraph of part 3; a paper from outside keeps the finer ones confirmed there."""
    kept = _confirmed_before(notice)
    read = read_text(text).directives
    resolver = SubjectResolver()
    found: list[Order] = []
    for row, stretch in body:
        if row.role != PartRole.TASKS or row.depth == HEADING:
            continue
        finer = [one for one in kept if _words(one.quote) in row.text]
        if row.conclusion is None and finer:
            found += _from_before(row, stretch, text, finer, len(found))
        elif row.is_numbered:
            issued = _of_conclusion(row.conclusion, stretch) if row.conclusion else None
            found.append(Order(row, issued or _as_read(notice, stretch, read, resolver)))
    return found


def _confirmed_before(notice: Notice) -> list[Directive]:
    if notice.read_from is None:
        return []
    kinds = (DirectiveKind.TASK.value, DirectiveKind.ORIENTATION.value)
    rows = notice.read_from.directives.filter(status=ReviewStatus.CONFIRMED, kind__in=kinds)
    return list(rows.order_by("start", "-end"))


def _words(text: str) -> str:
    return " ".join(text.split())


def _from_before(
    row: NoticeParagraph, stretch: Stretch, text: str, finer: Sequence[Directive], count: int
) -> Iterator[Order]:
    """The same orders at their places in the new text, children under the same parents."""
    places: dict[int, int] = {}
    taken: set[int] = set()
    for one in finer:
        words = _words(one.quote)
        start = text.index(words, stretch.words_start)
        if start in taken:  # the same words twice in one paragraph are one order
            continue
        taken.add(start)
        parent = places.get(one.parent_id or 0)
        places[one.pk] = count + len(places)
        issued = IssuedDirective(
            start=start,
            end=start + len(words),
            kind=one.kind,
            section=stretch.line.section,
            assignee_id=one.assignee_id,
            assignee_text=one.assignee_text,
            coordinating=tuple(one.coordinating),
            deadline=one.deadline,
            deadline_text=one.deadline_text,
            speaker=one.speaker,
            quantity=one.quantity,
            note=one.note,
            parent=parent,
        )
        yield Order(row, issued, one)


def _of_conclusion(conclusion: Conclusion, stretch: Stretch) -> IssuedDirective:
    """As captured in the room, by a person: nothing is read again."""
    quantity = ""
    if conclusion.quantity is not None:
        quantity = f"{format_number(conclusion.quantity)} {conclusion.quantity_unit}".strip()
    return IssuedDirective(
        start=stretch.words_start,
        end=stretch.end,
        kind=DirectiveKind.TASK.value if conclusion.is_task else DirectiveKind.ORIENTATION.value,
        section=stretch.line.section,
        assignee_id=conclusion.lead_id,
        assignee_text=conclusion.lead.name if conclusion.lead else "",
        coordinating=tuple(unit.name for unit in conclusion.partners.all()),
        deadline=conclusion.deadline,
        deadline_text=conclusion.deadline_text,
        speaker=conclusion.speaker.title if conclusion.speaker else "",
        quantity=quantity,
    )


def _as_read(
    notice: Notice, stretch: Stretch, read: Sequence[ReadDirective], resolver: SubjectResolver
) -> IssuedDirective:
    """Whom and until when the words name, as the reader understands them; without an order they are an orientation."""
    inside = [one for one in read if stretch.words_start <= one.span.start < stretch.end]
    first = next((one for one in inside if one.kind is DirectiveKind.TASK), None)
    assignee = first.assignee if first else None
    return IssuedDirective(
        start=stretch.words_start,
        end=stretch.end,
        kind=(first.kind if first else DirectiveKind.ORIENTATION).value,
        section=stretch.line.section,
        assignee_id=resolver.resolve(assignee, notice.dated, within=notice.home_id),
        assignee_text=assignee or "",
        coordinating=first.coordinating if first else (),
        deadline=first.deadline if first else None,
        deadline_text=(first.deadline_text or "") if first else "",
        quantity=(first.quantity or "") if first else "",
    )
