"""What may never be committed, and what must agree with what."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from thongsuot.config.environment import ROOT

LOCKS = sorted((ROOT / "requirements").glob("*.lock"))


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("không phải bản sao git")
    return [ROOT / name for name in listed.stdout.split("\0") if name]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.stem)
def test_locks_pin_every_package_by_hash_and_name_no_registry(lock: Path) -> None:
    text = lock.read_text()
    packages = re.findall(r"^[a-z0-9][^ ]*==", text, re.MULTILINE)
    assert packages
    assert "://" not in text
    assert "index-url" not in text
    for block in re.split(r"\n(?=[a-z0-9])", text.strip()):
        assert "--hash=sha256:" in block, block.splitlines()[0]


def test_locks_of_all_groups_agree_on_versions() -> None:
    versions: dict[str, set[str]] = {}
    for lock in LOCKS:
        for name, version in re.findall(r"^([a-z0-9][a-z0-9._-]*)==([^ ;\\]+)", lock.read_text(), re.MULTILINE):
            if lock.stem != "units":  # used alone, once, to generate a fixture
                versions.setdefault(name, set()).add(version)
    assert {name: found for name, found in versions.items() if len(found) > 1} == {}


def test_no_package_lock_names_where_packages_come_from() -> None:
    lock = ROOT / "package-lock.json"
    assert "resolved" not in lock.read_text()


def test_no_file_holds_a_path_of_the_machine_it_was_written_on() -> None:
    machine = re.compile(rb"/(?:work|root|home/[a-z]+)/(?:main|shared|notes|\.pyenv)\b")
    guilty = [str(path.relative_to(ROOT)) for path in tracked() if path.is_file() and machine.search(path.read_bytes())]
    assert guilty == []


def test_extensions_come_before_the_tables_that_use_them() -> None:
    from django.db.migrations.loader import MigrationLoader

    graph = MigrationLoader(None).graph
    for app in ("registry",):
        assert ("platform", "0001_extensions") in graph.forwards_plan((app, "0001_initial"))


@pytest.fixture
def bootstrap() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bootstrap", ROOT / "tools" / "bootstrap.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_an_old_python_is_told_which_is_needed(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    with pytest.raises(bootstrap.SetupError, match=r"Cần Python ≥ 3\.11"):
        bootstrap.main([])


def test_too_little_disk_is_told_in_megabytes(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap.shutil, "disk_usage", lambda path: type("Usage", (), {"free": 40_000_000}))
    with pytest.raises(bootstrap.SetupError, match="chỉ còn 40 MB"):
        bootstrap.check_disk(["base"])


def test_a_dead_network_is_told_apart_from_a_broken_package(bootstrap: ModuleType) -> None:
    with pytest.raises(bootstrap.SetupError, match="HTTPS_PROXY"):
        bootstrap.run([sys.executable, "-c", "print('NewConnectionError'); raise SystemExit(1)"], "Không cài được.")
    with pytest.raises(bootstrap.SetupError, match="hash mismatch"):
        bootstrap.run([sys.executable, "-c", "print('hash mismatch'); raise SystemExit(1)"], "Không cài được.")


def test_an_unknown_group_is_named(bootstrap: ModuleType) -> None:
    with pytest.raises(bootstrap.SetupError, match="«nhầm»"):
        bootstrap.main(["nhầm"])


def test_every_make_command_is_explained() -> None:
    text = (ROOT / "Makefile").read_text()
    targets = set(re.findall(r"^([a-z-]+):", text, re.MULTILINE))
    explained = set(re.findall(r"^([a-z-]+):.*## ", text, re.MULTILINE))
    assert targets == explained
