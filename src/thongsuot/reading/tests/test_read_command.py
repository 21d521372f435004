"""The JSON form and the command that writes it."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

import pytest

from thongsuot.cli.read import run
from thongsuot.reading.jsonform import as_json
from thongsuot.reading.reader import read_text

ROOT = Path(__file__).resolve().parents[4]
DOCUMENT = Path(__file__).parent / "documents" / "01_thong_bao_ket_luan.txt"
SCHEMA = json.loads((ROOT / "docs" / "schemas" / "reading.schema.json").read_text(encoding="utf-8"))


def test_form_has_exactly_the_keys_of_the_schema() -> None:
    form = as_json(read_text(DOCUMENT.read_text(encoding="utf-8")))
    assert list(form) == SCHEMA["required"]
    assert list(form["meeting"]) == SCHEMA["properties"]["meeting"]["required"]
    for part in ("indicators", "tasks", "limitations"):
        assert form[part]
        assert all(list(row) == SCHEMA["properties"][part]["items"]["required"] for row in form[part])


def test_whole_numbers_stay_whole_and_absent_is_null() -> None:
    form = as_json(read_text("Toàn tỉnh có hơn 12,5 triệu hồ sơ trực tuyến; tỷ lệ đúng hạn đạt 97,7%."))
    values = [row["value"] for row in form["indicators"]]
    assert values == [12500000, 97.7]
    assert isinstance(values[0], int)
    assert form["meeting"]["date"] is None
    assert form["meeting"]["chair"] == []


def test_bad_file_is_told_and_the_others_go_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = tmp_path / "rong.txt"
    empty.touch()
    files = [str(empty), str(tmp_path / "khong-co.txt"), str(DOCUMENT)]
    assert run(argparse.Namespace(files=files, out=str(tmp_path / "ra"))) == 1
    told = capsys.readouterr()
    assert "rong.txt: Tệp rỗng" in told.err
    assert "khong-co.txt: không thấy tệp này" in told.err
    written = json.loads((tmp_path / "ra" / "01_thong_bao_ket_luan.txt.json").read_text(encoding="utf-8"))
    assert len(written["tasks"]) == 9


def test_same_name_from_two_folders_is_not_overwritten(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "van-ban.txt").write_text(f"Sở Nội vụ của tỉnh {folder} họp.", encoding="utf-8")
    files = [str(tmp_path / folder / "van-ban.txt") for folder in ("a", "b")]
    assert run(argparse.Namespace(files=files, out=str(tmp_path / "ra"))) == 0
    assert len(list((tmp_path / "ra").iterdir())) == 2


def test_reading_needs_no_django() -> None:
    code = (
        "import sys, thongsuot.cli.read; from thongsuot.reading.reader import read_text;"
        "read_text('Sở Nội vụ họp.'); print('django' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "False"
