"""A small serving world for the tests: two communes and a department, one procedure, one account a duty."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import settings

from thongsuot.registry.accounts.models import Account
from thongsuot.registry.accounts.roles import Role
from thongsuot.registry.conftest import Small, account, document, events, make_unit, small
from thongsuot.registry.units.models import Unit, UnitKind
from thongsuot.serving.procedures.domain.plain import content_from, digest_of, plain_of
from thongsuot.serving.procedures.models import Procedure, ProcedureVersion, VersionStatus

settings.register_profile("thongsuot", deadline=None, max_examples=100)  # a busy machine is no fault of the code
settings.load_profile("thongsuot")
__all__ = ["account", "document", "events", "make_unit", "small"]

# 3 working days = 0.5 + 1.5 + 0.5 + 0.5; a fee of 8.000 đồng unless poor; one paper already in a database.
CONTENT = {
    "limit": {"value": "3", "unit": "working_days"},
    "level": "commune",
    "service": "full",
    "steps": [
        {"code": "tiep-nhan", "title": "Tiếp nhận", "role": "receive", "office": "one_stop", "share": "0.5"},
        {"code": "tham-dinh", "title": "Thẩm định", "role": "appraise", "office": "specialist", "share": "1.5"},
        {"code": "ky", "title": "Ký kết quả", "role": "sign", "office": "leader", "share": "0.5"},
        {
            "code": "tra",
            "title": "Trả kết quả",
            "role": "return",
            "office": "one_stop",
            "share": "0.5",
            "adds_value": False,
        },
    ],
    "components": [
        {"code": "giay-to", "name": "Giấy tờ kèm theo", "is_required": True},
        {"code": "uy-quyen", "name": "Văn bản ủy quyền", "when": 'nguoi_nop = "nop_thay"'},
        {"code": "cu-tru", "name": "Thông tin cư trú", "database": "Cơ sở dữ liệu quốc gia về dân cư"},
    ],
    "fees": [{"code": "le-phi", "name": "Lệ phí", "kind": "le_phi", "amount": 8000}],
    "result": "Giấy chứng nhận",
}


@dataclass(frozen=True, slots=True)
class Scene:
    """``here`` receives and decides; ``there`` is the neighbour; ``department`` is of the province."""

    nation: Unit
    province: Unit
    here: Unit
    there: Unit
    department: Unit
    procedure: Procedure
    version: ProcedureVersion
    desk: Account
    specialist: Account
    head: Account
    focal: Account
    post: Account
    neighbour: Account
    home_affairs: Account
    chair: Account


@pytest.fixture
def scene(small: Small, account: Callable[..., Account]) -> Scene:
    here = make_unit("phuong-dong-kinh--lang-son", "Phường Đông Kinh", UnitKind.COMMUNE, small.here)
    there = make_unit("phuong-ky-lua--lang-son", "Phường Kỳ Lừa", UnitKind.COMMUNE, small.here)
    department = make_unit("so-tu-phap--lang-son", "Sở Tư pháp", UnitKind.DEPARTMENT, small.here)
    procedure = Procedure.objects.create(
        code="mau-1", title="Cấp giấy chứng nhận thử", search_key="cap giay chung nhan thu", field="ho-tich",
        audiences=["citizen"], is_sample=True,
    )  # fmt: skip
    content = content_from(CONTENT)
    version = ProcedureVersion.objects.create(
        procedure=procedure, number=1, status=VersionStatus.PUBLISHED, valid_from=date(2025, 7, 1),
        content=plain_of(content), digest=digest_of(content), instrument="Không phải quy định",
    )  # fmt: skip
    return Scene(
        nation=small.nation,
        province=small.here,
        here=here,
        there=there,
        department=department,
        procedure=procedure,
        version=version,
        desk=account(Role.ONE_STOP, here, "Một cửa"),
        specialist=account(Role.SPECIALIST, here, "Thụ lý"),
        head=account(Role.UNIT_HEAD, here, "Chủ tịch phường"),
        focal=account(Role.UNIT_FOCAL, here, "Kế toán"),
        post=account(Role.POST_CLERK, here, "Bưu điện"),
        neighbour=account(Role.ONE_STOP, there, "Một cửa phường bên"),
        home_affairs=account(Role.HOME_AFFAIRS, small.here, "Sở Nội vụ"),
        chair=account(Role.COMMITTEE_HEAD, small.here, "Trưởng Ban"),
    )
