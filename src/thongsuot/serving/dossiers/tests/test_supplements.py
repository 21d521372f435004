"""One request for everything; a second only by the head; the clock stands meanwhile."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from thongsuot.platform.access.errors import AccessDenied
from thongsuot.platform.actions import ActionError
from thongsuot.platform.outbox.models import OutboxMessage
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.accounts.roles import Role
from thongsuot.serving.conftest import Scene
from thongsuot.serving.dossiers.actions import (
    AddingPart,
    AddPart,
    AskingSupplement,
    AskSupplement,
    CheckingPart,
    CheckPart,
    DecideSupplement,
    Deciding,
    GiveSupplement,
    GivingSupplement,
    Missing,
    NewPart,
    Passing,
    PassOn,
)
from thongsuot.serving.dossiers.choices import PartSource, PartState, Status
from thongsuot.serving.dossiers.citizens import CitizenActor
from thongsuot.serving.dossiers.conftest import at
from thongsuot.serving.dossiers.deeds import DEEDS
from thongsuot.serving.dossiers.models import Dossier, SupplementRequest
from thongsuot.serving.dossiers.writing import differences

pytestmark = pytest.mark.django_db
ALL = (
    Missing("giay-to", "Giấy tờ kèm theo", "Ảnh mờ, không đọc được số", "Chụp lại đủ bốn góc"),
    Missing("", "Bản cam kết", "Chưa có", "Viết theo mẫu ở quầy"),
)
FAULTY = NewPart("giay-to", "Giấy tờ kèm theo", "copy", "paper")
BROUGHT = (FAULTY, NewPart("", "Bản  cam kết", "copy", "paper"))


@pytest.fixture
def working(scene: Scene, take_in: Callable[..., Dossier]) -> Dossier:
    dossier = take_in(at(1, 9), parts=(NewPart("giay-to", "Giấy tờ kèm theo", "copy", "paper"),))
    PassOn.run(scene.desk, Passing(dossier.code, officer=scene.specialist.pk), effective_at=at(1, 10))
    return dossier


def ask(scene: Scene, dossier: Dossier, day: int, items: tuple[Missing, ...] = ALL) -> None:
    AskSupplement.run(scene.specialist, AskingSupplement(dossier.code, items), effective_at=at(day))


def test_one_message_lists_everything(scene: Scene, working: Dossier) -> None:
    ask(scene, working, 2)
    working.refresh_from_db()
    assert (working.status, working.supplements, working.due_at) == (Status.SUPPLEMENT, 1, None)
    texts = {one.payload["text"] for one in OutboxMessage.objects.filter(handler="serving.dossiers.text")}
    [listing] = [one for one in texts if "bổ sung" in one]
    assert "Chụp lại đủ bốn góc" in listing and "Viết theo mẫu" in listing
    assert working.parts.get().state == PartState.FAULTY


@pytest.mark.parametrize(
    "items", [(), (Missing("giay-to", "Giấy tờ", "", "Nộp lại"),), (Missing("", "", "Thiếu", "Nộp"),)]
)
def test_what_is_asked_says_why_and_how(scene: Scene, working: Dossier, items: tuple[Missing, ...]) -> None:
    with pytest.raises(ActionError):
        ask(scene, working, 2, items)
    assert not SupplementRequest.objects.exists()


def test_the_citizen_brings_all_or_hears_what_lacks(scene: Scene, working: Dossier) -> None:
    ask(scene, working, 2)
    me = CitizenActor(working.code)
    with pytest.raises(ActionError) as nothing:
        GiveSupplement.run(me, GivingSupplement(working.code))
    assert [one.message.split(".")[0] for one in nothing.value.errors] == [
        "Còn thiếu: Giấy tờ kèm theo",
        "Còn thiếu: Bản cam kết",
    ]
    with pytest.raises(ActionError, match=r"^Còn thiếu: Bản cam kết\."):
        GiveSupplement.run(me, GivingSupplement(working.code, (FAULTY,)))
    working.refresh_from_db()
    assert working.status == Status.SUPPLEMENT, "half of it is nothing"
    GiveSupplement.run(me, GivingSupplement(working.code, BROUGHT), effective_at=at(8))
    GiveSupplement.run(me, GivingSupplement(working.code, BROUGHT))  # sent twice
    working.refresh_from_db()
    assert (working.status, working.paused_since) == (Status.PROCESSING, None)
    assert working.due_at and working.due_at > at(8)
    assert [one.state for one in working.parts.all()] == [PartState.PENDING] * 2
    assert working.supplement_requests.get().given_at == at(8)
    assert differences(working) == {}


def test_a_paper_of_no_component_is_known_by_its_name(scene: Scene, working: Dossier) -> None:
    """It lay in the dossier already: what was wrong with it is not taken for what was asked, the other one stays."""
    for number, name in enumerate(("Bản cam kết", "Ảnh thửa đất")):
        adding = AddingPart(working.code, NewPart("", name, "copy", "paper"))
        AddPart.run(scene.specialist, adding, idempotency_key=f"them-{number}", effective_at=at(1, 11))
    ask(scene, working, 2)
    with pytest.raises(ActionError, match="Còn thiếu: Bản cam kết"):
        GiveSupplement.run(scene.desk, GivingSupplement(working.code, (FAULTY,)), effective_at=at(3))
    GiveSupplement.run(scene.desk, GivingSupplement(working.code, BROUGHT), effective_at=at(3))
    names = [(one.name, one.state) for one in working.parts.all()]
    assert names == [(name, PartState.PENDING) for name in ("Ảnh thửa đất", "Giấy tờ kèm theo", "Bản  cam kết")]


def test_what_is_brought_to_the_desk_is_there_on_paper(scene: Scene, working: Dossier, client: Client) -> None:
    ask(scene, working, 2)
    client.force_login(scene.desk)
    address = f"/lam-viec/ho-so/{working.code}/viec/nhan-bo-sung"
    assert client.post(address, {}).status_code == 302
    working.refresh_from_db()
    assert working.status == Status.PROCESSING
    assert sorted(one.name for one in working.parts.all()) == ["Bản cam kết", "Giấy tờ kèm theo"]
    assert {one.source for one in working.parts.all()} == {PartSource.PAPER}


def asked_again(scene: Scene, dossier: Dossier) -> None:
    ask(scene, dossier, 2)
    GiveSupplement.run(scene.desk, GivingSupplement(dossier.code, BROUGHT), effective_at=at(3))
    ask(scene, dossier, 4)


def test_a_second_request_waits_for_the_head(scene: Scene, working: Dossier) -> None:
    asked_again(scene, working)
    working.refresh_from_db()
    assert (working.status, working.supplements) == (Status.PROCESSING, 1)
    with pytest.raises(ActionError, match="chờ lãnh đạo"):
        ask(scene, working, 4)
    for stranger in (scene.desk, scene.specialist):
        with pytest.raises(AccessDenied):
            DecideSupplement.run(stranger, Deciding(working.code, True))
    DecideSupplement.run(scene.head, Deciding(working.code, True), effective_at=at(5))
    working.refresh_from_db()
    assert (working.status, working.supplements) == (Status.SUPPLEMENT, 2)
    assert working.supplement_requests.get(number=2).approved_by == scene.head
    assert differences(working) == {}


def test_the_head_may_say_no_with_a_reason(scene: Scene, working: Dossier) -> None:
    asked_again(scene, working)
    with pytest.raises(ActionError, match="lý do"):
        DecideSupplement.run(scene.head, Deciding(working.code, False))
    DecideSupplement.run(scene.head, Deciding(working.code, False, "Đã đủ căn cứ"))
    working.refresh_from_db()
    assert (working.status, working.supplements) == (Status.PROCESSING, 1)
    with pytest.raises(ActionError, match="Không có đề nghị"):
        DecideSupplement.run(scene.head, Deciding(working.code, True))


def test_the_head_does_not_agree_to_his_own(scene: Scene, working: Dossier) -> None:
    ask(scene, working, 2)
    GiveSupplement.run(scene.desk, GivingSupplement(working.code, BROUGHT), effective_at=at(3))
    AskSupplement.run(scene.head, AskingSupplement(working.code, ALL), effective_at=at(4))
    with pytest.raises(AccessDenied, match="Không ai tự đồng ý"):
        DecideSupplement.run(scene.head, Deciding(working.code, True))


def test_a_faulty_paper_says_where(scene: Scene, working: Dossier) -> None:
    part = working.parts.get()
    with pytest.raises(ActionError, match="thiếu hoặc sai ở đâu"):
        CheckPart.run(scene.specialist, CheckingPart(working.code, part.pk, "part_faulty"))
    with pytest.raises(ActionError, match="không có giấy tờ này"):
        CheckPart.run(scene.specialist, CheckingPart(working.code, part.pk + 1, "part_good"))
    CheckPart.run(scene.specialist, CheckingPart(working.code, part.pk, "part_good"))
    CheckPart.run(scene.specialist, CheckingPart(working.code, part.pk, "part_good"))
    part.refresh_from_db()
    assert part.state == PartState.GOOD


def test_the_office_that_decides_asks_though_another_place_received(
    scene: Scene, take_in: Callable[..., Dossier], account: Callable[..., Account], client: Client
) -> None:
    """Received here, decided at the department: whoever decides asks; who receives for the post does not."""
    expert = account(Role.SPECIALIST, scene.department, "Chuyên viên Sở")
    dossier = take_in(at(1, 9), competent_unit=scene.department.key)
    PassOn.run(scene.desk, Passing(dossier.code, 2, scene.department.key, expert.pk), effective_at=at(1, 10))
    client.force_login(expert)
    page = client.get(f"/lam-viec/ho-so/{dossier.code}").content.decode()
    for deed in ("Yêu cầu bổ sung (một lần cho đủ)", "Chuyển phần liên thông", "Sửa thông tin ghi nhầm"):
        assert deed in page
    AskSupplement.run(expert, AskingSupplement(dossier.code, ALL), effective_at=at(2))
    dossier.refresh_from_db()
    assert dossier.status == Status.SUPPLEMENT


def test_the_post_asks_for_nothing(scene: Scene, take_in: Callable[..., Dossier]) -> None:
    dossier = take_in(at(1, 9), actor=scene.post)
    with pytest.raises(AccessDenied):
        AskSupplement.run(scene.post, AskingSupplement(dossier.code, ALL), effective_at=at(2))
    assert not DEEDS["bo-sung"].open_to(scene.post, dossier)
