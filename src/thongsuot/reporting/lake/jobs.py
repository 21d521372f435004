"""The export as a job somebody asked for, and by the clock where the operator named a lake.

Arrow is imported only when a job runs: every process of the product knows this module.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime

from django.utils.translation import gettext as _

from thongsuot.platform.actions import ActionError
from thongsuot.platform.background import by_the_clock
from thongsuot.platform.jobs import Outcome, Progress, job

VARIABLE = "THONGSUOT_LAKE"


@dataclass(frozen=True)
class ExportInput:
    root: str
    whole: bool = False


@job("reporting.lake.export", "Xuất kho số liệu")
def export_lake(progress: Progress, data: ExportInput) -> Outcome:
    """Reading is the first half of the bar, writing the second."""
    from thongsuot.reporting.lake.exporting import ForeignLakeError, export
    from thongsuot.reporting.lake.storage import LakeBusyError

    def tell(what: str, done: int, total: int) -> None:
        if total:
            half = 500 * done // total
            progress.report(half if what == "read" else 500 + half)

    progress.expect(1000)
    try:
        done = export(data.root, whole=data.whole, tell=tell)
    except LakeBusyError as busy:
        raise ActionError(_("Kho đang được ghi bởi một lần xuất khác. Hãy thử lại sau ít phút.")) from busy
    except ForeignLakeError as foreign:
        raise ActionError(_("Kho này được nhập từ tệp nên không xuất vào đó. Hãy chọn thư mục khác.")) from foreign
    told = {"rows": done.rows, "anew": done.anew, "all": done.manifest.rows}
    return Outcome(_("Đã đọc %(rows)d hồ sơ, ghi lại %(anew)d phần; kho có %(all)d hồ sơ.") % told)


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
