"""``thongsuot read FILE… --out DIR``: one JSON a document, for whoever wants the reading without the site."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

_DONE, _SOME_UNREADABLE = 0, 1


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "read",
        help="Đọc văn bản, ghi số liệu, nhiệm vụ, hạn chế ra tệp JSON",
        description="Đọc từng văn bản (.txt, .docx, .pdf có lớp chữ) và ghi <tên tệp>.json vào thư mục kết quả.",
    )
    parser.add_argument("files", nargs="+", metavar="TỆP", help="các văn bản cần đọc")
    parser.add_argument("--out", required=True, metavar="THƯ_MỤC", help="nơi ghi kết quả; được tạo nếu chưa có")


def run(args: argparse.Namespace) -> int:
    """Read every file; one that cannot be read is told on stderr and does not stop the others (exit status 1)."""
    out = Path(args.out)
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        print(
            f"{out}: không tạo được thư mục kết quả ({problem.strerror}). Hãy chọn nơi khác cho --out.", file=sys.stderr
        )
        return _SOME_UNREADABLE
    status = _DONE
    taken: set[str] = set()
    for name in args.files:
        try:
            written = _read_one(Path(name), out, taken)
        except (OSError, ValueError) as problem:
            print(f"{name}: {_explain(problem)}", file=sys.stderr)
            status = _SOME_UNREADABLE
        else:
            print(written)
    return status


def _read_one(path: Path, out: Path, taken: set[str]) -> Path:
    from thongsuot.reading.inputs import load_document
    from thongsuot.reading.jsonform import as_json
    from thongsuot.reading.reader import read_text

    loaded = load_document(path)
    for warning in loaded.warnings:
        print(f"{path}: {warning}", file=sys.stderr)
    reading = read_text(loaded.text, file_name=path.name)
    target = out / _free_name(path.name, taken)
    target.write_text(json.dumps(as_json(reading), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return target


def _free_name(name: str, taken: set[str]) -> str:
    """Two files of one name in different folders must not overwrite each other."""
    candidate, number = f"{name}.json", 2
    while candidate in taken:
        candidate, number = f"{name}-{number}.json", number + 1
    taken.add(candidate)
    return candidate


def _explain(problem: Exception) -> str:
    if isinstance(problem, FileNotFoundError):
        return "không thấy tệp này. Hãy kiểm tra lại đường dẫn."
    if isinstance(problem, IsADirectoryError):
        return "đây là thư mục. Hãy nêu từng tệp, ví dụ: thongsuot read thu-muc/*.txt --out ket-qua."
    if isinstance(problem, PermissionError):
        return "không có quyền đọc hoặc ghi tệp này."
    return str(problem)
