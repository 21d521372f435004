"""How fast claims are doubted: ``python bench/consistency.py [number]``. The limit is 100.000 claims in 30 s (§5.4).

The figures are made up: shares with parts, ranks with changes, index scores, and counts that repeat by period, of
which every twentieth carries an error, so that the finding paths are paid for too.
"""

from __future__ import annotations

import sys
import time
from decimal import Decimal
from random import Random

from thongsuot.kernel.consistency import Breakdown, BreakdownKind, examine
from thongsuot.kernel.figures import Figure, Span

LIMIT_SECONDS = 30
_TOPICS = ("hồ sơ giải quyết đúng hạn", "hồ sơ nộp trực tuyến", "thanh toán trực tuyến", "kết quả được số hóa")


def run(claims: int = 100_000) -> dict[str, float]:
    """Seconds, findings and claims a second for one sweep of the engine."""
    random = Random(20241010)
    figures = [_figure(random, number) for number in range(claims)]
    wholes = [
        Breakdown(one, (two, three), BreakdownKind.MEAN)
        for one, two, three in zip(figures[::10], figures[1::10], figures[2::10], strict=False)
    ]
    started = time.perf_counter()
    found = examine(figures, wholes)
    seconds = time.perf_counter() - started
    rate = round(claims / seconds)
    return {"claims": claims, "seconds": round(seconds, 2), "findings": len(found), "per_second": rate}


def _figure(random: Random, number: int) -> Figure:
    name = f"Tỷ lệ {random.choice(_TOPICS)} của đơn vị {number // 2 if number % 20 < 2 else number}"
    whole = random.randint(100, 20_000)
    part = random.randint(1, whole) + (whole if number % 20 == 0 else 0)
    rank = random.randint(1, 63)
    return Figure(
        name=name,
        quote="",
        span=Span(number, number + 1),
        value=(Decimal(part) * 100 / whole).quantize(Decimal("0.01")),
        unit="%",
        numerator=Decimal(part),
        denominator=Decimal(whole),
        org=f"Đơn vị {number // 10}",
        rank=rank,
        out_of=63,
        rank_change=random.randint(1 - rank, 63 - rank),
    )


if __name__ == "__main__":
    result = run(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
    print("\n".join(f"{key:>12}: {value:,}" for key, value in result.items()))
    sys.exit(result["seconds"] * 100_000 / result["claims"] > LIMIT_SECONDS)
