"""``thongsuot``: the command line. Each command is a module imported only when it is asked for."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence

from thongsuot.cli import vietnamese

# name → (module with add_parser(subparsers) and run(args) -> int, one line of help)
COMMANDS = {
    "check-layout": ("thongsuot.cli.check_layout", "Soi thể thức văn bản Word theo NĐ 30/2020/NĐ-CP"),
    "read": ("thongsuot.cli.read", "Đọc văn bản, ghi số liệu, nhiệm vụ, hạn chế ra tệp JSON"),
    "check": ("thongsuot.cli.check", "Soi số liệu trong văn bản"),
    "index766": ("thongsuot.cli.index766", "Tính điểm bộ chỉ số 766 từ bảng số đếm"),
    "due": ("thongsuot.cli.due", "Tính ngày hẹn trả hồ sơ, có giải thích và căn cứ"),
    "import": ("thongsuot.cli.import_folder", "Nhập cả thư mục văn bản vào kho"),
    "feed": ("thongsuot.cli.feed", "Nhập tệp trạng thái hồ sơ của hệ thống khác"),
    "lake": ("thongsuot.cli.lake", "Kho số liệu Parquet: xuất, nhập, đối chiếu, dồn tệp, đếm, nén, xem"),
    "run": ("thongsuot.cli.run", "Chạy trang web và tiến trình nền trên máy này"),
    "prepare": ("thongsuot.cli.prepare", "Tạo bảng và nạp danh mục, quy tắc, dữ liệu minh họa"),
    "migrate": ("thongsuot.cli.migrate", "Tạo hoặc nâng cấp các bảng dữ liệu"),
    "worker": ("thongsuot.cli.worker", "Chạy riêng tiến trình nền"),
    "stop": ("thongsuot.cli.stop", "Dừng trang web và PostgreSQL riêng"),
    "reset": ("thongsuot.cli.reset", "Xóa dữ liệu trong var/ để làm lại từ đầu"),
    "db": ("thongsuot.cli.database", "Bật, tắt, xem PostgreSQL riêng trong var/"),
    "manage": ("thongsuot.cli.manage", "Chuyển lệnh cho Django (ví dụ: thongsuot manage shell)"),
}


def build_parser(chosen: str | None) -> argparse.ArgumentParser:
    """Return the parser; only the module of the ``chosen`` command is imported."""
    vietnamese.speak()
    parser = argparse.ArgumentParser(
        prog="thongsuot", description="Thông Suốt: chỉ đạo, đo lường và thực hiện cải cách hành chính."
    )
    subparsers = parser.add_subparsers(dest="command", metavar="LỆNH", required=True)
    for name, (module, summary) in COMMANDS.items():
        if name == chosen:
            importlib.import_module(module).add_parser(subparsers)
        else:
            subparsers.add_parser(name, help=summary)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return its exit status (0 done, 1 failed, 2 wrong usage, 130 interrupted)."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    chosen = next((word for word in arguments if word in COMMANDS), None)
    parsed = build_parser(chosen).parse_args(arguments)
    module = importlib.import_module(COMMANDS[parsed.command][0])
    try:
        return int(module.run(parsed))
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader (head, less) has closed; writing the rest would only raise again at exit.
        sys.stderr.close()
        return 0
    except Exception as error:
        if not _is_operators_matter(error):
            raise
        print(f"thongsuot {parsed.command}: {error}", file=sys.stderr)
        return 1


def _is_operators_matter(error: Exception) -> bool:
    """Say whether ``error`` is about the machine, not the program: its message is enough, a traceback would hide it.

    Matched by name, since importing Django or psycopg here would slow down commands that need neither.
    """
    names = {kind.__name__ for kind in type(error).__mro__}
    return bool(names & {"ClusterError", "ImproperlyConfigured", "OperationalError"})


if __name__ == "__main__":
    sys.exit(main())
