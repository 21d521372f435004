"""What the public sees: search with slips, the version of a day, the right office, the guide, open data."""

from __future__ import annotations

from datetime import date

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse

from thongsuot.platform.access.actors import ANONYMOUS, SYSTEM
from thongsuot.platform.search.queries import search
from thongsuot.registry.conftest import make_unit
from thongsuot.registry.units.models import Unit, UnitEvent, UnitEventMember, UnitKind
from thongsuot.serving.conftest import Scene
from thongsuot.serving.procedures.competence import NoOffice, competent_unit
from thongsuot.serving.procedures.guide import guide_pdf
from thongsuot.serving.procedures.load import load_procedures
from thongsuot.serving.procedures.models import Procedure, ReviewItem
from thongsuot.serving.procedures.page import guide_of
from thongsuot.serving.procedures.queries import open_procedures, procedures_visible_to, version_on, versions_now

pytestmark = pytest.mark.django_db
BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)


@pytest.fixture
def catalogue(scene: Scene) -> Scene:
    load_procedures()
    return scene


def _page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


# — finding —


@pytest.mark.parametrize("words", ["Đăng ký khai sinh", "dang ky khai sinh", "dang ky khai sinhh", "ddang ki kai sinh"])
def test_a_citizen_finds_it_without_marks_and_with_slips(catalogue: Scene, client: Client, words: str) -> None:
    page = _page(client, reverse("procedures") + f"?tim={words}")
    assert page.index("/thu-tuc/1.001193") < page.index("</article>") if "</article>" in page else True
    assert 'href="/thu-tuc/1.001193"' in page


def test_nothing_found_offers_a_way_on(catalogue: Scene, client: Client) -> None:
    page = _page(client, reverse("procedures") + "?tim=zzqqxx")
    assert "Chưa tìm thấy" in page
    assert "Xem tất cả thủ tục" in page


@pytest.mark.parametrize(
    ("query", "there", "absent"),
    [
        ("su-kien=sinh-con", "1.001193", "1.001612"),
        ("doi-tuong=business", "mau-dang-ky-doanh-nghiep", "1.001193"),
        ("linh-vuc=uu-tien-tai-nguyen-moi-truong", "mau-the-chap-dat", "1.001193"),
        ("linh-vuc=ho-tich", "1.001193", "mau-the-chap-dat"),
        ("cap=province", "mau-phieu-ly-lich-tu-phap", "1.001612"),
        ("cap=commune&doi-tuong=household", "1.001612", "mau-an-toan-thuc-pham"),
    ],
)
def test_filters_stand_in_the_address(catalogue: Scene, client: Client, query: str, there: str, absent: str) -> None:
    page = _page(client, reverse("procedures") + f"?{query}")
    assert f'href="/thu-tuc/{there}"' in page
    assert f'href="/thu-tuc/{absent}"' not in page


def test_the_list_asks_the_same_number_of_queries_for_one_and_for_thirty(
    catalogue: Scene, client: Client, django_assert_max_num_queries: object
) -> None:
    with django_assert_max_num_queries(14):  # type: ignore[operator]
        _page(client, reverse("procedures"))


def test_a_life_event_gathers_what_it_needs(catalogue: Scene, client: Client) -> None:
    page = _page(client, reverse("life-event", args=["sinh-con"]))
    assert "Đăng ký khai sinh" in page
    assert "thẻ bảo hiểm y tế" in page
    _page(client, reverse("life-event", args=["khong-co"]), 404)


# — reading —


def test_the_page_says_what_to_bring_and_what_not(catalogue: Scene, client: Client) -> None:
    page = _page(client, reverse("procedure", args=["1.001193"]))
    asked, spared = page.split("Đã có trong cơ sở dữ liệu, không phải nộp")
    assert "Giấy chứng sinh" in asked
    assert "Cơ sở dữ liệu quốc gia về dân cư" in spared
    assert "8 giờ làm việc (trong ngày)" in page
    assert "0 đồng đến 8.000 đồng, tùy trường hợp" in page


def test_another_day_shows_the_version_of_that_day(catalogue: Scene, client: Client) -> None:
    for day in ("2025-06-30", "30/6/2025"):
        page = _page(client, reverse("procedure", args=["1.001193"]) + f"?ngay={day}")
        assert "Đây là quy định của ngày 30/06/2025" in page
        assert "2 ngày làm việc" in page
    page = _page(client, reverse("procedure", args=["1.001193"]) + "?ngay=2001-01-01")
    assert "không có quy định áp dụng" in page
    assert "Phiên bản 2" in page
    assert "Đây là quy định" not in _page(client, reverse("procedure", args=["1.001193"]) + "?ngay=32/13")


