"""Text messages: urgent things only, short, without marks, once; by the simulator or a real gateway."""

from __future__ import annotations

import json
import threading
from datetime import datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.error import HTTPError
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from thongsuot.platform.notifications import Note, addresses, declare_kind, morning, notify, notify_many
from thongsuot.platform.notifications.actions import SwitchInput, SwitchMail
from thongsuot.platform.notifications.channels import Gateway, Simulator, text_channel
from thongsuot.platform.notifications.domain import TEXT_LENGTH, short_text, unmarked
from thongsuot.platform.notifications.models import Notification, SimulatedText
from thongsuot.platform.notifications.tests.test_notifications import MAI
from thongsuot.platform.outbox.delivery import drain
from thongsuot.platform.outbox.models import OutboxMessage

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
declare_kind("sample.told", "Được báo thử")


@pytest.fixture(autouse=True)
def known(monkeypatch):
    monkeypatch.setattr(addresses, "_finder", lambda ids: {})
    monkeypatch.setattr(addresses, "_phones", lambda ids: {one: f"09120000{one:02}" for one in ids if one != 7})


@pytest.fixture
def at(monkeypatch):
    def set_time(hour: int, minute: int = 0, day: int = 9) -> None:
        monkeypatch.setattr(timezone, "now", lambda: datetime(2024, 10, day, hour, minute, tzinfo=ZONE))

    return set_time


def note(key: str = "a", text: str = "Quá hạn 3 ngày: Rà soát thủ tục", **more: object) -> Note:
    return Note("sample.told", key, text, "Bạn theo dõi việc này", url="/viec/1", urgent=True, **more)


def sent() -> list[tuple[str, str]]:
    drain()
    return list(SimulatedText.objects.order_by("pk").values_list("number", "text"))


@pytest.mark.django_db
def test_only_urgent_notes_and_only_to_people_with_a_number(at):
    at(10)
    notify([5, 7], note())
    notify([5], Note("sample.told", "b", "Không khẩn", "Vì sao"))
    assert sent() == [("0912000005", "Qua han 3 ngay: Ra soat thu tuc http://127.0.0.1:8000/thong-bao")]
    drain()
    assert Notification.objects.get(recipient_id=5, key="a").texted_at
    assert "0912" not in str(list(OutboxMessage.objects.values_list("payload", flat=True))), (
        "no number waits in the outbox"
    )


@pytest.mark.django_db
def test_several_at_once_are_one_message(at):
    at(10)
    notify_many([([5], note("a")), ([5, 6], note("b"))])
    assert [text.split(" http")[0] for _number, text in sent()] == [
        "Thong Suot: 2 viec khan can xem",
        "Qua han 3 ngay: Ra soat thu tuc",
    ]


@pytest.mark.django_db
def test_nothing_at_night_and_the_switch_holds(at):
    at(22)
    notify([5], note("a"))
    SwitchMail.run(MAI, SwitchInput("sample.told", mail=False))
    notify([5], note("b"))
    assert sent() == [] and morning.send_digests() == 0
    at(7, 30, day=10)
    morning.send_digests()
    assert len(sent()) == 1
    morning.send_digests()
    assert len(sent()) == 1


@pytest.mark.django_db
def test_a_retry_that_falls_into_the_night_waits_for_the_morning(at, monkeypatch):
    at(20, 59)
    monkeypatch.setattr(Simulator, "send", lambda *_: (_ for _ in ()).throw(OSError("cổng bận")))
    notify([5], note())
    drain()
    assert OutboxMessage.objects.get().attempts == 1
    monkeypatch.undo()
    monkeypatch.setattr(addresses, "_phones", lambda ids: dict.fromkeys(ids, "0912000005"))
    monkeypatch.setattr(timezone, "now", lambda: datetime(2024, 10, 9, 21, 5, tzinfo=ZONE))
    assert sent() == []
    monkeypatch.setattr(timezone, "now", lambda: datetime(2024, 10, 10, 7, 30, tzinfo=ZONE))
    morning.send_digests()
    assert len(sent()) == 1


@pytest.mark.django_db
def test_off_means_off(at, settings):
    settings.SMS = "off"
    at(10)
    notify([5], note())
    assert text_channel() is None and sent() == []
    assert Notification.objects.get().text_at is None


@pytest.mark.django_db
def test_the_simulator_keeps_a_repeat_once():
    for _again in range(2):
        Simulator().send("0912", "Qua han", "mot-khoa")
    assert SimulatedText.objects.count() == 1


class Provider(BaseHTTPRequestHandler):
    taken: list[tuple[dict[str, str], dict[str, str]]] = []
    answer = 202

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.taken.append((dict(self.headers), json.loads(body)))
        self.send_response(self.answer)
        self.end_headers()

    def log_message(self, *_arguments: object) -> None:
        pass


@pytest.fixture
def provider():
    server = HTTPServer(("127.0.0.1", 0), Provider)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    Provider.taken, Provider.answer = [], 202
    yield f"http://127.0.0.1:{server.server_port}/gui"
    server.shutdown()
    server.server_close()


def test_the_gateway_gets_number_words_and_key(provider, settings):
    settings.SMS, settings.SMS_TOKEN = provider, "bi-mat"
    channel = text_channel()
    assert channel == Gateway(provider, "bi-mat")
    channel.send("0912000005", "Quá hạn", "khoa-1")
    headers, body = Provider.taken[0]
    assert body == {"to": "0912000005", "text": "Quá hạn", "key": "khoa-1"}
    assert (headers["Idempotency-Key"], headers["Authorization"]) == ("khoa-1", "Bearer bi-mat")


def test_a_gateway_that_refuses_is_tried_again_by_the_outbox(provider):
    Provider.answer = 503
    with pytest.raises(HTTPError):
        Gateway(provider).send("0912000005", "Quá hạn", "khoa-1")
    assert "Authorization" not in Provider.taken[0][0]


@hypothesis_settings(max_examples=100, deadline=None)
@given(st.lists(st.text(max_size=400), min_size=1, max_size=3))
def test_every_message_fits_and_ends_in_its_address(texts):
    address = "https://cchc.tinh.gov.vn/thong-bao"
    words = short_text(texts, "Thông Suốt: nhiều việc khẩn", address)
    assert len(words) <= TEXT_LENGTH and words.isascii() and words.endswith(f" {address}")


def test_marks_go_and_letters_stay():
    assert unmarked("Đường lối «số hóa» – Ủy ban…") == 'Duong loi "so hoa" - Uy ban...'
