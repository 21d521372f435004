import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

pytestmark = [pytest.mark.django_db]


def test_pages(client):
    from thongsuot.registry.units.load import load_units

    load_units()
    for url in [
        "/don-vi",
        "/don-vi?ngay=2025-06-30",
        "/don-vi/tinh-lang-son",
        "/don-vi/huyen-van-quan--lang-son",
        "/don-vi/tinh-ha-giang",
        "/don-vi/xa-khanh-khe--lang-son",
        "/don-vi/thanh-pho-ho-chi-minh-2025",
        "/don-vi/vn",
    ]:
        for _ in range(2):
            t = time.time()
            with CaptureQueriesContext(connection) as q:
                r = client.get(url)
            d = time.time() - t
        print(url, r.status_code, len(q), round(d * 1000), "ms", len(r.content))