def test_every_guide_is_one_page_with_a_qr(catalogue: Scene) -> None:
    longest = max(open_procedures(SYSTEM, date(2026, 11, 22)), key=lambda one: len(str(one.versions.first().content)))
    for row in (longest, Procedure.objects.get(code="mau-cap-so-lan-dau")):
        told = guide_of(row, version_on(row, date(2026, 11, 22)), date(2026, 11, 22))
        document = pypdfium2.PdfDocument(guide_pdf(told, "https://vi-du.vn/thu-tuc/1"))
        assert len(document) == 1
        assert "Dữ liệu minh họa" in document[0].get_textpage().get_text_range()


def test_open_data_says_the_same_as_the_pages(catalogue: Scene, client: Client) -> None:
    data = client.get(reverse("procedures-json")).json()
    public = open_procedures(ANONYMOUS, date.fromisoformat(data["day"]))
    assert data["count"] == len(data["procedures"]) == public.count()
    birth = next(one for one in data["procedures"] if one["code"] == "1.001193")
    assert birth["limit"] == {"value": "8", "unit": "working_hours"}
    assert [one["name"] for one in birth["papers_in_databases"]][-1] == "Nơi cư trú của cha hoặc mẹ"
    table = b"".join(client.get(reverse("procedures-csv")).streaming_content).decode()  # type: ignore[attr-defined]
    assert table.count("\n") == data["count"] + 1


def test_the_nation_as_its_source_stated_it(catalogue: Scene, client: Client) -> None:
    page = _page(client, reverse("service-levels"))
    for text in ("62/63 (98,41%)", "10/21 (47,62%)", "4.390", "hơn 186 triệu", "hơn 4,8 nghìn tỷ đồng", "615.385 đồng"):
        assert text in page, text
    assert page.count("ước tính") == 1, "only the mean of two bounds is ours"
    assert "62/63" not in _page(client, reverse("service-levels") + "?ngay=2023-04-18"), "nobody had said it yet"


def test_both_vocabularies_of_service_levels(catalogue: Scene, client: Client) -> None:
    page = _page(client, reverse("service-levels"))
    assert "cộng lại 346" in page
    assert "quy đổi, chưa có văn bản" in page
    old = _page(client, reverse("service-levels") + "?ngay=2021-05-01")
    assert "Nghị định 43/2011" in old


# — internal procedures (H04) —


def test_the_public_never_meets_an_internal_procedure(catalogue: Scene, client: Client) -> None:
    code, title = "mau-nb-nang-luong", "Nâng bậc lương"
    assert not procedures_visible_to(ANONYMOUS).filter(is_internal=True).exists()
    _page(client, reverse("procedure", args=[code]), 404)
    _page(client, reverse("procedure-guide", args=[code]), 404)
    _page(client, reverse("procedure-nuisance", args=[code]), 404)
    for address in (
        reverse("procedures") + f"?tim={title}",
        reverse("procedures") + "?linh-vuc=noi-bo",
        reverse("procedures-json"),
        reverse("search") + f"?q={title}",
    ):
        assert f"/thu-tuc/{code}" not in _page(client, address)
        assert "thường xuyên của công chức" not in _page(client, address)
    assert code not in b"".join(client.get(reverse("procedures-csv")).streaming_content).decode()  # type: ignore[attr-defined]
    assert not search(ANONYMOUS, title, kind="procedure").groups


def test_officers_meet_it_in_its_own_list_only(catalogue: Scene, client: Client) -> None:
    client.force_login(catalogue.head)
    assert "Nâng bậc lương" in _page(client, reverse("internal-procedures"))
    assert "Nâng bậc lương" in _page(client, reverse("procedure", args=["mau-nb-nang-luong"]))
    assert "Nâng bậc lương" not in _page(client, reverse("procedures") + "?linh-vuc=noi-bo")
    assert search(catalogue.home_affairs, "nâng bậc lương", kind="procedure").groups


# — who decides (H03) —


