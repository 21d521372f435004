"""The only ways to fetch inspection plans, inspections, and what hangs on them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from thongsuot.platform.access.actors import Actor
from thongsuot.platform.access.queries import access, one_of
from thongsuot.platform.files.models import StoredFile
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.accounts.queries import accounts_in_roles
from thongsuot.registry.accounts.roles import GRANTS, Role
from thongsuot.registry.accounts.scope import within_branches
from thongsuot.registry.units.models import Unit
from thongsuot.steering.inspections.actions.planning import inspectable
from thongsuot.steering.inspections.choices import InspectionStatus
from thongsuot.steering.inspections.models import (
    Inspection,
    InspectionFinding,
    InspectionPlan,
    PlannedUnit,
    VisitPhoto,
    VisitRecord,
)
from thongsuot.steering.people import belongs_to
from thongsuot.steering.permissions import Steering
from thongsuot.steering.remedies.choices import OPEN_LIMITS, LimitStatus


@access(Inspection)
def visible_to(actor: Actor) -> QuerySet[Inspection]:
    """Inspections run within one's branches, those of one's own unit, and those one goes on."""
    branches = within_branches(actor, Steering.READ, "home__path") | within_branches(actor, Steering.READ, "unit__path")
    member = Q(members__account_id=actor.id) if actor.id else Q(pk__in=[])
    goes = Inspection.objects.filter(member).values("pk")
    return Inspection.objects.filter(branches | Q(pk__in=goes)).select_related("home", "unit", "plan")


@access(Inspection)
def get_for(actor: Actor, pk: int) -> Inspection:
    return one_of(visible_to(actor).select_related("concluded_by"), pk=pk)


@access(Inspection)
def listed(actor: Actor, unit_key: str = "", year: int | None = None) -> QuerySet[Inspection]:
    """The latest first, with how many findings each gave and how many of them are mended."""
    rows = visible_to(actor)
    if unit_key:
        rows = rows.filter(unit__key=unit_key)
    if year:
        rows = rows.filter(starts__year=year)
    mended = Count("findings", filter=Q(findings__limit__status=LimitStatus.CLOSED))
    return rows.annotate(finding_count=Count("findings"), mended_count=mended).order_by("-starts", "-pk")


def is_member(actor: Actor, visit: Inspection) -> bool:
    return visit.members.filter(account_id=actor.id or 0).exists()


@access(VisitRecord)
def records_of(actor: Actor, visit: Inspection) -> list[VisitRecord]:
    photos = Prefetch("photos", VisitPhoto.objects.select_related("file"))
    return list(visit.records.select_related("by", "finding").prefetch_related(photos))


@access(InspectionFinding)
def findings_of(actor: Actor, visit: Inspection) -> list[InspectionFinding]:
    photos = Prefetch("record__photos", VisitPhoto.objects.select_related("file"))
    rows = visit.findings.select_related("record", "limit", "answered_by").prefetch_related(photos)
    return list(rows.prefetch_related("limit__actions__task"))


@access(InspectionFinding)
def finding_for(actor: Actor, pk: int) -> InspectionFinding:
    rows = InspectionFinding.objects.filter(inspection__in=visible_to(actor).values("pk"))
    return one_of(rows.select_related("inspection__unit", "inspection__home"), pk=pk)


@access(VisitPhoto)
def photo_file(actor: Actor, visit_pk: int, photo_pk: int) -> StoredFile:
    visit = get_for(actor, visit_pk)
    rows = VisitPhoto.objects.filter(record__inspection=visit).select_related("file")
    return one_of(rows, pk=photo_pk).file


@dataclass(frozen=True, slots=True)
class Earlier:
    """A finding of an earlier inspection of the unit; ``times`` how often its item was found wanting before."""

    finding: InspectionFinding
    times: int
    is_open: bool


@access(InspectionFinding)
def earlier_findings(actor: Actor, visit: Inspection) -> list[Earlier]:
    """What earlier inspections found at this unit: open and repeated ones first, so that the team looks there."""
    before = Inspection.objects.filter(unit=visit.unit, home=visit.home, ends__lt=visit.starts)
    rows = InspectionFinding.objects.filter(inspection__in=before).exclude(inspection=visit)
    rows = rows.select_related("inspection", "record", "limit").order_by("-inspection__starts", "pk")
    items: dict[str, int] = {}
    for one in rows:
        items[one.record.item] = items.get(one.record.item, 0) + 1
    found = [Earlier(one, items[one.record.item] if one.record.item else 1, _is_open(one)) for one in rows[:100]]
    return sorted(found, key=lambda one: (not one.is_open, -one.times, -one.finding.inspection.starts.toordinal()))


def _is_open(finding: InspectionFinding) -> bool:
    return finding.limit is not None and finding.limit.status in OPEN_LIMITS


@access(InspectionPlan)
def plans_visible_to(actor: Actor) -> QuerySet[InspectionPlan]:
    rows = InspectionPlan.objects.filter(within_branches(actor, Steering.READ, "home__path"))
    chosen = Count("units", filter=Q(units__is_chosen=True))
    return rows.select_related("home").annotate(chosen_count=chosen).order_by("-year", "-pk")


@access(InspectionPlan)
def plan_for(actor: Actor, pk: int) -> InspectionPlan:
    return one_of(plans_visible_to(actor), pk=pk)


@dataclass(frozen=True, slots=True)
class Coverage:
    """O03: how many of the units under the home were inspected in the year."""

    inspected: int
    units: int

    @property
    def text(self) -> str:
        if not self.units:
            return "0/0"
        return f"{self.inspected}/{self.units}"


@access(Inspection)
def coverage(actor: Actor, home: Unit, year: int, on: date) -> Coverage:
    units = inspectable(home, on)
    done = Inspection.objects.filter(home=home, unit__in=units, starts__year=year, starts__lte=on, status__in=_SEEN)
    return Coverage(done.values("unit").distinct().count(), len(units))


_SEEN = (InspectionStatus.UNDER_WAY, InspectionStatus.ANSWERING, InspectionStatus.CONCLUDED)


@access(Account)
def may_go(actor: Actor, home: Unit, unit: Unit | None = None) -> list[Account]:
    """Who may be in a team: holders of the right over the home, not the unit's own people."""
    roles = [role for role in Role if Steering.INSPECTION_VISIT in GRANTS[role]]
    found = accounts_in_roles([home.pk], roles)
    return [one for one in found if unit is None or not belongs_to(one, unit.path)]


@access(PlannedUnit)
def planned_units(actor: Actor, plan: InspectionPlan) -> QuerySet[PlannedUnit]:
    """Units weighed for the plan with whether a visit is already set."""
    visits = Inspection.objects.filter(plan=plan, unit=OuterRef("unit"))
    return plan.units.select_related("unit").annotate(has_visit=Exists(visits))
