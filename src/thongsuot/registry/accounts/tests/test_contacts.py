"""Everybody says where they are reached; the log never keeps the number."""

from __future__ import annotations

import pytest
from django.test import Client

from thongsuot.platform.access import ANONYMOUS
from thongsuot.platform.access.errors import AccessDenied
from thongsuot.platform.actions import ActionError
from thongsuot.platform.events.models import Event
from thongsuot.registry.accounts.actions import Contacts, SetContacts
from thongsuot.registry.accounts.queries import mail_addresses, phone_numbers


def test_a_person_sets_their_own(account) -> None:
    one, other = account(name="Một"), account(name="Hai")
    SetContacts.run(one, Contacts("mot@vi-du.vn", "0900 000.001"))
    assert mail_addresses([one.pk, other.pk]) == {one.pk: "mot@vi-du.vn"}
    assert phone_numbers([one.pk, other.pk]) == {one.pk: "0900000001"}
    event = Event.objects.get(name="registry.account.contacts_set")
    assert event.changes == {"email": [False, True], "phone": [False, True]}
    SetContacts.run(one, Contacts("mot@vi-du.vn", "0900000001"))
    assert Event.objects.filter(name="registry.account.contacts_set").count() == 1
    SetContacts.run(one, Contacts("", ""))
    assert mail_addresses([one.pk]) == phone_numbers([one.pk]) == {}


@pytest.mark.parametrize(
    ("email", "phone", "said"),
    [("mot@", "", "Địa chỉ thư"), ("", "12345", "10 chữ số"), ("", "+8490000", "84"), ("", "không có", "10 chữ số")],
)
def test_what_cannot_be_reached_is_refused(account, email, phone, said) -> None:
    with pytest.raises(ActionError, match=said):
        SetContacts.run(account(), Contacts(email, phone))


def test_the_page(account, small) -> None:
    one, client = account(), Client()
    with pytest.raises(AccessDenied):
        SetContacts.run(ANONYMOUS, Contacts("", ""))
    client.force_login(one)
    refused = client.post("/lam-viec/noi-nhan", {"email": "mot@", "phone": "0900000001"})
    assert refused.status_code == 422 and "0900000001" in refused.content.decode()
    assert client.post("/lam-viec/noi-nhan", {"email": "", "phone": "+84900000001"}).status_code == 302
    assert "+84900000001" in client.get("/lam-viec/noi-nhan").content.decode()
