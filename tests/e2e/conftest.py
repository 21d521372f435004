"""A running site with the data of ``make run``, committed, for browsers to visit; loaded once for the folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker

from tests.databases import filled, own_database
from thongsuot.platform.access.actors import SYSTEM
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.documents.actions import AddDocument, NewDocument
from thongsuot.registry.documents.models import Document
from thongsuot.web.tests.browser import chromium_path


@pytest.fixture(scope="package")
def live_server(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[LiveServer]:
    if chromium_path() is None:
        pytest.skip("bỏ qua: máy không có Chromium (apt-get install chromium)")
    with own_database("e2e", django_db_blocker, filled):
        server = LiveServer("localhost")
        with server._live_server_modified_settings:
            yield server
        server.stop()


@pytest.fixture(autouse=True)
def _live_server_helper() -> None:
    """In place of pytest-django's, which would empty the database after every test."""
    cache.clear()


@pytest.fixture
def person(live_server: LiveServer) -> Callable[[str], Account]:
    """``person("thu-ky")`` is a demo account."""
    return lambda username: Account.objects.get(username=username)


@pytest.fixture
def new_document(live_server: LiveServer) -> Callable[[str], Document]:
    """A fresh draft of Lạng Sơn, so that no test waits for what another confirmed."""

    def bring_in(name: str) -> Document:
        text = (
            f"THÔNG BÁO\nKết luận phiên họp {name} của Ban Chỉ đạo cải cách hành chính tỉnh Lạng Sơn\n\n"
            f"Ngày 15/6/2022, Ban Chỉ đạo cải cách hành chính tỉnh Lạng Sơn họp phiên {name}.\n"
            "Trong 6 tháng đầu năm 2022, tỷ lệ hồ sơ trực tuyến của tỉnh Lạng Sơn đạt 33,8%. "
            "Tỷ lệ thanh toán trực tuyến đạt 41,05%.\n\nTrưởng Ban Chỉ đạo yêu cầu:\n"
            "1. Giao Sở Nội vụ hoàn thành rà soát vị trí việc làm trong tháng 7/2022.\n"
            "2. Giao Văn phòng Ủy ban nhân dân tỉnh đôn đốc các huyện số hóa kết quả trước ngày 30/9/2022.\n"
        )
        added = AddDocument.run(SYSTEM, NewDocument(text=text, title=f"Kết luận phiên họp {name}"))
        return Document.objects.get(key=added.key)

    return bring_in
