"""What the page of a committee shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.events.queries import history_of, label_of
from thongsuot.registry.documents import queries as documents
from thongsuot.registry.units.models import UnitEventMember, UnitKind
from thongsuot.steering.committees.domain import Changes, compare
from thongsuot.steering.committees.models import Committee, CommitteeVersion
from thongsuot.steering.committees.queries import version_on, versions_of
from thongsuot.steering.committees.roster import roster, seats_of
from thongsuot.steering.meetings import queries as meetings
from thongsuot.steering.meetings.domain import Standing, compliance
from thongsuot.steering.meetings.models import MeetingStatus
from thongsuot.steering.permissions import Steering
from thongsuot.steering.plans import queries as plans
from thongsuot.steering.plans.models import PlanStatus
from thongsuot.steering.tasks.queries import progress, visible_to

_LATEST = 8
_STANDINGS = {
    Standing.HELD: ("good", gettext_lazy("Đã họp")),
    Standing.PLANNED: ("info", gettext_lazy("Đã lên lịch")),
    Standing.MISSING: ("bad", gettext_lazy("Chưa họp")),
    Standing.AHEAD: ("neutral", gettext_lazy("Chưa hết quý")),
}


@dataclass(frozen=True, slots=True)
class Merger:
    """One edge of a merger: the other body (with its committee where steering knows it), the day and the citation."""

    name: str
    key: str
    on: date
    citation: str


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the history."""

    what: str
    who: str
    when: Any


def page_of(actor: Actor, committee: Committee, on: date, chosen: CommitteeVersion | None) -> dict[str, Any]:
    """``chosen`` is the version asked for by number, else the one in force on the day is shown."""
    version = chosen or version_on(committee, on)
    day = day_of(version, on)
    tasks = visible_to(actor).filter(committee=committee)
    return {
        "committee": committee,
        "on": on,
        "day": day,
        "version": version,
        "versions": versions_of(actor, committee),
        "changes": _changes(committee, version),
        "lines": roster(actor, committee, version, day),
        "before": _mergers(committee, before=True),
        "after": _mergers(committee, before=False),
        "is_over": _is_over(committee, on),
        "programmes": plans.programme_progress(committee.home_id, on, on.year),
        "plans": _plans(actor, committee, on),
        "progress": progress(tasks, on),
        "brought": _brought(tasks),
        "quarters": _quarters(actor, committee, on),
        "sessions": list(meetings.visible_to(actor).filter(committee=committee).order_by("-starts_at")[:_LATEST]),
        "held": committee.meetings.filter(status=MeetingStatus.CLOSED).count(),
        "documents": _documents(actor, committee),
        "history": _history(committee),
        "may_manage": actor.can(Steering.COMMITTEE_MANAGE, committee.home.path),
        "sample_data": committee.is_sample,
    }


def _is_over(committee: Committee, on: date) -> bool:
    """Ended itself, or with the province it belonged to."""
    ends = (committee.unit.valid_to, committee.home.valid_to)
    return any(end is not None and end <= on for end in ends)


def day_of(version: CommitteeVersion | None, on: date) -> date:
    """The day for which holders are named: ``on`` while the version was in force, else its last or first day."""
    if version is None:
        return on
    if version.valid_from is not None and on < version.valid_from:
        return version.valid_from
    if version.valid_to is not None and on >= version.valid_to:
        return version.valid_to - timedelta(days=1)
    return on


def _changes(committee: Committee, version: CommitteeVersion | None) -> Changes | None:
    """Against the issued version before; ``None`` for the first."""
    if version is None:
        return None
    earlier = last_before(committee, version)
    return compare(seats_of(earlier), seats_of(version)) if earlier else None


def last_before(committee: Committee, version: CommitteeVersion) -> CommitteeVersion | None:
    """The membership a version follows."""
    return committee.versions.filter(number__lt=version.number, issued_at__isnull=False).order_by("-number").first()


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter of the committee's life and what became of its meeting, as a badge says it."""

    name: str
    tone: str
    word: str


def _quarters(actor: Actor, committee: Committee, on: date) -> list[Quarter]:
    """By the quarter reviewed (A06); quarters in which the body was not in being are left out."""
    unit = committee.unit
    found = []
    for one in compliance(on.year, meetings.sittings_of(actor, committee), on):
        start, end = one.quarter.start, one.quarter.end
        if start is None or end is None or (unit.valid_from and end < unit.valid_from):
            continue
        if unit.valid_to is not None and start >= unit.valid_to:
            continue
        tone, word = _STANDINGS[one.standing]
        waits = one.standing is Standing.AHEAD and end < on
        name = one.quarter.text
        found.append(Quarter(name[:1].upper() + name[1:], tone, _("Chờ họp") if waits else str(word)))
    return found


def _mergers(committee: Committee, *, before: bool) -> list[Merger]:
    edges = UnitEventMember.objects.filter(event__kind="merged").select_related("event", "predecessor", "successor")
    edges = edges.filter(successor=committee.unit) if before else edges.filter(predecessor=committee.unit)
    found = []
    for edge in edges.order_by("event__effective_on", "pk"):
        other = edge.predecessor if before else edge.successor
        if other is not None and other.kind == UnitKind.COMMITTEE:
            found.append(Merger(other.name, other.key, edge.event.effective_on, edge.event.citation))
    return found


def _brought(tasks: Any) -> list[dict[str, Any]]:
    """«nguồn: …»: how many tasks came from which body."""
    rows = tasks.filter(origin_committee__isnull=False).values(
        "origin_committee__unit__name", "origin_committee__unit__key"
    )
    return list(rows.order_by("origin_committee__unit__name").annotate(count=Count("pk")))


def _plans(actor: Actor, committee: Committee, on: date) -> list[Any]:
    """Plans of its home for its programmes in the year, those the old bodies worked by among them."""
    mine = plans.visible_to(actor).filter(unit__in=(committee.home_id, committee.unit_id))
    running = mine.filter(programme__in=committee.programmes, year_from__lte=on.year, year_to__gte=on.year)
    return list(running.exclude(status=PlanStatus.DRAFT).order_by("programme", "-year_from")[:20])


def _documents(actor: Actor, committee: Committee) -> list[Any]:
    """Papers about the committee or a body merged into it, and notices issued after its meetings, newest first."""
    bodies = [committee.unit_id, *_merged_into(committee)]
    found = documents.visible_to(actor)
    about = found.filter(unit__in=bodies) | found.filter(notice__meeting__committee=committee)
    return list(about.distinct().order_by("-dated", "-pk")[:_LATEST])


def _merged_into(committee: Committee) -> list[int]:
    edges = UnitEventMember.objects.filter(successor=committee.unit, predecessor__kind=UnitKind.COMMITTEE)
    return list(edges.values_list("predecessor_id", flat=True))


def _history(committee: Committee) -> list[Told]:
    events = history_of("committee", committee.unit.key).order_by("-sequence")[:30]
    return [Told(label_of(one), one.actor_name, timezone.localtime(one.recorded_at)) for one in events]
