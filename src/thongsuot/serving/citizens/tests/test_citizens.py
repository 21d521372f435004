"""A citizen signs in by a one-time code, sees his own things alone, and who has read them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from thongsuot.platform.notifications.models import SimulatedText
from thongsuot.serving.citizens import codes, identity
from thongsuot.serving.citizens.models import CitizenRecord, SignInCode
from thongsuot.serving.conftest import Scene
from thongsuot.serving.dossiers.actions import Opening, OpenPerson
from thongsuot.serving.dossiers.conftest import take_in
from thongsuot.serving.dossiers.models import Dossier

__all__ = ["take_in"]
pytestmark = pytest.mark.django_db
HANG = "hang"


def code_sent() -> str:
    found = re.search(r"\b\d{6}\b", SimulatedText.objects.order_by("-pk")[0].text)
    assert found is not None
    return found.group()


def sign_in(client: Client, key: str = HANG, going: str = "") -> str:
    """Through the pages as a person would; where one lands."""
    client.post(reverse("citizen-sign-in"), {"nguoi": key, "tiep": going})
    return client.post(reverse("citizen-code"), {"code": code_sent()}).url


def test_a_right_code_opens_ones_own_page_and_the_place_one_came_from(client: Client) -> None:
    asked = client.get(reverse("my-dossiers"))
    assert asked.url == "/dinh-danh?tiep=%2Fcua-toi%2Fho-so"
    assert sign_in(client, going="/cua-toi/ho-so") == "/cua-toi/ho-so"
    page = client.get(reverse("citizen")).content.decode()
    assert "Nguyễn Thị Thúy Hằng" in page and "020190000101" in page
    assert "Định danh giả lập" in client.get(reverse("citizen-sign-in")).content.decode()


def test_nobody_is_led_to_another_site(client: Client) -> None:
    assert sign_in(client, going="https://gia-mao.example/") == reverse("citizen")


def test_after_signing_out_nothing_is_left(client: Client) -> None:
    sign_in(client)
    client.post(reverse("citizen-sign-out"))
    assert client.get(reverse("citizen")).status_code == 302


def test_the_session_gets_a_new_key_so_that_a_planted_one_is_worth_nothing(client: Client) -> None:
    client.get(reverse("citizen-sign-in"))
    client.post(reverse("citizen-sign-in"), {"nguoi": HANG})
    before = client.session.session_key
    client.post(reverse("citizen-code"), {"code": code_sent()})
    assert client.session.session_key != before


def test_codes_end_after_five_minutes_five_tries_or_one_use() -> None:
    now = timezone.now()
    hang = identity.samples()[HANG]
    late = codes.challenge(hang, now)
    with pytest.raises(codes.CodeRefused, match="hết hạn"):
        codes.prove(late.token, late.code, now + timedelta(minutes=5))
    used = codes.challenge(hang, now)
    assert codes.prove(used.token, f" {used.code[:3]} {used.code[3:]} ", now).name == hang.name
    with pytest.raises(codes.CodeRefused, match="hết hạn"):
        codes.prove(used.token, used.code, now)
    guessed = codes.challenge(hang, now)
    wrong = "000000" if guessed.code != "000000" else "111111"
    for _try in range(4):
        with pytest.raises(codes.CodeRefused, match="còn"):
            codes.prove(guessed.token, wrong, now)
    with pytest.raises(codes.CodeRefused, match="hết lượt"):
        codes.prove(guessed.token, wrong, now)
    with pytest.raises(codes.CodeRefused):
        codes.prove(guessed.token, guessed.code, now)


def test_one_persons_code_is_no_good_for_another() -> None:
    now = timezone.now()
    hang, duong = (codes.challenge(identity.samples()[key], now) for key in (HANG, "duong"))
    if hang.code != duong.code:
        with pytest.raises(codes.CodeRefused):
            codes.prove(duong.token, hang.code, now)


def test_asking_for_codes_again_and_again_is_slowed(client: Client) -> None:
    answers = [client.post(reverse("citizen-sign-in"), {"nguoi": HANG}).status_code for _try in range(6)]
    assert answers == [302] * 5 + [429]


def test_number_and_telephone_lie_sealed_and_the_code_is_kept_nowhere() -> None:
    made = codes.challenge(identity.samples()[HANG], timezone.now())
    with connection.cursor() as cursor:
        cursor.execute("SELECT id_number, phone, address FROM serving_citizenrecord")
        raw = b"".join(bytes(one) for one in cursor.fetchone())
    assert b"020190000101" not in raw and b"0900000101" not in raw and "Đông Kinh".encode() not in raw
    kept = SignInCode.objects.get(token=made.token)
    assert made.code not in kept.code_print and len(kept.code_print) == 64


def test_without_a_provider_the_page_says_so_and_nobody_gets_in(
    client: Client, settings: pytest.FixtureRequest
) -> None:
    settings.DEMO = False  # type: ignore[attr-defined]
    page = client.get(reverse("citizen-sign-in")).content.decode()
    assert "chưa nối với VNeID" in page and "Nguyễn Thị Thúy Hằng" not in page
    assert client.post(reverse("citizen-sign-in"), {"nguoi": HANG}).status_code == 422
    assert not CitizenRecord.objects.exists()


def test_own_dossiers_and_nobody_elses(scene: Scene, take_in: Callable[..., Dossier], client: Client) -> None:
    mine = take_in(id_number="020190000101", applicant_name="Nguyễn Thị Thúy Hằng")
    other = take_in(id_number="020085000202", phone="0977000111")
    sign_in(client)
    page = client.get(reverse("my-dossiers")).content.decode()
    assert mine.code in page and other.code not in page
    assert client.get(reverse("my-dossiers"))["Cache-Control"] == "no-store"


def test_the_citizen_reads_who_opened_his_data_and_why(
    scene: Scene, take_in: Callable[..., Dossier], client: Client
) -> None:
    mine = take_in(id_number="020190000101")
    other = take_in(id_number="020085000202", phone="0977000111")
    OpenPerson.run(scene.specialist, Opening(mine.code, "Đối chiếu nơi cư trú"))
    OpenPerson.run(scene.specialist, Opening(other.code, "Lý do của hồ sơ người khác"))
    sign_in(client)
    page = client.get(reverse("citizen")).content.decode()
    assert "Đối chiếu nơi cư trú" in page and scene.specialist.display_name in page
    assert "Lý do của hồ sơ người khác" not in page
