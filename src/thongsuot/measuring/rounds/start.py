"""What rounds join when the app is ready: kinds of notifications, the imports."""

from __future__ import annotations

from thongsuot.measuring.rounds.importing import SheetImporters
from thongsuot.measuring.rounds.importing_surveys import SurveyImporters
from thongsuot.measuring.rounds.telling import declare_kinds
from thongsuot.platform.imports import register_family


def start_rounds() -> None:
    declare_kinds()
    register_family(SheetImporters())
    register_family(SurveyImporters())
