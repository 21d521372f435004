"""What appraisal joins when the app is ready: kinds of notifications."""

from __future__ import annotations

from thongsuot.measuring.appraisal.telling import declare_kinds


def start_appraisal() -> None:
    declare_kinds()
