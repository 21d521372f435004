"""The only ways to fetch notices and what hangs on them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.queries import access, one_of
from thongsuot.registry.accounts.scope import within_branches
from thongsuot.registry.claims import queries as claims
from thongsuot.registry.claims.models import Claim
from thongsuot.registry.directives.models import Limitation
from thongsuot.registry.directives.queries import limitations_visible_to
from thongsuot.registry.documents.models import Document, DocumentKind
from thongsuot.registry.documents.queries import visible_to as documents_visible_to
from thongsuot.registry.fields import ReviewStatus
from thongsuot.registry.positions.models import Position
from thongsuot.steering.committees.models import Committee
from thongsuot.steering.committees.queries import in_force
from thongsuot.steering.meetings.models import Meeting
from thongsuot.steering.notices.domain.numbering import HEADING
from thongsuot.steering.notices.models import (
    Notice,
    NoticeDelivery,
    NoticeFigure,
    NoticeParagraph,
    NoticeStatus,
    NumberBook,
    PartRole,
)
from thongsuot.steering.notices.recipients import day_of
from thongsuot.steering.permissions import Steering
from thongsuot.steering.tasks.models import Task


@access(Notice)
def visible_to(actor: Actor) -> QuerySet[Notice]:
    """Within one's branches every notice; beyond them those one was sent. The issued paper itself is public."""
    own = Q(deliveries__account_id=actor.id) if actor.id else Q(pk__in=[])
    sent = Notice.objects.filter(own).values("pk")
    reach = within_branches(actor, Steering.READ, "home__path")
    return Notice.objects.filter(reach | Q(pk__in=sent)).select_related("home", "meeting__committee__unit")


@access(Notice)
def get_for(actor: Actor, key: str) -> Notice:
    rows = visible_to(actor).select_related(
        "home", "meeting__committee__unit", "read_from", "document", "replaces", "signer"
    )
    return one_of(rows.select_related("drafted_by", "approved_by", "signed_by"), key=key)


@access(Notice)
def listed(actor: Actor, *, year: int | None = None, status: str = "", words: str = "") -> QuerySet[Notice]:
    """Newest first, narrowed as asked."""
    rows = visible_to(actor)
    if year:
        rows = rows.filter(year=year)
    if status in NoticeStatus.values:
        rows = rows.filter(status=status)
    if words:
        rows = rows.filter(subject__icontains=words)
    return rows.order_by("-year", "-number", "-pk")


@access(Notice)
def years(actor: Actor) -> list[int]:
    return list(visible_to(actor).order_by("-year").values_list("year", flat=True).distinct())


@access(Notice)
def counts(actor: Actor, year: int | None) -> dict[str, int]:
    """State → how many, for the tabs of the list."""
    rows = visible_to(actor).filter(year=year) if year else visible_to(actor)
    return dict(rows.order_by().values_list("status").annotate(count=Count("pk")))


@access(NoticeParagraph)
def paragraph_for(actor: Actor, key: str, pk: int) -> NoticeParagraph:
    return one_of(NoticeParagraph.objects.filter(notice__in=visible_to(actor), notice__key=key), pk=pk)


@access(NumberBook)
def books(actor: Actor) -> QuerySet[NumberBook]:
    reach = within_branches(actor, Steering.READ, "home__path")
    return NumberBook.objects.filter(reach).select_related("home").order_by("-year", "symbol", "home__sort_key")


@access(Notice)
def entries_of(actor: Actor, book: NumberBook) -> QuerySet[Notice]:
    """The papers of one book, the newest number first."""
    own = Notice.objects.filter(home=book.home, symbol=book.symbol, year=book.year, number__isnull=False)
    return own.select_related("home", "document").order_by("-number")


@access(NoticeDelivery)
def deliveries_of(actor: Actor, notice: Notice) -> list[NoticeDelivery]:
    """Who was sent the paper and who has opened it, unread first."""
    rows = notice.deliveries.select_related("account", "unit")
    return sorted(rows, key=lambda one: (one.read_at is not None, one.account.display_name))


@access(NoticeDelivery)
def own_delivery(actor: Actor, notice: Notice) -> NoticeDelivery | None:
    return notice.deliveries.filter(account_id=actor.id or 0).first()


@access(Claim)
def claim_offers(actor: Actor, notice: Notice, limit: int = 12) -> list[Claim]:
    """Confirmed figures of the body for the period the meeting reviewed, not yet in the draft."""
    meeting = notice.meeting
    if meeting is None or meeting.period_end is None:
        return []
    rows = claims.of_unit(actor, [notice.home_id]).filter(period_end=meeting.period_end, status=ReviewStatus.CONFIRMED)
    used = notice.paragraphs.filter(figures__isnull=False).values("figures__claim")
    return list(rows.exclude(pk__in=used).order_by(F("indicator").asc(nulls_last=True), "name", "pk")[:limit])