def _before_july(scene: Scene) -> tuple[Unit, Unit]:
    """The district that stood here until 30/6/2025 and its commune, which went whole into today's."""
    district = make_unit("huyen-cu--lang-son", "Huyện Cũ", UnitKind.DISTRICT, scene.province)
    commune = make_unit("xa-cu--lang-son", "Xã Cũ", UnitKind.COMMUNE, district)
    Unit.objects.filter(pk__in=[district.pk, commune.pk]).update(valid_to=AFTER)
    Unit.objects.filter(pk=scene.here.pk).update(valid_from=AFTER)
    event = UnitEvent.objects.create(
        key="sap-xep", kind="merged", effective_on=AFTER, citation="NQ", certainty="sample"
    )
    UnitEventMember.objects.create(event=event, predecessor=commune, successor=scene.here, share=1)
    return Unit.objects.get(pk=district.pk), Unit.objects.get(pk=commune.pk)


def test_the_right_office_before_and_after_the_day(catalogue: Scene) -> None:
    district, commune = _before_july(catalogue)
    here = Unit.objects.get(pk=catalogue.here.pk)
    row = Procedure.objects.get(code="1.001612")
    assert competent_unit(row, here, AFTER) == here
    assert competent_unit(row, commune, BEFORE) == district
    assert competent_unit(row, here, BEFORE) == district, "asked for today's ward, of a day before it was"
    assert competent_unit(row, commune, AFTER) == here, "asked by the old name"


def test_the_department_decides_what_is_the_provinces(catalogue: Scene) -> None:
    row = Procedure.objects.get(code="mau-van-phong-luat-su")
    assert competent_unit(row, catalogue.here, AFTER) == catalogue.department
    lacking = Procedure.objects.get(code="mau-giay-phep-lao-dong")  # no such department in the small world
    assert competent_unit(lacking, catalogue.here, date(2026, 1, 1)) == catalogue.province


def test_a_commune_is_asked_for_where_a_commune_decides(catalogue: Scene, client: Client) -> None:
    with pytest.raises(NoOffice, match="cấp xã"):
        competent_unit(catalogue.procedure, catalogue.department, AFTER)
    place = reverse("procedure", args=["1.001612"]) + "?noi=Phường Đông Kinh"
    assert "do <strong>Phường Đông Kinh</strong> giải quyết" in _page(client, place)
    assert "Không tìm thấy" in _page(client, reverse("procedure", args=["1.001612"]) + "?noi=sao hỏa")


# — «phiền hà» —


def test_anybody_may_say_it_five_times_an_hour(catalogue: Scene, client: Client) -> None:
    address = reverse("procedure-nuisance", args=["1.001193"])
    assert client.post(address, {"khoa": "k", "text": "chữ giữ lại"}).status_code == 422
    for number in range(5):
        told = client.post(address, {"khoa": f"k{number}", "topic": "trips", "text": "Phải đi hai lần."})
        assert told.status_code == 302
    refused = client.post(address, {"khoa": "k6", "topic": "trips", "text": "Lần nữa"})
    assert refused.status_code == 422
    assert "quá nhiều lần" in refused.content.decode()
    assert ReviewItem.objects.count() == 5
    assert "Đã có 5 người phản ánh" in _page(client, reverse("procedure", args=["1.001193"]))


def test_what_was_said_is_not_shown_before_it_is_answered(catalogue: Scene, client: Client) -> None:
    row = Procedure.objects.get(code="1.001193")
    item = ReviewItem.objects.create(procedure=row, topic="time", text="Nói riêng với cơ quan")
    assert "Nói riêng" not in _page(client, reverse("procedure", args=[row.code]))
    ReviewItem.objects.filter(pk=item.pk).update(answer="Cơ quan sẽ bỏ giấy này.", status="review_accepted")
    assert "Cơ quan sẽ bỏ giấy này." in _page(client, reverse("procedure", args=[row.code]))


def test_forty_nine_procedures_have_what_the_issue_asks(catalogue: Scene) -> None:
    rows = list(Procedure.objects.exclude(pk=catalogue.procedure.pk))
    versions = versions_now(rows, date(2026, 11, 22))
    assert len(rows) >= 30
    assert len(versions) == len(rows)
    assert sum(one.is_internal for one in rows) >= 4
    assert sum(one.versions.count() > 1 for one in rows) >= 2
    assert sum(bool(one.content["is_location_free"]) for one in versions.values()) >= 3
    assert sum(bool(one.content["is_immediate"]) for one in versions.values()) >= 3
    assert all(one.content["legal_basis"] and one.content["result"] for one in versions.values())
