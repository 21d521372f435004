"""Small rooms: a newcomer reads a module in one sitting (design §2: median ≤ 70, p95 ≤ 300, ceiling 500)."""

from __future__ import annotations

import ast
import statistics
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src" / "thongsuot"
FUNCTION_CEILING = 60


def modules() -> list[Path]:
    return [p for p in sorted(SOURCE.rglob("*.py")) if "migrations" not in p.parts and "tests" not in p.parts]


def lines(path: Path) -> int:
    return sum(1 for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


def test_modules_stay_small() -> None:
    sizes = sorted(size for path in modules() if (size := lines(path)))
    assert statistics.median(sizes) <= 80
    assert sizes[int(0.95 * (len(sizes) - 1))] <= 300


def test_no_module_over_500_lines() -> None:
    large = [str(path.relative_to(SOURCE)) for path in modules() if lines(path) > 500]
    assert not large, "split it by subject into a package of the same name"


def test_no_function_over_its_ceiling() -> None:
    long = [
        f"{path.relative_to(SOURCE)}:{node.lineno} {node.name}"
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= FUNCTION_CEILING
    ]
    assert not long
