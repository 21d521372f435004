"""What the killed desk works on, and what it holds afterwards; run in a process of its own over the product's var."""

from __future__ import annotations

import io
import json
from collections import Counter
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Sum
from django.test import Client
from django.utils import timezone
from PIL import Image, ImageDraw

from thongsuot.platform.events.queries import verify_chain
from thongsuot.platform.files.store import open_file
from thongsuot.registry.accounts.models import Account, RoleGrant
from thongsuot.registry.accounts.roles import Role
from thongsuot.registry.conftest import make_unit
from thongsuot.registry.units.models import Unit, UnitKind
from thongsuot.serving.conftest import CONTENT
from thongsuot.serving.dossiers.citizens import CitizenActor
from thongsuot.serving.dossiers.models import Dossier, Handover
from thongsuot.serving.dossiers.writing import differences
from thongsuot.serving.filing.actions import BeginDraft, Beginning, SaveAnswers, Saving
from thongsuot.serving.filing.models import FilingDraft
from thongsuot.serving.payments import asking, hearing
from thongsuot.serving.payments.gateways.bank import deliver
from thongsuot.serving.payments.links import pay_url
from thongsuot.serving.payments.models import PaymentEntry, PaymentOrder, SimulatedCharge
from thongsuot.serving.procedures.domain.plain import content_from, digest_of, plain_of
from thongsuot.serving.procedures.models import Procedure, ProcedureVersion, VersionStatus

CODE = "mau-1"


def prepare(drafts: int) -> None:
    """A ward, two officers signed in, and ``drafts`` filled drafts that lack only their paper."""
    nation = make_unit("vn", "Việt Nam", UnitKind.NATION)
    province = make_unit("tinh-lang-son", "Tỉnh Lạng Sơn", UnitKind.PROVINCE, nation)
    ward = make_unit("phuong-dong-kinh--lang-son", "Phường Đông Kinh", UnitKind.COMMUNE, province)
    content = content_from(CONTENT)
    procedure = Procedure.objects.create(
        code=CODE, title="Cấp giấy chứng nhận thử", search_key="cap giay chung nhan thu", field="ho-tich",
        audiences=["citizen"], is_sample=True,
    )  # fmt: skip
    ProcedureVersion.objects.create(
        procedure=procedure, number=1, status=VersionStatus.PUBLISHED, valid_from=date(2025, 7, 1),
        content=plain_of(content), digest=digest_of(content), instrument="Không phải quy định",
    )  # fmt: skip
    officers = [_officer(name, role, ward) for name, role in (("quay", Role.ONE_STOP), ("thu-ly", Role.SPECIALIST))]
    print(json.dumps({"drafts": [_draft(number) for number in range(drafts)], "officers": officers}))


def _officer(name: str, role: Role, ward: Unit) -> str:
    """The cookie of a signed-in account."""
    account = Account.objects.create_account(name, None, name)
    RoleGrant.objects.create(account=account, role=role, unit=ward)
    browser = Client()
    browser.force_login(account)
    return browser.cookies["sessionid"].value


def _draft(number: int) -> str:
    token = BeginDraft.run(CitizenActor(""), Beginning(CODE)).token
    answers: dict[str, Any] = {
        "nguoi_nop": "chinh_chu",
        "doi_tuong": "citizen",
        "ho_ten": f"Người Thử {number}",
        "so_dinh_danh": f"000{number:09}",
        "dien_thoai": f"09{number:08}",
        "noi_cu_tru": {"street": "1", "place": "Đông Kinh", "unit": "phuong-dong-kinh--lang-son", "unit_name": "x"},
        "noi_dung": "Xin cấp giấy.",
    }
    draft = FilingDraft.objects.get(token=token)
    SaveAnswers.run(CitizenActor(token), Saving(draft.pk, answers, "lien-he"))
    return token


def photograph(number: int) -> bytes:
    """A page with lines of text; no two are alike."""
    page = Image.new("RGB", (600, 800), "white")
    pen = ImageDraw.Draw(page)
    for line in range(20):
        pen.text((40, 30 + 36 * line), f"Giấy tờ số {number}, dòng {line}", fill="black")
    stream = io.BytesIO()
    page.save(stream, "JPEG", quality=80)
    return stream.getvalue()


def address_to_pay(code: str) -> None:
    print(json.dumps(pay_url(Dossier.objects.get(code=code))))


def settle() -> None:
    """What the clock does every few minutes and every night, done until nothing is left to do."""
    now = timezone.now()
    for later in (timedelta(0), timedelta(minutes=10), timedelta(days=1)):
        deliver(now + later)
        hearing.leftovers(older_than=timedelta(0))
        asking.ask_open(now + later)
    from thongsuot.platform.access.actors import SYSTEM

    asking.reconcile_day(SYSTEM, timezone.localdate())


def report() -> None:
    """Everything that is there, and every fault found in it."""
    dossiers = list(Dossier.objects.select_related("version", "competent_unit"))
    faults = [f"{one.code}: {differences(one)}" for one in dossiers if differences(one)]
    faults += [f"{one.code}: chain" for one in dossiers if verify_chain("dossier", one.code) is not None]
    for one in dossiers:
        for part in one.parts.filter(file__isnull=False).select_related("file"):
            with open_file(part.file) as stream:
                if len(stream.read()) != part.file.size:
                    faults.append(f"{one.code}: file")
    paid = {row["order_number"]: row["sum"] for row in _charges()}
    booked = dict(PaymentOrder.objects.values_list("number").annotate(sum=Sum("entries__amount")))
    print(
        json.dumps(
            {
                "faults": faults,
                "people": dict(Counter(one.applicant_name for one in dossiers)),
                "codes": {one.applicant_name: one.code for one in dossiers},
                "files": dict(Dossier.objects.values_list("code").annotate(n=Count("parts__file"))),
                "handovers": dict(Handover.objects.values_list("dossier__code").annotate(n=Count("pk"))),
                "events": _handed_over_events(),
                "paid": paid,
                "booked": {number: amount or 0 for number, amount in booked.items()},
                "states": dict(PaymentOrder.objects.values_list("number", "state")),
                "entries": PaymentEntry.objects.count(),
            },
            default=str,
        )
    )


def _charges() -> Any:
    return SimulatedCharge.objects.filter(result="paid").values("order_number").annotate(sum=Sum("taken"))


def _handed_over_events() -> dict[str, int]:
    from thongsuot.platform.events.models import Event

    rows = Event.objects.filter(name="serving.dossier.handed_over").values_list("aggregate_id")
    return dict(rows.annotate(n=Count("pk")))
