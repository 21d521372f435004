"""kill -9 of server and database while citizens file and pay and officers hand over: nothing lost, nothing doubled.

Thirty rounds as a rule; ``THONGSUOT_LONG=1`` kills two hundred times.
"""

from __future__ import annotations

import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.robustness.browsing import Visitor, first_match
from tests.robustness.conftest import ROOT, Product
from tests.robustness.serving_scene import photograph

pytestmark = pytest.mark.slow
ROUNDS = 200 if os.environ.get("THONGSUOT_LONG") else 30
DRAFTS = max(40, ROUNDS // 2)
EVERY_DATABASE, EVERY_SERVER = 8, 10  # each eighth kill meets the database, each tenth the whole server
_MODES = ("prompt", "late", "twice", "disorder", "lost", "redirect-only")


class Site:
    """The product's web server over its own cluster; killed by its numbers."""

    def __init__(self, product: Product) -> None:
        self.product = product
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            self.port = taken.getsockname()[1]
        self.environment = product.environment() | {
            "THONGSUOT_DEMO": "1",
            "THONGSUOT_DEBUG": "1",  # style sheets by their plain names: none is collected here
            "DJANGO_SETTINGS_MODULE": "thongsuot.config.settings",
        }
        self.start()

    def start(self) -> None:
        command = [sys.executable, "-m", "gunicorn", "thongsuot.config.wsgi:application", "--preload"]
        command += [f"--bind=127.0.0.1:{self.port}", "--workers=2", "--log-level=critical", "--no-control-socket"]
        self.master = subprocess.Popen(command, cwd=ROOT, env=self.environment, stderr=subprocess.DEVNULL)

    def workers(self) -> list[int]:
        children = Path(f"/proc/{self.master.pid}/task/{self.master.pid}/children").read_text()
        return [int(one) for one in children.split()]

    def kill_a_worker(self, dice: random.Random) -> None:
        alive = self.workers()
        if alive:
            os.kill(dice.choice(alive), signal.SIGKILL)

    def kill_all(self) -> None:
        for number in (self.master.pid, *self.workers()):
            os.kill(number, signal.SIGKILL)
        self.master.wait()
        self.start()

    def kill_database(self) -> None:
        postmaster = int((self.product.cluster.data / "postmaster.pid").read_text().split("\n")[0])
        os.kill(postmaster, signal.SIGKILL)
        self.product.cluster.start()

    def stop(self) -> None:
        self.master.terminate()
        self.master.wait(timeout=30)

    def ask(self, call: str) -> Any:
        program = f"import django; django.setup(); from tests.robustness import serving_scene; serving_scene.{call}"
        command = [sys.executable, "-c", program]
        done = subprocess.run(command, env=self.environment, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
        return json.loads(done.stdout) if done.stdout.strip() else None


class Acknowledged:
    """What the site told its visitors it had taken."""

    def __init__(self) -> None:
        self.filed: dict[int, str] = {}  # number of the draft → code
        self.paid_at_bank: list[str] = []  # addresses of pay pages
        self.handed: Counter[str] = Counter()
        self.heard: list[int] = []  # one mark an answer
        self.deaf = 0


def citizen(port: int, drafts: list[str], numbers: range, done: Acknowledged, stop: threading.Event) -> None:
    """Sends the paper, files, pays: one draft after the other."""
    dice = random.Random(numbers.start)
    for number in numbers:
        if stop.is_set():
            return
        visitor, home = Visitor(port, heard=done.heard), f"/nop-ho-so/ban-khai/{drafts[number]}"
        sent = visitor.send(f"{home}/giay-to/giay-to", f"anh-{number}.jpg", photograph(number))
        assert sent.status == 302, sent.main
        filed = visitor.post(f"{home}/kiem-tra-lai")
        assert filed.status == 302, filed.main
        page = visitor.get(f"{home}/da-nop")
        done.filed[number] = first_match(r"/tra-cuu/([0-9A-Za-z.-]+)", page.text)
        address = first_match(r"(/thanh-toan/[\w-]+)", page.text)
        charge = visitor.post(address)
        if "ngan-hang-gia-lap" in charge.location:
            bank = charge.location[charge.location.index("/ngan-hang-gia-lap") :]
            visitor.post(bank, cach=dice.choice(_MODES))
            done.paid_at_bank.append(address)
        done.deaf += visitor.deaf


def officers(port: int, cookies: list[str], done: Acknowledged, stop: threading.Event) -> None:
    """The paper file goes from the desk to the specialist and back, each scanning it."""
    people = [Visitor(port, {"sessionid": cookie}, done.heard) for cookie in cookies]
    while not stop.is_set():
        codes = list(done.filed.values())
        if not codes:
            time.sleep(0.1)
            continue
        code = codes[done.handed.total() // 2 % len(codes)]
        for officer in people:
            answer = officer.post("/lam-viec/ban-giao", ma=[code], buoc="nhan")
            assert answer.status == 200, answer.main
            done.handed[code] += 1
    done.deaf += sum(one.deaf for one in people)


@contextmanager
def crowd(site: Site, scene: dict[str, Any], done: Acknowledged) -> Iterator[Callable[[], bool]]:
    """Three citizens and the two officers at work; gives «is anybody still at work»."""
    stop, faults = threading.Event(), []

    def guarded(work: Callable[..., None], *given: Any) -> None:
        try:
            work(*given)
        except BaseException as error:
            faults.append(error)

    share = DRAFTS // 3
    jobs = [(citizen, site.port, scene["drafts"], range(n * share, (n + 1) * share), done, stop) for n in range(3)]
    jobs.append((officers, site.port, scene["officers"], done, stop))
    people = [threading.Thread(target=guarded, args=job) for job in jobs]
    for one in people:
        one.start()
    try:
        yield lambda: not faults
    finally:
        stop.set()
        for one in people:
            one.join(timeout=300)
        if faults:
            raise faults[0]


@pytest.fixture
def site(product: Product) -> Iterator[Site]:
    one = Site(product)
    yield one
    one.stop()


def test_whatever_is_killed_nothing_taken_is_lost_or_doubled(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    scene, began = site.ask(f"prepare({DRAFTS})"), time.monotonic()
    dice, done, kills = random.Random(20261122), Acknowledged(), Counter[str]()
    with crowd(site, scene, done) as well:
        for number in range(ROUNDS):
            heard, until = len(done.heard), time.monotonic() + 120
            while len(done.heard) < heard + 2 and time.monotonic() < until and well():
                time.sleep(0.02)  # somebody gets through between two kills, however slow the machine is
            time.sleep(dice.uniform(0.0, 0.5))
            assert well()
            if number % EVERY_DATABASE == EVERY_DATABASE - 1:
                site.kill_database()
                kills["cơ sở dữ liệu"] += 1
            elif number % EVERY_SERVER == EVERY_SERVER - 1:
                site.kill_all()
                kills["cả máy chủ"] += 1
            else:
                site.kill_a_worker(dice)
                kills["một tiến trình"] += 1
    site.ask("settle()")
    found = site.ask("report()")
    with capsys.disabled():
        print(
            f"\n{ROUNDS} lần giết {dict(kills)} trong {time.monotonic() - began:.0f} giây; báo đã nhận: "
            f"{len(done.filed)} hồ sơ, {len(done.paid_at_bank)} lần trả tiền, {done.handed.total()} bàn giao; "
            f"{done.deaf} lần hỏi lại; còn lại {len(found['people'])} hồ sơ, {sum(found['files'].values())} giấy tờ, "
            f"{len(found['paid'])} khoản đã trả, {sum(found['handovers'].values())} bàn giao; lỗi: {found['faults']}"
        )

    assert done.deaf > ROUNDS // 10, "hardly a kill met anybody at work"
    assert len(done.filed) > 5 and sum(done.handed.values()) > 5 and len(done.paid_at_bank) > 3
    assert found["faults"] == []
    assert set(found["people"].values()) == {1}, "a dossier twice"
    assert {f"Người Thử {number}": code for number, code in done.filed.items()}.items() <= found["codes"].items()
    assert all(found["files"][code] == 1 for code in done.filed.values()), "a paper lost or doubled"
    assert found["handovers"] == found["events"], "a hand-over without its event"
    assert found["handovers"] == dict(done.handed), "a hand-over lost or doubled"
    assert found["paid"], "nobody paid"
    assert {number: found["booked"][number] for number in found["paid"]} == found["paid"], "bank and books differ"
    assert {found["states"][number] for number in found["paid"]} == {"order_paid"}
    assert sum(amount for number, amount in found["booked"].items() if number not in found["paid"]) == 0
