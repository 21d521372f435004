"""A fee that depends on an answer: the desk may ask, need not, and an answer nobody gave is never 0 đồng."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from thongsuot.kernel.rules import load_yaml
from thongsuot.serving.conftest import CONTENT, Scene
from thongsuot.serving.desk.questions import answers_from, answers_to, fee_questions
from thongsuot.serving.desk.tests.test_receiving import typed
from thongsuot.serving.dossiers.choices import Payment
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.payments.links import order_for
from thongsuot.serving.procedures.domain.content import ProcedureContent
from thongsuot.serving.procedures.domain.plain import content_from, digest_of, plain_of
from thongsuot.serving.procedures.models import Procedure, ProcedureVersion, VersionStatus

ADDRESS = "/lam-viec/tiep-nhan?thu-tuc=khai-sinh-thu"
BIRTH = {
    "fees": [
        {"code": "dung-han", "name": "Đúng hạn", "kind": "le_phi", "amount": 0, "when": 'dung_han = "co"'},
        {"code": "qua-han", "name": "Quá hạn", "kind": "le_phi", "amount": 8_000, "when": 'dung_han = "khong"'},
        {"code": "ban-sao", "name": "Bản sao", "kind": "le_phi", "amount": 5_000, "when": 'giay_to = "ban-sao"'},
    ],
    "pre_check": [
        {"code": "dung_han", "kind": "yes_no", "label": "Con sinh trong vòng 60 ngày qua?"},
        {"code": "cha_me_ket_hon", "kind": "yes_no", "label": "Cha mẹ có đăng ký kết hôn?"},
        {
            "code": "giay_to",
            "kind": "choice",
            "label": "Nhận giấy tờ nào?",
            "options": [{"code": "ban-chinh", "label": "Bản chính"}, {"code": "ban-sao", "label": "Bản sao"}],
        },
    ],
}


def birth() -> ProcedureContent:
    return content_from({**CONTENT, **BIRTH})


@pytest.fixture
def desk(scene: Scene, client: Client) -> Client:
    content = birth()
    made = Procedure.objects.create(
        code="khai-sinh-thu", title="Khai sinh", search_key="khai sinh", field="ho-tich", is_sample=True
    )
    ProcedureVersion.objects.create(
        procedure=made, number=1, status=VersionStatus.PUBLISHED, valid_from=date(2025, 7, 1),
        content=plain_of(content), digest=digest_of(content),
    )  # fmt: skip
    client.force_login(scene.desk)
    return client


def received(desk: Client, **more: str) -> Dossier:
    assert desk.post(ADDRESS, typed(**more)).status_code == 302
    dossier = Dossier.objects.select_related("person", "version").get()
    order_for(dossier)
    dossier.refresh_from_db()
    return dossier


def test_only_what_a_fee_depends_on_is_asked() -> None:
    questions = fee_questions(birth())
    assert [one.code for one in questions] == ["dung_han", "giay_to"]
    assert answers_to(questions[0]) == [("co", "Có"), ("khong", "Không")]
    assert answers_to(questions[1]) == [("ban-chinh", "Bản chính"), ("ban-sao", "Bản sao")]
    assert fee_questions(content_from(CONTENT)) == ()


def test_an_answer_left_open_or_made_up_is_none() -> None:
    typed = {"hoi-dung_han": "", "hoi-giay_to": "ban-photo", "hoi-khac": "co"}
    assert answers_from(typed, fee_questions(birth())) == {}
    assert answers_from({"hoi-dung_han": "co"}, fee_questions(birth())) == {"dung_han": "co"}


@pytest.mark.parametrize("field", ["ho-tich", "ly-lich-tu-phap"])
def test_every_conditional_fee_of_the_catalogue_can_be_asked_about(field: str) -> None:
    versions = [
        one for procedure in load_yaml(f"serving/procedures/{field}")["procedures"] for one in procedure["versions"]
    ]
    contents = [content_from(one["content"]) for one in versions]
    conditional = [one for one in contents if any(fee.when for fee in one.fees)]
    assert conditional
    assert all(fee_questions(one) for one in conditional)


@pytest.mark.django_db
def test_late_and_asked_is_owed(desk: Client) -> None:
    page = desk.get(ADDRESS).content.decode()
    assert 'name="hoi-dung_han"' in page and "Con sinh trong vòng 60 ngày qua?" in page and "Chưa rõ" in page
    assert "Cha mẹ có đăng ký kết hôn?" not in page
    dossier = received(desk, **{"hoi-dung_han": "khong", "hoi-giay_to": "ban-chinh"})
    assert dossier.person.answers == {"dung_han": "khong", "giay_to": "ban-chinh"}
    assert (dossier.payment, dossier.fee) == (Payment.DUE, 8_000)


@pytest.mark.django_db
def test_in_time_is_nothing_owed(desk: Client) -> None:
    dossier = received(desk, **{"hoi-dung_han": "co", "hoi-giay_to": "ban-chinh"})
    assert (dossier.payment, dossier.fee) == (Payment.NONE, 0)


@pytest.mark.django_db
def test_not_asked_is_not_known(desk: Client) -> None:
    dossier = received(desk)
    assert dossier.person.answers == {}
    assert (dossier.payment, dossier.fee, dossier.payment_orders.count()) == (Payment.DUE, None, 0)
    assert "Số tiền chưa rõ" in desk.get(reverse("dossier", args=[dossier.code])).content.decode()


@pytest.mark.django_db
def test_the_answer_stays_when_the_form_comes_back(desk: Client) -> None:
    page = desk.post(ADDRESS, typed(applicant_name="", **{"hoi-dung_han": "khong"}))
    assert page.status_code == 422
    assert '<option value="khong" selected>' in page.content.decode()
    assert not Dossier.objects.exists()


@pytest.mark.django_db
def test_what_lacks_is_asked_for_with_the_answer_kept(desk: Client) -> None:
    dossier = received(desk, **{"hoi-dung_han": "khong", "giay-giay-to": "thieu"})
    assert dossier.person.answers == {"dung_han": "khong"}


@pytest.mark.django_db
def test_without_conditional_fees_nothing_new_is_asked(desk: Client) -> None:
    page = desk.get("/lam-viec/tiep-nhan?thu-tuc=mau-1").content.decode()
    assert 'name="hoi-' not in page and "Để tính phí" not in page
