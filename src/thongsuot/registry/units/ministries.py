"""Ministries, agencies of their rank and agencies under the Government: who existed on either side of one date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from thongsuot.registry.units.timeline.keys import slug
from thongsuot.registry.units.timeline.laws import NATION, Law, event
from thongsuot.registry.units.timeline.model import Basis, EventKind, Kind, Name, Succession, Unit, UnitEvent


class Ministries:
    """The content of ``rules/units/ministries.yaml``."""

    def __init__(self, given: dict[str, Any]) -> None:
        self.given = given
        self.on: date = given["effective_on"]
        self.law = Law(**given["law"])

    def units(self) -> Iterator[Unit]:
        ended = {slug(name) for names in self.given["ended"].values() for name in names}
        for group, start, end in (("unchanged", None, None), ("ended", None, self.on), ("begun", self.on, None)):
            for form, names in self.given[group].items():
                for name in names:
                    key = slug(name) + ("-2025" if group == "begun" and slug(name) in ended else "")
                    aliases = tuple(self.given["aliases"].get(key, ()))
                    names_of = (Name(name, name, form),)
                    source = self.law.source
                    yield Unit(key, Kind.MINISTRY, names_of, NATION, start, end, aliases, source=source)

    def events(self) -> Iterator[UnitEvent]:
        for row in self.given["events"]:
            law = replace(self.law, certainty=row.get("certainty", self.law.certainty))
            members = tuple(Succession(old, row["to"], None, Basis.FUNCTIONS) for old in row["from"])
            yield event(row["key"], EventKind(row["kind"]), self.on, law, note=row["note"], members=members)
