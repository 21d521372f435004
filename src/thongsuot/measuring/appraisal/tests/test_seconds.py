"""The blind second opinion: drawn by the seed, given by somebody else, and seeing nothing of the first."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from thongsuot.measuring.appraisal import queries
from thongsuot.measuring.appraisal.actions import (
    AppraiseScores,
    Appraising,
    AssignAppraisers,
    Assigning,
    Assignment,
    Drawing,
    DrawSecondReviews,
    Judgement,
    ReviewSecond,
    Second,
)
from thongsuot.measuring.appraisal.domain.sampling import draw
from thongsuot.measuring.appraisal.models import SecondReview
from thongsuot.measuring.appraisal.queue import Filters
from thongsuot.measuring.appraisal.tests.conftest import CLAIMS, Desk
from thongsuot.measuring.rounds.choices import ParticipantStatus, RoundStatus, Verdict
from thongsuot.measuring.rounds.models import Participant
from thongsuot.platform.access.errors import AccessDenied
from thongsuot.platform.actions import ActionError
from thongsuot.platform.notifications.models import Notification

pytestmark = pytest.mark.django_db
SECRET = "Bí mật của lần đầu"
AT = "/lam-viec/tham-dinh/dot-thu"


def drawn(desk: Desk, share: int = 10) -> None:
    """The whole sample to the second appraiser; the first one has both units."""
    scene = desk.scene
    scene.round.second_share = share
    scene.round.save()
    both = tuple(Assignment(one.pk, scene.appraiser.pk) for one in (scene.mine, scene.theirs))
    AssignAppraisers.run(scene.home_affairs, Assigning(scene.round.pk, both))
    DrawSecondReviews.run(scene.home_affairs, Drawing(scene.round.pk, (scene.appraiser.pk, scene.second.pk)))


def test_an_outsider_draws_the_same_sample(desk: Desk) -> None:
    drawn(desk)
    expected = draw("mầm", {one.unit.key: list(CLAIMS) for one in (desk.scene.mine, desk.scene.theirs)}, 10)
    rows = SecondReview.objects.values_list("score__participant__unit__key", "score__code")
    assert sorted(rows) == sorted((unit, code) for unit, codes in expected.items() for code in codes)
    assert len(rows) == 2  # ⌈7 × 10%⌉ of each unit
    assert set(SecondReview.objects.values_list("reviewer", flat=True)) == {desk.scene.second.pk}  # never the first
    assert Notification.objects.get(kind="appraisal.second").recipient_id == desk.scene.second.pk


def test_drawing_again_changes_nothing_and_a_unit_that_signs_later_joins(desk: Desk) -> None:
    Participant.objects.filter(pk=desk.scene.theirs.pk).update(status=ParticipantStatus.SCORING)
    drawn(desk)
    before = set(SecondReview.objects.values_list("pk", flat=True))
    assert len(before) == 1
    Participant.objects.filter(pk=desk.scene.theirs.pk).update(status=ParticipantStatus.SIGNED)
    drawn(desk)
    assert len(set(SecondReview.objects.values_list("pk", flat=True)) - before) == 1


def test_nobody_fit_leaves_the_leaf_for_somebody_chosen_later(desk: Desk) -> None:
    scene = desk.scene
    wanted = Drawing(scene.round.pk, (scene.head.pk,))  # no right to appraise at all
    assert DrawSecondReviews.run(scene.home_affairs, wanted).alone == 2
    assert queries.drawn(scene.home_affairs, scene.round) == {"drawn": 2, "done": 0, "alone": 2}
    assert DrawSecondReviews.run(scene.home_affairs, Drawing(scene.round.pk, (scene.second.pk,))).alone == 0


def test_the_draw_belongs_to_who_runs_the_round_while_it_is_appraised(desk: Desk) -> None:
    scene = desk.scene
    with pytest.raises(AccessDenied):
        DrawSecondReviews.run(scene.appraiser, Drawing(scene.round.pk, (scene.second.pk,)))
    with pytest.raises(ActionError, match="ít nhất một người"):
        DrawSecondReviews.run(scene.home_affairs, Drawing(scene.round.pk, ()))
    scene.round.status = RoundStatus.SCORING
    scene.round.save()
    with pytest.raises(ActionError, match="đang thẩm định"):
        DrawSecondReviews.run(scene.home_affairs, Drawing(scene.round.pk, (scene.second.pk,)))


def one_of_mine(desk: Desk) -> SecondReview:
    return SecondReview.objects.select_related("score").get(score__participant=desk.scene.mine)


def test_given_once_by_the_person_it_was_drawn_for(desk: Desk) -> None:
    scene = desk.scene
    drawn(desk)
    review = one_of_mine(desk)
    for actor in (scene.appraiser, scene.home_affairs, scene.head):
        with pytest.raises(AccessDenied):
            ReviewSecond.run(actor, Second(review.pk, accept=True))
    with pytest.raises(ActionError) as error:
        ReviewSecond.run(scene.second, Second(review.pk, accept=False))
    assert error.value.errors[0].field == "reason"
    ReviewSecond.run(scene.second, Second(review.pk, accept=True))
    assert SecondReview.objects.get(pk=review.pk).second_score == review.score.self_score
    with pytest.raises(ActionError, match="chỉ cho một lần"):
        ReviewSecond.run(scene.second, Second(review.pk, accept=True))


def test_the_second_never_gives_the_first_verdict(desk: Desk) -> None:
    drawn(desk)
    review, scene = one_of_mine(desk), desk.scene
    Participant.objects.update(appraiser=None)
    with pytest.raises(AccessDenied, match="độc lập lần hai"):
        AppraiseScores.run(
            scene.second, Appraising(scene.mine.pk, (Judgement(review.score.code, 1, Verdict.ACCEPTED),))
        )
    with pytest.raises(ActionError, match="đã được rút thẩm định độc lập"):
        AssignAppraisers.run(
            scene.home_affairs, Assigning(scene.round.pk, (Assignment(scene.mine.pk, scene.second.pk),))
        )


def first_verdicts(desk: Desk) -> None:
    """The first appraiser adjusts every claim of the unit, each with the secret as reason, clause or question."""
    for code, inputs in CLAIMS.items():
        name = next(iter(inputs))
        less = {**inputs, name: "0" if code not in ("1.3", "P.1") else "2"}
        words = {"reason": SECRET, "clause": f"{SECRET} (khoản)"}
        AppraiseScores.run(
            desk.scene.appraiser, Appraising(desk.scene.mine.pk, (Judgement(code, 1, Verdict.REDUCED, less, **words),))
        )


def test_nothing_of_the_first_verdict_reaches_the_second(desk: Desk, client: Client) -> None:
    """Whatever the second reviewer opens in appraisal, neither words nor points of the first verdict are there."""
    drawn(desk, share=100)  # every claim is blind to the second
    first_verdicts(desk)
    scene = desk.scene
    Participant.objects.update(appraiser=None)
    client.force_login(scene.second)
    unit = scene.doing.key
    open_pages = [
        *("/lam-viec/tham-dinh", AT, f"{AT}?trang-thai=tat-ca", f"{AT}?trang-thai=dieu-chinh", f"{AT}/don-vi"),
        *(f"{AT}/lan-hai", f"{AT}/do-thong-nhat", f"{AT}/khao-sat", f"/lam-viec/cham-diem/dot-thu/{unit}/giai-trinh"),
        *(f"{AT}/lan-hai/{pk}" for pk in SecondReview.objects.values_list("pk", flat=True)),
    ]
    for address in open_pages:
        page = client.get(address)
        assert page.status_code == 200, address
        assert SECRET not in page.content.decode(), address
        assert "Điều chỉnh</span>" not in page.content.decode(), address  # the badge of the verdict
    for code in CLAIMS:
        assert client.get(f"{AT}/{unit}/{code}").status_code == 404
    assert queries.queue(scene.second, scene.round, Filters(state="tat-ca"), [scene.mine]).progress.total == 0
    (mine,) = [one for one in queries.gaps(scene.second, scene.round) if one.participant.pk == scene.mine.pk]
    assert mine.gap is None  # even the sum is kept back


def test_who_is_not_blind_sees_the_verdict(desk: Desk, client: Client) -> None:
    """The counterpart of the test above: it would pass on empty pages."""
    drawn(desk, share=100)
    first_verdicts(desk)
    client.force_login(desk.scene.home_affairs)
    assert SECRET in client.get(f"{AT}/{desk.scene.doing.key}/1.1").content.decode()


def test_the_row_of_the_second_does_not_even_fetch_the_first_verdict(desk: Desk) -> None:
    drawn(desk)
    (row, _other) = queries.seconds_for(desk.scene.second, desk.scene.round)
    fetched = set(row.score.__dict__)
    assert not fetched & {"verdict", "appraised_score", "appraised_inputs", "reason", "clause", "appraised_by_id"}


def test_agreement_once_both_have_spoken(desk: Desk, client: Client) -> None:
    drawn(desk, share=100)
    scene = desk.scene
    for participant in (scene.mine, scene.theirs):
        for code in CLAIMS:
            AppraiseScores.run(scene.appraiser, Appraising(participant.pk, (Judgement(code, 1, Verdict.ACCEPTED),)))
    client.force_login(scene.home_affairs)
    assert "Mới có 0 cặp" in client.get(f"{AT}/do-thong-nhat").content.decode()
    for review in SecondReview.objects.select_related("score"):
        differs = review.score.code == "2.1"
        fewer = {"numerator": "180", "denominator": "200"} if differs else {}
        ReviewSecond.run(scene.second, Second(review.pk, not differs, fewer, "10 hồ sơ trễ" if differs else ""))
    found = queries.judged_twice(scene.home_affairs, scene.round)
    assert len(found) == 14 and {one.pair.second for one in found if one.node.code == "2.1"} == {Decimal(18)}
    page = client.get(f"{AT}/do-thong-nhat").content.decode()
    assert "85,7%" in page and "trên 14 cặp" in page  # 12 of 14 equal; 19 against 18 is within 5% of 20
    assert "−0,14" in page


@pytest.mark.parametrize("who", ["head", "focal", "stranger", "chair"])
def test_only_appraisers_have_a_desk(desk: Desk, client: Client, who: str) -> None:
    client.force_login(getattr(desk.scene, who))
    for address in ("/lam-viec/tham-dinh", AT, f"{AT}/lan-hai", f"{AT}/do-thong-nhat", f"{AT}/don-vi"):
        assert client.get(address).status_code == 403


def test_the_form_of_the_second_keeps_what_was_typed(desk: Desk, client: Any) -> None:
    drawn(desk)
    review = one_of_mine(desk)
    client.force_login(desk.scene.second)
    address = f"{AT}/lan-hai/{review.pk}"
    name = next(iter(CLAIMS[review.score.code]))
    page = client.post(address, {"y-kien": "dieu-chinh", name: "không rõ", "reason": "Có lý do"})
    assert page.status_code == 422 and "Có lý do" in page.content.decode()
    done = client.post(address, {"y-kien": "cong-nhan"})
    assert done.status_code == 302 and "/lan-hai" in done.url
