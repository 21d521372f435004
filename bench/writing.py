"""How fast papers are written on one core: ``.venv/bin/python bench/writing.py``. Limits: Word and PDF 0.5 s each.

One notice of two pages and one of some twelve, side by side as Word, PDF, checked, signed; every round goes through all
of them, so that a machine that slows down slows all alike. Seconds are those of the core, not of the clock on the wall.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from thongsuot.writing.checking import check_word
from thongsuot.writing.pdf import write_pdf
from thongsuot.writing.signing import Role, TestAuthority, check_signatures, number_pdf, sign_pdf
from thongsuot.writing.tests.notices import BLOCKS, blank_notice
from thongsuot.writing.word import write_word

ROUNDS, SECONDS_EACH = 15, 0.5


def jobs(authority: TestAuthority) -> dict[str, Callable[[], object]]:
    short, long = blank_notice(), blank_notice(blocks=BLOCKS * 10)
    word, pdf = write_word(short), write_pdf(short)
    leader, agency = authority.signer("Người ký", "Cơ quan"), authority.signer("Cơ quan", "Cơ quan")
    numbered = number_pdf(sign_pdf(pdf, leader), 1, date(2024, 10, 9))
    sealed = sign_pdf(numbered, agency, Role.AGENCY)
    return {
        "Word, 2 trang": lambda: write_word(short),
        "PDF/A, 2 trang": lambda: write_pdf(short),
        "Word, 12 trang": lambda: write_word(long),
        "PDF/A, 12 trang": lambda: write_pdf(long),
        "soi thể thức Word": lambda: check_word(word),
        "ký số (có dấu thời gian)": lambda: sign_pdf(pdf, leader),
        "kiểm 2 chữ ký": lambda: check_signatures(sealed, [authority.root]),
    }


def main() -> int:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with tempfile.TemporaryDirectory() as folder:
        work = jobs(TestAuthority(Path(folder)))
        taken: dict[str, list[float]] = {name: [] for name in work}
        for _ in range(ROUNDS):
            for name, job in work.items():
                began = time.process_time()
                job()
                taken[name].append(time.process_time() - began)
    for name, seconds in taken.items():
        median = statistics.median(seconds)
        print(
            f"{name:28} {median * 1000:7.1f} ms  {1 / median:6.1f} văn bản/giây  (từ {min(seconds) * 1000:.0f} "
            f"đến {max(seconds) * 1000:.0f} ms)"
        )
    slow = [name for name, seconds in taken.items() if statistics.median(seconds) > SECONDS_EACH]
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
