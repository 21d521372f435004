"""How fast the main pages are over a million claims: ``.venv/bin/python bench/pages.py [claims]``.

The record is made up (``synthetic.py``), kept in a cluster of its own under ``var/bench`` and used again by the next
run. Every page is asked for in turn with a bare Django view that fetches one row, round after round, so that a busy
machine slows both alike. Prints a Markdown table; fails when a page's 95th percentile passes 300 ms.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
os.environ.setdefault("THONGSUOT_VAR", str(ROOT / "var" / "bench"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thongsuot.config.testing")

import django

django.setup()

from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path
from synthetic import fill

from thongsuot.registry.accounts.models import Account, RoleGrant
from thongsuot.registry.accounts.roles import Role
from thongsuot.registry.claims.models import Claim
from thongsuot.registry.indicators.load import load_indicators
from thongsuot.registry.units.load import load_units
from thongsuot.registry.units.models import Unit

LOAD_BEFORE = os.getloadavg()[0]
ROUNDS = 40
LIMIT_MS = 300
BARE = "/mot-dong"
QUERIES = ("lang son 33,8", "ho so truc tuyen", "41,05")
ARTICLE = "Năm 2023, tỷ lệ hồ sơ trực tuyến của tỉnh Lạng Sơn đạt 33,8%. Quý III/2024, tỷ lệ đúng hạn đạt 98,5%. "


def one_row(request: HttpRequest) -> HttpResponse:
    """What no page can be faster than: the framework, and one row by its key."""
    return HttpResponse(str(Claim.objects.get(pk=int(request.GET["pk"]))))


urlpatterns = [path(BARE[1:], one_row), path("", include("thongsuot.config.urls"))]


def use_database(count: int) -> None:
    """Connect to the filled database, filling it first where it is not there."""
    name = f"bench_pages_{count}"
    connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = name
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if cursor.fetchone() is None:
            cursor.execute(f'CREATE DATABASE "{name}"')
    call_command("migrate", verbosity=0)
    if Claim.objects.exists():
        return
    print(f"Making {count:,} claims once…", file=sys.stderr)
    load_units()
    load_indicators()
    fill(count)


def client(username: str = "", role: Role | None = None, unit: str = "") -> Client:
    browser = Client(SERVER_NAME="localhost")
    if role is not None:
        account, created = Account.objects.get_or_create(username=username, defaults={"display_name": username})
        if created:
            RoleGrant.objects.create(account=account, role=role, unit=Unit.objects.filter(key=unit).first())
        browser.force_login(account)
    return browser


def pages() -> dict[str, Callable[[int], HttpResponse]]:
    """Name → a request; the number of the round chooses among like pages."""
    public = client()
    ministry = client("bo", Role.MINISTRY)
    province = client("so", Role.HOME_AFFAIRS, "tinh-lang-son")
    step = Claim.objects.order_by("-pk").values_list("pk", flat=True)[0] // (ROUNDS + 2)

    def number(turn: int) -> int:
        """A claim that nobody set aside, in a document that is public."""
        near = Claim.objects.filter(
            pk__gte=(turn + 1) * step, is_public=True, status="confirmed", indicator__isnull=False
        )
        return near.order_by("pk").values_list("pk", flat=True)[0]

    numbers = [number(turn) for turn in range(ROUNDS)]

    def cold(_turn: int) -> HttpResponse:
        cache.clear()
        return public.get("/")

    return {
        "một dòng, Django trần": lambda turn: public.get(BARE, {"pk": numbers[turn]}),
        "trang chủ": lambda turn: public.get("/"),
        "trang chủ, sau khi xóa bộ nhớ đệm": cold,
        "tìm kiếm": lambda turn: public.get(
            "/tim-kiem", {"q": ("lang son 33,8", "ho so truc tuyen", "41,05")[turn % 3]}
        ),
        "số liệu": lambda turn: public.get(f"/so-lieu/{numbers[turn]}"),
        "văn bản": lambda turn: public.get(f"/van-ban/mau-{numbers[turn] // 50 + 1}"),
        "danh sách văn bản": lambda turn: public.get("/van-ban", {"trang": turn + 1}),
        "đơn vị (tỉnh)": lambda turn: public.get("/don-vi/tinh-lang-son", {"so": turn + 1}),
        "bốn chỉ số": lambda turn: public.get("/don-vi/tinh-lang-son/bon-chi-so", {"nam": 2013 + turn % 12}),
        "kết quả": lambda turn: public.get("/ket-qua"),
        "bảng xếp hạng": lambda turn: public.get(f"/ket-qua/par-index/{2013 + turn % 12}"),
        "soi bài báo": lambda turn: public.post("/soi-bai-bao", {"text": ARTICLE}),
        "bàn làm việc": lambda turn: province.get("/lam-viec"),
        "hộp việc, một tỉnh": lambda turn: province.get("/lam-viec/hop-viec"),
        "hộp việc, cả nước": lambda turn: ministry.get("/lam-viec/hop-viec"),
        "bàn số liệu, một tỉnh": lambda turn: province.get("/lam-viec/so-lieu", {"trang": turn + 1}),
        "bàn số liệu, cả nước": lambda turn: ministry.get("/lam-viec/so-lieu", {"trang-thai": "proposed"}),
        "bàn số liệu, tìm chữ": lambda turn: ministry.get("/lam-viec/so-lieu", {"tim": "cắt giảm"}),
        "soi số liệu": lambda turn: ministry.get("/lam-viec/soi-so-lieu"),
    }


def measure(asked: dict[str, Callable[[int], HttpResponse]], rounds: int) -> dict[str, list[float]]:
    """Milliseconds of every answer by page, the pages taking turns; the first round only warms up."""
    times: dict[str, list[float]] = {name: [] for name in asked}
    for turn in range(-1, rounds):
        for name, ask in asked.items():
            began = time.perf_counter()
            response = ask(max(turn, 0))
            took = (time.perf_counter() - began) * 1000
            assert response.status_code == 200, f"{name} answered {response.status_code}"
            if turn >= 0:
                times[name].append(took)
    return times


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    rounds = min(int(sys.argv[2]) if len(sys.argv) > 2 else ROUNDS, ROUNDS)
    use_database(count)
    settings.ROOT_URLCONF = __name__
    times = measure(pages(), rounds)
    bare = statistics.median(next(iter(times.values())))
    load = "–".join(f"{one:.1f}" for one in sorted({LOAD_BEFORE, os.getloadavg()[0]}))
    print(f"{count:,} claims, {rounds} rounds, load {load} on {os.cpu_count()} cores\n")
    print("| trang | p50 ms | p95 ms | gấp mấy lần một dòng |\n|---|--:|--:|--:|")
    worst = 0.0
    for name, taken in times.items():
        middle, high = statistics.median(taken), sorted(taken)[int(0.95 * (len(taken) - 1))]
        worst = max(worst, high)
        print(f"| {name} | {middle:.0f} | {high:.0f} | {middle / bare:.0f} |")
    return 0 if worst <= LIMIT_MS else 1


if __name__ == "__main__":
    sys.exit(main())
