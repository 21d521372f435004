"""Sample rows of papers, scans and results: three people of the simulated identity, by the very actions of the ward."""

from __future__ import annotations

import io
from datetime import datetime, timedelta

from django.utils import timezone
from PIL import Image, ImageDraw, ImageFont

from thongsuot.platform.access.actors import SYSTEM
from thongsuot.platform.files.domain import PDF
from thongsuot.platform.files.store import put
from thongsuot.platform.jobs import enqueue
from thongsuot.registry.accounts.models import Account
from thongsuot.registry.units.models import Unit
from thongsuot.serving.citizens.codes import remember
from thongsuot.serving.citizens.identity import Identity, samples
from thongsuot.serving.digitising.intake import KINDS
from thongsuot.serving.digitising.jobs import ToRead, read
from thongsuot.serving.digitising.models import Result, Scan, ScanState
from thongsuot.serving.digitising.reading import Word, kept_text
from thongsuot.serving.digitising.results import (
    PrepareResult,
    Preparing,
    RevokeResult,
    Revoking,
    SigningResult,
    SignResult,
)
from thongsuot.serving.digitising.scanning import Scanning, ScanPart
from thongsuot.serving.dossiers.actions import (
    CheckingPart,
    CheckPart,
    FinishDossier,
    Finishing,
    NewDossier,
    NewPart,
    TakeInDossier,
)
from thongsuot.serving.dossiers.choices import PartState
from thongsuot.serving.dossiers.models import Dossier
from thongsuot.serving.papers.actions import IssuePaper, PaperWanted
from thongsuot.serving.papers.catalogue import PaperKind
from thongsuot.serving.papers.logbook import BookOf, EnterDossiers
from thongsuot.serving.papers.sheets.model import Sheet, Words
from thongsuot.serving.papers.sheets.pdf import sheet_pdf
from thongsuot.writing.fonts import FOLDER

WARD = "phuong-dong-kinh--lang-son"
_MARRIAGE, _SINGLE = "1.000894", "1.004873"


_ON_PAPER = NewPart("to-khai", "Tờ khai", "copy", "paper")


def load() -> None:
    """Once; a second run finds its results and leaves them."""
    if Result.objects.filter(is_sample=True).exists():
        return
    people = samples()
    for person in people.values():
        remember(person, timezone.now())
    _given(people["hang"], _MARRIAGE, "Hai bên đã đăng ký kết hôn tại phường, có tên trong sổ.")
    single = _given(people["duong"], _SINGLE, "Hiện chưa đăng ký kết hôn với ai.")
    wrong = _given(people["then"], _SINGLE, "Hiện chưa đăng ký kết hôn với ai.")
    head = _officer("chu-tich-phuong")
    RevokeResult.run(head, Revoking(wrong.dossier.code, wrong.pk, "Cấp nhầm: người đề nghị đã đăng ký kết hôn"))
    _scans(single.dossier.procedure.code, people["luong"])
    year = timezone.localdate().year
    EnterDossiers.run(SYSTEM, BookOf(Unit.objects.get(key=WARD).pk, year))


def _officer(username: str) -> Account:
    return Account.objects.get(username=username)


def _taken(person: Identity, procedure: str, key: str, weeks: int) -> Dossier:
    parts = (NewPart("to-khai", "Tờ khai", source="uploaded", file_id=_form_of(person)) if weeks else _ON_PAPER,)
    new = NewDossier(
        procedure_code=procedure, receiving_unit=WARD, applicant_name=person.name, id_number=person.number,
        phone=person.phone, address=person.address, is_verified=True, parts=parts,
    )  # fmt: skip
    at = _tuesday(weeks)
    done = TakeInDossier.run(_officer("mot-cua"), new, idempotency_key=f"minh-hoa-so-hoa-{key}", effective_at=at)
    Dossier.objects.filter(code=done.code).update(is_sample=True)
    return Dossier.objects.get(code=done.code)


