"""The pages of anomalies: restricted, told as questions, answered with a reason, never about one's own unit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from thongsuot.measuring import facade
from thongsuot.measuring.conftest import Scene
from thongsuot.measuring.detector import sources
from thongsuot.measuring.detector.actions import Answering, AnswerQuestion
from thongsuot.measuring.detector.models import DetectorAnswer
from thongsuot.measuring.rounds.models import NodeScore, Participant
from thongsuot.platform.access.errors import AccessDenied
from thongsuot.platform.actions import ActionError
from thongsuot.platform.events.models import Event
from thongsuot.registry.accounts.models import Account, RoleGrant
from thongsuot.registry.accounts.roles import Role
from thongsuot.registry.conftest import make_unit
from thongsuot.registry.units.models import UnitKind

pytestmark = pytest.mark.django_db
LIST, PAGE = "/lam-viec/bat-thuong", "/lam-viec/bat-thuong/dot-thu"
Task = apps.get_model("steering", "Task")  # the loops do not import each other, tests included
CODES = ["1.1", "1.2", "1.3", "2.1", "2.2", "3", "4", "T.1"]


@pytest.fixture
def hasty(scene: Scene) -> Scene:
    """Sở Y tế: 12 leaves' worth of verdicts within seconds (the set is small: ten participants share the appraiser)."""
    at = datetime(2026, 11, 20, 2, tzinfo=UTC)
    for number, participant in enumerate([scene.mine, scene.theirs, *more_units(scene)]):
        for place, code in enumerate(CODES):
            NodeScore.objects.create(
                participant=participant,
                code=code,
                inputs={"answer": "1"},
                self_score=Decimal(1),
                appraised_score=Decimal(1),
                appraised_by=scene.appraiser,
                appraised_at=at + timedelta(hours=number, seconds=90 * place),
            )
    return scene


def more_units(scene: Scene) -> list[Participant]:
    units = [make_unit(f"so-{n}", f"Sở số {n}", UnitKind.DEPARTMENT, scene.home) for n in range(4)]
    return [Participant.objects.create(round=scene.round, unit=one) for one in units]


@pytest.fixture
def late(hasty: Scene) -> Scene:
    """41 of 45 tasks of Sở Y tế were accepted on the last day of the year."""
    for number in range(45):
        day = date(2026, 12, 31) if number < 41 else date(2026, 2, 1 + number - 41)
        task(hasty, number, day)
    return hasty


def task(scene: Scene, number: int, day: date) -> None:
    Task.objects.create(
        home=scene.home,
        title=f"Nhiệm vụ {number}",
        lead=scene.doing,
        status="done",
        finished_on=day,
        accepted_on=day,
        deadline=day,
    )


def test_41_of_45_with_links_to_what_was_counted(client: Client, late: Scene) -> None:
    client.force_login(late.home_affairs)
    assert "Đợt chấm thử" in client.get(LIST).content.decode()
    text = client.get(PAGE).content.decode()
    assert "Sở Y tế tỉnh Lạng Sơn: vì sao 41/45 nhiệm vụ được đóng trong ngày 31/12/2026?" in text
    first = Task.objects.filter(accepted_on=date(2026, 12, 31)).order_by("pk")[0]
    assert f"/lam-viec/nhiem-vu/{first.pk}" in text and "/lam-viec/cham-diem/dot-thu/so-y-te--lang-son" in text
    assert "không phải kết luận" in text and "Chưa soi được" in text


def test_who_may_not_read_anomalies_finds_nothing(client: Client, late: Scene) -> None:
    assert client.get(PAGE).status_code == 302
    for account in (late.focal, late.appraiser):
        client.force_login(account)
        assert client.get(LIST).status_code == 403
        assert client.get(PAGE).status_code == 404
        assert client.get(f"{PAGE}/phan-hoa").status_code == 404
        assert client.post(f"{PAGE}/giai-thich", {"cau-hoi": "x"}).status_code == 404


def key_of(client: Client) -> str:
    group = next(one for one in client.get(PAGE).context["groups"] if one["questions"])
    return str(group["questions"][0].question.key)


def test_an_answer_stays_with_its_question(client: Client, late: Scene) -> None:
    client.force_login(late.home_affairs)
    key = key_of(client)
    short = client.post(f"{PAGE}/giai-thich", {"cau-hoi": key, "reason": "ổn"})
    assert short.status_code == 422 and "Hãy ghi bằng một câu" in short.content.decode()
    said = "Đã gọi Sở Y tế: việc xong từ tháng 10, đến cuối năm mới nghiệm thu một lượt."
    assert client.post(f"{PAGE}/giai-thich", {"cau-hoi": key, "reason": said}).status_code == 302
    assert "41/45" not in client.get(PAGE).content.decode()
    whole = client.get(PAGE, {"xem": "tat-ca"}).content.decode()
    assert "41/45" in whole and "việc xong từ tháng 10" in whole and "Sửa lời giải thích" in whole
    assert said in client.get(f"{PAGE}/giai-thich", {"cau-hoi": key}).content.decode()
    kept = DetectorAnswer.objects.get()
    assert kept.answered_by == late.home_affairs and "41/45" in kept.text
    (event,) = Event.objects.filter(name="measuring.anomaly.answered")
    assert event.reason == said


