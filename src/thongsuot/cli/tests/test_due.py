"""``thongsuot due``: a file of cases in, a file of dates with reasons out; no database, no line lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from thongsuot.cli.main import main

CASE = {"id": "a", "received_at": "2026-02-13T09:00", "limit": {"value": 1, "unit": "working_days"}, "pauses": []}


def write(path: Path, *lines: Any) -> Path:
    text = "\n".join(one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in lines)
    path.write_text(text + "\n", "utf-8")
    return path


def answers(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_it_needs_no_database(tmp_path: Path) -> None:
    cases, out = write(tmp_path / "ho-so.jsonl", CASE), tmp_path / "han.jsonl"
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("THONGSUOT_", "DJANGO_", "PG"))
    }
    done = subprocess.run(
        [sys.executable, "-m", "thongsuot.cli.main", "due", str(cases), "--out", str(out)],
        capture_output=True, text=True, timeout=60, env=environment, cwd=tmp_path, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    [answer] = answers(out)
    assert answer["id"] == "a" and answer["due_at"] == "2026-02-23T17:30:00+07:00"
    assert any("Tết Nguyên đán" in one and "9441/TB-BNV" in one for one in answer["explain"])


def test_a_bad_line_is_answered_in_its_place_and_the_rest_is_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    late = CASE | {"id": "c", "received_at": "2031-02-13T09:00"}
    paused = CASE | {"id": "d", "pauses": [{"from": "2026-02-13T10:00", "reason": "supplement"}]}
    cases = write(tmp_path / "c.jsonl", CASE, "{không phải JSON", "", CASE | {"id": 2, "limit": 3}, late, paused)
    assert main(["due", str(cases), "--out", str(tmp_path / "r.jsonl")]) == 1
    found = answers(tmp_path / "r.jsonl")
    assert [one["id"] for one in found] == ["a", None, 2, "c", "d"]
    assert "không phải JSON" in found[1]["error"] and "«limit» phải có dạng" in found[2]["error"]
    assert "Chưa có lịch ngày làm việc năm 2031" in found[3]["error"] and "due_at" not in found[3]
    assert found[4]["due_at"] is None and "chưa có ngày hẹn mới" in found[4]["explain"][-1]
    told = capsys.readouterr()
    assert "Dòng 4: «limit»" in told.err and "5 trường hợp, 3 dòng sai" in told.out


def test_faults_are_counted_when_there_are_too_many_to_tell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cases = write(tmp_path / "c.jsonl", *(["{"] * 25))
    assert main(["due", str(cases), "--out", str(tmp_path / "r.jsonl")]) == 1
    assert "… còn 5 dòng sai nữa" in capsys.readouterr().err


@pytest.mark.parametrize(
    "line",
    [
        '{"id": 1, "received_at": "9999-12-31T23:59:00-12:00", "limit": {"value": 1, "unit": "months"}}',
        '{"id": 1, "received_at": "0001-01-01T00:00", "limit": {"value": 1, "unit": "months"}}',
        '{"id": 1, "received_at": "2026-03-02", "limit": {"value": 10000, "unit": "months"}}',
        "[" * 100_000,
        "\x00",
        '{"id": NaN, "received_at": 7, "limit": {}}',
    ],
)
def test_nothing_typed_stops_the_others(tmp_path: Path, line: str) -> None:
    cases = write(tmp_path / "c.jsonl", line, CASE)
    assert main(["due", str(cases), "--out", str(tmp_path / "r.jsonl")]) == 1
    first, second = answers(tmp_path / "r.jsonl")
    assert first["error"] and second["due_at"] == "2026-02-23T17:30:00+07:00"


def test_the_cases_are_never_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cases = write(tmp_path / "c.jsonl", CASE)
    assert main(["due", str(cases), "--out", str(cases)]) == 2
    assert "--out trùng" in capsys.readouterr().err and answers(cases) == [CASE]
    assert main(["due", str(tmp_path / "khong-co.jsonl"), "--out", "-"]) == 2
    assert "Kiểm tra lại đường dẫn" in capsys.readouterr().err
