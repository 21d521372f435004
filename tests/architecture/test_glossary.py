"""docs/glossary.md names every model of the product, as the code and the screens do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import Model, TextChoices

from thongsuot.kernel.consistency import Severity
from thongsuot.kernel.figures import Figure, Qualifier
from thongsuot.kernel.periods import PeriodKind
from thongsuot.kernel.workdays import DayKind
from thongsuot.registry.claims.models import Claim

GLOSSARY = (Path(__file__).resolve().parents[2] / "docs" / "glossary.md").read_text(encoding="utf-8")
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in GLOSSARY.splitlines() if line[:1] == "|"]
MODELS = [
    model for config in apps.get_app_configs() if config.name.startswith("thongsuot.") for model in config.get_models()
]
ENUMS = (*TextChoices.__subclasses__(), DayKind, Severity, Qualifier, PeriodKind)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_model_stands_in_the_glossary_by_its_vietnamese_name(model: type[Model]) -> None:
    rows = [row for row in ROWS if f"`{model.__name__}`" in row[1]]  # two loops may each have a Participant
    assert rows, f"docs/glossary.md chưa có {model.__name__}"
    assert any(str(model._meta.verbose_name) in row[0] for row in rows)


def test_every_constant_named_there_exists() -> None:
    known = {member.name for enum in ENUMS for member in enum}
    named = set(re.findall(r"`([A-Z][A-Z_]{2,})`", GLOSSARY))
    assert named
    assert named <= known, named - known


def test_every_field_of_a_figure_named_there_exists() -> None:
    fields = {field.name for field in Claim._meta.get_fields()} | set(Figure.__slots__)
    section = GLOSSARY.split("## Số liệu nói gì")[1].split("## ")[0]
    named = set(re.findall(r"`([a-z_]+)`", section))
    assert named
    assert named <= fields, named - fields
