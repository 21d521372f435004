"""What the subject says once when the app is ready."""

from __future__ import annotations

from thongsuot.serving.cutting.voice import declare_voice


def start_cutting() -> None:
    declare_voice()
