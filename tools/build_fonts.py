# /// script
# requires-python = ">=3.11"
# dependencies = ["fonttools[woff]>=4.55"]
# ///
"""Merge Be Vietnam Pro's latin, latin-ext and vietnamese files into one small file a weight.

The published package splits the face by Unicode range, so that a Vietnamese page would ask for three files and mix
their loading times inside one word. One merged subset of the letters the product writes is smaller than the three.
Run only when the face or the letters change: ``uv run tools/build_fonts.py`` after ``npm ci``.
"""

from __future__ import annotations

import copy
import tempfile
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from fontTools import merge, subset
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parents[1]
FACES = ROOT / "node_modules" / "@fontsource" / "be-vietnam-pro" / "files"
OUT = ROOT / "src" / "thongsuot" / "web" / "assets" / "fonts"
WEIGHTS = (400, 600)

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
PUNCTUATION = " «»“”‘’–—…·•−×÷±²³°₫§" + "\u00a0\u202f"


def letters() -> str:
    """Every letter of Vietnamese in both cases, ASCII, and the signs used on screen."""
    vietnamese = "".join(unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES) + "đ"
    ascii_text = "".join(map(chr, range(0x20, 0x7F)))
    return "".join(sorted(set(ascii_text + vietnamese + vietnamese.upper() + PUNCTUATION)))


def merged(weight: int, folder: Path) -> TTFont:
    parts = []
    for name in ("latin", "latin-ext", "vietnamese"):
        font = TTFont(FACES / f"be-vietnam-pro-{name}-{weight}-normal.woff2")
        font.flavor = None
        path = folder / f"{name}-{weight}.ttf"
        font.save(path)
        parts.append(str(path))
    return merge.Merger().merge(parts)


def save(font: TTFont, text: str, name: str) -> Path:
    options = subset.Options()
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl", "liga"]
    options.hinting = False
    options.flavor = "woff2"
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=text)
    subsetter.subset(font)
    target = OUT / name
    subset.save_font(font, str(target), options)
    return target


def align_digits(font: TTFont) -> None:
    """Give the ten digits one width: the published files carry no tabular figures, and columns must line up."""
    cmap, metrics, glyphs = font.getBestCmap(), font["hmtx"], font["glyf"]
    names = [cmap[ord(digit)] for digit in "0123456789"]
    width = max(metrics[name][0] for name in names)
    for name in names:
        advance, bearing = metrics[name]
        shift = (width - advance) // 2
        glyphs[name].coordinates.translate((shift, 0))
        glyphs[name].recalcBounds(glyphs)
        metrics[name] = (width, bearing + shift)


def write(weight: int, folder: Path) -> Iterator[tuple[Path, str]]:
    font = merged(weight, folder)
    figures = copy.deepcopy(font)
    yield save(font, letters(), f"be-vietnam-pro-{weight}.woff2"), letters()
    align_digits(figures)
    yield save(figures, "0123456789", f"thongsuot-digits-{weight}.woff2"), "0123456789"


def main() -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for weight in WEIGHTS:
            for target, text in write(weight, Path(folder)):
                missing = set(text) - set(map(chr, TTFont(target).getBestCmap()))
                print(f"{target.name}: {target.stat().st_size} bytes, missing {''.join(sorted(missing)) or 'none'}")


if __name__ == "__main__":
    main()
