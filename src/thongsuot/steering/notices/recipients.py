"""From the words of «Nơi nhận» to units and positions of the record, and from those to accounts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.db.models import Q
from django.utils import timezone

from thongsuot.kernel.rules import load_yaml
from thongsuot.kernel.text import fold
from thongsuot.registry.accounts.queries import accounts_in_roles, accounts_of_position
from thongsuot.registry.accounts.roles import Role
from thongsuot.registry.positions.models import Position
from thongsuot.registry.units.models import Unit
from thongsuot.registry.units.resolving import SubjectResolver
from thongsuot.steering.committees.queries import committee_of, in_force, members_on
from thongsuot.steering.notices.domain.recipients import Phrase, expand
from thongsuot.steering.notices.models import Notice, NoticeRecipient


@dataclass(frozen=True, slots=True)
class Meaning:
    """``unclear`` words are printed but reach nobody until the record knows them."""

    units: tuple[Unit, ...]
    positions: tuple[Position, ...]
    archive: bool
    unclear: tuple[str, ...]


@cache
def table() -> dict[str, Any]:
    """``rules/documents/recipients.yaml``."""
    content: dict[str, Any] = load_yaml("documents/recipients")
    return content


@cache
def phrases() -> tuple[Phrase, ...]:
    return tuple(
        Phrase(
            one["text"],
            tuple(one.get("positions", ())),
            tuple(one.get("units", ())),
            tuple(one.get("named", ())),
            one.get("committee", ""),
        )
        for one in table()["phrases"]
    )


def template_for(kind: str) -> list[str]:
    """The usual list of a level; a short one where none is known."""
    templates = table()["templates"]
    return list(templates.get(kind, templates["default"]))


class Expander:
    """Looks up once what several lines share: names, the committee of the day."""

    def __init__(self, home: Unit, on: date) -> None:
        self._home, self._on = home, on
        self._resolver: SubjectResolver | None = None

    def __call__(self, line: str) -> Meaning:
        found = expand(line, phrases(), table()["archive"])
        units = {unit.pk: unit for unit in self._of_kinds(found.units)}
        unclear = []
        for name in (*found.named, *found.rest):
            pk = self._named(name)
            if pk is not None:
                units[pk] = Unit.objects.get(pk=pk)
            else:
                unclear.append(name)
        positions = {one.pk: one for one in self._titled(found.positions)}
        if found.committee:
            positions |= {one.pk: one for one in self._members()}
        return Meaning(tuple(units.values()), tuple(positions.values()), found.archive, tuple(unclear))

    def _of_kinds(self, kinds: Sequence[str]) -> list[Unit]:
        below = Unit.objects.filter(in_force(self._on), kind__in=kinds, path__startswith=f"{self._home.path}/")
        return list(below.order_by("kind", "sort_key")) if kinds else []

    def _named(self, name: str) -> int | None:
        own = Unit.objects.filter(in_force(self._on), parent=self._home, search_key=fold(name))
        pk = own.values_list("pk", flat=True).first()
        if pk is not None:
            return pk
        self._resolver = self._resolver or SubjectResolver()
        return self._resolver.resolve(name, self._on, within=self._home.pk)

    def _titled(self, titles: Sequence[str]) -> list[Position]:
        near = Q(unit=self._home) | Q(unit__parent=self._home)
        rows = Position.objects.filter(in_force(self._on), near, search_key__in=[fold(one) for one in titles])
        return list(rows.select_related("unit").order_by("protocol_order", "pk"))

    def _members(self) -> list[Position]:
        committee = committee_of(self._home.pk, self._on)
        return [seat.position for seat in members_on(committee, self._on)] if committee else []


def set_recipients(notice: Notice, lines: Sequence[str]) -> None:
    """Write the list as printed with whom each line means; the caller holds the transaction."""
    notice.recipients.all().delete()
    understand = Expander(notice.home, day_of(notice))
    for order, text in enumerate(lines, 1):
        meaning = understand(text)
        row = NoticeRecipient.objects.create(notice=notice, order=order, text=text[:255])
        row.units.set(meaning.units)
        row.positions.set(meaning.positions)


def day_of(notice: Notice) -> date:
    """The day whose units and office holders the paper speaks of."""
    if notice.dated:
        return notice.dated
    if notice.meeting:
        return timezone.localdate(notice.meeting.starts_at)
    if notice.read_from and notice.read_from.dated:
        return notice.read_from.dated
    return timezone.localdate()


def accounts_behind(notice: Notice) -> dict[int, int | None]:
    """Account → unit through which it receives the paper: heads and focal officers of units, holders of positions."""
    found: dict[int, int | None] = {}
    for line in notice.recipients.prefetch_related("units", "positions"):
        units = {unit.pk for unit in line.units.all()}
        for unit in units:
            for account in accounts_in_roles([unit], (Role.UNIT_FOCAL, Role.UNIT_HEAD)):
                found.setdefault(account.pk, unit)
        for position in line.positions.all():
            for account in accounts_of_position(position.pk):
                found.setdefault(account.pk, position.unit_id)
    return found
