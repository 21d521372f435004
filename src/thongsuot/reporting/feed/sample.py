"""A made-up feed, the same for the same seed: for the demo, the bench and the tests. Nobody in it exists."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

_BLOCK = 1_000  # dossiers whose rows come mixed, by the moment things happened
_FORM = "%Y%m%d%H%M%S"
Row = dict[str, Any]


def sample_rows(
    dossiers: int, units: Sequence[str], procedures: Sequence[str], last: datetime, *, days: int = 60, seed: int = 1
) -> Iterator[Row]:
    """Some 3.4 rows a dossier received in the ``days`` before ``last``: reception, steps, pauses, results.

    ``last`` on a clock in Vietnam. The codes come as given; one dossier in nine waits for the citizen once, one in
    twelve ends late.
    """
    dice = random.Random(seed)  # noqa: S311 - a sample, not a secret
    for start in range(0, dossiers, _BLOCK):
        block: list[tuple[datetime, Row]] = []
        for number in range(start, min(start + _BLOCK, dossiers)):
            code = f"H37.MAU-{seed:02}-{number:07}"
            block += _history(dice, code, dice.choice(units), dice.choice(procedures), _taken(dice, last, days))
        block.sort(key=lambda pair: pair[0])
        yield from (row for at, row in block if at <= last)


def _taken(dice: random.Random, last: datetime, days: int) -> datetime:
    day = last - timedelta(days=days * dice.random())
    return day.replace(hour=dice.choice((7, 8, 8, 9, 9, 10, 13, 14, 15, 16)), minute=dice.randrange(60), second=0)


def _history(dice: random.Random, code: str, unit: str, procedure: str, taken: datetime) -> list[tuple[datetime, Row]]:
    due = taken + timedelta(days=dice.choice((1, 3, 3, 5, 10)))
    pace = dice.uniform(1.02, 1.6) if dice.random() < 1 / 12 else dice.uniform(0.2, 0.95)
    end = taken + (due - taken) * pace
    told = [(taken, _whole(dice, code, unit, procedure, taken, due))]
    steps = [(taken + (end - taken) * 0.1, 4)]
    if dice.random() < 1 / 9:
        steps += [(taken + (end - taken) * 0.4, 5), (taken + (end - taken) * 0.7, 4)]
    steps.append((end, 9))
    if dice.random() < 0.4:
        steps.append((end + timedelta(hours=dice.randrange(1, 30)), 10))
    return told + [(at, _step(code, at, status)) for at, status in steps]


def _whole(dice: random.Random, code: str, unit: str, procedure: str, taken: datetime, due: datetime) -> Row:
    online, fee = dice.random() < 0.6, dice.choice((0, 0, 8_000, 50_000))
    paper = {"DuocSoHoa": str(int(dice.random() < 0.7)), "DuocTaiSuDung": str(int(dice.random() < 0.3))}
    return {
        "MaHoSo": code,
        "MaTTHC": procedure,
        "TenTTHC": f"Thủ tục mẫu {procedure}",
        "ChuHoSo": f"Người Mẫu {code[-4:]}",
        "SoDinhDanh": f"000000{code[-6:]}",
        "SoDienThoai": f"09000{code[-5:]}",
        "NgayTiepNhan": taken.strftime(_FORM),
        "NgayHenTra": due.strftime(_FORM),
        "TrangThaiHoSo": "2",
        "DonViXuLy": unit,
        "KenhThucHien": "2" if online else "1",
        "TaiKhoanDuocXacThucVoiVNeID": str(int(online)),
        "DuocThanhToanTrucTuyen": str(int(online and fee > 0)),
        "DanhSachLePhi": [{"Gia": str(fee)}],
        "TaiLieuNop": [{"DuocLayTuKhoDMQG": "0", **paper}],
    }


def _step(code: str, at: datetime, status: int) -> Row:
    return {"MaHoSo": code, "NguoiXuLy": "Cán bộ mẫu", "ThoiDiemXuLy": at.strftime(_FORM), "TrangThai": str(status)}
