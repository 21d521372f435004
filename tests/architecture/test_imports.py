"""The arrows between rooms; the contracts themselves stand in pyproject.toml."""

from __future__ import annotations

from pathlib import Path

from importlinter.cli import lint_imports

ROOT = Path(__file__).resolve().parents[2]


def test_import_contracts_hold(capsys: object, monkeypatch: object) -> None:
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0


def test_domain_modules_know_no_django() -> None:
    """Every ``domain.py`` is pure, wherever it lives."""
    guilty = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "src").rglob("domain.py")
        if "import django" in path.read_text() or "from django" in path.read_text()
    ]
    assert not guilty
