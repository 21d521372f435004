"""A patient visitor over HTTP: asks again until the site answers, whoever was killed meanwhile."""

from __future__ import annotations

import http.client
import re
import time
import urllib.parse
from dataclasses import dataclass, field
from uuid import uuid4

_PATIENCE = 240.0


class StillAwayError(AssertionError):
    """The site did not come back in time."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    text: str
    location: str

    @property
    def main(self) -> str:
        """The words of the page, for whoever reads a failure."""
        return re.sub(r"<[^>]+>|\s+", " ", self.text.partition("<main")[2])[:1500]


@dataclass
class Visitor:
    """``deaf``: how often no answer came (connection cut, 5xx) and the same was asked again.

    ``heard`` collects a mark for each answer that came.
    """

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    heard: list[int] = field(default_factory=list)
    deaf: int = 0

    def get(self, path: str) -> Answer:
        return self._patiently("GET", path, b"", {})

    def post(self, path: str, **fields: str | list[str]) -> Answer:
        body = urllib.parse.urlencode(fields, doseq=True).encode()
        return self._patiently("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded"})

    def send(self, path: str, name: str, data: bytes) -> Answer:
        """One file, as a form without script sends it."""
        edge = uuid4().hex
        head = f'--{edge}\r\nContent-Disposition: form-data; name="tep"; filename="{name}"\r\n\r\n'
        body = head.encode() + data + f"\r\n--{edge}--\r\n".encode()
        return self._patiently("POST", path, body, {"Content-Type": f"multipart/form-data; boundary={edge}"})

    def _patiently(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Answer:
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            try:
                answer = self._once(method, path, body, headers)
            except (OSError, http.client.HTTPException):
                answer = None
            if answer is not None and answer.status < 500:
                self.heard.append(answer.status)
                return answer
            self.deaf += 1
            time.sleep(0.05)
        raise StillAwayError(f"{method} {path}: {answer and answer.status}")

    def _once(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Answer:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            told = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
            if method == "POST":
                self.cookies.setdefault("csrftoken", "a" * 32)
                told["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
                told["X-CSRFToken"] = self.cookies["csrftoken"]
            line.request(method, path, body or None, headers | told)
            response = line.getresponse()
            text = response.read().decode(errors="replace")
            for given in response.headers.get_all("Set-Cookie") or ():
                name, value = given.split(";", 1)[0].split("=", 1)
                self.cookies[name] = value
            return Answer(response.status, text, response.headers.get("Location", ""))
        finally:
            line.close()


def first_match(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    assert found, f"{pattern} not in {text[:2000]}"
    return found[1]
