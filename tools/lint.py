"""Run every static check and report all that fail, not only the first: `make lint`."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent


def checks() -> list[tuple[str, list[str]]]:
    """Return title and command of each check."""
    domains = sorted(
        str(path.relative_to(ROOT)) for name in ("domain.py", "domain") for path in (ROOT / "src").rglob(name)
    )
    strict = ["src/thongsuot/kernel", "src/thongsuot/reading", *domains, "src/thongsuot/config", "src/thongsuot/cli"]
    return [
        ("cách viết (ruff check)", ["ruff", "check", "."]),
        ("trình bày (ruff format)", ["ruff", "format", "--check", "."]),
        ("kiểu dữ liệu (mypy)", ["mypy", *strict]),
        ("ranh giới giữa các gói (import-linter)", ["lint-imports", "--no-cache"]),
        ("migration đầy đủ", ["thongsuot", "manage", "makemigrations", "--check", "--dry-run"]),
        ("cấu hình Django", ["thongsuot", "manage", "check", "--fail-level", "WARNING"]),
    ]


def main() -> int:
    failed = []
    for title, (program, *arguments) in checks():
        started = time.monotonic()
        done = subprocess.run([BIN / program, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
        mark = "đạt" if done.returncode == 0 else "LỖI"
        print(f"{mark}  {title} ({time.monotonic() - started:.1f} giây)".replace(".", ",", 1), flush=True)
        if done.returncode:
            failed.append(title)
            print(done.stdout + done.stderr, flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
