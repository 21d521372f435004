"""``thongsuot check FILE… [--json]``: soi số liệu trong văn bản, không cần mạng, không cần cơ sở dữ liệu.

Exit codes: 0 no finding of severity «sai», 1 at least one, 2 a file could not be read (whatever the others say).
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from thongsuot.kernel.consistency import Finding

_EXIT_CLEAN, _EXIT_ERRORS, _EXIT_UNREADABLE = 0, 1, 2


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> argparse.ArgumentParser:
    """Register ``check`` on the main parser."""
    parser = subparsers.add_parser(
        "check",
        help="soi số liệu trong văn bản: tỷ lệ, tổng, thứ hạng, mục tiêu không khớp nhau",
        description=(
            "Soi số liệu trong từng văn bản (.txt, .docx, .pdf có lớp chữ). "
            "Mã thoát: 0 không có chỗ sai; 1 có chỗ sai; 2 có tệp không đọc được."
        ),
    )
    parser.add_argument("files", nargs="+", metavar="TỆP", help="văn bản cần soi")
    parser.add_argument("--json", action="store_true", help="in danh sách phát hiện dạng JSON")
    parser.set_defaults(run=run)
    return parser


def run(args: argparse.Namespace) -> int:
    """Check every file; what cannot be read is reported on stderr and does not stop the others."""
    from thongsuot.kernel.consistency import Severity

    rows: list[dict[str, Any]] = []
    unreadable = errors = False
    for name in args.files:
        try:
            found = _check(Path(name))
        except (OSError, ValueError) as problem:
            unreadable = True
            print(f"{name}: {_explain(problem)}", file=sys.stderr)
            continue
        errors = errors or any(finding.severity is Severity.ERROR for finding in found)
        rows += [as_row(name, finding) for finding in found]
        if not args.json:
            _print_findings(name, found)
    if args.json:
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    return _EXIT_UNREADABLE if unreadable else _EXIT_ERRORS if errors else _EXIT_CLEAN


def _check(path: Path) -> list[Finding]:
    from thongsuot.reading.check import check_text
    from thongsuot.reading.inputs import load_document

    return check_text(load_document(path).text)


def _explain(problem: Exception) -> str:
    if isinstance(problem, FileNotFoundError):
        return "không thấy tệp này. Kiểm tra lại đường dẫn."
    if isinstance(problem, PermissionError):
        return "không có quyền đọc tệp này."
    if isinstance(problem, IsADirectoryError):
        return "đây là thư mục. Hãy nêu từng tệp, ví dụ: thongsuot check thu-muc/*.txt."
    return str(problem)


def as_row(name: str, finding: Finding) -> dict[str, Any]:
    """One finding as the JSON of ``--json`` gives it; ``start`` counts characters of the text as read."""
    return {
        "file": name,
        "kind": finding.kind.value,
        "severity": finding.severity.value,
        "quote": finding.quote,
        "start": finding.span.start,
        "message": finding.message,
        "question": finding.question,
    }


def _print_findings(name: str, found: list[Finding]) -> None:
    from thongsuot.kernel.consistency.model import KIND_LABELS

    print(f"{name}: {len(found)} phát hiện" if found else f"{name}: không thấy điều gì cần soi")
    for finding in found:
        quote = " ".join(finding.quote.split())
        print(f"\n  [{finding.severity}] {KIND_LABELS[finding.kind]} — ký tự {finding.span.start}")
        print(f"    «{quote}»")
        print(f"    {finding.message}")
        print(f"    Hỏi: {finding.question}")
    if found:
        print()
