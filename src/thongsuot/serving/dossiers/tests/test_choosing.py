"""Who the forms of a dossier offer."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from thongsuot.registry.accounts.models import Account, RoleGrant
from thongsuot.registry.accounts.roles import Role
from thongsuot.serving.conftest import Scene
from thongsuot.serving.dossiers.choosing import officers_at

pytestmark = pytest.mark.django_db


def test_work_is_given_to_those_who_do_it_there_now(scene: Scene) -> None:
    RoleGrant.objects.create(account=scene.specialist, role=Role.UNIT_HEAD, unit=scene.here)  # twice there, named once
    grant = RoleGrant.objects.get(account=scene.head)
    with CaptureQueriesContext(connection) as asked:
        offered = officers_at(scene.here)
    assert offered == [
        (scene.head.pk, "Chủ tịch phường · Lãnh đạo đơn vị"),
        (scene.desk.pk, "Một cửa · Công chức một cửa"),
        (scene.specialist.pk, "Thụ lý · Công chức thụ lý hồ sơ"),
    ]
    assert len(asked) == 1
    grant.valid_to = timezone.localdate() - timedelta(days=1)
    grant.save()
    Account.objects.filter(pk=scene.specialist.pk).update(is_active=False)
    assert [name for _pk, name in officers_at(scene.here)] == ["Một cửa · Công chức một cửa"]
