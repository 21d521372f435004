"""``thongsuot lake``: export the facts, import files of facts, check, compact, show; count and pack in ``lake_count``.

Exit codes: 0 done; 1 faults found, or rows at fault left out; 2 nothing done.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from thongsuot.cli import lake_count
from thongsuot.cli.lake_telling import end_bar, refuse, size, told

_DONE, _FAULTS, _REFUSED = 0, 1, 2
_SHOWN = 40


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "lake",
        help="Kho số liệu Parquet: xuất, nhập, đối chiếu, dồn tệp, đếm, nén, xem",
        description="Kho số liệu hồ sơ dạng Parquet, chia theo tháng và tỉnh, để phân tích bằng DuckDB hoặc Spark.",
        epilog="Mã thoát: 0 xong; 1 có chỗ lệch hoặc dòng sai; 2 không làm được gì.",
    )
    root = argparse.ArgumentParser(add_help=False)
    root.add_argument(
        "--root", default=os.environ.get("THONGSUOT_LAKE", ""), metavar="KHO",
        help="thư mục kho hoặc địa chỉ s3://…; không nêu thì theo THONGSUOT_LAKE",
    )  # fmt: skip
    verbs = parser.add_subparsers(dest="verb", metavar="VIỆC", required=True)
    export = verbs.add_parser("export", parents=[root], help="xuất phần đã đổi từ cơ sở dữ liệu")
    export.add_argument("--whole", action="store_true", help="xuất lại toàn bộ")
    taken = verbs.add_parser("import", parents=[root], help="nhập tệp .csv, .parquet theo mẫu bảng số liệu")
    taken.add_argument("files", nargs="+", type=Path, metavar="TỆP")
    taken.add_argument("--skip-bad", action="store_true", help="bỏ dòng sai, nhập các dòng còn lại")
    check = verbs.add_parser("check", parents=[root], help="đối chiếu từng tệp với sổ của kho, và với cơ sở dữ liệu")
    check.add_argument("--files-only", action="store_true", help="không hỏi cơ sở dữ liệu")
    verbs.add_parser("compact", parents=[root], help="dồn tệp vụn, bỏ tệp không còn dùng").add_argument(
        "--grace-minutes", type=int, default=60, metavar="PHÚT", help="giữ bản cũ cho người đang đọc (mặc định 60)"
    )
    lake_count.add_verbs(verbs, root)
    verbs.add_parser("show", parents=[root], help="kho có gì")


def run(args: argparse.Namespace) -> int:
    """One verb; what an operator can mend is one sentence."""
    from thongsuot.reporting.lake.engines import EngineMissingError
    from thongsuot.reporting.lake.manifest import LakeDamagedError, LakeTooNewError
    from thongsuot.reporting.lake.snapshots import NoLakeError
    from thongsuot.reporting.lake.storage import LakeBusyError

    if not args.root and not getattr(args, "packs", None):
        return refuse("Chưa biết kho ở đâu. Hãy thêm --root THƯ_MỤC hoặc đặt THONGSUOT_LAKE.")
    verbs: dict[str, Callable[[argparse.Namespace], int]] = {
        "export": _export, "import": _import, "check": _check, "compact": _compact, "show": _show,
        "count": lake_count.count, "pack": lake_count.pack,
    }  # fmt: skip
    try:
        return verbs[args.verb](args)
    except NoLakeError:
        return refuse(f"Chưa có kho nào ở {args.root}. Hãy xuất hoặc nhập trước.")
    except LakeBusyError as busy:
        return refuse(f"{busy} đang được ghi bởi một tiến trình khác. Hãy thử lại sau ít phút.")
    except LakeTooNewError:
        return refuse(f"Kho {args.root} do phiên bản mới hơn ghi. Hãy nâng cấp chương trình này.")
    except LakeDamagedError as damaged:
        return refuse(f"Kho {args.root} hỏng ở {damaged}. Chạy thongsuot lake check để xem hết; xuất lại với --whole.")
    except EngineMissingError as missing:
        return refuse(f"Không dùng được bộ máy tính «{missing}». THONGSUOT_ENGINE để trống là DuckDB có sẵn.")
    except OSError as problem:
        return refuse(f"Không đọc hoặc ghi được {args.root}: {problem}")


def _export(args: argparse.Namespace) -> int:
    from thongsuot.cli.django_setup import setup

    setup()
    from thongsuot.reporting.lake.exporting import ForeignLakeError, export

    try:
        done = export(args.root, whole=args.whole, tell=told)
    except ForeignLakeError:
        return refuse(f"Kho {args.root} được nhập từ tệp. Hãy xuất vào thư mục khác, hoặc thêm --whole để thay hết.")
    end_bar()
    print(
        f"Đã đọc {done.parts} phần ({done.rows} hồ sơ), ghi lại {done.anew} phần. "
        f"Kho bản {done.manifest.number}: {done.manifest.rows} hồ sơ, {size(done.manifest.size)}."
    )
    return _DONE


def _import(args: argparse.Namespace) -> int:
    from thongsuot.reporting.lake.importing import FileRefusedError
    from thongsuot.reporting.lake.taking_in import ExportedLakeError, RowsAtFaultError, take_in
    from thongsuot.reporting.lake.writing import DoubleKeysError

    try:
        done = take_in(args.root, args.files, skip_bad=args.skip_bad, tell=told)
    except ExportedLakeError:
        return refuse(f"Kho {args.root} do cơ sở dữ liệu xuất ra, lần xuất sau sẽ chép đè. Hãy nhập vào thư mục khác.")
    except FileRefusedError as refused:
        return refuse(f"{refused}")
    except DoubleKeysError as doubles:
        keys = ", ".join(f"{source} {code}" for source, code in doubles.keys)
        return refuse(f"Mã hồ sơ có nhiều hơn một dòng: {keys}. Chưa nhập gì.")
    except RowsAtFaultError as wrong:
        _tell_faults(wrong.faults, wrong.count)
        return refuse("Chưa nhập gì. Hãy sửa các dòng trên, hoặc thêm --skip-bad để nhập những dòng còn lại.")
    end_bar()
    _tell_faults(done.faults, done.bad)
    print(f"Đã nhập {done.rows} hồ sơ, ghi lại {done.anew} phần. Kho bản {done.manifest.number}: {done.manifest.rows}.")
    return _FAULTS if done.bad else _DONE


def _check(args: argparse.Namespace) -> int:
    from thongsuot.reporting.lake.checking import faults_within
    from thongsuot.reporting.lake.snapshots import snapshot

    lake = snapshot(args.root)
    faults = list(faults_within(lake))
    if not args.files_only:
        from thongsuot.cli.django_setup import setup

        setup()
        from thongsuot.reporting.lake.exporting import faults_against_database, waiting_parts

        waiting = waiting_parts(lake)
        if waiting:
            print(f"Cơ sở dữ liệu đã đổi {waiting} phần từ lần xuất trước; hãy xuất rồi đối chiếu lại.")
        else:
            faults += faults_against_database(lake)
    for fault in faults[:_SHOWN]:
        print(f"{fault.where}: {fault.what}", file=sys.stderr)
    print(f"Kho bản {lake.manifest.number}: {lake.manifest.rows} hồ sơ, {len(faults)} chỗ lệch.")
    return _FAULTS if faults else _DONE


def _compact(args: argparse.Namespace) -> int:
    from thongsuot.reporting.lake.compacting import compact

    done = compact(args.root, datetime.now(UTC), grace=timedelta(minutes=args.grace_minutes), tell=told)
    end_bar()
    print(f"Đã dồn {done.merged} phần, bỏ {done.removed} tệp cũ. Kho bản {done.manifest.number}.")
    return _DONE


def _show(args: argparse.Namespace) -> int:
    from thongsuot.reporting.lake.snapshots import snapshot

    found = snapshot(args.root).manifest
    months = sorted({one.place.month for one in found.parts})
    provinces = {one.place.province for one in found.parts}
    print(f"Kho bản {found.number}, ghi lúc {found.made_at}: {found.rows} hồ sơ, {size(found.size)}.")
    print(f"{len(found.parts)} tệp, {len(months)} tháng, {len(provinces)} tỉnh, bộ.")
    for month in months:
        rows = sum(one.rows for one in found.parts if one.place.month == month)
        print(f"{month // 100:04}-{month % 100:02}  {rows:>12}")
    return _DONE


def _tell_faults(faults: list[tuple[str, Any]], count: int) -> None:
    for name, fault in faults[:_SHOWN]:
        print(f"{name}, dòng {fault.row}, cột {fault.column}: {fault.what}", file=sys.stderr)
    if count:
        print(f"{count} dòng sai.", file=sys.stderr)
