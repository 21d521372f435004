"""``thongsuot lake count`` and ``pack``: three ways to ask, one answer; without a database."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest

from thongsuot.cli import main as command_line
from thongsuot.reporting.lake.tests.making import Row, row, rows, table
from thongsuot.reporting.lake.writing import write_lake

SOME = rows(3000)
PERIOD = ("--from=2026-02-01", "--to=30/4/2026")
WAYS = ("", "tỉnh", "đơn-vị", "tháng", "tỉnh,tháng", "đơn-vị,tháng")


def lake(*words: str) -> int:
    return command_line.main(["lake", *words])


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("THONGSUOT_LAKE", raising=False)
    monkeypatch.delenv("THONGSUOT_ENGINE", raising=False)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    units = pa.table({"number": pa.array([10, 11], pa.int32()), "name": ["Tỉnh Mười", "Tỉnh Mười Một"]})
    write_lake(tmp_path / "kho", [table(SOME)], dimensions={"units": units})
    return tmp_path / "kho"


def counted(out: Path, *words: str) -> list[dict[str, str]]:
    assert lake("count", *PERIOD, f"--csv={out}", *words) == 0
    with out.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def three_ways(root: Path, packs: Path) -> Iterator[list[dict[str, str]]]:
    for by in WAYS:
        split = [f"--by={by}"] if by else []
        asked = [f"--root={root}", *split]
        found = counted(root.parent / "a.csv", *asked)
        assert found == counted(root.parent / "b.csv", *asked, f"--packs={packs}")
        assert found == counted(root.parent / "c.csv", *asked, f"--packs={packs}", "--recount")
        yield found


def begun(some: list[Row]) -> int:
    return sum(2 <= one["started_at"].month <= 4 for one in some)


def test_lake_cube_and_packs_say_the_same_also_after_a_change(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    packs = tmp_path / "nén của 'tỉnh'"
    assert lake("pack", f"--root={root}", f"--to={packs}") == 0
    assert "Đã nén 5 tháng, giữ nguyên 0 tháng. Lớp nén có 3000 hồ sơ" in capsys.readouterr().out
    for found in three_ways(root, packs):
        assert sum(int(one["received"]) for one in found) == begun(SOME)
    march = [one for one in SOME if one["started_at"].month == 3]
    moved = [one | {"supplements": 2, "unit": 1009, "province": 10} for one in march[:200]]
    fresh = [row(9000 + number, random.Random(number), months=1) for number in range(300)]
    write_lake(root, [table([*moved, *fresh])])
    capsys.readouterr()
    assert lake("count", f"--root={root}", *PERIOD, f"--packs={packs}") == 0
    assert "lớp nén của kho bản 1, kho nay là bản 2" in capsys.readouterr().err
    assert lake("pack", f"--root={root}", f"--to={packs}") == 0
    assert "Đã nén 2 tháng, giữ nguyên 3 tháng" in capsys.readouterr().out
    for found in three_ways(root, packs):
        assert sum(int(one["received"]) for one in found) == begun([*SOME, *fresh])
    assert lake("pack", f"--root={root}", f"--to={packs}") == 0
    assert "Đã nén 0 tháng, giữ nguyên 5 tháng" in capsys.readouterr().out
    assert not capsys.readouterr().err


def test_the_table_names_who_and_when(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert lake("count", f"--root={root}", *PERIOD, "--by=tinh,thang") == 0
    head, *lines = capsys.readouterr().out.splitlines()
    assert {"tiếp nhận", "đúng hạn 766", "đúng hạn II.06a", "trực tuyến", "thanh toán", "số hóa"} <= {
        one.strip() for one in head.split("  ")
    }
    assert [one.split("  ")[0].strip() for one in lines] == [
        f"{name}, {month:02}/2026" for name in ("Tỉnh Mười", "Tỉnh Mười Một", "12") for month in (2, 3, 4)
    ]
    mine = [one for one in SOME if one["province"] == 10 and one["started_at"].month == 2]
    online = sum(one["channel"] == 2 for one in mine)
    assert lines[0].split()[3] == str(len(mine))
    assert f"{100 * online / len(mine):.1f} %".replace(".", ",") in lines[0]


def test_procedures_are_asked_of_the_lake(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = counted(tmp_path / "tt.csv", f"--root={root}", "--by=thủ-tục")
    assert len(found) == 50
    assert sum(int(one["received"]) for one in found) == begun(SOME)
    assert lake("pack", f"--root={root}", f"--to={tmp_path / 'nen'}") == 0
    assert lake("count", *PERIOD, f"--packs={tmp_path / 'nen'}", "--by=thủ-tục") == 2
    assert "không chia theo thủ tục" in capsys.readouterr().err


def test_a_period_without_dossiers(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert lake("count", f"--root={root}", "--from=2020-01-01", "--to=2020-01-31") == 0
    assert "Không có hồ sơ nào" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--from=2026-03-01", "--to=2026-02-01"], "đứng trước ngày đầu kỳ"),
        ([*PERIOD, "--recount"], "thêm --packs"),
        ([*PERIOD, "--packs=chua-co"], "Chưa có lớp nén"),
        (["--from=2026-02-02", "--to=2026-02-28", "--packs=chua-co"], "tháng tròn"),
    ],
)
def test_what_cannot_be_answered_is_said(
    root: Path, words: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert lake("count", f"--root={root}", *words) == 2
    assert told in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--from=hôm-qua", "--to=2026-02-01"], "không phải ngày"),
        ([*PERIOD, "--by=huyện"], "hãy chọn tỉnh"),
        ([*PERIOD, "--by=tỉnh,đơn-vị"], "hãy chọn tỉnh"),
    ],
)
def test_what_cannot_be_understood_is_said(words: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        lake("count", "--root=kho", *words)
    assert told in capsys.readouterr().err


def test_an_unknown_engine_is_said(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("THONGSUOT_ENGINE", "oracle://x")
    assert lake("count", f"--root={root}", *PERIOD) == 2
    assert "Không dùng được bộ máy tính «oracle://x»" in capsys.readouterr().err
