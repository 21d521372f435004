"""Who sees what: the neighbour nothing by any door, the post clerk what they took in, the disk only sealed bytes."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO

import openpyxl
import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from thongsuot.platform.access.actors import ANONYMOUS
from thongsuot.platform.access.errors import AccessDenied, Hidden
from thongsuot.platform.events.models import Event
from thongsuot.platform.files import blobs
from thongsuot.platform.files.domain import PDF
from thongsuot.platform.files.store import put
from thongsuot.platform.outbox.models import OutboxMessage
from thongsuot.platform.search.queries import search
from thongsuot.registry.accounts.models import Account
from thongsuot.serving.conftest import Scene
from thongsuot.serving.dossiers.actions import (
    AddingPart,
    AddPart,
    CorrectDossier,
    Correcting,
    FinishDossier,
    Finishing,
    NewPart,
    Opening,
    OpeningSub,
    OpenPerson,
    OpenSubDossier,
    Passing,
    PassOn,
    RefuseIntake,
    Refusing,
)
from thongsuot.serving.dossiers.actions.persons import id_print
from thongsuot.serving.dossiers.citizens import CitizenActor
from thongsuot.serving.dossiers.conftest import NEW, at
from thongsuot.serving.dossiers.models import Dossier, DossierPart, DossierPerson
from thongsuot.serving.dossiers.queries import dossier_for, dossiers_visible_to, part_for, tracked, tracking_print

pytestmark = pytest.mark.django_db
TakeIn = Callable[..., Dossier]
BYTES = b"%PDF-1.4\n% giay to cua cong dan\n%%EOF\n"
SECRETS = ("020190001234", "0912 345 678", "0912345678", "hoa@example.vn", "Khối 1", "tu_nop")


@pytest.fixture
def dossier(scene: Scene, take_in: TakeIn) -> Dossier:
    stored = put([BYTES], "giay-to.pdf", accepted=(PDF,), sealed=True)
    return take_in(at(1), parts=(NewPart("giay-to", "Giấy tờ kèm theo", "copy", "uploaded", stored.pk),))


@pytest.fixture
def as_(client: Client) -> Callable[[Account], Client]:
    def sign_in(account: Account) -> Client:
        cache.clear()
        client.force_login(account)
        return client

    return sign_in


def doors(dossier: Dossier) -> list[str]:
    base = f"/lam-viec/ho-so/{dossier.code}"
    return [base, f"{base}.json", f"{base}/giay-to/{dossier.parts.get().pk}"]


def test_the_neighbour_sees_nothing_by_any_door(
    scene: Scene, dossier: Dossier, as_: Callable[[Account], Client]
) -> None:
    assert not dossiers_visible_to(scene.neighbour).exists()
    for open_door in (
        lambda: dossier_for(scene.neighbour, dossier.code),
        lambda: part_for(scene.neighbour, dossier.code, dossier.parts.get().pk),
    ):
        with pytest.raises(Hidden):
            open_door()
    client = as_(scene.neighbour)
    assert [client.get(door).status_code for door in doors(dossier)] == [404, 404, 404]
    assert client.post(f"{doors(dossier)[0]}/viec/chuyen").status_code == 404
    assert client.post(f"{doors(dossier)[0]}/nguoi-nop", {"reason": "tò mò"}).status_code == 404
    listed = b"".join(client.get("/lam-viec/ho-so.csv").streaming_content).decode()  # type: ignore[attr-defined]
    assert dossier.code not in listed
    assert not search(scene.neighbour, dossier.code).groups and not search(scene.desk, "Nông Thị Hoa").groups
    for act in (PassOn, FinishDossier):
        with pytest.raises(Hidden):
            act.run(scene.neighbour, (Passing if act is PassOn else Finishing)(dossier.code))


def test_nobody_without_a_duty_comes_in(scene: Scene, dossier: Dossier, as_: Callable[[Account], Client]) -> None:
    for stranger in (ANONYMOUS, scene.focal, scene.home_affairs, scene.chair):
        assert not dossiers_visible_to(stranger).exists()
    assert as_(scene.focal).get("/lam-viec/ho-so.csv").status_code == 403
    assert Client().get(doors(dossier)[0]).status_code == 302


def test_those_of_the_unit_see_it(scene: Scene, dossier: Dossier, as_: Callable[[Account], Client]) -> None:
    for colleague in (scene.desk, scene.specialist, scene.head):
        assert dossier_for(colleague, dossier.code) == dossier
        assert [as_(colleague).get(door).status_code for door in doors(dossier)] == [200, 200, 200]


def test_the_post_clerk_receives_and_decides_nothing(
    scene: Scene, dossier: Dossier, take_in: TakeIn, as_: Callable[[Account], Client]
) -> None:
    mine = take_in(at(1, 10), scene.post, channel=3)
    assert list(dossiers_visible_to(scene.post)) == [mine]
    client = as_(scene.post)
    page = client.get(f"/lam-viec/ho-so/{mine.code}").content.decode()
    assert "/viec/chuyen" in page
    for decision in ("tu-choi", "bo-sung", "co-ket-qua", "gia-han", "dung"):
        assert f"/viec/{decision}" not in page
    assert client.get(f"/lam-viec/ho-so/{dossier.code}").status_code == 404
    with pytest.raises(AccessDenied):
        RefuseIntake.run(scene.post, Refusing(mine.code, "duplicate"))
    with pytest.raises(AccessDenied):
        FinishDossier.run(scene.post, Finishing(mine.code))


def test_on_disk_and_in_the_database_only_sealed_bytes(scene: Scene, dossier: Dossier) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM serving_dossierperson WHERE dossier_id = %s", [dossier.pk])
        kept = b"|".join(bytes(one) if isinstance(one, memoryview) else str(one).encode() for one in cursor.fetchone())
    for table, dumped in (("person", kept.decode("latin-1")), ("events", _all(Event)), ("outbox", _all(OutboxMessage))):
        for secret in SECRETS:
            assert secret not in dumped and secret.encode().decode("latin-1") not in dumped, (table, secret)
    stored = dossier.parts.get().file
    assert stored is not None
    assert BYTES not in blobs.path_of(stored.blob).read_bytes()
    assert dossier.person.phone == "0912 345 678"
    assert dossier.person.answers == {"nguoi_nop": "tu_nop"}


def _all(model: type) -> str:
    return json.dumps(list(model.objects.values()), default=str, ensure_ascii=False)  # type: ignore[attr-defined]


def test_the_person_opens_only_with_a_reason_that_stays(
    scene: Scene, dossier: Dossier, as_: Callable[[Account], Client]
) -> None:
    client, address = as_(scene.specialist), f"/lam-viec/ho-so/{dossier.code}"
    closed = client.get(address).content.decode()
    assert "•••• 5678" in closed and "0912 345 678" not in closed and "020190001234" not in closed
    refused = client.post(f"{address}/nguoi-nop", {"reason": " "})
    assert refused.status_code == 422 and "0912 345 678" not in refused.content.decode()
    opened = client.post(f"{address}/nguoi-nop", {"reason": "Gọi hẹn lại giờ"})
    assert "0912 345 678" in opened.content.decode() and opened["Cache-Control"] == "no-store"
    [read] = Event.objects.filter(name="serving.dossier.read")
    assert (read.actor_name, read.reason) == (scene.specialist.display_name, "Gọi hẹn lại giờ")
    before = dossier.revision
    dossier.refresh_from_db()
    assert dossier.revision == before  # reading moves nothing


def test_opening_a_paper_is_a_reading(scene: Scene, dossier: Dossier, as_: Callable[[Account], Client]) -> None:
    answer = as_(scene.head).get(doors(dossier)[2])
    assert b"".join(answer.streaming_content) == BYTES  # type: ignore[attr-defined]
    [read] = Event.objects.filter(name="serving.dossier.read")
    assert "Giấy tờ kèm theo" in read.reason
    with pytest.raises(AccessDenied):
        OpenPerson.run(CitizenActor(dossier.code), Opening(dossier.code, "xem"))


def test_papers_in_the_clear_are_refused(scene: Scene, dossier: Dossier) -> None:
    clear = put([BYTES], "ro.pdf", accepted=(PDF,))
    from thongsuot.platform.actions import ActionError

    with pytest.raises(ActionError, match="tải lại"):
        AddPart.run(scene.desk, AddingPart(dossier.code, NewPart("x", "Giấy", file_id=clear.pk)), idempotency_key="p")
    assert DossierPart.objects.count() == 1


def test_exports_leave_the_person_out_and_are_logged(
    scene: Scene, dossier: Dossier, as_: Callable[[Account], Client]
) -> None:
    client = as_(scene.desk)
    text = b"".join(client.get("/lam-viec/ho-so.csv?chua-xong=1").streaming_content).decode()  # type: ignore[attr-defined]
    book = openpyxl.load_workbook(BytesIO(client.get("/lam-viec/ho-so.xlsx").content))
    assert dossier.code in text and book.active["A2"].value == dossier.code
    told = client.get(f"/lam-viec/ho-so/{dossier.code}.json").json()
    assert [one["kind"] for one in told["happenings"]] == ["filed", "received", "step_begun"]
    for secret in (*SECRETS, NEW.applicant_name):
        assert secret not in text + json.dumps(told, ensure_ascii=False)
    asked = list(Event.objects.filter(name="serving.dossier.exported").order_by("pk").values_list("changes", flat=True))
    assert [one["form"][1] for one in asked] == ["csv", "xlsx"]
    assert asked[0]["asked"][1] == ["chua-xong"]


def test_tracked_by_code_and_four_digits_alone(scene: Scene, dossier: Dossier) -> None:
    assert tracked(dossier.code, "5678") == dossier
    messages = set()
    for code, digits in (
        (dossier.code, "1234"),
        (dossier.code, ""),
        ("H37.1-260601-9999", "5678"),
        (dossier.code, "678"),
    ):
        with pytest.raises(Hidden) as refused:
            tracked(code, digits)
        messages.add(str(refused.value))
    assert len(messages) == 1  # wrong code and wrong digits are told alike


def test_a_slip_is_mended_and_both_spellings_stay(scene: Scene, dossier: Dossier) -> None:
    mend = Correcting(dossier.code, {"applicant_name": "Nông Thị Hòa", "phone": "0987 654 321"}, "Theo căn cước")
    CorrectDossier.run(scene.desk, mend)
    CorrectDossier.run(scene.desk, mend)
    dossier.refresh_from_db()
    assert dossier.applicant_name == "Nông Thị Hòa" and "nong thi hoa" in dossier.search_key
    assert tracked(dossier.code, "4321") == dossier
    [event] = Event.objects.filter(name="serving.dossier.corrected")
    assert event.changes["corrected"][1] == {
        "applicant_name": ["Nông Thị Hoa", "Nông Thị Hòa"],
        "phone": ["•••• 5678", "•••• 4321"],
    }


def test_a_number_of_somebody_else_is_mended_and_stays_out_of_the_log(
    scene: Scene, dossier: Dossier, as_: Callable[[Account], Client]
) -> None:
    dossier.person.phone = ""
    dossier.person.tracking_print = tracking_print(dossier.code, "1234")
    dossier.person.save()
    form = {"applicant_name": NEW.applicant_name, "id_number": "020190009876", "address": "Khối 7", "reason": "Gõ nhầm"}
    deed = f"/lam-viec/ho-so/{dossier.code}/viec/sua"
    assert as_(scene.desk).post(deed, form).status_code == 302
    person = DossierPerson.objects.get(pk=dossier.pk)
    assert (person.id_number, person.address, person.id_print) == ("020190009876", "Khối 7", id_print("020190009876"))
    assert tracked(dossier.code, "9876") == dossier
    with pytest.raises(Hidden):
        tracked(dossier.code, "1234")
    [event] = Event.objects.filter(name="serving.dossier.corrected")
    assert event.changes["corrected"][1]["id_number"] == ["•••• 1234", "•••• 9876"]
    kept = json.dumps([event.changes, event.reason], default=str, ensure_ascii=False)
    assert not any(one in kept for one in ("020190001234", "020190009876", "Khối 1", "Khối 7"))


def test_what_was_wrong_is_mended_in_the_part_of_another_agency_too(scene: Scene, dossier: Dossier) -> None:
    PassOn.run(scene.desk, Passing(dossier.code, officer=scene.specialist.pk))
    opened = OpeningSub(dossier.code, scene.procedure.code, scene.department.key)
    child = OpenSubDossier.run(scene.specialist, opened, idempotency_key="con").code
    mend = Correcting(dossier.code, {"id_number": "020190009876"}, "Gõ nhầm")
    CorrectDossier.run(scene.desk, mend)
    CorrectDossier.run(scene.desk, mend)
    prints = DossierPerson.objects.filter(dossier__code__in=[dossier.code, child]).values_list("id_print", flat=True)
    assert list(prints) == [id_print("020190009876")] * 2
    told = Event.objects.filter(name="serving.dossier.corrected").values_list("aggregate_id", flat=True)
    assert sorted(told) == sorted([dossier.code, child])
