"""What the pages of a notice show: its parts with live figures, what may be done next and why not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.events.queries import history_of, label_of
from thongsuot.registry.claims.models import Claim
from thongsuot.registry.directives.following import FollowUp, follow_ups
from thongsuot.steering.notices.actions.editing import paragraph_stamp
from thongsuot.steering.notices.actions.steps import signers_of
from thongsuot.steering.notices.domain.figures import cut
from thongsuot.steering.notices.domain.lifecycle import MAIN_ROAD, State, Step, is_open, position, steps_from
from thongsuot.steering.notices.domain.numbering import HEADING, printed_label
from thongsuot.steering.notices.live import Live, live_of
from thongsuot.steering.notices.models import Notice, NoticeFigure, NoticeParagraph, NoticeStatus, PartRole
from thongsuot.steering.notices.printed import paragraphs_of, shown_figures
from thongsuot.steering.permissions import Steering


@dataclass(frozen=True, slots=True)
class ShownPiece:
    """``claim`` is the figure bound to these words; ``live`` says whether the record still agrees."""

    text: str
    claim: Claim | None = None
    live: Live | None = None


@dataclass(slots=True)
class ShownParagraph:
    """``typed`` and ``error`` bring back what a refused form held (§4.5)."""

    row: NoticeParagraph
    label: str
    pieces: list[ShownPiece]
    figures: list[Live]
    stamp: str
    chip: FollowUp | None = None
    typed: dict[str, str] = field(default_factory=dict)
    error: str = ""

    @property
    def is_heading(self) -> bool:
        return self.row.depth == HEADING

    @property
    def text(self) -> str:
        return self.typed.get("text", self.row.text)

    @property
    def is_stale(self) -> bool:
        """Both versions are shown, to choose from."""
        return bool(self.error) and self.typed.get("text", self.row.text) != self.row.text


@dataclass(slots=True)
class ShownPart:
    role: str
    name: str
    heading: ShownParagraph | None
    paragraphs: list[ShownParagraph]


def parts_of(actor: Actor, notice: Notice) -> list[ShownPart]:
    """The three parts in order, whatever they hold."""
    rows = paragraphs_of(notice)
    figures = NoticeFigure.objects.filter(paragraph__notice=notice).select_related("claim", "paragraph")
    live = live_of(figures.order_by("pk"))
    chips = follow_ups(actor, [row.directive_id for row in rows if row.directive_id])
    shown = [_shown(row, live, chips) for row in rows]
    return [_part(role, [one for one in shown if one.row.role == role]) for role in PartRole.values]


def _part(role: str, shown: list[ShownParagraph]) -> ShownPart:
    heading = next((one for one in shown if one.is_heading), None)
    return ShownPart(role, str(PartRole(role).label), heading, [one for one in shown if one is not heading])


def _shown(row: NoticeParagraph, live: dict[int, Live], chips: dict[int, FollowUp]) -> ShownParagraph:
    bound = [live[one.pk] for one in sorted(row.figures.all(), key=lambda one: one.pk)]
    pieces = [
        ShownPiece(piece.text)
        if piece.figure is None
        else ShownPiece(piece.text, bound[piece.figure].figure.claim, bound[piece.figure])
        for piece in cut(row.text, shown_figures(row))
    ]
    chip = chips.get(row.directive_id) if row.directive_id else None
    return ShownParagraph(row, printed_label(row.depth, row.label), pieces, bound, paragraph_stamp(row), chip)


def moved_in(parts: Iterable[ShownPart]) -> list[Live]:
    """The figures to warn of, in reading order."""
    shown = [one for part in parts for one in ([part.heading] if part.heading else []) + part.paragraphs]
    return [live for one in shown for live in one.figures if live.has_moved]


@dataclass(frozen=True, slots=True)
class NextStep:
    """``refusal`` says who can, where this person may not (§4.5 Permission)."""

    step: Step
    label: str
    tone: str
    refusal: str = ""


_LABELS = {
    Step.SUBMIT: ("Trình duyệt", "btn"),
    Step.RETURN: ("Trả lại để soạn lại", "btn btn-quiet"),
    Step.APPROVE: ("Duyệt", "btn"),
    Step.SIGN: ("Ký", "btn"),
    Step.NUMBER: ("Cấp số", "btn"),
    Step.ISSUE: ("Phát hành", "btn"),
    Step.REPLACE: ("Soạn thông báo thay thế", "btn btn-quiet"),
}
_RIGHTS = {
    Step.SUBMIT: Steering.NOTICE_DRAFT,
    Step.RETURN: Steering.NOTICE_APPROVE,
    Step.APPROVE: Steering.NOTICE_APPROVE,
    Step.SIGN: Steering.NOTICE_SIGN,
    Step.NUMBER: Steering.NOTICE_ISSUE,
    Step.ISSUE: Steering.NOTICE_ISSUE,
    Step.REPLACE: Steering.NOTICE_DRAFT,
}


def next_steps(actor: Actor, notice: Notice) -> list[NextStep]:
    """What can happen now, and for each step this person may not take, who can."""
    return [_next(actor, notice, step) for step in steps_from(State(notice.status))]


def _next(actor: Actor, notice: Notice, step: Step) -> NextStep:
    label, tone = _LABELS[step]
    return NextStep(step, _(label), tone, _refusal(actor, notice, step))


def _refusal(actor: Actor, notice: Notice, step: Step) -> str:
    from thongsuot.platform.access import permissions

    named = signers_of(notice.key) if step is Step.SIGN else []
    if named:
        own = actor.id in named
        title = " / ".join(notice.signature_lines)
        return "" if own else _("Chỉ người giữ chức danh «%(title)s» ký được.") % {"title": title}
    if not actor.can(_RIGHTS[step], notice.home.path):
        return permissions.find(_RIGHTS[step]).refusal()
    if step in (Step.APPROVE, Step.SIGN) and notice.drafted_by_id == actor.id:
        return _("Người soạn không tự duyệt, không tự ký.")
    return ""


def may_edit(actor: Actor, notice: Notice) -> bool:
    return is_open(State(notice.status)) and actor.can(Steering.NOTICE_DRAFT, notice.home.path)


def road(notice: Notice) -> tuple[list[str], int]:
    """Names of the life cycle and where the notice stands, for ``{% steps %}``."""
    return [str(NoticeStatus(state.value).label) for state in MAIN_ROAD], position(State(notice.status))


@dataclass(frozen=True, slots=True)
class Happened:
    when: datetime
    who: str
    what: str


def history(notice: Notice, limit: int = 100) -> list[Happened]:
    """Newest first, with the reason where one was given; who opened the paper stands with the recipients."""
    events = history_of("notice", notice.key).exclude(name="steering.notice.opened").order_by("-sequence")[:limit]
    return [Happened(one.recorded_at, one.actor_name, _said(one)) for one in events]


def _said(event: Any) -> str:
    return f"{label_of(event)}: {event.reason}" if event.reason else label_of(event)


def last_return(notice: Notice) -> str:
    """Why the draft came back, while it is a draft again."""
    if notice.status != NoticeStatus.DRAFT:
        return ""
    steps = history_of("notice", notice.key).filter(name__in=("steering.notice.returned", "steering.notice.submitted"))
    last = steps.order_by("-sequence").first()
    return last.reason if last is not None and last.name == "steering.notice.returned" else ""
