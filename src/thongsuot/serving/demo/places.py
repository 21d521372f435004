"""Where sample dossiers are handed in: the wards and communes of Lạng Sơn, one of them with people at its desk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random

from thongsuot.registry.accounts.models import RoleGrant
from thongsuot.registry.accounts.roles import Role
from thongsuot.registry.units.models import Unit, UnitKind
from thongsuot.serving.clock.calendars import calendar_of
from thongsuot.serving.clock.rules import rules_on
from thongsuot.serving.demo.histories import Place, Source
from thongsuot.serving.dossiers.domain.fold import World
from thongsuot.serving.procedures.competence import competent_unit, level_on
from thongsuot.serving.procedures.domain.content import Level, ProcedureContent, StepRole
from thongsuot.serving.procedures.models import Procedure, ProcedureVersion
from thongsuot.serving.procedures.versions import content_of, in_force

PROVINCE = "tinh-lang-son"
STAFFED = ("phuong-dong-kinh--lang-son", "phuong-ky-lua--lang-son")
_SLOW = {"phuong-tam-thanh--lang-son": 2.2, "xa-dong-dang--lang-son": 1.7}  # the sample's planted bottlenecks
_DUTIES = {
    Role.ONE_STOP: (StepRole.RECEIVE, StepRole.RETURN),
    Role.SPECIALIST: (StepRole.APPRAISE, StepRole.INSPECT, StepRole.CONSULT),
    Role.UNIT_HEAD: (StepRole.SIGN,),
}


def sources(since: datetime, until: datetime) -> list[Source]:
    """Public versions that hold over the whole stretch; the further down the catalogue, the seldomer."""
    held = ProcedureVersion.objects.filter(in_force(since.date()), procedure__is_internal=False)
    kept = held.filter(in_force(until.date())).select_related("procedure").order_by("procedure__code")
    calendar, rules = calendar_of(Unit.objects.get(key=PROVINCE)), rules_on(since.date())
    found = []
    for version in kept:
        content = content_of(version)
        world = World(content.limit, content.steps, calendar, rules)
        business = "business" in version.procedure.audiences
        number = len(found) + 1
        found.append(
            Source(
                version.procedure_id, version.pk, world, _fee(content), business, 1 / number**0.7, content.components
            )
        )
    return found


def _fee(content: ProcedureContent) -> int | None:
    known = [one.amount for one in content.fees if not one.when and one.amount is not None]
    return sum(known) if len(known) == len(content.fees) else None


class Places:
    """Draws a place for a procedure: a quarter at the two staffed wards, the rest over the province's communes."""

    def __init__(self, day: date) -> None:
        self.day = day
        communes = Unit.objects.filter(path__contains=f"/{PROVINCE}/", kind=UnitKind.COMMUNE, valid_to=None)
        self.communes = list(communes.order_by("key"))
        self.staffed = [one for one in self.communes if one.key in STAFFED]
        self.procedures = Procedure.objects.in_bulk()
        self.officers = {unit: dict(_officers(unit)) for unit in self.staffed}
        self._above: dict[int, Unit | None] = {}

    def draw(self, dice: Random, source: Source) -> Place:
        home = dice.choice(self.staffed if self.staffed and dice.random() < 0.25 else self.communes)
        competent = self._competent_for(source, home)
        receiving = home
        if competent.kind != UnitKind.COMMUNE and dice.random() < 0.5:
            receiving = competent  # a department's own desk
        elif competent == home and dice.random() < 0.03:
            receiving = dice.choice(self.communes)  # handed in elsewhere (H05)
        officers = {
            role: who
            for unit, wanted in ((receiving, _DUTIES[Role.ONE_STOP]), (competent, tuple(StepRole)))
            for role, who in self.officers.get(unit, {}).items()
            if role in wanted and (unit == receiving or role not in _DUTIES[Role.ONE_STOP])
        }
        return Place(receiving.pk, competent.pk, _SLOW.get(competent.key, 1.0), StepRole.APPRAISE, officers)

    def _competent_for(self, source: Source, home: Unit) -> Unit:
        """Asked once a procedure: above the commune the answer is the same all over the province."""
        procedure = self.procedures[source.procedure_id]
        if procedure.pk not in self._above:
            is_communes = level_on(procedure, self.day) is Level.COMMUNE
            self._above[procedure.pk] = None if is_communes else competent_unit(procedure, home, self.day)
        return self._above[procedure.pk] or home


def _officers(unit: Unit) -> Iterator[tuple[StepRole, int]]:
    for grant in RoleGrant.objects.filter(unit=unit, role__in=list(_DUTIES), account__is_sample=True):
        yield from ((step, grant.account_id) for step in _DUTIES[Role(grant.role)])


def stretch(now: datetime) -> tuple[datetime, datetime]:
    """The last three hundred days or so; never before the calendars begin."""
    return now - timedelta(days=300), now
