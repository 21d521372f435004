"""Many at once: each dossier says what came of it; a scan is a dossier of ours or plain words."""

from __future__ import annotations

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.serving.conftest import Scene
from thongsuot.serving.desk.domain.scanning import BadScan, code_from
from thongsuot.serving.desk.tests.conftest import TakeIn
from thongsuot.serving.dossiers.actions import FinishDossier, Finishing, Passing, PassOn
from thongsuot.serving.dossiers.choices import Status
from thongsuot.serving.dossiers.models import Dossier, Handover

CARD = "020085001234|081234567|Lành Thị Mai|15081985|Nữ|Khối 5|10052021"


@pytest.mark.parametrize(
    "line",
    [
        "H37.17-261122-0001",
        " h37.17-261122-0001 ",
        "https://vi-du/tra-cuu/H37.17-261122-0001?x=1",
        "H37.17–261122–0001",
    ],
)
def test_a_code_is_read_however_it_was_printed(line: str) -> None:
    assert code_from(line) == "H37.17-261122-0001"


@pytest.mark.parametrize(
    ("line", "words"), [("", "Chưa quét"), (CARD, "căn cước"), ("https://vi-du/khac", "không phải")]
)
def test_what_is_no_code_says_what_it_is(line: str, words: str) -> None:
    with pytest.raises(BadScan, match=words) as refused:
        code_from(line)
    assert "020085001234" not in str(refused.value)


@given(st.text(max_size=60))
def test_any_scan_is_a_code_or_refused(line: str) -> None:
    try:
        assert code_from(line)
    except BadScan as refused:
        assert str(refused).endswith(".")


@pytest.mark.django_db
def test_two_are_passed_on_and_one_says_why_not(scene: Scene, take_in: TakeIn, client: Client) -> None:
    one, two, new = take_in(), take_in(), take_in(online=True)
    codes = [one.code, two.code, new.code, "H37.17-261122-9999"]
    client.force_login(scene.desk)
    look = client.post("/lam-viec/xu-ly-hang-loat", {"chon": codes, "viec": "chuyen", "buoc": "xem"})
    assert "Làm được với 2/4 hồ sơ" in look.content.decode() and "chưa được tiếp nhận" in look.content.decode()
    assert Dossier.objects.filter(step=2).count() == 0
    done = client.post("/lam-viec/xu-ly-hang-loat", {"chon": codes, "viec": "chuyen", "buoc": "lam"}).content.decode()
    assert "2/4 đã xong; 2 chưa" in done and "không thuộc đơn vị của bạn" in done
    assert set(Dossier.objects.filter(step=2)) == {one, two}


@pytest.mark.django_db
def test_work_is_given_by_who_may_and_to_somebody(scene: Scene, take_in: TakeIn, client: Client) -> None:
    row = take_in()
    PassOn.run(scene.desk, Passing(row.code))
    client.force_login(scene.head)
    asked = {"chon": [row.code], "viec": "giao", "buoc": "lam"}
    assert "Hãy chọn người nhận việc" in client.post("/lam-viec/xu-ly-hang-loat", asked).content.decode()
    client.post("/lam-viec/xu-ly-hang-loat", asked | {"nguoi": scene.specialist.pk})
    row.refresh_from_db()
    assert row.officer == scene.specialist
    client.force_login(scene.neighbour)
    told = client.post("/lam-viec/xu-ly-hang-loat", asked | {"nguoi": scene.neighbour.pk}).content.decode()
    row.refresh_from_db()
    assert row.officer == scene.specialist and "không thuộc đơn vị" in told


@pytest.mark.django_db
def test_results_are_returned_together(scene: Scene, take_in: TakeIn, client: Client) -> None:
    row, open_one = take_in(), take_in()
    for ordinal in (2, 3):
        PassOn.run(scene.specialist if ordinal > 2 else scene.desk, Passing(row.code, ordinal))
    FinishDossier.run(scene.head, Finishing(row.code))
    client.force_login(scene.desk)
    codes = [row.code, open_one.code]
    told = client.post("/lam-viec/xu-ly-hang-loat", {"chon": codes, "viec": "tra", "buoc": "lam"}).content.decode()
    row.refresh_from_db()
    assert row.status == Status.RETURNED and "1/2 đã xong" in told


@pytest.mark.django_db
def test_scanned_one_by_one_taken_over_at_once(scene: Scene, take_in: TakeIn, client: Client) -> None:
    one, two = take_in(), take_in()
    client.force_login(scene.specialist)
    page = client.post("/lam-viec/ban-giao", {"quet": one.code}).content.decode()
    assert f'name="ma" value="{one.code}"' in page
    page = client.post(
        "/lam-viec/ban-giao", {"ma": [one.code], "quet": f"https://x/tra-cuu/{two.code}"}
    ).content.decode()
    assert page.count('name="ma"') == 2 and Handover.objects.count() == 0
    again = client.post("/lam-viec/ban-giao", {"ma": [one.code], "quet": one.code})
    assert again.status_code == 422 and "đã có trong danh sách" in again.content.decode()
    told = client.post("/lam-viec/ban-giao", {"ma": [one.code, two.code], "buoc": "nhan"}).content.decode()
    assert "Đã nhận 2/2 hồ sơ" in told and "Một cửa" in told
    client.post("/lam-viec/ban-giao", {"ma": [one.code, two.code], "buoc": "nhan"})  # pressed twice
    assert set(Handover.objects.values_list("took_id", flat=True)) == {scene.specialist.pk}
    assert Handover.objects.count() == 2


@pytest.mark.django_db
def test_the_code_of_another_units_dossier_is_given_back(scene: Scene, take_in: TakeIn, client: Client) -> None:
    row = take_in()
    client.force_login(scene.neighbour)
    told = client.post("/lam-viec/ban-giao", {"quet": row.code})
    assert told.status_code == 422 and "Hãy trả lại người giao" in told.content.decode()
    told = client.post("/lam-viec/ban-giao", {"ma": [row.code], "buoc": "nhan"})
    assert "không thuộc đơn vị" in told.content.decode() and not Handover.objects.exists()
