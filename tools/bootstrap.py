#!/usr/bin/env python3
"""Prepare .venv for `make`: python3 tools/bootstrap.py [base|dev|browser|spark|bench|units|assets]…

Standard library only, and written so that an old Python can still read it and say what is missing.
A finished group leaves a stamp, so that the second run takes a few milliseconds.
"""

import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST = (3, 11)
# Measured: the base group takes 0.7 GB, dev and browser together 1 GB, and the database grows beside them.
NEEDED_BYTES = {"base": 1_300_000_000, "dev": 1_700_000_000}
LEAST_BYTES = 150_000_000
NO_NETWORK_SIGNS = (
    "name resolution", "Name or service not known", "dns error", "Connection refused", "Network is unreachable",
    "timed out", "ConnectTimeout", "NewConnectionError", "ProxyError", "error sending request", "Failed to fetch",
    "No matching distribution", "Temporary failure", "tunnel",
)  # fmt: skip


class SetupError(Exception):
    """A reason to stop that the person at the keyboard can mend; its text is printed as it is."""


def main(groups):
    """Install the groups named (default: base)."""
    check_python()
    groups = groups or ["base"]
    due = [group for group in groups if not is_done(group)]
    check_disk(due)
    if due:
        with only_one():
            make_venv()
            for group in due:
                install(group)
    if "browser" in groups:
        find_chromium()


def check_python():
    if sys.version_info < OLDEST:
        raise SetupError(
            f"Cần Python ≥ {OLDEST[0]}.{OLDEST[1]}; «{sys.executable}» là bản {sys.version.split()[0]}.\n"
            "Debian 12, Ubuntu 24.04 trở lên có sẵn: sudo apt install python3 python3-venv\n"
            "Nếu máy có bản khác, chỉ cho make: make run PYTHON=/đường/dẫn/python3.11"
        )


def check_disk(due):
    free = shutil.disk_usage(str(ROOT)).free
    needed = max([NEEDED_BYTES.get(group, 300_000_000) for group in due] or [LEAST_BYTES])
    if free < needed:
        raise SetupError(
            f"Ổ đĩa chứa {ROOT} chỉ còn {free / 1e6:.0f} MB, cần ít nhất {needed / 1e6:.0f} MB. "
            "Hãy xóa bớt tệp hoặc đặt thư mục này ở ổ khác rồi chạy lại."
        )
    if not os.access(str(ROOT), os.W_OK) and due:
        raise SetupError(f"Không có quyền ghi vào {ROOT}. Hãy chạy bằng chủ của thư mục hoặc chép nó về nhà.")


@contextlib.contextmanager
def only_one():
    """Let a second `make` wait for the first."""
    import fcntl

    with Path(__file__).open() as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def lock_file(group):
    return ROOT / "requirements" / f"{group}.lock"


def stamp_of(group):
    """The stamp's content: what was installed, for which Python, at which place (a moved .venv is a broken one)."""
    text = "{}|{}|{}".format(sys.version_info[:2], ROOT, (ROOT / "requirements" / "tools.lock").read_text())
    return hashlib.sha256((text + lock_file(group).read_text()).encode()).hexdigest()


def is_done(group):
    if not lock_file(group).is_file():
        raise SetupError(f"Không có nhóm gói «{group}» (thiếu {lock_file(group)}).")
    stamp = VENV / "stamps" / group
    return PYTHON.exists() and stamp.is_file() and stamp.read_text() == stamp_of(group)


def make_venv():
    """Create .venv with pip and the tools of tools.lock, unless a working one is there."""
    stamp = VENV / "stamps" / "tools"
    if PYTHON.exists() and stamp.is_file() and stamp.read_text() == stamp_of("tools"):
        return
    if not (PYTHON.exists() and quiet([PYTHON, "-m", "pip", "--version"])):
        say("Tạo môi trường Python trong .venv…")
        create_venv()
    say("Cài công cụ cài gói…")
    pip(lock_file("tools"))
    write_stamp("tools")


