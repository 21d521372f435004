"""Print the Word and PDF samples of ``rules/demo/documents`` from their texts in ``rules/demo/masters``.

Run after a text there changes: ``.venv/bin/python tools/build_demo_documents.py``. The PDF is printed by Chromium,
whose text layer is what ``reading.inputs`` must cope with; both files are committed so that nobody needs it to run.
"""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import docx

DEMO = Path(__file__).resolve().parent.parent / "rules" / "demo"
WORD, PDF = "lang-son-bao-cao-9-thang-2024", "hau-giang-ke-hoach-khac-phuc-2022"
_PAGE = """<!doctype html><html lang="vi"><meta charset="utf-8"><style>
@page {{ size: A4; margin: 18mm 20mm }} body {{ font: 12pt/1.35 "Tinos", "Liberation Serif", serif }}
p {{ margin: 0 0 4pt }} .centre {{ text-align: center; font-weight: bold }}</style>
<title>{title}</title>{body}</html>"""


def build_word(lines: list[str], target: Path) -> None:
    """One paragraph a line, the lines in capitals in bold."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph().add_run(line).bold = line.isupper()
    document.save(str(target))


def build_pdf(lines: list[str], target: Path) -> None:
    """An A4 print with a text layer. Raises ``SystemExit`` where Chromium is missing."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    if browser is None:
        sys.exit("Chưa có Chromium để in PDF. Hãy cài: sudo apt install chromium")
    body = "".join(f'<p class="{"centre" if line.isupper() else ""}">{html.escape(line)}</p>' for line in lines)
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(_PAGE.format(title=html.escape(target.stem), body=body), encoding="utf-8")
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={target}"]
        subprocess.run([browser, *options, page.as_uri()], check=True, capture_output=True, timeout=120)


def lines_of(name: str) -> list[str]:
    text = (DEMO / "masters" / f"{name}.txt").read_text(encoding="utf-8")
    return [re.sub(r"\s+", " ", line).strip() for line in text.splitlines() if line.strip()]


if __name__ == "__main__":
    build_word(lines_of(WORD), DEMO / "documents" / f"{WORD}.docx")
    build_pdf(lines_of(PDF), DEMO / "documents" / f"{PDF}.pdf")
