"""Sample committees: Lạng Sơn's through three memberships, Hà Giang's three bodies and the one they became."""

from __future__ import annotations

from typing import Any

from thongsuot.kernel.rules import load_yaml
from thongsuot.platform.access.actors import SYSTEM, Actor
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.positions.models import Position
from thongsuot.steering.committees.actions import (
    AddMember,
    DraftVersion,
    FoundCommittee,
    MergeCommittees,
    Merger,
    NewCommittee,
    NewSeat,
    NewVersion,
    ReissueMembership,
)
from thongsuot.steering.committees.models import Committee, CommitteeVersion


def load() -> None:
    """Committees, then their memberships, then mergers; a version issued already is left as people made it."""
    given = load_yaml("demo/steering/committees")
    for entry in given["committees"]:
        actor = Account.objects.get(username=entry["by"]) if "by" in entry else SYSTEM
        _found(actor, entry)
        for version in entry.get("versions", ()):
            _issue(actor, entry["unit"], version)
    for entry in given["mergers"]:
        _merge(entry)


def _found(actor: Actor, entry: dict[str, Any]) -> None:
    if Committee.objects.filter(unit__key=entry["unit"]).exists():
        return
    new = NewCommittee(
        home=entry["home"],
        unit=entry["unit"],
        scope=entry["scope"],
        programmes=tuple(entry["programmes"]),
        secretariat_name=entry.get("secretariat_name", ""),
        is_sample=entry.get("is_sample", False),
    )
    FoundCommittee.run(actor, new)


def _issue(actor: Actor, committee: str, entry: dict[str, Any]) -> None:
    if CommitteeVersion.objects.filter(committee__unit__key=committee, decision=entry["decision"]).exists():
        return
    wanted = NewVersion(
        committee=committee,
        valid_from=entry["valid_from"],
        decision=entry["decision"],
        note=entry.get("note", ""),
        copy=entry.get("copy", False),
    )
    version = DraftVersion.run(actor, wanted)
    for seat in entry["seats"]:
        unit, title = seat["at"].split("/", 1)
        position = Position.objects.get(unit__key=unit, title=title)
        role, programme = seat["role"], seat.get("programme", "")
        AddMember.run(actor, NewSeat(version.id, position.pk, role, programme, seat.get("field", "")))
    ReissueMembership.run(actor, version)


def _merge(entry: dict[str, Any]) -> None:
    if Committee.objects.filter(unit__key=entry["after"]).exists():
        return
    merger = Merger(tuple(entry["before"]), entry["effective_on"], entry["citation"], after=entry["after"])
    MergeCommittees.run(SYSTEM, merger)
    _issue(SYSTEM, entry["after"], entry["version"])