def create_venv():
    if quiet([sys.executable, "-c", "import ensurepip"]):
        run([sys.executable, "-m", "venv", "--clear", VENV], "Không tạo được .venv.")
    elif shutil.which("virtualenv"):
        run(["virtualenv", "--clear", "--quiet", VENV], "Lệnh virtualenv không tạo được .venv.")
    elif quiet([sys.executable, "-m", "pip", "--version"]):
        run([sys.executable, "-m", "venv", "--clear", "--without-pip", VENV], "Không tạo được .venv.")
        run([sys.executable, "-m", "pip", "--python", PYTHON, "install", "pip"], "Không cài được pip vào .venv.")
    elif apt_install("python3-venv"):
        run([sys.executable, "-m", "venv", "--clear", VENV], "Không tạo được .venv.")
    else:
        raise SetupError(
            "Python này thiếu venv và pip (Debian, Ubuntu tách chúng thành gói riêng). Hãy cài rồi chạy lại:\n"
            "    sudo apt install python3-venv"
        )


def install(group):
    say(f"Cài nhóm gói «{group}» theo requirements/{group}.lock (đối chiếu mã băm từng gói)…")
    uv = [VENV / "bin" / "uv", "pip", "install", "--quiet", "--python", PYTHON, "--require-hashes", "-r"]
    # uv is fast but does not read pip's own settings (mirror, certificate); where it fails, pip decides.
    if not quiet([*uv, lock_file(group)]):
        pip(lock_file(group))
    editable = [
        PYTHON,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--no-index",
        "-e",
        ROOT,
    ]
    run(editable, "Không nối được mã nguồn vào .venv.")
    write_stamp(group)


def write_stamp(group):
    stamp = VENV / "stamps" / group
    stamp.parent.mkdir(exist_ok=True)
    stamp.write_text(stamp_of(group))


def pip(lock):
    command = [PYTHON, "-m", "pip", "install", "--quiet", "--retries", "1", "--timeout", "20", "--require-hashes"]
    run([*command, "--no-deps", "-r", lock], f"Không cài được các gói của {lock.name}.")


def environment():
    """The caller's environment without what would send packages elsewhere."""
    kept = {key: value for key, value in os.environ.items() if key not in {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV"}}
    kept.update({"PIP_USER": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_ROOT_USER_ACTION": "ignore"})
    home = Path(kept.get("HOME", "/nonexistent"))
    if not (home.is_dir() and os.access(str(home), os.W_OK)):
        kept.update({"UV_NO_CACHE": "1", "PIP_NO_CACHE_DIR": "1"})
    return kept


def quiet(command):
    """Run and tell whether it succeeded."""
    try:
        done = subprocess.run([str(word) for word in command], env=environment(), capture_output=True, check=False)
    except OSError:
        return False
    return done.returncode == 0


def run(command, complaint):
    """Run, or stop with the complaint, the last lines of the output, and a hint where the network is to blame."""
    words = [str(word) for word in command]
    done = subprocess.run(
        words, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    if done.returncode == 0:
        return
    if "No space left on device" in done.stdout:
        raise SetupError(f"{complaint} Đĩa đã đầy: hãy giải phóng chỗ rồi chạy lại.")
    if any(sign in done.stdout for sign in NO_NETWORK_SIGNS):
        raise SetupError(
            f"{complaint} Máy không tới được kho gói Python. Hãy kiểm tra mạng; sau tường lửa thì đặt HTTPS_PROXY, "
            "hoặc chỉ kho nội bộ bằng PIP_INDEX_URL. Chạy lại sẽ tiếp từ chỗ dở."
        )
    tail = "\n".join("    " + line for line in done.stdout.strip().splitlines()[-8:])
    raise SetupError(f"{complaint}\n{tail}")


def apt_install(package):
    """Install a Debian package where we are root on Debian; tell whether it succeeded."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    say(f"Cài gói hệ thống {package}…")
    update = ["apt-get", "update", "-q"]
    fetch = ["apt-get", "install", "-y", "-q", "--no-install-recommends", package]
    return quiet(fetch) or (quiet(update) and quiet(fetch))


def find_chromium():
    if shutil.which("chromium") or shutil.which("chromium-browser") or apt_install("chromium"):
        return
    say("Chưa có Chromium: các phép thử bằng trình duyệt sẽ được bỏ qua. Để chạy chúng: sudo apt install chromium")


def say(text):
    print(text, flush=True)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except SetupError as reason:
        print(f"\n{reason}", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
