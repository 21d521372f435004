"""A citizen at a phone: a draft begun, filled in, with a paper sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from thongsuot.serving.dossiers.citizens import CitizenActor
from thongsuot.serving.filing import storing
from thongsuot.serving.filing.actions import (
    BeginDraft,
    Beginning,
    SaveAnswers,
    Saving,
    StartFile,
    Starting,
    TakeFile,
    Taking,
)
from thongsuot.serving.filing.models import DraftFile, FilingDraft
from thongsuot.serving.filing.tests.test_pictures import page, saved

PHOTO = saved(page((700, 900)), "JPEG")
ANSWERS: dict[str, Any] = {
    "nguoi_nop": "chinh_chu",
    "doi_tuong": "citizen",
    "ho_ten": "Lò Thị Páo",
    "so_dinh_danh": "020190000123",
    "dien_thoai": "0912344321",
    "noi_cu_tru": {
        "street": "12 Trần Đăng Ninh",
        "place": "Đông Kinh",
        "unit": "phuong-dong-kinh--lang-son",
        "unit_name": "Phường Đông Kinh, Lạng Sơn",
    },
    "noi_dung": "Xin cấp giấy chứng nhận.",
}


@dataclass(frozen=True, slots=True)
class Filer:
    """Somebody filling in one draft."""

    token: str

    @property
    def actor(self) -> CitizenActor:
        return CitizenActor(self.token)

    @property
    def draft(self) -> FilingDraft:
        return FilingDraft.objects.get(token=self.token)

    def save(self, **answers: Any) -> None:
        SaveAnswers.run(self.actor, Saving(self.draft.pk, answers, "lien-he"))

    def send(self, component: str = "giay-to", data: bytes = PHOTO, name: str = "a.jpg") -> DraftFile:
        started = StartFile.run(self.actor, Starting(self.draft.pk, component, name, len(data)))
        stored, got = storing.keep(data, name)
        TakeFile.run(self.actor, Taking(self.draft.pk, started.file_id, stored.pk, got.pages, got.warning))
        return DraftFile.objects.get(pk=started.file_id)


@pytest.fixture
def begin(scene: object) -> Callable[..., Filer]:
    def make(code: str = "mau-1", **more: Any) -> Filer:
        return Filer(BeginDraft.run(CitizenActor(""), Beginning(code, **more)).token)

    return make


@pytest.fixture
def filled(begin: Callable[..., Filer]) -> Filer:
    """Everything answered, the one paper sent: ready to be filed."""
    filer = begin()
    filer.save(**ANSWERS)
    filer.send()
    return filer
