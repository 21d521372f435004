"""Bundle the site's CSS and JavaScript once, so that running the product needs neither Node nor npm.

``python tools/build_assets.py`` writes ``src/thongsuot/web/static/web/dist`` with content hashes in the names and a
``manifest.json`` holding the digest of the sources; ``--check`` only tells whether the committed bundle is current.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WEB = ROOT / "src" / "thongsuot" / "web"
SOURCES = WEB / "assets"
DIST = WEB / "static" / "web" / "dist"
ENTRIES = (
    *("css/site.css", "css/present.css", "css/filing.css", "js/public.js", "js/app.js"),
    *("js/present.js", "js/visit.js", "js/visit-worker.js", "js/appraise.js", "js/filing.js", "logo.svg"),
    *("js/desk.js", "js/desk-offline.js", "js/desk-worker.js", "css/board.css", "js/board.js"),
)


def source_digest() -> str:
    """SHA-256 over the names and bytes of everything the bundle is made of, the lock of npm included."""
    digest = hashlib.sha256()
    for path in [*sorted(p for p in SOURCES.rglob("*") if p.is_file()), ROOT / "package-lock.json"]:
        digest.update(path.relative_to(ROOT).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def manifest() -> dict[str, object]:
    path = DIST / "manifest.json"
    return json.loads(path.read_text()) if path.exists() else {}


def is_current() -> bool:
    return manifest().get("sources") == source_digest()


def install() -> None:
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("Chưa có Node.js và npm. Cài Node.js 20 trở lên rồi chạy lại; tệp dựng sẵn vẫn dùng được.")
    subprocess.run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"], cwd=ROOT, check=True)


def bundle() -> dict[str, str]:
    """Run esbuild into an emptied ``DIST``; return logical name → hashed file name."""
    if DIST.exists():
        shutil.rmtree(DIST)
    meta = ROOT / "node_modules" / ".thongsuot-meta.json"
    esbuild = ROOT / "node_modules" / ".bin" / "esbuild"
    options = [
        "--bundle",
        "--minify",
        "--format=iife",
        "--charset=utf8",
        "--legal-comments=none",
        "--log-level=warning",
    ]
    names = ["--entry-names=[name]-[hash]", "--asset-names=[name]-[hash]", "--loader:.woff2=file", "--loader:.svg=copy"]
    target = "--target=es2020,chrome80,firefox78,safari13"
    entries = [str(SOURCES / entry) for entry in ENTRIES]
    command = [str(esbuild), *entries, f"--outdir={DIST}", f"--metafile={meta}", *options, *names, target]
    subprocess.run(command, cwd=ROOT, check=True)
    outputs = json.loads(meta.read_text())["outputs"]
    return {_logical(path, made): Path(path).name for path, made in outputs.items()}


def _logical(path: str, made: dict[str, object]) -> str:
    entry = made.get("entryPoint")
    source = str(entry) if entry else next(iter(made["inputs"]))  # type: ignore[call-overload]
    return Path(source).name


def main() -> None:
    if "--check" in sys.argv[1:]:
        sys.exit(0 if is_current() else "Tệp dựng sẵn đã cũ so với nguồn. Chạy: make assets")
    install()
    files = bundle()
    text = json.dumps({"sources": source_digest(), "files": files}, indent=2, sort_keys=True)
    (DIST / "manifest.json").write_text(text + "\n")
    for path in sorted(DIST.iterdir()):
        print(f"{path.stat().st_size:>8}  {path.name}")


if __name__ == "__main__":
    main()
