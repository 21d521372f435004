from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest

from thongsuot.cli import prepare
from thongsuot.cli.steps import STEPS, Step, digest
from thongsuot.config.environment import ROOT
from thongsuot.platform.preparation.models import PreparedStep

STEP = Step("thu", "Bước thử", "ground_step:load", ("rules/thu/*.yaml",))


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Install a module whose ``load`` notes that it was called."""
    made: list[str] = []
    module = ModuleType("ground_step")
    module.load = lambda: made.append("load")  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "ground_step", module)
    return made


@pytest.fixture
def root(tmp_path: Path, settings: object) -> Path:
    (tmp_path / "rules" / "thu").mkdir(parents=True)
    (tmp_path / "rules" / "thu" / "a.yaml").write_text("mot: 1")
    settings.ROOT = tmp_path  # type: ignore[attr-defined]
    return tmp_path


def test_the_digest_follows_names_and_contents(root: Path) -> None:
    before = digest(STEP, root)
    assert digest(STEP, root) == before
    (root / "rules" / "thu" / "a.yaml").rename(root / "rules" / "thu" / "b.yaml")
    renamed = digest(STEP, root)
    (root / "rules" / "thu" / "b.yaml").write_text("mot: 2")
    assert len({before, renamed, digest(STEP, root)}) == 3


@pytest.mark.django_db
def test_a_step_runs_once_while_its_files_stay_and_again_when_they_change(root: Path, calls: list[str]) -> None:
    prepare._do(STEP, again=False)
    prepare._do(STEP, again=False)
    assert calls == ["load"]
    (root / "rules" / "thu" / "a.yaml").write_text("mot: 2")
    prepare._do(STEP, again=False)
    assert calls == ["load", "load"]
    prepare._do(STEP, again=True)
    assert len(calls) == 3


@pytest.mark.django_db
def test_a_step_that_fails_is_due_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise ValueError("dữ liệu hỏng")

    module = ModuleType("ground_step")
    module.load = fail  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "ground_step", module)
    with pytest.raises(ValueError, match="dữ liệu hỏng"):
        prepare._do(STEP, again=False)
    assert not PreparedStep.objects.filter(name="thu").exists()


@pytest.mark.django_db
@pytest.mark.parametrize(("demo", "expected"), [(True, 1), (False, 0)])
def test_demonstration_data_stays_out_of_a_real_installation(
    calls: list[str], monkeypatch: pytest.MonkeyPatch, settings: object, demo: bool, expected: int
) -> None:
    settings.DEMO = demo  # type: ignore[attr-defined]
    monkeypatch.setattr(prepare, "STEPS", (Step("thu", "Bước thử", "ground_step:load", (), demo=True),))
    prepare.prepare()
    assert len(calls) == expected


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_every_registered_step_exists_and_reads_files_that_exist(step: Step) -> None:
    from django.utils.module_loading import import_string

    assert callable(import_string(step.function.replace(":", ".")))
    for pattern in step.inputs:
        assert any(ROOT.glob(pattern)), f"{step.name}: không tệp nào khớp {pattern}"


def test_steps_have_names_of_their_own() -> None:
    names = [step.name for step in STEPS]
    assert len(names) == len(set(names))
