from __future__ import annotations

import importlib
import subprocess
import sys
from typing import Any

import pytest

from thongsuot.cli import main as command_line
from thongsuot.platform.postgres.errors import ClusterError


def test_the_help_loads_neither_django_nor_any_command() -> None:
    code = (
        "import sys; from thongsuot.cli.main import build_parser; build_parser(None).format_help();"
        "heavy = {'django', 'psycopg', 'docx', 'yaml'} & set(sys.modules);"
        "print(sorted(heavy | {name for name in sys.modules if name.startswith('thongsuot.cli.')} "
        "- {'thongsuot.cli.main', 'thongsuot.cli.vietnamese'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("name", sorted(set(command_line.COMMANDS) - {"manage"}))
def test_every_command_has_a_parser_with_its_own_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    module = importlib.import_module(command_line.COMMANDS[name][0])
    assert callable(module.run)
    with pytest.raises(SystemExit):
        command_line.main([name, "--help"])
    assert name in capsys.readouterr().out


def test_manage_hands_even_options_to_django(capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line.main(["manage", "help", "migrate", "--no-color"]) == 0
    assert "--fake-initial" in capsys.readouterr().out


def test_wrong_use_is_answered_in_vietnamese(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        command_line.main(["db"])
    assert caught.value.code == 2
    assert "còn thiếu" in capsys.readouterr().err


def test_trouble_of_the_machine_is_one_sentence_not_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("thongsuot.cli.database.run", _raise(ClusterError("Đĩa đã đầy.")))
    assert command_line.main(["db", "status"]) == 1
    assert capsys.readouterr().err == "thongsuot db: Đĩa đã đầy.\n"


def test_a_fault_of_the_program_keeps_its_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("thongsuot.cli.database.run", _raise(KeyError("x")))
    with pytest.raises(KeyError):
        command_line.main(["db", "status"])


def test_an_interrupt_has_the_shells_status(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("thongsuot.cli.database.run", _raise(KeyboardInterrupt()))
    assert command_line.main(["db", "status"]) == 130


def _raise(error: BaseException) -> Any:
    def run(args: object) -> int:
        raise error

    return run
