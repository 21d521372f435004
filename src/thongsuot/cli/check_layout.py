"""``thongsuot check-layout FILE.docx…``: soi thể thức văn bản theo NĐ 30/2020/NĐ-CP, không cần mạng, không cần cơ sở
dữ liệu.

Exit codes: 0 no fault, 1 at least one, 2 a file could not be read (whatever the others say).
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from thongsuot.writing.model import Fault

_EXIT_CLEAN, _EXIT_FAULTS, _EXIT_UNREADABLE = 0, 1, 2


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "check-layout",
        help="soi thể thức văn bản Word theo NĐ 30/2020/NĐ-CP",
        description="Soi thể thức từng văn bản Word. Mã thoát: 0 không có lỗi; 1 có lỗi; 2 có tệp không đọc được.",
    )
    parser.add_argument("files", nargs="+", metavar="TỆP", help="văn bản .docx cần soi")
    parser.add_argument("--json", action="store_true", help="in danh sách lỗi dạng JSON")


def run(args: argparse.Namespace) -> int:
    """Check every file; what cannot be read is reported on stderr and does not stop the others."""
    from thongsuot.writing.checking import check_word

    rows: list[dict[str, Any]] = []
    unreadable = False
    for name in args.files:
        try:
            faults = check_word(Path(name).read_bytes())
        except (OSError, ValueError) as problem:
            unreadable = True
            print(f"{name}: {_explain(problem)}", file=sys.stderr)
            continue
        rows += [_as_row(name, fault) for fault in faults]
        if not args.json:
            _print_faults(name, faults)
    if args.json:
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    return _EXIT_UNREADABLE if unreadable else _EXIT_FAULTS if rows else _EXIT_CLEAN


def _as_row(name: str, fault: Fault) -> dict[str, Any]:
    return {
        "file": name,
        "rule": fault.rule,
        "found": fault.found,
        "wanted": fault.wanted,
        "legal_ref": fault.legal_ref,
        "certainty": fault.certainty.value,
    }


def _print_faults(name: str, faults: list[Fault]) -> None:
    print(f"{name}: {len(faults)} lỗi thể thức" if faults else f"{name}: đúng thể thức")
    for fault in faults:
        print(f"  - {fault}")


def _explain(problem: Exception) -> str:
    if isinstance(problem, FileNotFoundError):
        return "không thấy tệp này. Kiểm tra lại đường dẫn."
    if isinstance(problem, PermissionError):
        return "không có quyền đọc tệp này."
    if isinstance(problem, IsADirectoryError):
        return "đây là thư mục. Hãy nêu từng tệp, ví dụ: thongsuot check-layout thu-muc/*.docx."
    return str(problem)
