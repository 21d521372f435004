from __future__ import annotations

import stat
import threading
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from thongsuot.config import environment


def test_without_a_url_the_private_cluster_is_used() -> None:
    assert environment.database("")["ENGINE"] == "thongsuot.platform.postgres"


def test_a_url_gives_every_part_its_place_with_escapes_undone() -> None:
    found = environment.database("postgresql://cchc%40tinh:m%2Fk@db.tinh.vn:6543/thong%20suot?sslmode=require")
    assert (found["USER"], found["PASSWORD"]) == ("cchc@tinh", "m/k")
    assert (found["HOST"], found["PORT"], found["NAME"]) == ("db.tinh.vn", "6543", "thong suot")
    assert found["OPTIONS"] == {"sslmode": "require"}


def test_a_socket_folder_is_given_as_host_in_the_query() -> None:
    found = environment.database("postgres://u@/ten?host=/var/run/postgresql")
    assert found["HOST"] == "/var/run/postgresql"
    assert found["OPTIONS"] == {}


@pytest.mark.parametrize("url", ["mysql://u:p@h/ten", "postgresql://u:p@h", "postgresql://u:p@h/", "ten"])
def test_a_url_of_another_database_or_without_name_says_the_right_form(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="postgresql://người_dùng"):
        environment.database(url)


def test_the_password_never_shows_in_the_complaint() -> None:
    with pytest.raises(ImproperlyConfigured) as caught:
        environment.database("mysql://u:bi-mat@h/ten")
    assert "bi-mat" not in str(caught.value)


def test_the_secret_key_is_made_once_and_closed_to_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("THONGSUOT_SECRET_KEY", raising=False)
    first = environment.secret_key(tmp_path / "var")
    assert len(first) >= 50
    assert environment.secret_key(tmp_path / "var") == first
    assert stat.S_IMODE((tmp_path / "var" / "secret-key").stat().st_mode) == 0o600


def test_processes_that_race_for_the_secret_key_agree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("THONGSUOT_SECRET_KEY", raising=False)
    seen: list[str] = []
    threads = [threading.Thread(target=lambda: seen.append(environment.secret_key(tmp_path))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 8
    assert len(set(seen)) == 1


def test_an_unusable_folder_is_named_in_the_complaint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("THONGSUOT_SECRET_KEY", raising=False)
    (tmp_path / "var").write_text("một tệp, không phải thư mục")
    with pytest.raises(ImproperlyConfigured, match="THONGSUOT_VAR"):
        environment.secret_key(tmp_path / "var")


@pytest.mark.parametrize(
    ("text", "expected"), [("1", True), ("Yes", True), ("", False), ("0", False), ("không", False)]
)
def test_flags(monkeypatch: pytest.MonkeyPatch, text: str, expected: bool) -> None:
    monkeypatch.setenv("THONGSUOT_HTTPS", text)
    assert environment.flag("THONGSUOT_HTTPS") is expected


def test_letters_stay_on_the_machine_unless_a_server_is_named(tmp_path: Path) -> None:
    assert environment.mail("", tmp_path)["EMAIL_FILE_PATH"] == tmp_path / "thu"
    given = environment.mail("smtp://ten:mat%40khau@thu.example.vn", tmp_path)
    assert (given["EMAIL_HOST"], given["EMAIL_PORT"], given["EMAIL_HOST_PASSWORD"]) == (
        "thu.example.vn",
        587,
        "mat@khau",
    )
    with pytest.raises(ImproperlyConfigured, match="THONGSUOT_SMTP"):
        environment.mail("thu.example.vn", tmp_path)


def test_the_seal_is_a_file_and_its_password_another(tmp_path: Path) -> None:
    key, password = tmp_path / "dau.p12", tmp_path / "mat-khau"
    assert environment.seal("", "", "") is None
    with pytest.raises(ImproperlyConfigured, match="THONGSUOT_SEAL\\."):
        environment.seal(str(key), "", "")
    key.write_bytes(b"")
    with pytest.raises(ImproperlyConfigured, match="THONGSUOT_SEAL_PASSWORD_FILE"):
        environment.seal(str(key), str(password), "")
    password.write_text("bi mat\n")
    found = environment.seal(str(key), str(password), "https://dau-thoi-gian.vn")
    assert found == {"file": str(key), "password": "bi mat", "time_url": "https://dau-thoi-gian.vn"}


@pytest.mark.parametrize(
    ("given", "demo", "chosen"),
    [
        ("", True, "simulator"),
        ("", False, "off"),
        ("off", True, "off"),
        ("https://sms.vn/gui", False, "https://sms.vn/gui"),
    ],
)
def test_text_messages_go_where_the_environment_says(given: str, demo: bool, chosen: str) -> None:
    assert environment.text_messages(given, demo=demo) == chosen


@pytest.mark.parametrize("wrong", ["file:///etc/passwd", "bat", "https://"])
def test_a_wrong_way_for_text_messages_stops_the_start(wrong: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="THONGSUOT_SMS"):
        environment.text_messages(wrong, demo=True)


def test_a_bank_is_chosen_with_its_secret() -> None:
    secret = "khoa dung thu dai hon ba muoi hai ky tu"
    assert environment.gateway("", "", demo=True) == ("simulator", "")
    assert environment.gateway("", "", demo=False) == ("off", "")
    assert environment.gateway("https://bank.example", secret, demo=False) == ("https://bank.example", secret)
    for given, key in (("http://bank.example", secret), ("https://bank.example", "ngan"), ("momo", secret)):
        with pytest.raises(ImproperlyConfigured, match="THONGSUOT_GATEWAY"):
            environment.gateway(given, key, demo=False)