def test_a_question_that_is_gone_cannot_be_answered(client: Client, late: Scene) -> None:
    client.force_login(late.home_affairs)
    key = key_of(client)
    Task.objects.filter(accepted_on=date(2026, 12, 31)).update(accepted_on=date(2026, 5, 5), status="dropped")
    assert client.post(f"{PAGE}/giai-thich", {"cau-hoi": key, "reason": "Đã xem xét kỹ rồi"}).status_code == 404


def test_nobody_explains_away_a_question_about_their_own_unit(late: Scene, account: Callable[..., Account]) -> None:
    inside = account(Role.HOME_AFFAIRS, late.home, "Người của Sở Y tế")
    RoleGrant.objects.create(account=inside, role=Role.UNIT_FOCAL, unit=late.doing)
    given = Answering(late.round.key, "one_day|x", "Vì sao?", "Không có gì lạ cả.", late.doing.key)
    with pytest.raises(AccessDenied, match="đơn vị mình"):
        AnswerQuestion.run(inside, given)
    with pytest.raises(AccessDenied):
        AnswerQuestion.run(late.appraiser, given)
    with pytest.raises(ActionError):
        AnswerQuestion.run(late.home_affairs, Answering(late.round.key, "k", "Vì sao?", " "))
    first = AnswerQuestion.run(late.home_affairs, given)
    assert AnswerQuestion.run(late.home_affairs, given) == first
    assert DetectorAnswer.objects.count() == 1


def test_verdicts_faster_than_reading(client: Client, hasty: Scene) -> None:
    """30 leaves of one unit, three seconds each."""
    at = datetime(2026, 11, 21, 3, tzinfo=UTC)
    for number in range(30):
        NodeScore.objects.create(
            participant=hasty.mine,
            code=f"9.{number}",
            appraised_score=Decimal(1),
            appraised_by=hasty.appraiser,
            appraised_at=at + timedelta(seconds=3 * number),
        )
    client.force_login(hasty.chair)
    text = client.get(PAGE).content.decode()
    assert "vì sao 30 điểm được thẩm định trong 87 giây?" in text and "10:00:00 21/11/2026" in text
    assert "/lam-viec/tham-dinh/dot-thu/so-y-te--lang-son/9.0" in text


@pytest.fixture
def joined() -> Iterator[None]:
    """The serving loop and the surveys give their rows; afterwards nothing is joined."""

    def filings(units: Any, year: int) -> list[facade.Filing]:
        at = datetime(year, 4, 1, 8)  # noqa: DTZ001
        return [facade.Filing(units[0], f"H{n}", "máy", f"người {n}", at + timedelta(minutes=2 * n)) for n in range(9)]

    def sheets(units: Any, year: int) -> list[facade.AnswerSheet]:
        return [facade.AnswerSheet(units[0], f"P{n}", (5,) * 10) for n in range(20)]

    facade.use_filings(filings)
    facade.use_sheets(sheets)
    yield
    sources._filings.clear()
    sources._sheets.clear()


def test_rows_of_other_loops_are_read_once_they_are_joined(client: Client, hasty: Scene, joined: None) -> None:
    client.force_login(hasty.home_affairs)
    text = client.get(PAGE).content.decode()
    assert "hồ sơ trực tuyến của 9 người" in text and "20/20 phiếu khảo sát chọn cùng một mức" in text
    assert "Chưa soi được" not in text


def test_ceiling_report_for_the_council(client: Client, hasty: Scene) -> None:
    NodeScore.objects.filter(code="1.1").update(appraised_score=Decimal(10))
    client.force_login(hasty.chair)
    text = client.get(f"{PAGE}/phan-hoa").content.decode()
    assert "1/7 tiêu chí" in text and "10/100 điểm" in text and "Không còn phân hóa" in text
    assert "Tiêu chí 1.1 «Ban hành kế hoạch đúng hạn»: 6/6 đơn vị" in client.get(PAGE).content.decode()


def test_a_round_nobody_has_scored_asks_nothing(client: Client, scene: Scene) -> None:
    client.force_login(scene.home_affairs)
    page = client.get(PAGE)
    assert page.status_code == 200 and "Đã soi, không có gì phải hỏi" in page.content.decode()
    assert client.get(f"{PAGE}/phan-hoa").status_code == 200
