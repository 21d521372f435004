"""Which office decides: by the level in force that day, from the place the dossier is about (H03, H05)."""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from thongsuot.kernel.formatting import format_date
from thongsuot.platform.access.actors import SYSTEM
from thongsuot.platform.actions import ActionError
from thongsuot.registry.units import queries as units
from thongsuot.registry.units.models import Unit, UnitKind
from thongsuot.serving.procedures.catalogue import catalogue
from thongsuot.serving.procedures.domain.content import Level
from thongsuot.serving.procedures.models import Procedure, ProcedureCompetence
from thongsuot.serving.procedures.versions import content_of, version_on


class NoOffice(ActionError):  # noqa: N818 - named for what it says
    """The place given does not tell which office decides."""


def competence_on(procedure: Procedure, day: date) -> ProcedureCompetence | None:
    """The delegation in force that day; ``None`` where the version's own level holds."""
    return procedure.competences.filter(Q(valid_from__lte=day), Q(valid_to__isnull=True) | Q(valid_to__gt=day)).first()


def level_on(procedure: Procedure, day: date) -> Level:
    """Raises ``NoVersion`` when neither a delegation nor a version holds that day."""
    delegated = competence_on(procedure, day)
    return Level(delegated.level) if delegated else content_of(version_on(procedure, day)).level


def competent_unit(procedure: Procedure, for_unit: Unit, day: date) -> Unit:
    """The office that decides for the place ``for_unit`` (a commune, or a unit of the province) on ``day``.

    Raises ``NoVersion``, or ``NoOffice`` when a commune is needed and none was given.
    """
    level = level_on(procedure, day)
    if level is Level.COMMUNE:
        return _commune(for_unit, day)
    if level is Level.DISTRICT:
        return _district(for_unit, day)
    entry = catalogue().field(procedure.field)
    if level is Level.MINISTRY:
        nation = _at(for_unit, 1)
        return Unit.objects.filter(key=entry.ministry).first() or nation
    province = _at(for_unit, 2)
    own = units.alive_on(SYSTEM, day, UnitKind.DEPARTMENT).filter(path__startswith=f"{province.path}/")
    return own.filter(key__startswith=f"{entry.department}--").first() or province


def _commune(place: Unit, day: date) -> Unit:
    """The commune itself; on a day before or after its own time, the one that stood there."""
    if place.kind != UnitKind.COMMUNE:
        raise NoOffice(
            _("Thủ tục này do cấp xã giải quyết. Hãy chọn xã, phường của người nộp; «%(unit)s» không phải cấp xã.")
            % {"unit": place.name},
            "competent_unit",
        )
    return _only(units.same_place_on(SYSTEM, place, day), place, day)


def _district(place: Unit, day: date) -> Unit:
    if place.kind == UnitKind.DISTRICT:
        return place
    there = units.same_place_on(SYSTEM, place, day) if place.kind == UnitKind.COMMUNE else []
    above = {one.parent_id for one in there if one.parent_id}
    return _only(list(Unit.objects.filter(pk__in=above, kind=UnitKind.DISTRICT)), place, day)


def _only(found: list[Unit], place: Unit, day: date) -> Unit:
    if len(found) != 1:
        raise NoOffice(
            _("Ngày %(day)s, địa bàn «%(unit)s» thuộc %(count)s đơn vị. Hãy chọn đúng đơn vị của ngày đó.")
            % {"day": format_date(day), "unit": place.name, "count": len(found)},
            "competent_unit",
        )
    return found[0]


def _at(unit: Unit, depth: int) -> Unit:
    """The unit ``depth`` steps from the root on the way down to ``unit``: 1 the nation, 2 the province."""
    return Unit.objects.get(path="/".join(unit.path.split("/")[:depth]))
