"""A published result as a zip that recomputes itself anywhere (§5.6). Same content, same bytes. Pure.

The manifest of SHA-256 digests seals the files; the digest of the zip, printed on the page of the result, seals the
manifest. It is no signature of a person: who published stands on the page and in the decision.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from thongsuot.measuring.publishing.content import By, Plain

_FILES = Path(__file__).parent / "files"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can say: no clock in the bytes
INPUTS = ("answer", "value", "numerator", "denominator", "cases", "percent", "points")


@dataclass(frozen=True, slots=True)
class About:
    """What the capsule says of the publication it belongs to; ``digest`` is that of the content."""

    number: int
    digest: str
    decision: str
    reason: str
    public_from: str  # ISO


def pack(content: Plain, about: About) -> bytes:
    """The whole zip. ``content`` as content.py says it."""
    files = {
        "bo-tieu-chi.json": _json(content["criteria"]["set"]),
        "phien-ban.json": _json(_version(content, about)),
        "so-lieu.csv": _csv(FIGURE_COLUMNS, _figures(content)),
        "diem-tieu-chi.csv": _csv(("don_vi", "tieu_chi", "diem", "ap_dung"), _points(content)),
        "ket-qua.csv": _csv(RESULT_COLUMNS, _results(content)),
        "minh-chung.csv": _csv(PROOF_COLUMNS, _proofs(content)),
        **{name: (_FILES / name).read_bytes() for name in ("tai_lap.py", "cach-tinh.md")},
    }
    lines = [f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files)]
    files["MANIFEST.sha256"] = "".join(lines).encode()
    return zipped(files.items())


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip without clock, owner or chance in it."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in sorted(files):
            entry = zipfile.ZipInfo(name, date_time=_EPOCH)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
            archive.writestr(entry, data)
    return target.getvalue()


def _json(plain: Any) -> bytes:
    return (json.dumps(plain, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def _version(content: Plain, about: About) -> dict[str, Any]:
    opened = content["round"]
    return {
        "engine": content["engine"],
        "round": opened["title"],
        "round_key": opened["key"],
        "year": opened["year"],
        "home": opened["home"]["name"],
        "sample": opened["sample"],
        "number": about.number,
        "digest": about.digest,
        "decision": about.decision,
        "reason": about.reason,
        "public_from": about.public_from,
        "criteria_digest": content["criteria"]["digest"],
        "thresholds": content["thresholds"],
        "thresholds_reference": content["thresholds_reference"],
        "percent_places": content["rounding"]["percent"],
    }


def _csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return target.getvalue().encode()


FIGURE_COLUMNS = (
    *("don_vi", "tieu_chi", "theo", "khong_ap_dung", *INPUTS, "quyet_dinh", "tu_cham", "tham_dinh"),
    *("don_vi_ke", "y_kien", "ly_do", "can_cu", "giai_thich", "ly_do_chot"),
)


def _figures(content: Plain) -> Iterator[Sequence[object]]:
    for unit, leaf in _leaves(content):
        by = leaf.get("by", By.INPUTS.value)
        given = leaf.get("inputs", {})
        counted = leaf.get("found", {}) if by == By.FOUND else given if by == By.INPUTS else {}
        differs = "" if counted == given else "; ".join(f"{name}={value}" for name, value in sorted(given.items()))
        yield (
            *(unit["key"], leaf["code"], by, leaf.get("not_applicable", "")),
            *(counted.get(name, "") for name in INPUTS),
            leaf.get("final", "") if by == By.DECISION else "",
            *(leaf.get("self", ""), leaf.get("appraised", ""), differs, leaf.get("verdict", "")),
            *(leaf.get("reason", ""), leaf.get("clause", ""), leaf.get("note", ""), leaf.get("final_reason", "")),
        )


def _points(content: Plain) -> Iterator[Sequence[object]]:
    for unit, leaf in _leaves(content):
        yield unit["key"], leaf["code"], leaf.get("final", ""), 0 if "not_applicable" in leaf else 1


RESULT_COLUMNS = (
    *("don_vi", "ten_don_vi", "nhom", "tu_cham", "tham_dinh", "tong", "co_ban", "thuong", "phat", "toi_da", "ty_le"),
    *("hang", "tren", "dong_hang", "xep_loai"),
)


def _results(content: Plain) -> Iterator[Sequence[object]]:
    for unit in content["units"]:
        totals = unit["totals"]
        sums = ("self", "appraised", "final", "base", "bonus", "penalty", "maximum")
        yield (
            *(unit["key"], unit["name"], unit.get("peer_group", "")),
            *(totals.get(name, "") for name in sums),
            *(unit.get("percent", ""), unit.get("rank", ""), unit.get("out_of", "")),
            *(1 if unit.get("tied") else 0, unit.get("class", "")),
        )


PROOF_COLUMNS = ("don_vi", "tieu_chi", "ten", "sha256", "vi_tri", "ngay", "tep", "van_ban", "so_lieu")


def _proofs(content: Plain) -> Iterator[Sequence[object]]:
    columns = ("title", "sha256", "locator", "dated", "file", "document", "claim")
    for unit, leaf in _leaves(content):
        for proof in leaf.get("evidence", ()):
            yield unit["key"], leaf["code"], *(proof.get(name, "") for name in columns)


def _leaves(content: Plain) -> Iterator[tuple[Plain, Plain]]:
    for unit in content["units"]:
        for leaf in unit["leaves"]:
            yield unit, leaf
