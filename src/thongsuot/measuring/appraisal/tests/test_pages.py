"""The desk of the appraiser, the list of the unit, the council's table: what is shown, kept and refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from thongsuot.measuring.appraisal import queries
from thongsuot.measuring.appraisal.actions import AppraiseScores, Appraising, Judgement
from thongsuot.measuring.appraisal.models import ExplanationItem
from thongsuot.measuring.appraisal.queue import Filters
from thongsuot.measuring.appraisal.tests.conftest import CLAIMS, Desk, claim
from thongsuot.measuring.conftest import Scene
from thongsuot.measuring.criteria.domain.tree import CriteriaSet
from thongsuot.measuring.rounds.choices import ParticipantStatus, RoundStatus, Verdict
from thongsuot.measuring.rounds.models import NodeScore, Participant, Round, ScoreEvidence
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.conftest import make_unit
from thongsuot.registry.units.models import UnitKind

pytestmark = pytest.mark.django_db
AT = "/lam-viec/tham-dinh/dot-thu"
Browser = Callable[[Account], Client]


@pytest.fixture
def as_(client: Client) -> Browser:
    def sign_in(account: Account) -> Client:
        client.force_login(account)
        return client

    return sign_in


def text_of(page: Any) -> str:
    bare = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))
    return re.sub(r" ([.:])", r"\1", bare)


def places(desk: Desk, **filters: str) -> list[tuple[str, str]]:
    scene = desk.scene
    may = queries.judgeable(scene.appraiser, scene.round)
    return [one.place for one in queries.queue(scene.appraiser, scene.round, Filters(**filters), may).items]


def test_the_queue_begins_with_what_has_no_evidence_and_ends_with_what_is_proved(desk: Desk, as_: Browser) -> None:
    """Every claim but 1.1 of Sở Y tế lacks evidence; 1.3 and 2.2 differ in what else speaks against them."""
    order = places(desk)
    assert order[-1] == ("so-y-te--lang-son", "1.1") and len(order) == 14
    NodeScore.objects.filter(participant=desk.scene.mine, code="2.2").update(self_score=Decimal(9))
    assert places(desk)[0] == ("so-y-te--lang-son", "2.2")  # the rule gives 10 for its inputs, the row says 9
    page = text_of(as_(desk.scene.appraiser).get(AT))
    assert "Tính lại theo quy tắc được 10 điểm, đơn vị ghi 9." in page
    assert "0/14 điểm đã thẩm định" in page and "Không có minh chứng nào." in page


def test_last_years_final_counts_where_the_criterion_kept_its_name(desk: Desk) -> None:
    scene = desk.scene
    before = Round.objects.create(
        key="dot-truoc", title="Trước", home=scene.home, release=scene.release, population="department", year=2025,
        status=RoundStatus.PUBLISHED,
    )  # fmt: skip
    then = Participant.objects.create(round=before, unit=scene.doing, status=ParticipantStatus.SETTLED)
    NodeScore.objects.create(participant=then, code="1.1", final_score=Decimal(0))
    found = queries.queue(
        scene.appraiser, scene.round, Filters(), queries.judgeable(scene.appraiser, scene.round)
    ).known
    assert [one.text for one in found["so-y-te--lang-son", "1.1"].risk.reasons] == [
        "Cao hơn hẳn năm trước: 0% điểm tối đa nay 100%."
    ]


def test_filters_and_progress(desk: Desk, as_: Browser) -> None:
    scene = desk.scene
    judged = (Judgement("1.1", 1, Verdict.ACCEPTED), Judgement("1.2", 1, Verdict.ASKED, reason="Danh sách?"))
    AppraiseScores.run(scene.appraiser, Appraising(scene.mine.pk, judged))
    assert len(places(desk, unit="so-y-te--lang-son")) == 5
    assert places(desk, state="hoi") == [("so-y-te--lang-son", "1.2")]
    assert {code for _unit, code in places(desk, field="procedures")} == {"2.1", "2.2"}
    page = text_of(as_(scene.appraiser).get(f"{AT}?don-vi=so-y-te--lang-son"))
    assert "2/7 điểm đã thẩm định · 1 điểm hỏi lại đơn vị" in page
    nothing = text_of(as_(scene.appraiser).get(f"{AT}?trang-thai=dieu-chinh"))
    assert "Không có điểm nào như vậy" in nothing and "Bỏ lọc" in nothing


def test_evidence_left_claim_right(desk: Desk, as_: Browser) -> None:
    ScoreEvidence.objects.update(locator="15/6/2022, Ban Chỉ đạo", dated=date(2022, 6, 15))
    shown = as_(desk.scene.appraiser).get(f"{AT}/so-y-te--lang-son/1.1")
    assert '<mark class="mark mark-figure">15/6/2022, Ban Chỉ đạo</mark>' in shown.content.decode()
    page = text_of(shown)
    assert "Ngoài năm chấm" in page and "Minh chứng ngoài năm 2026: 15/06/2022." in page
    assert "Có: 10 điểm." in page  # the trace of the rule
    bare = text_of(as_(desk.scene.appraiser).get(f"{AT}/so-y-te--lang-son/2.1"))
    assert "190/200 = 95%" in bare and "Đơn vị không gửi minh chứng và không giải thích." in bare


def test_after_a_verdict_the_next_claim_opens_and_the_filters_stay(desk: Desk, as_: Browser) -> None:
    browser, query = as_(desk.scene.appraiser), "?don-vi=so-y-te--lang-son"
    left = places(desk, unit="so-y-te--lang-son")
    for now, after in pairwise(left):
        done = browser.post(f"{AT}/{now[0]}/{now[1]}{query}", {"y-kien": "cong-nhan", "revision": "1"})
        assert done.status_code == 302 and done.url == f"{AT}/{after[0]}/{after[1]}{query}"
    last = left[-1]
    done = browser.post(f"{AT}/{last[0]}/{last[1]}{query}", {"y-kien": "cong-nhan", "revision": "1"})
    assert done.url == f"{AT}{query}"
    assert "Không còn điểm nào chờ thẩm định" in text_of(browser.get(done.url))


def test_an_adjustment_without_reason_keeps_what_was_typed(desk: Desk, as_: Browser) -> None:
    browser, address = as_(desk.scene.appraiser), f"{AT}/so-y-te--lang-son/2.1"
    typed = {"y-kien": "dieu-chinh", "revision": "1", "numerator": "1,659.5", "denominator": "200", "clause": "khoản b"}
    odd = browser.post(address, typed)
    assert odd.status_code == 422 and "«1,659.5» không đọc được thành số" in odd.content.decode()
    refused = browser.post(address, typed | {"numerator": "170"})
    page = refused.content.decode()
    assert refused.status_code == 422 and "Hãy ghi lý do điều chỉnh" in page
    assert 'value="170"' in page and 'value="khoản b"' in page
    done = browser.post(address, typed | {"numerator": "170", "reason": "20 hồ sơ trả sau hạn"})
    assert done.status_code == 302 and desk.score("2.1").appraised_score == 17
    ask = browser.post(f"{AT}/so-y-te--lang-son/1.3", {"y-kien": "hoi", "revision": "1"})
    assert "Nội dung cần giải trình: Hãy ghi nội dung" in text_of(ask)


def test_two_appraisers_on_one_claim_see_each_other(desk: Desk, as_: Browser) -> None:
    """What the colleague said and what one has typed stand on one page; sending again is a choice made with both."""
    scene, address = desk.scene, f"{AT}/so-y-te--lang-son/2.1"
    AppraiseScores.run(scene.second, Appraising(scene.mine.pk, (Judgement("2.1", 1, Verdict.ACCEPTED),)))
    typed = {"y-kien": "dieu-chinh", "revision": "1", "numerator": "170", "denominator": "200"}
    typed |= {"reason": "20 hồ sơ trễ", "clause": "khoản b"}
    clash = as_(scene.appraiser).post(address, typed)
    page = text_of(clash)
    assert clash.status_code == 409
    assert "Ý kiến của đồng nghiệp Công nhận: 19 điểm. Thẩm định hai" in page
    assert "20 hồ sơ trễ" in page and desk.score("2.1").appraised_score == 19
    seen = re.search(r'name="revision" value="(\d+)"', clash.content.decode())
    again = as_(scene.appraiser).post(address, typed | {"revision": seen[1] if seen else ""})
    assert again.status_code == 302 and desk.score("2.1").appraised_score == 17


def test_what_is_not_ones_own_to_judge(desk: Desk, as_: Browser) -> None:
    scene = desk.scene
    Participant.objects.filter(pk=scene.mine.pk).update(appraiser=scene.second)
    browser, address = as_(scene.appraiser), f"{AT}/so-y-te--lang-son/2.1"
    assert "đã giao cho người khác" in text_of(browser.get(address))
    assert browser.post(address, {"y-kien": "cong-nhan", "revision": "1"}).status_code == 403
    assert browser.get(f"{AT}/so-y-te--lang-son/9.9").status_code == 404
    assert browser.get("/lam-viec/tham-dinh/khong-co").status_code == 404
    Participant.objects.filter(pk=scene.mine.pk).update(status=ParticipantStatus.SCORING)
    assert browser.get(address).status_code == 404  # not signed: nothing to judge yet


def judge_all(desk: Desk) -> None:
    special = {
        "2.1": Judgement(
            "2.1", 1, Verdict.REDUCED, {"numerator": "170", "denominator": "200"}, "20 hồ sơ trễ", "khoản b"
        ),
        "1.3": Judgement("1.3", 1, Verdict.ASKED, reason="Có văn bản nào bị kết luận?"),
    }
    given = tuple(special.get(code, Judgement(code, 1, Verdict.ACCEPTED)) for code in CLAIMS)
    AppraiseScores.run(desk.scene.appraiser, Appraising(desk.scene.mine.pk, given))


def test_the_gap_of_every_unit_before_publication(desk: Desk, as_: Browser) -> None:
    """Judged so far: 10 + 14 + 19 + 10 + 2 − 1 = 54 claimed, 52 found: 3,8% more than appraisal found."""
    judge_all(desk)
    page = text_of(as_(desk.scene.appraiser).get(f"{AT}/don-vi"))
    assert "54 52 +2 3,8%" in page
    assert "chưa thẩm định điểm nào" in page  # the other unit
    assert "Gửi phiếu giải trình (2)" in page


def test_the_list_by_forms_from_both_sides(desk: Desk, as_: Browser) -> None:
    scene = desk.scene
    judge_all(desk)
    sent = as_(scene.appraiser).post(f"{AT}/don-vi/so-y-te--lang-son/gui-giai-trinh")
    assert sent.url == f"{AT}/don-vi"
    address = "/lam-viec/cham-diem/dot-thu/so-y-te--lang-son/giai-trinh"
    asked, reduced = ExplanationItem.objects.order_by("pk")
    assert "Đang chờ lãnh đạo đơn vị giải trình" in text_of(as_(scene.focal).get(address))
    assert as_(scene.stranger).get(address).status_code == 404
    unit = as_(scene.head)
    half = unit.post(address, {f"tra-loi-{asked.pk}": "Không có văn bản nào"})
    assert half.status_code == 422 and "Không có văn bản nào" in half.content.decode()
    assert f'href="#tra-loi-{reduced.pk}"' in half.content.decode()
    both = {f"tra-loi-{asked.pk}": "Không có văn bản nào", f"tra-loi-{reduced.pk}": "Hệ thống ghi sai 10 hồ sơ"}
    assert unit.post(address, both).url == address
    council = as_(scene.appraiser)
    assert "Xem xét giải trình" in text_of(council.get(f"{AT}/don-vi"))
    forms = {f"{asked.pk}-outcome": "kept", f"{reduced.pk}-outcome": "changed", f"{asked.pk}-outcome_reason": "Đúng"}
    forms |= {f"{reduced.pk}-numerator": "180", f"{reduced.pk}-denominator": "200"}
    lacking = council.post(f"{address}/xem-xet", forms)
    assert lacking.status_code == 422 and "Hãy ghi lý do" in text_of(lacking)
    assert (
        council.post(f"{address}/xem-xet", forms | {f"{reduced.pk}-outcome_reason": "Công nhận thêm"}).status_code
        == 302
    )
    assert desk.score("2.1").final_score == 18 and desk.score("1.3").final_score == 10
    assert "Công nhận thêm" not in text_of(as_(scene.head).get(address))  # told once settled
    assert as_(scene.appraiser).post(f"{AT}/don-vi/so-y-te--lang-son/chot").status_code == 302
    assert Participant.objects.get(pk=scene.mine.pk).status == ParticipantStatus.SETTLED
    assert "Đổi điểm theo giải trình: 18. Công nhận thêm" in text_of(as_(scene.head).get(address))


def test_appraisers_by_a_form_that_says_what_is_wrong(desk: Desk, as_: Browser) -> None:
    scene = desk.scene
    assert as_(scene.appraiser).get(f"{AT}/phan-cong").status_code == 403
    boss = as_(scene.home_affairs)
    page = text_of(boss.get(f"{AT}/phan-cong"))
    assert "Thẩm định hai" in page and "Lãnh đạo khác" not in page  # who cannot appraise is not offered
    wrong = boss.post(f"{AT}/phan-cong", {f"nguoi-{scene.mine.pk}": str(scene.head.pk)})
    assert wrong.status_code == 422 and "là người của đơn vị" in text_of(wrong)
    right = {f"nguoi-{scene.mine.pk}": str(scene.second.pk), f"nguoi-{scene.theirs.pk}": ""}
    assert boss.post(f"{AT}/phan-cong", right).status_code == 302
    assert Participant.objects.get(pk=scene.mine.pk).appraiser_id == scene.second.pk


def test_as_many_queries_for_two_units_as_for_ten(desk: Desk, as_: Browser, criteria: CriteriaSet) -> None:
    def counted(address: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            assert as_(desk.scene.home_affairs).get(address).status_code == 200
        return len(caught)

    addresses = (AT, f"{AT}/don-vi", f"{AT}/so-y-te--lang-son/2.1", "/lam-viec/tham-dinh")
    before = [counted(one) for one in addresses]
    before = [counted(one) for one in addresses]  # warm
    for number in range(8):
        unit = make_unit(f"so-{number}", f"Sở {number} tỉnh Lạng Sơn", UnitKind.DEPARTMENT, desk.scene.home)
        another = Participant.objects.create(round=desk.scene.round, unit=unit, status=ParticipantStatus.SIGNED)
        for code, inputs in CLAIMS.items():
            claim(criteria, another, code, inputs)
    assert [counted(one) for one in addresses] == before


def test_an_empty_desk_says_what_will_be_here(scene: Scene, as_: Browser) -> None:
    assert "Chưa có đợt nào đến bước thẩm định" in text_of(as_(scene.appraiser).get("/lam-viec/tham-dinh"))
    scene.round.status = RoundStatus.APPRAISING
    scene.round.save()
    assert "Chưa có điểm nào để bạn thẩm định" in text_of(as_(scene.appraiser).get(AT))
    assert "Chưa có kết quả khảo sát" in text_of(as_(scene.appraiser).get(f"{AT}/khao-sat"))
    own = "/lam-viec/cham-diem/dot-thu/so-y-te--lang-son/giai-trinh"
    assert "Chưa có phiếu giải trình" in text_of(as_(scene.head).get(own))
