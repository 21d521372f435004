"""The export by the clock, where the operator named a lake.

Arrow is imported only when it runs: every process of the product knows this module.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime

from thongsuot.platform.background import by_the_clock

VARIABLE = "THONGSUOT_LAKE"


@by_the_clock("17 * * * *", "reporting.lake.hourly")
def export_hourly() -> None:
    """Every hour, where the environment names a lake; another export at work makes this one needless."""
    root = os.environ.get(VARIABLE, "")
    if not root:
        return
    from thongsuot.reporting.lake.compacting import compact
    from thongsuot.reporting.lake.exporting import export
    from thongsuot.reporting.lake.storage import LakeBusyError

    try:
        export(root)
        compact(root, datetime.now(UTC))
    except LakeBusyError:
        return
