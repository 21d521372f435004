"""``thongsuot index766 COUNTS.csv --out SCORES.csv``: points of index 766 from counts. Needs no database.

Exit codes: 0 done, 1 done but some rows are at fault (their score is empty, ``note`` says why), 2 nothing written.
"""

from __future__ import annotations

import argparse
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thongsuot.measuring.index766.reading import Row
    from thongsuot.measuring.index766.table import Scored

_DONE, _SOME_AT_FAULT, _REFUSED = 0, 1, 2
_SHOWN = 40


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "index766",
        help="Tính điểm bộ chỉ số 766 từ bảng số đếm",
        description=(
            "Đọc bảng số đếm (CSV có cột unit_code, group, metric_code, numerator, denominator; cột khác bỏ qua), ghi "
            "bảng điểm (unit_code, group, metric_code, score, max_score, note) kèm dòng TOTAL của từng nhóm và của cả "
            "bộ. Điểm nào không suy ra được từ số đếm thì để trống, cột note nói vì sao. Không cần cơ sở dữ liệu."
        ),
        epilog="Mã thoát: 0 xong; 1 xong nhưng có dòng sai (điểm để trống); 2 không ghi được gì.",
    )
    parser.add_argument("counts", metavar="SỐ_ĐẾM.csv", help="bảng số đếm")
    parser.add_argument("--out", required=True, metavar="ĐIỂM.csv", help="nơi ghi bảng điểm; «-» là in ra màn hình")


def run(args: argparse.Namespace) -> int:
    """Read, score, write; every fault is told with its line."""
    from thongsuot.kernel.clock import VIETNAM
    from thongsuot.kernel.rules import NoRuleForDate, RuleFileError
    from thongsuot.measuring.index766.reading import TableRefused, decode, read
    from thongsuot.measuring.index766.rules import index_on
    from thongsuot.measuring.index766.table import score_units

    source = Path(args.counts)
    try:
        index = index_on(datetime.now(VIETNAM).date())
        rows = read(decode(source.read_bytes()), index)
        scored = list(score_units(rows, index))
        earned = _write(scored, args.out, source)
    except (TableRefused, NoRuleForDate, RuleFileError) as problem:
        return _refuse(f"{source}: {problem}")
    except OSError as problem:
        return _refuse(_explain(problem))
    faults = _tell(rows)
    total = sum(len(one.lines) for one in scored)
    print(
        f"{len(scored)} đơn vị, {len(rows)} dòng số đếm: {earned} dòng có điểm, {total - earned} dòng để trống"
        f" (lý do ở cột note). Đã ghi {args.out}.",
        file=sys.stderr if args.out == "-" else sys.stdout,
    )
    return _SOME_AT_FAULT if faults else _DONE


def _write(scored: Sequence[Scored], out: str, source: Path) -> int:
    from thongsuot.measuring.index766.reading import TableRefused
    from thongsuot.measuring.index766.table import write

    if out == "-":
        return write(scored, sys.stdout)
    target = Path(out)
    if target.exists() and target.samefile(source):
        raise TableRefused("--out trùng với tệp số đếm. Hãy chọn tên khác để không ghi đè số đếm.")
    with target.open("w", encoding="utf-8", newline="") as stream:
        return write(scored, stream)


def _tell(rows: Sequence[Row]) -> int:
    """Print what is wrong and what is odd, by line; how many rows are at fault."""
    told = [(row, row.fault or row.warning) for row in rows if row.fault or row.warning]
    for row, text in told[:_SHOWN]:
        where = " ".join(part for part in (row.unit, row.metric) if part)
        print(f"{'Lỗi' if row.fault else 'Lưu ý'}, dòng {row.line} ({where}): {text}", file=sys.stderr)
    if len(told) > _SHOWN:
        print(f"… còn {len(told) - _SHOWN} dòng nữa, xem cột note.", file=sys.stderr)
    return sum(1 for row in rows if row.fault)


def _refuse(text: str) -> int:
    print(text, file=sys.stderr)
    return _REFUSED


def _explain(problem: OSError) -> str:
    name = problem.filename
    if isinstance(problem, FileNotFoundError):
        return f"{name}: không thấy tệp hoặc thư mục này. Kiểm tra lại đường dẫn."
    if isinstance(problem, IsADirectoryError):
        return f"{name}: đây là thư mục, hãy nêu một tệp .csv."
    if isinstance(problem, PermissionError):
        return f"{name}: không có quyền đọc hoặc ghi tệp này."
    return f"{name}: {problem.strerror}"
