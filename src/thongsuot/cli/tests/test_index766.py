"""``thongsuot index766``: what it writes, says and answers; without a database."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path

import pytest

from thongsuot.cli.main import main
from thongsuot.kernel.rules import rules_root

PRINTED = rules_root() / "results" / "index766_provinces.csv"
HEAD = "unit_code,group,metric_code,numerator,denominator\n"


def scores_in(path: Path) -> dict[tuple[str, str, str], str]:
    with path.open(encoding="utf-8", newline="") as stream:
        return {(row["unit_code"], row["group"], row["metric_code"]): row["score"] for row in csv.DictReader(stream)}


def test_the_provinces_to_the_cent_without_database(tmp_path: Path) -> None:
    out = tmp_path / "diem.csv"
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("THONGSUOT_", "DJANGO_", "PG"))
    }
    done = subprocess.run(
        [sys.executable, "-m", "thongsuot.cli.main", "index766", str(PRINTED), "--out", str(out)],
        capture_output=True, text=True, timeout=60, env=environment, cwd=tmp_path, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert "34 đơn vị, 680 dòng số đếm: 577 dòng có điểm, 341 dòng để trống" in done.stdout
    scores = scores_in(out)
    with PRINTED.open(encoding="utf-8", newline="") as stream:
        printed = {(row["unit_code"], row["group"], row["metric_code"]): row["score"] for row in csv.DictReader(stream)}
    assert scores.keys() == printed.keys()
    differing = {key for key, score in scores.items() if score != printed[key]}
    assert {(group, metric) for _unit, group, metric in differing} == {
        ("MDSH", "ELECTRONIC_CERTIFIED_COPY"), ("MDSH", "TOTAL"), ("ONLINE", "TOTAL"), ("TTTT", "TOTAL"),
        ("TOTAL", "TOTAL"),
    }  # fmt: skip
    assert {scores[key] for key in differing} == {""}


def test_rows_at_fault_are_told_by_line_and_the_rest_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    counts, out = tmp_path / "dem.csv", tmp_path / "diem.csv"
    counts.write_text(f"{HEAD}X,TDGQ,ON_TIME,5,4\nX,MDHL,PETITION_PROCESSING_ON_TIME,1,4\nX,CKMB,LA,1,1\n", "utf-8")
    assert main(["index766", str(counts), "--out", str(out)]) == 1
    told = capsys.readouterr().err
    assert "Lỗi, dòng 2 (X ON_TIME): Tử số 5 lớn hơn mẫu số 4" in told
    assert "Lưu ý, dòng 4 (X LA): Không có chỉ số «LA»" in told
    assert scores_in(out)["X", "MDHL", "PETITION_PROCESSING_ON_TIME"] == "1.5"
    assert scores_in(out)["X", "TDGQ", "ON_TIME"] == ""


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "không có dòng nào"),
        (HEAD.replace("numerator", "tu_so"), "Có phải là cột «tu_so»? Hãy đổi tên cột đó thành «numerator»."),
    ],
)
def test_nothing_is_written_from_a_file_that_cannot_be_used(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str, words: str
) -> None:
    counts, out = tmp_path / "dem.csv", tmp_path / "diem.csv"
    counts.write_text(content, "utf-8")
    assert main(["index766", str(counts), "--out", str(out)]) == 2
    assert words in capsys.readouterr().err
    assert not out.exists()


def test_paths_that_do_not_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    counts = tmp_path / "dem.csv"
    assert main(["index766", str(counts), "--out", str(tmp_path / "a.csv")]) == 2
    assert "không thấy tệp" in capsys.readouterr().err
    counts.write_text(f"{HEAD}X,TDGQ,ON_TIME,3,4\n", "utf-8")
    assert main(["index766", str(counts), "--out", str(counts)]) == 2
    assert "trùng với tệp số đếm" in capsys.readouterr().err
    assert counts.read_text("utf-8").endswith("3,4\n")
    assert main(["index766", str(tmp_path), "--out", str(tmp_path / "a.csv")]) == 2
    assert "thư mục" in capsys.readouterr().err
    assert main(["index766", str(counts), "--out", str(tmp_path / "khong" / "a.csv")]) == 2
    assert "không thấy tệp hoặc thư mục" in capsys.readouterr().err
    assert main(["index766", str(counts), "--out", "-"]) == 0
    assert "X,TDGQ,ON_TIME,15,20," in capsys.readouterr().out
