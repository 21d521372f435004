"""Rows explain themselves in Vietnamese, and migrations are complete and safe."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models
from django.db.migrations import RemoveField, RenameField, RenameModel, RunPython, RunSQL
from django.db.migrations.loader import MigrationLoader

OURS = [config for config in apps.get_app_configs() if config.name.startswith("thongsuot.")]
MODELS = [model for config in OURS for model in config.get_models()]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_model_and_columns_have_vietnamese_names(model: type[models.Model]) -> None:
    assert "verbose_name" in model._meta.original_attrs, "class Meta needs verbose_name"
    for column in model._meta.local_concrete_fields:
        if column.name == "id" or column.name in ("password", "last_login"):
            continue
        assert str(column.verbose_name) != column.name.replace("_", " "), f"{column.name} needs a verbose_name"


@pytest.mark.django_db
def test_migrations_are_complete() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_migrations_are_safe() -> None:
    """Nothing is renamed or dropped in place, and every data step knows its way back."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    for (label, name), migration in loader.disk_migrations.items():
        if label not in {config.label for config in OURS}:
            continue
        for operation in migration.operations:
            assert not isinstance(operation, RemoveField | RenameField | RenameModel), f"{label}.{name}"
            if isinstance(operation, RunPython | RunSQL):
                assert operation.reversible, f"{label}.{name}: {operation} cannot be undone"


def test_no_two_migrations_share_a_number() -> None:
    for config in OURS:
        folder = Path(config.path) / "migrations"
        numbers = [path.name[:4] for path in folder.glob("0*.py")]
        assert len(numbers) == len(set(numbers)), config.label
