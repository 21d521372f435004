"""What a person does on a telephone of 320 px: press, follow, fill in, and see that the page fits."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from thongsuot.web.tests.browser import serious_faults, sideways_overflow


def until(holds: Callable[[], Any], what: str, seconds: float = 20) -> None:
    ends = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < ends, what
        time.sleep(0.1)


def photograph(path: Path) -> Path:
    """A sheet of paper with lines, as a phone takes it: large enough to need several pieces."""
    sheet = Image.effect_noise((1500, 2000), 60).convert("RGB")
    pen = ImageDraw.Draw(sheet)
    for top in range(80, 1900, 30):
        pen.line((80, top, 1400, top), "black", 3)
    kept = io.BytesIO()
    sheet.save(kept, "JPEG", quality=80)
    path.write_bytes(kept.getvalue())
    assert path.stat().st_size > 3 * 192 * 1024
    return path


class Phone:
    def __init__(self, page: Any) -> None:
        self.page = page

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name).first.click()
        self.page.wait_for_load_state()

    def follow(self, name: str) -> None:
        self.page.get_by_role("link", name=name).first.click()
        self.page.wait_for_load_state()

    def fill(self, **values: str) -> None:
        """By the names of the fields; ``__`` stands for the dot inside a person or an address."""
        for name, value in values.items():
            self.page.locator(f'[name="{name.replace("__", ".")}"]').fill(value)

    def tap(self, name: str, value: str) -> None:
        self.page.locator(f'input[name="{name}"][value="{value}"]').check()

    def fits(self) -> None:
        assert not sideways_overflow(self.page), self.page.url
        assert serious_faults(self.page) == [], self.page.url
