"""The pages of cutting: what is shown, what a mistake keeps, works by plain forms, constant queries."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from thongsuot.platform.idempotency.store import new_key
from thongsuot.registry.accounts.models import Account
from thongsuot.serving.conftest import Scene
from thongsuot.serving.cutting import queries
from thongsuot.serving.cutting.actions import (
    AddCut,
    AskOpinions,
    Change,
    Deciding,
    EditCut,
    Editing,
    NewCut,
)
from thongsuot.serving.cutting.choices import CutStatus, OpinionStatus
from thongsuot.serving.cutting.demo import load_package
from thongsuot.serving.cutting.models import CutOpinion, CutProposal, CutRow
from thongsuot.serving.procedures.domain.plain import content_from

pytestmark = pytest.mark.django_db
DESK, PUBLIC = "/lam-viec/cat-giam", "/cat-giam-thu-tuc"


@pytest.fixture
def as_(client: Client) -> Callable[[Account], Client]:
    def sign_in(account: Account) -> Client:
        client.force_login(account)
        return client

    return sign_in


def made(scene: Scene, *, asked: bool = True) -> CutProposal:
    wanted = NewCut(scene.here.pk, "mau-1", "Ký số được ngay", volume=1200)
    pk = AddCut.run(scene.focal, wanted, idempotency_key=new_key()).id
    EditCut.run(scene.focal, Editing(pk, (Change("bo-buoc", "ky"),)))
    if asked:
        AskOpinions.run(scene.focal, Deciding(pk))
    return CutProposal.objects.get(pk=pk)


def text_of(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_the_package_shows_the_printed_totals_and_says_what_is_sample(client: Client, scene: Scene) -> None:
    assert "Chưa có gói cắt giảm nào" in text_of(client.get(PUBLIC))
    package = load_package()
    assert package is not None
    load_package()  # may run again
    assert CutRow.objects.count() == 54
    page = text_of(client.get(PUBLIC))
    for shown in ("561,5", "1.659,5", "1.098", "33,8%", "10,40", "108%"):
        assert shown in page, shown
    assert "là dữ liệu minh họa" in page and "Cả gói" in page
    CutRow.objects.filter(ordinal=1).update(days_after=1)
    assert "Cộng các dòng không ra đúng tổng" in text_of(client.get(PUBLIC))


def test_a_field_opens_its_rows_and_the_table_can_be_taken_away(client: Client, scene: Scene) -> None:
    load_package()
    rows = client.get(f"{PUBLIC}?linh-vuc=Tư pháp").context["rows"]
    assert {one.field for one in rows} == {"Tư pháp"} and len(rows) == 3
    lines = b"".join(client.get(f"{PUBLIC}/goi/lang-son-2024.csv")).decode().splitlines()
    assert len(lines) == 55 and "minh họa" in lines[1]
    assert client.get(f"{PUBLIC}/goi/khong-co.csv").status_code == 404


def test_a_proposal_in_public_side_by_side(client: Client, scene: Scene) -> None:
    page = text_of(client.get(f"{PUBLIC}/{made(scene).pk}"))
    assert "Với 1.200 hồ sơ một năm: bớt 600 ngày chờ" in page and "Ký số được ngay" in page
    draft = made(scene, asked=False)
    assert client.get(f"{PUBLIC}/{draft.pk}").status_code == 404
    client.force_login(scene.focal)
    assert client.get(f"{PUBLIC}/{draft.pk}").status_code == 404, "the public page shows nobody more"


def test_anybody_may_try_the_formula_with_other_figures(client: Client, scene: Scene) -> None:
    proposal = made(scene, asked=False)
    EditCut.run(scene.focal, Editing(proposal.pk, (Change("bo-giay-to", "uy-quyen"),)))
    AskOpinions.run(scene.focal, Deciding(proposal.pk))
    usual = client.get(f"{PUBLIC}/{proposal.pk}").context["shown"].saving.cost
    tried = client.get(f"{PUBLIC}/{proposal.pk}?thu-nhap=90.000").context["shown"].saving.cost
    assert (usual, tried) == (45_000 // 2 + 5_000, 90_000 // 2 + 5_000)


def test_the_public_gives_an_opinion_without_an_account(client: Client, scene: Scene) -> None:
    at = f"{PUBLIC}/{made(scene).pk}"
    empty = client.post(at, {"stance": "agree", "text": "", "author_name": "Bà Lan"})
    assert empty.status_code == 422 and "Bà Lan" in empty.content.decode()
    key = new_key()
    for _twice in range(2):
        done = client.post(at, {"stance": "agree", "text": "Bớt được bước nào tốt bước ấy", "khoa": key})
        assert done.status_code == 302
    assert CutOpinion.objects.count() == 1
    assert "Bớt được bước nào" not in client.get(at).content.decode(), "shown only after somebody has read it"


def test_a_machine_is_not_heard_and_a_flood_is_slowed(client: Client, scene: Scene) -> None:
    at = f"{PUBLIC}/{made(scene).pk}"
    client.post(at, {"stance": "agree", "text": "Mua ngay", "website": "http://x"})
    assert not CutOpinion.objects.exists()
    answers = [client.post(at, {"stance": "agree", "text": f"Ý kiến {n}", "khoa": new_key()}) for n in range(6)]
    assert [one.status_code for one in answers] == [302] * 5 + [422]
    assert "Hãy chờ" in answers[-1].content.decode() and "Ý kiến 5" in answers[-1].content.decode()


def test_the_editor_by_plain_forms(as_: Any, scene: Scene) -> None:
    browser = as_(scene.focal)
    begun = browser.post(
        f"{DESK}/them", {"procedure": "mau-1", "reason": "Gọn hơn", "volume": "100", "khoa": new_key()}
    )
    proposal = CutProposal.objects.get()
    assert begun.url == f"{DESK}/{proposal.pk}"
    page = browser.get(begun.url)
    assert "Bỏ bước" in text_of(page) and 'value="len:ky"' in page.content.decode()
    typed = {
        "lan": proposal.revision,
        "ngay-tham-dinh": "1",
        "ngay-ky": "0,5",
        "csdl-uy-quyen": "",
        "thu-le-phi": "8.000",
    }
    browser.post(f"{begun.url}/sua", {**typed, "lam": "bo-buoc:ky"})
    proposal.refresh_from_db()
    content = content_from(proposal.content)
    assert content.limit.value == 2 and [one.code for one in content.steps] == ["tiep-nhan", "tham-dinh", "tra"]
    after = browser.get(begun.url)
    assert "hiện nay 1,5" in text_of(after) and "<s>Ký kết quả</s>" in after.content.decode()
    assert after.context["shown"].saving.person_days == 100


def test_a_mistake_in_the_editor_keeps_everything_typed(as_: Any, scene: Scene) -> None:
    proposal = made(scene, asked=False)
    browser = as_(scene.focal)
    refused = browser.post(f"{DESK}/{proposal.pk}/sua", {"ngay-tham-dinh": "một ngày", "thu-le-phi": "7.000"})
    assert refused.status_code == 422
    shown = refused.content.decode()
    assert "«một ngày» chưa phải là số" in shown and 'value="một ngày"' in shown and 'value="7.000"' in shown
    stale = browser.post(f"{DESK}/{proposal.pk}/sua", {"lan": "1", "lam": "len:tra"})
    assert stale.status_code == 409 and "vừa sửa" in stale.content.decode()


def test_the_whole_way_by_buttons(as_: Any, scene: Scene) -> None:
    proposal = made(scene, asked=False)
    at = f"{DESK}/{proposal.pk}"
    for name in ("lay-y-kien", "trinh"):
        assert as_(scene.focal).post(f"{at}/{name}").status_code == 302
    assert as_(scene.head).post(f"{at}/duyet").status_code == 403
    assert as_(scene.chair).post(f"{at}/khong-duyet", {"reason": ""}).status_code == 422
    assert as_(scene.chair).post(f"{at}/duyet").status_code == 302
    proposal.refresh_from_db()
    assert proposal.status == CutStatus.APPROVED
    assert as_(scene.chair).post(f"{at}/khong-co").status_code == 404


def test_who_may_open_the_desk(as_: Any, scene: Scene) -> None:
    draft = made(scene, asked=False)
    for who, expected in ((scene.desk, 403), (scene.post, 403), (scene.focal, 200), (scene.chair, 200)):
        assert as_(who).get(DESK).status_code == expected
    assert as_(scene.home_affairs).get(f"{DESK}/{draft.pk}").status_code == 200
    assert as_(scene.chair).get(f"{DESK}/them").status_code == 403


def test_words_of_the_public_are_read_at_the_desk(as_: Any, client: Client, scene: Scene) -> None:
    proposal = made(scene)
    client.post(f"{PUBLIC}/{proposal.pk}", {"stance": "change", "text": "Nên bỏ cả giấy ủy quyền", "khoa": new_key()})
    opinion = CutOpinion.objects.get()
    browser = as_(scene.focal)
    assert "Nên bỏ cả giấy ủy quyền" in text_of(browser.get(DESK))
    browser.post(f"{DESK}/y-kien/{opinion.pk}", {"lam": "giu", "ly-do": ""})
    opinion.refresh_from_db()
    assert opinion.status == OpinionStatus.PENDING, "no reason, no refusal"
    browser.post(f"{DESK}/y-kien/{opinion.pk}", {"lam": "dang"})
    assert "Nên bỏ cả giấy ủy quyền" in text_of(client.get(f"{PUBLIC}/{proposal.pk}"))
    assert as_(scene.neighbour).post(f"{DESK}/y-kien/{opinion.pk}", {"lam": "dang"}).status_code == 404


def queries_for(browser: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert browser.get(address).status_code == 200
    return len(seen)


def test_the_number_of_queries_is_constant(as_: Any, scene: Scene) -> None:
    load_package()
    browser = as_(scene.focal)
    made(scene)
    browser.get(PUBLIC)
    few = queries_for(browser, PUBLIC), queries_for(browser, DESK)
    for _more in range(4):
        made(scene)
    assert (queries_for(browser, PUBLIC), queries_for(browser, DESK)) == few


def test_a_package_without_a_confirmed_figure_stands_alone(scene: Scene) -> None:
    package = load_package()
    assert package is not None and queries.printed_claim(scene.chair, package) is None
    assert package.printed_before == Decimal("1659.5")
