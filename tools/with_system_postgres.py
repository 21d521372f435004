"""Run a command with DATABASE_URL on a throw-away cluster of the system: with_system_postgres.py COMMAND…"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from thongsuot.platform.postgres import processes
from thongsuot.platform.postgres.cluster import DATABASE, USER, Cluster


def main(command: list[str]) -> int:
    os.environ["THONGSUOT_POSTGRES"] = "system"
    folder = Path(tempfile.mkdtemp(prefix="thongsuot-"))
    folder.chmod(0o711)
    cluster = Cluster.in_var(folder, throwaway=True)
    try:
        cluster.start()
        url = f"postgresql://{USER}@/{DATABASE}?host={cluster.socket}"
        return subprocess.run(command, env=os.environ | {"DATABASE_URL": url}, check=False).returncode
    finally:
        if processes.postmaster(cluster.data) is not None:
            cluster.stop()
        shutil.rmtree(folder)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
