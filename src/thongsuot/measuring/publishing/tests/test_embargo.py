"""Before the hour nobody outside the role can fetch anything: page, data, search, zip, guessed address (G08)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.http import StreamingHttpResponse
from django.test import Client
from django.utils import timezone

from thongsuot.measuring.publishing import queries
from thongsuot.measuring.publishing.models import Publication
from thongsuot.measuring.publishing.searching import HANDLER, index_round
from thongsuot.measuring.publishing.start import announce_due
from thongsuot.measuring.publishing.tests.conftest import Settled
from thongsuot.measuring.publishing.tests.test_actions import limits, publish
from thongsuot.platform.access.actors import ANONYMOUS
from thongsuot.platform.access.errors import Hidden
from thongsuot.platform.notifications.models import Notification
from thongsuot.platform.outbox import Delivery
from thongsuot.platform.outbox.models import OutboxMessage
from thongsuot.platform.search.models import SearchEntry
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.accounts.roles import Role

pytestmark = pytest.mark.django_db
KEY, UNIT = "dot-thu", "so-y-te--lang-son"
PUBLIC = [
    f"/ket-qua-cham-diem/{KEY}{tail}"
    for tail in (
        *("", "/ban/1", "/bang.csv", "/ban/1/bang.csv", "/ket-qua.json", "/ban/1/ket-qua.json", "/goi-tai-lap.zip"),
        *("/ban/1/goi-tai-lap.zip", f"/{UNIT}", f"/{UNIT}?ban=1", f"/{UNIT}/2.1", f"/{UNIT}/2.1?ban=1"),
        *(f"/{UNIT}/1.2", "?nhom=", "?loai=T%E1%BB%91t"),
    )
]
# What only the result says: the percentages, the places, the classes, the sums.
SECRETS = ("81,00", "81.00", "97,50", "97.50", "97,5%", "hạng 1/2", "hạng 2/2", "Xuất sắc", '"rank"')


@pytest.fixture
def embargoed(settled: Settled) -> Publication:
    return publish(settled, public_from=timezone.now() + timedelta(hours=2))


def body_of(answer: object) -> str:
    if isinstance(answer, StreamingHttpResponse):
        return b"".join(answer.streaming_content).decode(errors="replace")  # type: ignore[arg-type]
    return answer.content.decode(errors="replace")  # type: ignore[attr-defined]


def outsiders(settled: Settled, account: Callable[..., Account]) -> Iterator[Account | None]:
    """The public, the units themselves, appraisers, the secretariat, and those who publish elsewhere."""
    scene = settled.scene
    yield None
    yield from (scene.head, scene.focal, scene.stranger, scene.appraiser, scene.second)
    for role, name in ((Role.SECRETARIAT, "Tổ Thư ký"), (Role.FIELD_LEAD, "Sở chủ trì"), (Role.CLERK, "Văn thư")):
        yield account(role, scene.home, name)
    elsewhere = scene.nation.children.exclude(pk=scene.home.pk).get()
    yield account(Role.HOME_AFFAIRS, elsewhere, "Sở Nội vụ tỉnh khác")
    yield account(Role.COMMITTEE_HEAD, elsewhere, "Trưởng Ban tỉnh khác")


def test_no_public_address_answers_anybody_outside_the_role(
    client: Client, settled: Settled, embargoed: Publication, account: Callable[..., Account]
) -> None:
    for actor in outsiders(settled, account):
        client.logout()
        if actor is not None:
            client.force_login(actor)
        for address in PUBLIC:
            answer = client.get(address)
            assert answer.status_code == 404, f"{actor}: {address} answered {answer.status_code}"
            assert not any(secret in body_of(answer) for secret in SECRETS), f"{actor}: {address}"
        assert settled.scene.round.title not in body_of(client.get("/ket-qua-cham-diem"))


def test_a_guessed_address_answers_as_one_that_is_not_there(client: Client, embargoed: Publication) -> None:
    there, absent = client.get(f"/ket-qua-cham-diem/{KEY}"), client.get("/ket-qua-cham-diem/khong-he-co")
    assert there.status_code == absent.status_code == 404
    assert body_of(there).replace(KEY, "") == body_of(absent).replace("khong-he-co", "")


def test_the_desk_tells_outsiders_nothing(
    client: Client, settled: Settled, embargoed: Publication, account: Callable[..., Account]
) -> None:
    for actor in list(outsiders(settled, account))[1:]:
        client.force_login(actor)
        for tail in ("", "/xem-truoc", "/kien-nghi", f"/{UNIT}/kien-nghi"):
            answer = client.get(f"/lam-viec/cong-bo/{KEY}{tail}")
            assert answer.status_code in (403, 404), f"{actor.display_name}: {tail}"


def test_the_units_own_pages_do_not_leak_total_rank_or_class(
    client: Client, settled: Settled, embargoed: Publication
) -> None:
    own = [
        f"/lam-viec/cham-diem/{KEY}",
        f"/lam-viec/cham-diem/{KEY}/{UNIT}",
        f"/lam-viec/cham-diem/{KEY}/{UNIT}/2.1",
        f"/lam-viec/cham-diem/{KEY}/{UNIT}/bang.csv",
        f"/lam-viec/cham-diem/{KEY}/{UNIT}/giai-trinh",
        f"/lam-viec/cham-diem/{KEY}/chenh-lech",
        *(f"/don-vi/{UNIT}", f"/don-vi/{UNIT}/ho-so-cham-diem", f"/don-vi/{UNIT}/nam-nam"),
        *(f"/ket-qua-cham-diem/{KEY}/phan-tich", f"/ket-qua-cham-diem/{KEY}/{UNIT}/phan-tich"),
        *("/lam-viec", "/lam-viec/cham-diem", "/thong-bao", "/lam-viec/hop-viec"),
    ]
    for actor in (settled.scene.head, settled.scene.focal, settled.scene.stranger):
        client.force_login(actor)
        for address in own:
            answer = client.get(address)
            found = [secret for secret in SECRETS if secret in body_of(answer)]
            if address == f"/lam-viec/cham-diem/{KEY}":
                found = [one for one in found if one != "Xuất sắc"]  # its table of classes, known from the first day
            assert not found, f"{actor.display_name}: {address} ({answer.status_code}) tells {found}"


def test_nothing_is_told_found_or_drafted_before_the_hour(
    client: Client, settled: Settled, embargoed: Publication
) -> None:
    announce_due()
    assert not Notification.objects.filter(kind="result.published").exists()
    assert not OutboxMessage.objects.filter(handler=HANDLER).exists()
    index_round(Delivery({"aggregate_id": str(settled.scene.round.pk)}, "thử", 1))  # even if somebody asked for it
    assert not SearchEntry.objects.filter(kind="round-result").exists()
    assert "Đợt chấm thử" not in body_of(client.get("/tim-kiem?q=đợt+chấm+thử"))
    assert limits() == []


def test_who_publishes_and_approves_sees_it_with_a_word_and_no_cache_keeps_it(
    client: Client, settled: Settled, embargoed: Publication
) -> None:
    for actor in (settled.scene.home_affairs, settled.scene.chair):
        client.force_login(actor)
        page = client.get(f"/ket-qua-cham-diem/{KEY}")
        assert "Chưa công bố" in body_of(page) and "81,00" in body_of(page)
        for name in ("bang.csv", "ket-qua.json", "goi-tai-lap.zip"):
            answer = client.get(f"/ket-qua-cham-diem/{KEY}/ban/1/{name}")
            assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store"), name


def test_at_the_hour_everything_opens_by_itself(
    client: Client, settled: Settled, embargoed: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Hidden):
        queries.publication_for(ANONYMOUS, KEY)
    later = timezone.now() + timedelta(hours=2)
    monkeypatch.setattr(timezone, "now", lambda: later)
    for address in PUBLIC:
        assert client.get(address).status_code == 200, address
    announce_due()
    message = OutboxMessage.objects.get(handler=HANDLER)
    index_round(Delivery(message.payload, message.effect_key, 1))
    titles = set(SearchEntry.objects.filter(kind="round-result", permission="").values_list("title", flat=True))
    assert "Đợt chấm thử" in titles and "Sở Y tế tỉnh Lạng Sơn: Đợt chấm thử" in titles


def test_a_second_version_under_embargo_leaves_the_first_one_standing(settled: Settled) -> None:
    """A version whose hour is still to come neither shows nor replaces."""
    row = publish(settled)
    Publication.objects.create(
        round=row.round, number=2, reason="Điều chỉnh", public_from=timezone.now() + timedelta(days=1),
        content=row.content, digest=row.digest, capsule=row.capsule, published_at=timezone.now(),
    )  # fmt: skip
    assert queries.publication_for(ANONYMOUS, KEY).number == 1
    assert [one.number for one in queries.versions_of(ANONYMOUS, row)] == [1]
    assert [one.number for one in queries.latest(ANONYMOUS)] == [1]
    assert queries.publication_for(settled.scene.chair, KEY).number == 2
