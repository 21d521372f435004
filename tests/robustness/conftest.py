"""Documents of our own in any number, and a private cluster that outlives the processes killed over it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.clusters import copy_migrated, environment, new_home
from thongsuot.platform.postgres.cluster import Cluster

ROOT = Path(__file__).resolve().parents[2]
PROVINCES = ("Lạng Sơn", "Cao Bằng", "Thanh Hóa", "Cần Thơ", "Lào Cai", "Đồng Nai")


def document_text(number: int) -> str:
    """A notice with three figures, two orders and a line that carries its number; no two are alike."""
    place = PROVINCES[number % len(PROVINCES)]
    done, whole = 400 + number, 900 + 2 * number
    return (
        f"Ngày {number % 28 + 1}/10/2024, Ban Chỉ đạo cải cách hành chính tỉnh {place} họp phiên thứ {number + 1}.\n"
        f"Trong 9 tháng đầu năm 2024, tỷ lệ hồ sơ trực tuyến của tỉnh {place} đạt {50 + number % 40},{number % 10}%. "
        f"Đến nay có {done} trong tổng số {whole} thủ tục được cung cấp trực tuyến.\n"
        f"Số hồ sơ giải quyết trong kỳ là {1200 + 37 * number} hồ sơ.\n"
        "Trưởng Ban Chỉ đạo yêu cầu:\n"
        f"1. Giao Sở Nội vụ hoàn thành rà soát {number + 3} thủ tục trước ngày 31/12/2024.\n"
        "2. Giao Văn phòng Ủy ban nhân dân tỉnh đôn đốc việc số hóa kết quả trong quý IV/2024.\n"
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Thirty documents, a few of them twice under other names."""
    home = tmp_path / "van-ban"
    home.mkdir()
    for number in range(30):
        (home / f"van-ban-{number:02}.txt").write_text(document_text(number), encoding="utf-8")
    for number in (3, 17):
        shutil.copy(home / f"van-ban-{number:02}.txt", home / f"x-ban-sao-{number:02}.txt")
    return home


@dataclass(frozen=True, slots=True)
class Product:
    """The command line over a private cluster."""

    var: Path
    cluster: Cluster

    def environment(self) -> dict[str, str]:
        return environment(self.var)

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "thongsuot.cli.main", *arguments]
        return subprocess.Popen(
            command, env=self.environment(), text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )

    def run(self, *arguments: str) -> tuple[int, str]:
        """Exit status and everything said."""
        process = self.start(*arguments)
        said, _nothing = process.communicate(timeout=240)
        return process.returncode, said


@pytest.fixture
def product() -> Iterator[Product]:
    """With all tables and nothing in them."""
    home = new_home()
    var = home / "var"
    copy_migrated(var)
    cluster = Cluster.in_var(var)
    yield Product(var, cluster)
    cluster.stop()
    shutil.rmtree(home)


@pytest.fixture
def inspect(product: Product) -> Callable[[], dict[str, int]]:
    """What the record holds and what is wrong with it, counted by a process of its own."""

    program = "import django; django.setup(); from tests.robustness.inspecting import report; report()"
    environment = product.environment() | {"DJANGO_SETTINGS_MODULE": "thongsuot.config.settings"}

    def ask() -> dict[str, int]:
        command = [sys.executable, "-c", program]
        done = subprocess.run(command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
        counts: dict[str, int] = json.loads(done.stdout)
        return counts

    return ask