def _tuesday(weeks: int) -> datetime:
    """A Tuesday morning, at least ``weeks`` weeks ago: a day on which offices take dossiers in."""
    today = timezone.localtime().replace(hour=9, minute=5, second=0, microsecond=0)
    return today - timedelta(days=(today.weekday() - 1) % 7 + 7 * weeks)


def _given(person: Identity, procedure: str, body: str) -> Result:
    """Taken in, its receipt printed, the result prepared, signed, finished: each by whose duty it is."""
    dossier = _taken(person, procedure, person.number, 1)
    assert dossier.received_at is not None
    desk = _officer("mot-cua")
    CheckPart.run(desk, CheckingPart(dossier.code, dossier.parts.get().pk, PartState.GOOD.value))
    paper, later = dossier.received_at, dossier.received_at + timedelta(hours=6)
    IssuePaper.run(desk, PaperWanted(dossier.code, PaperKind.RECEIPT.value), effective_at=paper)
    PrepareResult.run(_officer("thu-ly"), Preparing(dossier.code, body=body), effective_at=later)
    head = _officer("chu-tich-phuong")
    done = SignResult.run(head, SigningResult(dossier.code), effective_at=later)
    FinishDossier.run(head, Finishing(dossier.code), effective_at=later)
    return Result.objects.select_related("dossier__procedure").get(pk=done.result_id)


def _scans(procedure: str, person: Identity) -> None:
    """One scan waits to be read, one for a person's look."""
    dossier = _taken(person, procedure, "quet", 0)
    desk = _officer("mot-cua")
    picture = put([_picture(person.name)], "to-khai.png", accepted=KINDS, sealed=True)
    part = dossier.parts.all()[0]
    done = ScanPart.run(desk, Scanning(dossier.code, picture.pk, part=part.pk), idempotency_key="minh-hoa-quet-1")
    enqueue(read, desk, ToRead(done.scan_id), title="Đọc chữ bản quét minh họa")
    text = (
        "Tờ khai cấp Giấy xác nhận tình trạng hôn nhân",
        f"Họ và tên: {person.name}",
        f"Nơi cư trú: {person.address}",
    )
    pdf = sheet_pdf(
        Sheet("A4", "", "", "", "", timezone.localdate().year, text[0], "", tuple(map(Words, text[1:])), is_sample=True)
    )
    archive = put([pdf], "to-khai-so-hoa.pdf", accepted=(PDF,), sealed=True)
    lines = [[Word(word, 58 if number % 7 == 6 else 93) for number, word in enumerate(one.split())] for one in text]
    Scan.objects.create(
        part=part, original=picture, archive=archive, state=ScanState.CHECK, pages=1, confidence=88,
        text=kept_text([lines]), scanned_by=desk, scanned_at=timezone.now(),
    )  # fmt: skip


def _form_of(person: Identity) -> int:
    """The form as the citizen gave it, a file from the start."""
    rows = (Words(f"Họ và tên: {person.name}"), Words(f"Nơi cư trú: {person.address}"))
    pdf = sheet_pdf(Sheet("A4", "", "", "", "", timezone.localdate().year, "Tờ khai", "", rows, is_sample=True))
    return put([pdf], "to-khai.pdf", accepted=(PDF,), sealed=True).pk


def _picture(name: str) -> bytes:
    page = Image.new("L", (1240, 1754), 250)
    draw = ImageDraw.Draw(page)
    font = ImageFont.truetype(str(FOLDER / "Tinos-Regular.ttf"), 34)
    for at, line in enumerate(("TỜ KHAI", f"Họ và tên: {name}", "Đề nghị cấp giấy xác nhận tình trạng hôn nhân")):
        draw.text((150, 160 + 70 * at), line, font=font, fill=25)
    out = io.BytesIO()
    page.save(out, "PNG", dpi=(150, 150))
    return out.getvalue()
