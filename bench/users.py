"""People at browsers, each in turn a page or a button, thinking in between."""

from __future__ import annotations

import http.client
import re
import threading
import time
import urllib.parse
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from random import Random

PORT = 18765
DESK = "/lam-viec/tiep-nhan"
OPEN, TAKE_IN, FILE = "mở phiếu tiếp nhận", "tiếp nhận (bấm nút)", "nộp trực tuyến (bấm nút)"
Pages = dict[str, Callable[[Random], str]]


def connection_to_server() -> http.client.HTTPConnection:
    return http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)


class User(threading.Thread):
    """One person at one browser: asks in turn, thinks in between, notes how long each answer took."""

    def __init__(self, cookie: str, asked: Asked, until: float, think: float, seed: int):
        super().__init__()
        self.cookie, self.asked, self.until, self.think, self.dice = cookie, asked, until, think, Random(seed)
        self.times: dict[str, list[float]] = {name: [] for name in asked.names}
        self.fault = ""
        self.line = connection_to_server()

    def run(self) -> None:
        time.sleep(self.dice.random() * self.think)
        while time.perf_counter() < self.until and not self.fault:
            name = self.dice.choice(list(self.asked.turns))
            if name == TAKE_IN:
                self.press(TAKE_IN, OPEN, f"{DESK}?thu-tuc={self.asked.procedure}", self.cookie)
            elif name == FILE:
                with self.asked.lock:
                    last_page = self.asked.drafts.pop() if self.asked.drafts else ""
                if last_page:
                    self.press(FILE, "", last_page, "")
            else:
                self.ask(name, "GET", self.asked.pages[name](self.dice), self.cookie)
            time.sleep(self.think * self.dice.uniform(0.5, 1.5))

    def ask(
        self, name: str, method: str, path: str, cookie: str, form: str = ""
    ) -> tuple[http.client.HTTPResponse, str]:
        headers = {"Cookie": cookie} | ({"Content-Type": "application/x-www-form-urlencoded"} if form else {})
        began = time.perf_counter()
        self.line.request(method, path, form or None, headers)
        answer = self.line.getresponse()
        text = answer.read().decode()
        if name:
            self.times[name].append((time.perf_counter() - began) * 1000)
        if answer.status != (HTTPStatus.FOUND if form else HTTPStatus.OK):
            self.fault = f"{name or path} answered {answer.status}"
        return answer, text

    def press(self, name: str, opening: str, path: str, cookie: str) -> None:
        """Open the page (its time goes to ``opening``), think, fill in, press the button: the time of the button."""
        answer, text = self.ask(opening, "GET", path, cookie)
        if self.fault:
            return
        set_here = [one.split(";")[0] for one in answer.headers.get_all("Set-Cookie") or ()]
        hidden = dict(re.findall(r'name="(csrfmiddlewaretoken|khoa)" value="([^"]+)"', text))
        papers = {f"giay-{one}": "du" for one in re.findall(r'name="giay-([^"]+)"', text)}
        held = [("tep", one) for one in re.findall(r'name="tep" value="(\d+)"', text)]
        number = self.dice.randrange(10**8)
        typed = {"applicant_kind": "citizen", "applicant_name": f"Người Thử {number}", "id_number": f"000{number:09}",
                 "phone": f"09{number:08}"} if name == TAKE_IN else {}  # fmt: skip
        time.sleep(self.think * self.dice.uniform(0.5, 1.5))
        form = urllib.parse.urlencode([*(hidden | papers | typed).items(), *held])
        self.ask(name, "POST", path, "; ".join([*([cookie] if cookie else []), *set_here]), form)


@dataclass
class Asked:
    """What users do in turn: pages, and the buttons there is something for."""

    pages: Pages
    procedure: str = ""
    drafts: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def turns(self) -> list[str]:
        return [*self.pages, *([TAKE_IN] if self.procedure else []), *([FILE] if self.drafts else [])]

    @property
    def names(self) -> list[str]:
        return [*self.pages, OPEN, TAKE_IN, FILE]


def at_once(users: int, seconds: float, think: float, cookie: str, asked: Asked) -> dict[str, list[float]]:
    until = time.perf_counter() + seconds
    people = [User(cookie, asked, until, think, seed) for seed in range(users)]
    for one in people:
        one.start()
    for one in people:
        one.join()
    faults = sorted({one.fault for one in people if one.fault})
    assert not faults, faults
    return {name: [taken for one in people for taken in one.times[name]] for name in asked.names}
