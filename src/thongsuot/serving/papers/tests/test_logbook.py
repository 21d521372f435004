"""The logbook: every received dossier one number, from 01, none left out; closed at the end of the year."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from thongsuot.kernel.clock import VIETNAM
from thongsuot.platform.access.actors import SYSTEM
from thongsuot.platform.access.errors import AccessDenied
from thongsuot.platform.actions import ActionError
from thongsuot.platform.outbox import Delivery
from thongsuot.serving.conftest import Scene
from thongsuot.serving.dossiers.conftest import take_in
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.papers.logbook import BookOf, CloseLogbook, EnterDossiers, enter_received, missing
from thongsuot.serving.papers.models import LogEntry, PaperBook
from thongsuot.serving.papers.tests.test_forms import text_of_pdf

__all__ = ["take_in"]
pytestmark = pytest.mark.django_db
Taker = Callable[..., Dossier]


def moment(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 9, tzinfo=VIETNAM)


def book(scene: Scene, year: int = 2026) -> BookOf:
    return BookOf(scene.here.pk, year)


def numbers() -> list[tuple[int, str]]:
    return list(LogEntry.objects.order_by("number").values_list("number", "dossier__code"))


def test_dossiers_get_numbers_by_the_moment_of_their_reception(scene: Scene, take_in: Taker) -> None:
    later, sooner = take_in(when=moment(2026, 6, 9)), take_in(when=moment(2026, 6, 2))
    done = EnterDossiers.run(scene.desk, book(scene))
    assert (done.count, done.last) == (2, 2)
    assert numbers() == [(1, sooner.code), (2, later.code)]
    assert EnterDossiers.run(scene.desk, book(scene)).count == 0, "each has one line"


def test_what_comes_later_goes_on_where_the_book_stood(scene: Scene, take_in: Taker) -> None:
    first = take_in(when=moment(2026, 6, 9))
    EnterDossiers.run(scene.desk, book(scene))
    backdated = take_in(when=moment(2026, 6, 1))
    EnterDossiers.run(scene.desk, book(scene))
    assert numbers() == [(1, first.code), (2, backdated.code)], "a number once given never moves"


def test_a_reception_enters_itself(scene: Scene, take_in: Taker) -> None:
    """As the outbox delivers it; delivered twice it is entered once."""
    dossier = take_in(when=moment(2026, 6, 9))
    for _again in range(2):
        enter_received(Delivery({"aggregate_id": dossier.code}, "x", 1))
    assert numbers() == [(1, dossier.code)]
    enter_received(Delivery({"aggregate_id": "khong-co"}, "x", 1))


def test_units_and_years_have_their_own_books(scene: Scene, take_in: Taker) -> None:
    take_in(when=moment(2026, 12, 31))
    take_in(when=moment(2027, 1, 4))
    take_in(when=moment(2026, 6, 9), actor=scene.neighbour, receiving_unit=scene.there.key)
    for unit, year in ((scene.here, 2026), (scene.here, 2027), (scene.there, 2026)):
        assert EnterDossiers.run(SYSTEM, BookOf(unit.pk, year)).last == 1


def test_closed_when_the_year_is_over_and_nothing_waits(scene: Scene, take_in: Taker) -> None:
    take_in(when=moment(2025, 11, 3))
    with pytest.raises(ActionError, match="Chưa có sổ"):
        CloseLogbook.run(scene.desk, book(scene, 2025))
    EnterDossiers.run(scene.desk, book(scene, 2025))
    take_in(when=moment(2025, 11, 4))
    with pytest.raises(ActionError, match="chưa vào sổ"):
        CloseLogbook.run(scene.desk, book(scene, 2025))
    EnterDossiers.run(scene.desk, book(scene, 2025))
    assert CloseLogbook.run(scene.desk, book(scene, 2025)).last == 2
    with pytest.raises(ActionError, match="đã khóa"):
        EnterDossiers.run(scene.desk, book(scene, 2025))
    take_in(when=moment(2026, 6, 9))
    EnterDossiers.run(scene.desk, book(scene))
    with pytest.raises(ActionError, match="hết năm"):
        CloseLogbook.run(scene.desk, book(scene))


def test_what_is_entered_late_goes_into_the_next_book(scene: Scene, take_in: Taker) -> None:
    take_in(when=moment(2025, 11, 3))
    EnterDossiers.run(scene.desk, book(scene, 2025))
    CloseLogbook.run(scene.desk, book(scene, 2025))
    late = take_in(when=moment(2025, 12, 30))
    enter_received(Delivery({"aggregate_id": late.code}, "x", 1))
    assert late.log_entry.book.year == 2026
    assert not missing(scene.here.pk, 2026).exists()


def test_a_post_clerk_keeps_no_books(scene: Scene, take_in: Taker) -> None:
    with pytest.raises(AccessDenied):
        CloseLogbook.run(scene.post, book(scene))
    with pytest.raises(AccessDenied):
        EnterDossiers.run(scene.neighbour, book(scene))


def test_page_workbook_and_form_show_the_same_lines(scene: Scene, take_in: Taker, client: Client) -> None:
    dossiers = [take_in(when=moment(2026, 6, day), applicant_name=f"Nông Thị Số {day}") for day in (2, 3, 4)]
    EnterDossiers.run(scene.desk, book(scene))
    client.force_login(scene.desk)
    page = client.get(reverse("logbook")).content.decode()
    excel = client.get(reverse("logbook-file", args=[scene.here.key, 2026, "xlsx"])).content
    rows = list(openpyxl.load_workbook(io.BytesIO(excel)).active.iter_rows(min_row=4, values_only=True))
    printed = text_of_pdf(client.get(reverse("logbook-file", args=[scene.here.key, 2026, "pdf"])).content)
    assert [row[0] for row in rows] == ["01", "02", "03"]
    assert "Mẫu số 07 – TT 03/2025/TT-VPCP" in printed
    for dossier in dossiers:
        assert dossier.code in page and dossier.applicant_name in page
        assert any(dossier.code in row and dossier.applicant_name in row for row in rows)
        assert dossier.applicant_name in printed


def test_the_neighbour_sees_no_book_of_ours(scene: Scene, take_in: Taker, client: Client) -> None:
    dossier = take_in(when=moment(2026, 6, 2))
    EnterDossiers.run(scene.desk, book(scene))
    client.force_login(scene.neighbour)
    asked = reverse("logbook") + f"?don-vi={scene.here.key}&nam=2026"
    assert dossier.code not in client.get(asked).content.decode()
    for kind in ("xlsx", "pdf"):
        assert client.get(reverse("logbook-file", args=[scene.here.key, 2026, kind])).status_code == 404
    assert client.post(reverse("logbook-enter"), {"don-vi": scene.here.key, "nam": "2026"}).status_code == 404
    assert PaperBook.objects.get().last == 1
