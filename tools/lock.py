"""Lock the Python packages: `make lock` (why not uv.lock: docs/decisions/0001-khoa-phu-thuoc.md).

Each group gets requirements/<group>.lock with the SHA-256 of every file and without the address of any registry.
Versions already locked stay; `make lock T=django` lifts the package named.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
UV = Path(sys.executable).parent / "uv"
# group → (what it is resolved from, the lock its versions must agree with)
GROUPS: dict[str, tuple[list[str], str | None]] = {
    "tools": (["--group", "tools"], None),
    "base": (["pyproject.toml"], None),
    "dev": (["pyproject.toml", "--group", "dev"], "base"),
    "browser": (["--group", "browser"], "dev"),
    "bench": (["--group", "bench"], "dev"),
    "spark": (["--group", "spark"], "dev"),
    "units": (["--group", "units"], "dev"),
}


def main(lifted: list[str]) -> None:
    for group, (source, agrees_with) in GROUPS.items():
        command = [str(UV), "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"]
        command += ["--generate-hashes", "--no-header", "--no-annotate"]
        command += ["-o", f"requirements/{group}.lock"]
        command += ["-c", f"requirements/{agrees_with}.lock"] if agrees_with else []
        command += [word for name in lifted for word in ("--upgrade-package", name)]
        command += source
        subprocess.run(command, cwd=ROOT, check=True)
        print(f"requirements/{group}.lock")


if __name__ == "__main__":
    main(sys.argv[1:])