@access(Claim)
def claims_found(actor: Actor, notice: Notice, words: str, limit: int = 10) -> list[Claim]:
    """Living figures by a stretch of their name, those of the body first; a pasted /so-lieu/<pk> finds that one."""
    rows = claims.visible_to(actor).select_related("subject", "document").defer("document__text")
    rows = rows.exclude(status__in=(ReviewStatus.REJECTED, ReviewStatus.SUPERSEDED))
    number = words.rstrip("/").rsplit("/", 1)[-1]
    if number.isdecimal() and ("/so-lieu/" in words or words.strip() == number):
        return list(rows.filter(pk=int(number)))
    if len(words.strip()) < 2:
        return []
    own = rows.filter(name__icontains=words.strip(), subject=notice.home_id).order_by("-period_end", "pk")[:limit]
    found = list(own)
    if len(found) < limit:
        others = rows.filter(name__icontains=words.strip()).exclude(subject=notice.home_id)
        found += others.order_by("-period_end", "pk")[: limit - len(found)]
    return found


@access(Limitation)
def limit_offers(actor: Actor, notice: Notice, limit: int = 12) -> list[Limitation]:
    """Confirmed limits of the body's papers since the period began, not yet in the draft."""
    meeting = notice.meeting
    if meeting is None:
        return []
    rows = limitations_visible_to(actor).filter(document__unit=notice.home, status=ReviewStatus.CONFIRMED)
    if meeting.period_start:
        rows = rows.filter(document__dated__gte=meeting.period_start)
    used = notice.paragraphs.filter(limitation__isnull=False).values("limitation")
    return list(rows.exclude(pk__in=used).order_by("-document__dated", "pk")[:limit])


@access(Position)
def possible_signers(actor: Actor, notice: Notice) -> list[Position]:
    """Offices of the body and of the units right below it on the day of the paper, in protocol order."""
    near = Q(unit=notice.home) | Q(unit__parent=notice.home)
    rows = Position.objects.filter(in_force(day_of(notice)), near).select_related("unit")
    return list(rows.order_by("protocol_order", "title"))


@access(Meeting)
def meetings_without_notice(actor: Actor) -> list[Meeting]:
    """Meetings a draft can start from."""
    reach = within_branches(actor, Steering.NOTICE_DRAFT, "committee__home__path")
    rows = Meeting.objects.filter(reach).exclude(notices__isnull=False).select_related("committee__unit")
    return list(rows.order_by("-starts_at")[:50])


@access(Document)
def papers_to_take(actor: Actor) -> list[Document]:
    """Notices read from outside that no draft was made from yet."""
    rows = documents_visible_to(actor).filter(kind=DocumentKind.NOTICE, notice__isnull=True, notices_read__isnull=True)
    return list(rows.defer("text").order_by("-added_at")[:50])


@dataclass(frozen=True, slots=True)
class EarlierConclusion:
    """One section of an earlier notice and the task it became; ``anchor`` leads to it in the public paper."""

    label: str
    text: str
    url: str
    task: Task | None


@dataclass(frozen=True, slots=True)
class EarlierConclusions:
    """«Kết luận kỳ trước: 11/14 xong» (J3 step 7)."""

    notice: Notice
    rows: tuple[EarlierConclusion, ...]

    @property
    def done(self) -> int:
        return sum(1 for row in self.rows if row.task is not None and row.task.status == "done")

    @property
    def total(self) -> int:
        return sum(1 for row in self.rows if row.task is not None)


def previous_conclusions(committee: Committee, before: date) -> EarlierConclusions | None:
    """The latest issued notice of the committee's meetings held before the day, section by section with its task."""
    notices = Notice.objects.filter(
        meeting__committee=committee,
        meeting__starts_at__date__lt=before,
        status__in=(NoticeStatus.ISSUED, NoticeStatus.REPLACED),
    ).exclude(replaced_by__status=NoticeStatus.ISSUED)
    notice = notices.select_related("document", "meeting").order_by("-meeting__starts_at", "-pk").first()
    if notice is None:
        return None
    sections = notice.paragraphs.filter(role=PartRole.TASKS, is_numbered=True).exclude(depth=HEADING)
    rows = list(sections.select_related("directive", "conclusion__task").order_by("order"))
    tasks = _tasks_of(rows)
    earlier = (EarlierConclusion(row.label, row.text, _url(notice, row), tasks.get(row.pk)) for row in rows)
    return EarlierConclusions(notice, tuple(earlier))


def _tasks_of(rows: Iterable[NoticeParagraph]) -> dict[int, Task]:
    """Paragraph → its task, by the conclusion or by the order of the public paper."""
    rows = list(rows)
    by_directive = {
        task.directive_id: task
        for task in Task.objects.filter(directive__in=[row.directive_id for row in rows if row.directive_id])
        .select_related("lead")
        .order_by("-pk")
    }
    found = {}
    for row in rows:
        task = row.conclusion.task if row.conclusion and row.conclusion.task else by_directive.get(row.directive_id)
        if task is not None:
            found[row.pk] = task
    return found


def _url(notice: Notice, row: NoticeParagraph) -> str:
    return f"/van-ban/{notice.document.key}#{row.anchor}" if notice.document else ""


@access(Notice)
def replacement_of(actor: Actor, key: str) -> str:
    """Key of the paper made to replace this one; empty while there is none."""
    return visible_to(actor).filter(replaces__key=key).values_list("key", flat=True).first() or ""


@access(NoticeFigure)
def figure_for(actor: Actor, key: str, pk: int) -> NoticeFigure:
    rows = NoticeFigure.objects.filter(paragraph__notice__in=visible_to(actor), paragraph__notice__key=key)
    return one_of(rows, pk=pk)
