"""``thongsuot import FOLDER``: read a folder of documents into the record. Safe to stop and to run again."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser("import", help="Nhập cả thư mục văn bản vào kho")
    parser.add_argument("folder", type=Path, metavar="THƯ_MỤC", help="thư mục chứa tệp .txt, .docx, .pdf")
    parser.add_argument("--draft", action="store_true", help="chưa công khai, chỉ người có quyền xem")
    parser.add_argument("--sample", action="store_true", help="đánh dấu là dữ liệu minh họa")


def run(args: argparse.Namespace) -> int:
    """0 when every document is in the record, 1 when some could not be read, 2 when there is no such folder."""
    if not args.folder.is_dir():
        print(f"Không có thư mục «{args.folder}». Hãy kiểm tra đường dẫn.", file=sys.stderr)
        return 2
    from thongsuot.cli.django_setup import setup

    setup()
    from thongsuot.registry.documents.intake import documents_in

    paths = documents_in(args.folder)
    if not paths:
        print(f"Thư mục «{args.folder}» không có tệp .txt, .docx hay .pdf nào.", file=sys.stderr)
        return 2
    failed = sum(not _import_one(path, args, number, len(paths)) for number, path in enumerate(paths, 1))
    print(f"Xong: {len(paths) - failed}/{len(paths)} văn bản đã ở trong kho.")
    return 1 if failed else 0


def _import_one(path: Path, args: argparse.Namespace, number: int, total: int) -> bool:
    """Each document is a transaction of its own: what is done stays done, what is not is not there at all."""
    from thongsuot.platform.access.actors import SYSTEM
    from thongsuot.registry.documents.actions import NewDocument
    from thongsuot.registry.documents.intake import take_in

    try:
        added = take_in(path, SYSTEM, NewDocument(text="", is_public=not args.draft, is_sample=args.sample))
    except ValueError as error:
        print(f"[{number}/{total}] {path.name}: {error}", file=sys.stderr)
        return False
    if not added.created:
        print(f"[{number}/{total}] {path.name}: đã có trong kho ({added.key})", flush=True)
        return True
    print(
        f"[{number}/{total}] {path.name}: {added.claims} số liệu, {added.directives} ý kiến chỉ đạo, "
        f"{added.limitations} hạn chế, {added.findings} điều cần làm rõ, bỏ {added.noise} chỗ nhiễu ({added.key})",
        flush=True,  # whoever reads it through a pipe sees how far it is
    )
    return True
