"""The same conversation over HTTP: a bank in another thread answers signed questions; then it goes silent."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.test import override_settings
from django.utils import timezone

from thongsuot.serving.payments.choices import Result
from thongsuot.serving.payments.domain.signing import SENT_AT, opened, signed
from thongsuot.serving.payments.gateways import gateway, gateway_named
from thongsuot.serving.payments.gateways.interface import GatewayDown

SECRET = "khoa dung thu dai hon ba muoi hai ky tu"


class _Bank(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        question = opened(SECRET.encode(), self.rfile.read(int(self.headers["Content-Length"])), timezone.now())
        told = {
            "ts_message": "m1", "ts_result": "paid", "ts_order": "TT1", "ts_attempt": question["ts_attempt"],
            "ts_reference": self.path.strip("/"), "ts_amount": "8000", "ts_time": timezone.now().isoformat(),
            SENT_AT: timezone.now().isoformat(),
        }  # fmt: skip
        self.send_response(200)
        self.end_headers()
        self.wfile.write(signed(SECRET.encode(), told))

    def log_message(self, *_given: object) -> None:
        """Quiet."""


@pytest.fixture
def bank() -> Iterator[HTTPServer]:
    server = HTTPServer(("127.0.0.1", 0), _Bank)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    with override_settings(GATEWAY=f"http://127.0.0.1:{server.server_port}", GATEWAY_SECRET=SECRET):
        yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_question_and_its_answer(bank: HTTPServer) -> None:
    way = gateway()
    assert way is not None
    told = way.read(way.ask("TT101"), timezone.now())
    assert (told.result, told.attempt, told.amount, told.reference) == (Result.PAID, "TT101", 8_000, "ask")
    assert way.read(way.refund("HT1", "FT1", 8_000), timezone.now()).reference == "refund"
    assert gateway_named("simulator") is None, "beside a real bank the simulated one has no door"


def test_a_silent_bank_is_no_answer() -> None:
    with override_settings(GATEWAY="http://127.0.0.1:9", GATEWAY_SECRET=SECRET):
        way = gateway()
        assert way is not None
        with pytest.raises(GatewayDown, match="không trả lời"):
            way.ask("TT101")
