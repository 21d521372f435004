"""Results without a database: rows that are never saved, filled with whatever figures a test wants."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Mapping, Sequence
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

from thongsuot.measuring.conftest import THRESHOLDS
from thongsuot.measuring.criteria.domain.plain import digest_of
from thongsuot.measuring.criteria.domain.tree import CriteriaSet
from thongsuot.measuring.publishing.building import Rows, build
from thongsuot.measuring.publishing.capsule.packing import About, pack
from thongsuot.measuring.rounds.models import NodeScore, Participant, Round
from thongsuot.measuring.scoring.evaluate import score_leaf
from thongsuot.registry.units.models import Unit

Figures = Mapping[str, Mapping[str, str]]


def content_of(
    criteria: CriteriaSet, units: Mapping[str, Figures], *, year: int = 2026, groups: Sequence[str] = ("",)
) -> dict[str, Any]:
    """``units``: key → leaf code → input texts; a leaf left out is unscored. Groups are dealt in turn."""
    home = Unit(key="tinh-thu", name="Tỉnh Thử")
    opened = Round(key=f"dot-{year}", title=f"Đợt {year}", home=home, population=criteria.population, year=year)
    opened.thresholds = THRESHOLDS
    participants, scores = [], {}
    for place, (key, figures) in enumerate(units.items(), start=1):
        unit = Unit(pk=place, key=key, name=f"Đơn vị {key}")
        group = groups[place % len(groups)]
        participants.append(Participant(pk=place, round=opened, unit=unit, peer_group=group))
        scores[place] = [_score(criteria, code, texts) for code, texts in figures.items()]
    return build(Rows(opened, criteria, participants, scores))


def _score(criteria: CriteriaSet, code: str, texts: Mapping[str, str]) -> NodeScore:
    node = criteria.by_code[code]
    outcome = score_leaf(node, {name: Decimal(text) for name, text in texts.items()}, criteria.decimals)
    unscored = outcome.flag is not None and outcome.flag.value == "unscored"
    points = None if unscored else outcome.points
    own = points if node.is_self_scored else None
    return NodeScore(code=code, inputs=dict(texts), self_score=own, appraised_score=points, final_score=points)


def packed(content: Mapping[str, Any], number: int = 1) -> bytes:
    return pack(content, About(number, digest_of(content), "QĐ 1/QĐ-UBND", "", "2026-12-01T08:00:00+07:00"))


def unpack(capsule: bytes, folder: Path) -> Path:
    with zipfile.ZipFile(BytesIO(capsule)) as archive:
        archive.extractall(folder)
    return folder


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """As anybody would: a bare interpreter that sees nothing of this project, in another process."""
    command = [sys.executable, "-I", str(folder / "tai_lap.py"), *arguments]
    environment = {"PYTHONIOENCODING": "utf-8", "PATH": "/usr/bin:/bin"}
    return subprocess.run(command, capture_output=True, text=True, cwd=folder, env=environment, timeout=60, check=False)
