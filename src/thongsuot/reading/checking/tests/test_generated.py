"""Sentences made from templates with random true figures: silent as they are, found out once one number is changed."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from random import Random

import pytest

from thongsuot.kernel.consistency import FindingKind, Severity
from thongsuot.kernel.formatting import format_number, round_half_up
from thongsuot.reading.check import check_text

DRAWS = 25  # of each template
Numbers = dict[str, str]

SHARES = (
    "Toàn tỉnh đã hoàn thành {part}/{whole} nhiệm vụ, đạt {rate}% kế hoạch.",
    "Thành phố hoàn thành {part}/{whole} nhiệm vụ ({rate}%).",
    "Đến nay đạt {rate}% ({part}/{whole} chỉ tiêu).",
    "Có {part} hồ sơ đúng hạn trên tổng số {whole} hồ sơ, đạt tỷ lệ {rate}%.",
    "Trong tổng số {whole} hồ sơ đã giải quyết, có {part} hồ sơ đúng hạn, chiếm {rate}%.",
    "Huyện tiếp nhận {whole} hồ sơ, trong đó {part} hồ sơ trực tuyến, chiếm {rate}%.",
    "Sở được giao {whole} nhiệm vụ, đã hoàn thành {part} nhiệm vụ, đạt {rate}%.",
    "Xã hoàn thành {part} trong số {whole} nhiệm vụ (đạt {rate}%).",
    "Đã số hóa {part}/{whole} kết quả, tương đương {rate}%.",
)
RANKS = (
    "Chỉ số PAPI của tỉnh xếp thứ {rank}/63 tỉnh, thành phố, tăng {up} bậc so với năm trước.",
    "Tỉnh đứng thứ {rank}/63 (tăng {up} bậc).",
    "Chỉ số cải cách hành chính tăng {up} bậc, xếp hạng {rank}/63.",
    "Tỉnh xếp vị trí thứ {rank} trên 63 tỉnh, thành phố, tăng {up} bậc.",
)
CHANGES = (
    "Tỷ lệ thanh toán trực tuyến tăng từ {before}% lên {now}% (tăng {change} điểm %).",
    "Chỉ số PCI đạt {now} điểm, tăng {change} điểm so với năm 2022 ({before} điểm).",
    "Tỷ lệ đúng hạn đạt {now}%, tăng {change} điểm % so với cùng kỳ ({before}%).",
    "Điểm số năm 2022 đạt {before} điểm, năm 2023 đạt {now} điểm, tăng {change} điểm.",
)
WHOLES = (
    "Tỷ lệ hồ sơ trực tuyến toàn tỉnh đạt {whole}%, trong đó cấp tỉnh đạt {a}%, cấp huyện đạt {b}%, cấp xã đạt {c}%.",
    "Tỷ lệ số hóa của tỉnh là {whole}% (cấp tỉnh {a}%, cấp huyện {b}%, cấp xã {c}%).",
    "Cấp tỉnh đạt {a}%, cấp huyện đạt {b}%, cấp xã đạt {c}%; tính chung toàn tỉnh đạt {whole}%.",
)


def _shares(random: Random, *, wrong: bool) -> Numbers:
    whole = random.randint(20, 30_000)
    part = random.randint(whole // 5, whole)
    rate = round_half_up(Decimal(part) * 100 / whole, random.randint(0, 2))
    if wrong:
        rate = rate - 7 if rate > 50 else rate + 9
    return {"part": format_number(part), "whole": format_number(whole), "rate": format_number(rate)}


def _ranks(random: Random, *, wrong: bool) -> Numbers:
    rank = random.randint(2, 60)
    up = random.randint(64 - rank, 80 - rank) if wrong else random.randint(1, 63 - rank)
    return {"rank": str(rank), "up": str(up)}


def _changes(random: Random, *, wrong: bool) -> Numbers:
    before = Decimal(random.randint(3000, 7000)).scaleb(-2)
    change = Decimal(random.randint(50, 900)).scaleb(-2)
    told = change + random.choice((1, 2, 5)) if wrong else change
    return {"before": format_number(before), "now": format_number(before + change), "change": format_number(told)}


def _wholes(random: Random, *, wrong: bool) -> Numbers:
    parts = [Decimal(random.randint(3000, 9000)).scaleb(-2) for _ in range(3)]
    weights = [random.randint(1, 50) for _ in parts]
    whole = round_half_up(sum((w * p for w, p in zip(weights, parts, strict=True)), Decimal(0)) / sum(weights), 2)
    if wrong:
        whole = max(parts) + Decimal("1.5") if random.random() < 0.5 else min(parts) - Decimal("1.5")
    return dict(zip(("whole", "a", "b", "c"), map(format_number, (whole, *parts)), strict=True))


FAMILIES: tuple[tuple[FindingKind, tuple[str, ...], Callable[..., Numbers]], ...] = (
    (FindingKind.RATIO_MISMATCH, SHARES, _shares),
    (FindingKind.RANK_OUT_OF_BOUNDS, RANKS, _ranks),
    (FindingKind.CHANGE_MISMATCH, CHANGES, _changes),
    (FindingKind.TOTAL_OUTSIDE_PARTS, WHOLES, _wholes),
)
CASES = [
    pytest.param(kind, template, draw, id=f"{kind}-{n}")
    for kind, all_, draw in FAMILIES
    for n, template in enumerate(all_)
]


@pytest.mark.parametrize(("kind", "template", "draw"), CASES)
def test_true_figures_are_silent(kind: FindingKind, template: str, draw: Callable[..., Numbers]) -> None:
    random = Random(f"{kind}{template}")
    texts = [template.format(**draw(random, wrong=False)) for _ in range(DRAWS)]
    assert [(text, f.kind) for text in texts for f in check_text(text) if f.severity is not Severity.NOTE] == []


@pytest.mark.parametrize(("kind", "template", "draw"), CASES)
def test_one_changed_number_is_found(kind: FindingKind, template: str, draw: Callable[..., Numbers]) -> None:
    random = Random(f"{kind}{template}")
    texts = [template.format(**draw(random, wrong=True)) for _ in range(DRAWS)]
    missed = [text for text in texts if kind not in {finding.kind for finding in check_text(text)}]
    assert missed == []
