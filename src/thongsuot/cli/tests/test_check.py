from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from thongsuot.cli.main import main

CLEAN = "Đến nay, toàn tỉnh đã hoàn thành 28/40 nhiệm vụ, đạt 70% theo kế hoạch cải cách hành chính.\n"
WRONG = CLEAN.replace("70%", "75%")
DOUBTFUL = CLEAN.replace("đạt 70%", "đạt tỷ lệ 70").replace(" theo", ", theo")


@pytest.fixture
def write(tmp_path: Path):  # type: ignore[no-untyped-def]
    def _write(name: str, content: str) -> str:
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        return str(path)

    return _write


def test_exit_codes(write, capsys: pytest.CaptureFixture[str]) -> None:  # type: ignore[no-untyped-def]
    clean, wrong, doubtful = (write(f"{n}.txt", text) for n, text in enumerate((CLEAN, WRONG, DOUBTFUL)))
    assert main(["check", clean]) == 0
    assert main(["check", doubtful]) == 0
    assert main(["check", clean, wrong]) == 1
    assert main(["check", wrong, str(Path(clean).parent / "khong-co.txt")]) == 2
    assert "không thấy tệp" in capsys.readouterr().err


def test_json_has_the_documented_fields(write, capsys: pytest.CaptureFixture[str]) -> None:  # type: ignore[no-untyped-def]
    path = write("sai.txt", WRONG)
    main(["check", path, "--json"])
    (row,) = json.loads(capsys.readouterr().out)
    assert list(row) == ["file", "kind", "severity", "quote", "start", "message", "question"]
    assert (row["file"], row["kind"], row["severity"]) == (path, "ratio_mismatch", "sai")
    assert WRONG[row["start"] :].startswith(row["quote"])


def test_several_files_give_one_list(write, capsys: pytest.CaptureFixture[str]) -> None:  # type: ignore[no-untyped-def]
    main(["check", write("a.txt", WRONG), write("b.txt", CLEAN), write("c.txt", DOUBTFUL), "--json"])
    kinds = [row["kind"] for row in json.loads(capsys.readouterr().out)]
    assert kinds == ["ratio_mismatch", "missing_unit"]


def test_terminal_output_shows_sentence_and_question(write, capsys: pytest.CaptureFixture[str]) -> None:  # type: ignore[no-untyped-def]
    main(["check", write("sai.txt", WRONG)])
    shown = capsys.readouterr().out
    assert "28/40 = 70%, không phải 75%." in shown and "Hỏi:" in shown and "[sai]" in shown


def test_unreadable_input_is_explained_and_the_rest_still_checked(
    write,  # type: ignore[no-untyped-def]
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "rong.txt").write_bytes(b"")
    code = main(["check", str(tmp_path), str(tmp_path / "rong.txt"), write("sai.txt", WRONG), "--json"])
    output = capsys.readouterr()
    assert code == 2 and len(json.loads(output.out)) == 1 and len(output.err.splitlines()) == 2


def test_no_django_and_no_long_wait(write) -> None:  # type: ignore[no-untyped-def]
    script = (
        "import sys; from thongsuot.cli.main import main; code = main(['check', sys.argv[1]]); "
        "assert 'django' not in sys.modules; sys.exit(code)"
    )
    started = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", script, write("a.txt", WRONG)], capture_output=True, check=False)
    assert done.returncode == 1, done.stderr.decode()
    assert time.perf_counter() - started < 10  # the machine may be busy; a page takes about a tenth of a second
