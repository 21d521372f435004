"""Contrast of both themes (WCAG 2.2: 1.4.3 text 4.5:1, 1.4.11 graphics 3:1), computed from the stylesheet itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TOKENS = (Path(__file__).parents[1] / "assets" / "css" / "tokens.css").read_text(encoding="utf-8")

TEXT_PAIRS = [
    *((ink, back) for ink in ("ink", "ink-soft", "accent") for back in ("paper", "surface", "sunken")),
    *((ink, "surface") for ink in ("good", "warn", "bad", "info")),
    *((ink, f"{ink}-soft") for ink in ("good", "warn", "bad", "info")),
    *(("ink", f"{tone}-soft") for tone in ("good", "warn", "bad", "info", "accent")),
    *(("ink", f"mark-{kind}") for kind in ("figure", "order", "noise")),
    ("ink-soft", "mark-noise"),
    ("accent", "accent-soft"),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("on-lacquer", "lacquer"),
    ("on-lacquer-soft", "lacquer"),
    *(("on-class-low", f"class-{n}") for n in (1, 2, 3)),
    *(("on-class-high", f"class-{n}") for n in (4, 5)),
]
GRAPHIC_PAIRS = [
    *((mark, back) for mark in ("edge", "focus", "accent", "warn") for back in ("paper", "surface")),
    ("edge", "sunken"),
    ("gold", "lacquer"),
]


def themes() -> dict[str, dict[str, str]]:
    light, dark = TOKENS.split("@media (prefers-color-scheme: dark)")
    first = dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})\b", light))
    return {"light": first, "dark": first | dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})\b", dark))}


def luminance(colour: str) -> float:
    channels = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def test_contrast_itself() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "back"), TEXT_PAIRS)
def test_text_contrast(theme: str, ink: str, back: str) -> None:
    colours = themes()[theme]
    assert contrast(colours[ink], colours[back]) >= 4.5, f"{ink} on {back}, {theme}"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("mark", "back"), GRAPHIC_PAIRS)
def test_graphic_contrast(theme: str, mark: str, back: str) -> None:
    colours = themes()[theme]
    assert contrast(colours[mark], colours[back]) >= 3, f"{mark} on {back}, {theme}"


def test_every_token_used_is_defined() -> None:
    css = "".join(p.read_text(encoding="utf-8") for p in (Path(__file__).parents[1] / "assets" / "css").glob("*.css"))
    defined = set(re.findall(r"^\s*--([\w-]+):", css, re.M))
    used = set(re.findall(r"var\(--([\w-]+)[),]", css)) - {"node-back"}
    assert used <= defined
