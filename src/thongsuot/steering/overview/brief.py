"""The three lists of five for one scope."""

from __future__ import annotations

from thongsuot.steering.overview.changes import changes
from thongsuot.steering.overview.decisions import decisions
from thongsuot.steering.overview.domain import Brief, pick
from thongsuot.steering.overview.risks import risks
from thongsuot.steering.overview.scope import Scope


def brief_of(scope: Scope) -> Brief:
    return Brief(pick(changes(scope)), pick(risks(scope)), pick(decisions(scope)))
