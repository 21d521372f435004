"""Make ``rules/units/generated/`` from vietnamadminunits 1.0.4 and our tables of facts. Run by hand, not by make.

    python3 -m venv /tmp/vu && /tmp/vu/bin/pip install vietnamadminunits==1.0.4
    .venv/bin/python tools/build_units.py --package /tmp/vu/lib/python3.11/site-packages/vietnamadminunits \
        --facts ../shared/domain/data

The package (MIT) is only read as files: its SQLite table of units and its old → new map. It never enters the product's
environment. Output is sorted and carries no date, so a second run changes nothing. Every count that the law gives is
checked here; what the package and ``province_merge.csv`` disagree on stops the build.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sqlite3
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from thongsuot.registry.units.timeline.keys import child_key, slug  # noqa: E402

OUT = ROOT / "rules" / "units" / "generated"
# Counts given by the resolutions of June 2025; 10.035 communes is the number before, 5 island districts have none.
EXPECTED = {"provinces_before": 63, "provinces": 34, "districts": 696, "communes_before": 10_035, "communes": 3_321}
EXPECTED_FORMS = {"Phường": 687, "Xã": 2_621, "Đặc khu": 13}
RENAMED_PROVINCE = "Huế"  # one unit through its change of 1/1/2025: see rules/units/events.yaml


@dataclass
class Row:
    """One line of the package, with our key once given."""

    name: str
    form: str
    short: str
    code: str
    parent: str
    key: str = ""
    successors: list[tuple[str, bool]] = field(default_factory=list)  # (package key of the new commune, main part)


def main() -> None:
    arguments = _arguments()
    package = Package(arguments.package)
    provinces = merged_provinces(package, arguments.facts)
    districts = name_districts(package, provinces)
    new = name_new_communes(package, provinces)
    old = name_old_communes(package, districts)
    link(package, old, districts, new)
    check_counts(provinces, districts, old, new)
    OUT.mkdir(parents=True, exist_ok=True)
    write_provinces(provinces, read_csv(arguments.facts / "province_codes.csv"))
    write_regions(provinces, read_csv(arguments.facts / "regions.csv"))
    write_table("districts.csv", ("key", "name", "short", "form", "parent", "gso", "successors"), districts.values())
    write_table("communes-before-2025-07.csv", ("key", "name", "parent", "gso", "successors"), old.values())
    write_table("communes-2025-07.csv", ("key", "name", "parent", "gso"), new.values())


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--package", type=Path, required=True, help="thư mục vietnamadminunits đã cài")
    parser.add_argument("--facts", type=Path, required=True, help="thư mục có province_merge.csv, regions.csv, …")
    return parser.parse_args()


class Package:
    """The tables of vietnamadminunits: ``old`` and ``new`` communes by package key, and the two maps between them."""

    def __init__(self, folder: Path) -> None:
        with sqlite3.connect(folder / "data" / "dataset.db") as base:
            base.row_factory = sqlite3.Row
            self.old = {
                "_".join((row["provinceKey"], row["districtKey"], row["wardKey"] or "")): row
                for row in base.execute(
                    "SELECT * FROM admin_units_legacy ORDER BY provinceCode, districtCode, wardCode"
                )
            }
            self.new = {
                f"{row['provinceKey']}_{row['wardKey']}": row
                for row in base.execute("SELECT * FROM admin_units ORDER BY provinceCode, wardCode")
            }
        maps = json.loads((folder / "data" / "converter_2025.json").read_text(encoding="utf-8"))
        self.provinces: dict[str, list[str]] = maps["DICT_PROVINCE"]
        self.whole: dict[str, dict[str, list[str]]] = maps["DICT_PROVINCE_WARD_NO_DIVIDED"]
        self.divided: dict[str, dict[str, list[dict[str, object]]]] = maps["DICT_PROVINCE_WARD_DIVIDED"]


@dataclass
class Province:
    """A province-level unit: ``before`` and ``after`` tell on which side of 1/7/2025 it stands."""

    key: str
    name: str
    short: str
    form: str
    gso: dict[str, str]
    before: bool
    after: bool
    successor: str = ""

    @property
    def stem(self) -> str:
        return slug(self.short)


def merged_provinces(package: Package, facts: Path) -> dict[str, Province]:
    """Province units by «b:package key» (before) and «a:package key» (after), cross-checked with province_merge.csv."""
    check_mergers(package, facts)
    old = {row["provinceKey"]: row for row in package.old.values()}
    new = {row["provinceKey"]: row for row in package.new.values()}
    out: dict[str, Province] = {}
    for key, olds in sorted(package.provinces.items()):
        after = _province(new[key], after=True, gso={"gso-2025": new[key]["provinceCode"]})
        if len(olds) == 1:
            after.before = True
            after.gso["gso-legacy"] = old[olds[0]]["provinceCode"]
            out["b:" + olds[0]] = out["a:" + key] = after
            continue
        after.key += "-2025"
        out["a:" + key] = after
        for one in sorted(olds):
            before = _province(old[one], after=False, gso={"gso-legacy": old[one]["provinceCode"]})
            before.successor = after.key
            out["b:" + one] = before
    return out


def _province(row: sqlite3.Row, *, after: bool, gso: dict[str, str]) -> Province:
    name = row["province"]
    form, short = _split(name, ("Thành phố", "Tỉnh"))
    return Province(slug(name), name, short, form, gso, before=not after, after=after)


def check_mergers(package: Package, facts: Path) -> None:
    """Stop unless the package and the published list name the same successor for each of the 63."""
    short = {row["provinceKey"]: row["provinceShort"] for row in (*package.old.values(), *package.new.values())}
    ours = {(_plain(short[old]), _plain(short[new])) for new, olds in package.provinces.items() for old in olds}
    theirs = {(_plain(row["old_unit"]), _plain(row["new_unit"])) for row in read_csv(facts / "province_merge.csv")}
    _stop_if(ours ^ theirs, "Gói và province_merge.csv khác nhau về tỉnh")


def _plain(name: str) -> str:
    return slug(name).removeprefix("tp-").replace("thua-thien-hue", slug(RENAMED_PROVINCE))


def name_districts(package: Package, provinces: dict[str, Province]) -> dict[str, Row]:
    out: dict[str, Row] = {}
    for row in package.old.values():
        package_key = f"{row['provinceKey']}_{row['districtKey']}"
        if package_key not in out:
            province = provinces["b:" + row["provinceKey"]]
            name = row["district"].replace("Thị Xã ", "Thị xã ")
            short = name if row["districtShort"].isdigit() else row["districtShort"]
            key = child_key(name, province.stem)
            out[package_key] = Row(name, row["districtType"], short, row["districtCode"], province.key, key)
    _stop_unless_unique(row.key for row in out.values())
    return out


def name_new_communes(package: Package, provinces: dict[str, Province]) -> dict[str, Row]:
    taken: Counter[str] = Counter()
    out: dict[str, Row] = {}
    for package_key, row in package.new.items():
        province = provinces["a:" + row["provinceKey"]]
        key = _free_key(child_key(row["ward"], province.stem), taken)
        out[package_key] = Row(row["ward"], row["wardType"], row["wardShort"], row["wardCode"], province.key, key)
    _stop_unless_unique(row.key for row in out.values())
    return out


def name_old_communes(package: Package, districts: dict[str, Row]) -> dict[str, Row]:
    taken: Counter[str] = Counter()
    out: dict[str, Row] = {}
    for package_key, row in package.old.items():
        if row["ward"] is None:
            continue  # an island district without communes: its district is the lowest unit
        district = districts[f"{row['provinceKey']}_{row['districtKey']}"]
        key = _free_key(child_key(row["ward"], district.key), taken)
        name = row["ward"].replace("Thị Trấn ", "Thị trấn ")
        out[package_key] = Row(name, row["wardType"], row["wardShort"], row["wardCode"], district.key, key)
    _stop_unless_unique(row.key for row in out.values())
    return out


def _free_key(key: str, taken: Counter[str]) -> str:
    """«xa-cam-giang», «xa-cam-giang-2»: two names that differ only in marks, told apart in the order of their codes."""
    taken[key] += 1
    first, _, rest = key.partition("--")
    return key if taken[key] == 1 else f"{first}-{taken[key]}--{rest}"


def link(package: Package, old: dict[str, Row], districts: dict[str, Row], new: dict[str, Row]) -> None:
    """Give every old unit its new communes; «main» marks the part the package calls the default of a divided one."""
    edges: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    for province, communes in package.whole.items():
        for commune, olds in communes.items():
            for one in olds:
                edges[one].append((new[f"{province}_{commune}"].key, True))
    for province, divided in package.divided.items():
        for one, parts in divided.items():
            for part in parts:
                edges[one].append((new[f"{province}_{part['newWardKey']}"].key, bool(part["isDefaultNewWard"])))
    for package_key, successors in edges.items():
        row = old.get(package_key) or districts[package_key.rstrip("_")]
        row.successors = sorted(successors)
    _stop_if([key for key, row in old.items() if not row.successors], "Xã cũ không có xã mới")


def check_counts(
    provinces: dict[str, Province], districts: dict[str, Row], old: dict[str, Row], new: dict[str, Row]
) -> None:
    counts = {
        "provinces_before": sum(key.startswith("b:") for key in provinces),
        "provinces": sum(key.startswith("a:") for key in provinces),
        "districts": len(districts),
        "communes_before": len(old),
        "communes": len(new),
    }
    _stop_if(
        [f"{key}: {counts[key]} ≠ {count}" for key, count in EXPECTED.items() if counts[key] != count], "Sai số đếm"
    )
    forms = Counter(row.form for row in new.values())
    _stop_if([f"{form}: {forms[form]}" for form, count in EXPECTED_FORMS.items() if forms[form] != count], "Sai số xã")
    reached = {key for row in (*old.values(), *districts.values()) for key, _ in row.successors}
    _stop_if([row.key for row in new.values() if row.key not in reached], "Xã mới không có xã cũ")
    divided = [row for row in old.values() if len(row.successors) > 1]
    _stop_if([row.key for row in divided if sum(main for _, main in row.successors) != 1], "Thiếu phần chính")
    report = {"divided": len(divided), "edges_of_divided": sum(len(row.successors) for row in divided)}
    print({**counts, **forms, **report})


def write_provinces(provinces: dict[str, Province], codes: list[dict[str, str]]) -> None:
    portal = {_plain(row["name"]): row for row in codes}
    units = sorted({one.key: one for one in provinces.values()}.values(), key=lambda one: (one.after, one.key))
    used = {one.stem for one in units if one.after}
    _stop_if(set(portal) ^ used, "Mã Cổng DVCQG không khớp 34 tỉnh, thành")
    lines = ["# Made by tools/build_units.py; do not edit. Names that changed later stand in ../events.yaml."]
    for one in units:
        lines += [f"- key: {one.key}", f"  name: {one.name}", f"  short: {one.short}", f"  form: {one.form}"]
        lines += [f"  before: {str(one.before).lower()}", f"  after: {str(one.after).lower()}"]
        lines += [f"  successor: {one.successor}"] if one.successor else []
        lines += [f'  {scheme}: "{code}"' for scheme, code in sorted(one.gso.items())]
        lines += [f"  dvcqg: {portal[one.stem]['code']}"] if one.after else []
    (OUT / "provinces.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_regions(provinces: dict[str, Province], rows: list[dict[str, str]]) -> None:
    """Members of the two schemes as province keys; the law and the dates of a scheme stand in ../regions.yaml."""
    members: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows:
        side = "b:" if row["scheme"].startswith("63") else "a:"
        keys = {_plain(one.short): one.key for mark, one in provinces.items() if mark.startswith(side)}
        members[side, row["region"]].append(keys[_plain(row["unit"])])
    lines = ["# Made by tools/build_units.py; do not edit. Law and dates stand in ../regions.yaml."]
    for scheme, side in (("63", "b:"), ("34", "a:")):
        lines.append(f'"{scheme}":')
        for (at, region), keys in sorted(members.items()):
            if at == side:
                lines += [f"  {region}:", *(f"    - {key}" for key in sorted(keys))]
        _stop_if({int(scheme)} - {sum(len(keys) for (at, _), keys in members.items() if at == side)}, "Vùng thiếu tỉnh")
    (OUT / "regions.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_table(file_name: str, columns: tuple[str, ...], rows: Iterable[Row]) -> None:
    with (OUT / file_name).open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(columns)
        for row in sorted(rows, key=lambda row: (row.parent, row.key)):
            values = {**vars(row), "gso": row.code, "successors": _successors(row)}
            writer.writerow([values[column] for column in columns])


def _successors(row: Row) -> str:
    """«a» for the whole; «a*|b» for a divided unit, the star on the part the package calls the default."""
    if len(row.successors) == 1:
        return row.successors[0][0]
    return "|".join(key + "*" * main for key, main in row.successors)


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


def _split(name: str, forms: tuple[str, ...]) -> tuple[str, str]:
    match = re.match(rf"({'|'.join(forms)}) (.+)", name)
    if match is None:
        raise SystemExit(f"Không tách được hình thức của «{name}».")
    return match[1], match[2]


def _stop_unless_unique(keys: Iterable[str]) -> None:
    _stop_if([key for key, count in Counter(keys).items() if count > 1], "Trùng mã")


def _stop_if(problems: Iterable[object], what: str) -> None:
    found = sorted(map(str, problems))
    if found:
        raise SystemExit(f"{what}: {len(found)} lỗi, đầu tiên: {found[:10]}")


if __name__ == "__main__":
    main()
