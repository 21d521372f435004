"""How fast documents are read on one core: ``.venv/bin/python bench/reading.py``. Limits: 100 a minute, 2 s each.

Two ways: a process for each document, as a person types ``thongsuot read``, and all in one process, as an import works.
The documents are the product's own samples (text, Word, PDF) and a report of some thirty pages.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from thongsuot.reading.inputs import load_document
from thongsuot.reading.reader import read_text

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = (ROOT / "rules" / "demo" / "documents", ROOT / "src" / "thongsuot" / "reading" / "tests" / "documents")
PER_MINUTE, SECONDS_EACH = 100, 2.0
ROUNDS = 3


def documents(folder: Path) -> list[Path]:
    """The samples, and one long report made of them all."""
    found = [path for place in FOLDERS for path in sorted(place.iterdir()) if path.suffix in {".txt", ".docx", ".pdf"}]
    long = folder / "bao-cao-dai.txt"
    texts = [path.read_text(encoding="utf-8") for path in found if path.suffix == ".txt"]
    long.write_text("\n\n".join(texts * 2)[:90_000], encoding="utf-8")
    return [*found, long]


def one_process_each(paths: list[Path], out: Path) -> list[float]:
    """Seconds from typing the command to its end, the start of Python and of the reader included."""
    taken = []
    for path in paths:
        began = time.perf_counter()
        command = [sys.executable, "-m", "thongsuot.cli.main", "read", str(path), "--out", str(out)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        taken.append(time.perf_counter() - began)
    return taken


def all_in_one(paths: list[Path]) -> tuple[float, int]:
    """Seconds of this process's core for all documents, and how many characters they hold."""
    began, letters = time.process_time(), 0
    for path in paths:
        text = load_document(path).text
        letters += len(text)
        read_text(text, file_name=path.name)
    return time.process_time() - began, letters


def main() -> int:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})  # one core, also for the processes started here
    with tempfile.TemporaryDirectory() as folder:
        paths = documents(Path(folder))
        all_in_one(paths[:1])  # the rules and the gazetteer are read once a process
        rounds = [all_in_one(paths) for _round in range(ROUNDS)]
        each = one_process_each(paths, Path(folder) / "ra")
    seconds, letters = statistics.median(one for one, _letters in rounds), rounds[0][1]
    rate = len(paths) / seconds * 60
    print(f"{len(paths)} documents, {letters:,} characters, one core\n\n| | |\n|---|--:|")
    print(f"| documents a minute, one process | {rate:.0f} |")
    print(f"| characters a second | {letters / seconds:,.0f} |")
    print(f"| a process each, median seconds | {statistics.median(each):.2f} |")
    print(f"| a process each, slowest seconds | {max(each):.2f} |")
    return 0 if rate >= PER_MINUTE and max(each) <= SECONDS_EACH else 1


if __name__ == "__main__":
    sys.exit(main())
