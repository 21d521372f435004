"""E09: the dossier of one unit for the Ministry: summary, each evidence named by its criterion, what is missing."""

from __future__ import annotations

import hashlib
import tempfile
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import IO

from django.utils.text import slugify
from django.utils.translation import gettext as _

from thongsuot.kernel.formatting import format_date, format_number
from thongsuot.kernel.text import fold
from thongsuot.measuring.publishing.content import UnitResult
from thongsuot.measuring.publishing.summary import summary_workbook
from thongsuot.measuring.rounds.domain import Lack
from thongsuot.measuring.rounds.models import Participant, ScoreEvidence
from thongsuot.measuring.rounds.sheet import Line, Sheet
from thongsuot.platform.files.models import StoredFile
from thongsuot.platform.files.store import open_file

_IN_MEMORY = 8 * 1024 * 1024
_PIECE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Piece:
    """One evidence under its name in the zip; without ``stored`` its words are written as a text file."""

    name: str
    evidence: ScoreEvidence
    stored: StoredFile | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One criterion with its evidence and what it still lacks, in words."""

    line: Line
    pieces: tuple[Piece, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Dossier:
    """``result`` is what was published of the unit, where one may see it."""

    participant: Participant
    sheet: Sheet
    entries: tuple[Entry, ...] = field(default=())
    result: UnitResult | None = None

    @property
    def missing(self) -> list[tuple[Entry, str]]:
        return [(entry, word) for entry in self.entries for word in entry.missing]


def gathered(
    participant: Participant, sheet: Sheet, readable: Collection[int], result: UnitResult | None = None
) -> Dossier:
    """``readable``: ids of the documents whose whole text the reader may have."""
    stored = _stored(sheet)
    entries = tuple(_entry(line, readable, stored, participant.round.year) for line in sheet.lines.values())
    return Dossier(participant, sheet, entries, result)


def _stored(sheet: Sheet) -> dict[tuple[str, str], StoredFile]:
    """Digest and name → file, in one statement."""
    wanted = {_file_of(one) for line in sheet.lines.values() for one in line.evidence}
    rows = StoredFile.objects.filter(digest__in={digest for digest, _name in wanted if digest})
    return {(row.digest, row.name): row for row in rows}


def _file_of(one: ScoreEvidence) -> tuple[str, str]:
    if one.file_digest:
        return one.file_digest, one.file_name
    return (one.document.file_digest, one.document.file_name) if one.document else ("", "")


def _entry(line: Line, readable: Collection[int], stored: dict[tuple[str, str], StoredFile], year: int) -> Entry:
    missing, pieces = list(_lacks(line, year)), []
    for number, one in enumerate(line.evidence, start=1):
        name = f"{line.node.code}-{number:02d}-{slugify(fold(one.title))[:60].strip('-') or 'minh-chung'}"
        kept = stored.get(_file_of(one))
        if one.document_id and one.document_id not in readable:
            missing.append(_("«%(title)s»: tài khoản này không có quyền lấy toàn văn") % {"title": one.title})
        elif kept is not None:
            pieces.append(Piece(f"minh-chung/{name}{PurePath(kept.name).suffix.lower()}", one, kept))
        elif one.file_digest:
            missing.append(_("«%(title)s»: tệp đã gửi không còn trong kho") % {"title": one.title})
        else:
            pieces.append(Piece(f"minh-chung/{name}.txt", one, words=_words(one)))
    return Entry(line, tuple(pieces), tuple(missing))


def _lacks(line: Line, year: int) -> Iterator[str]:
    if line.lack is Lack.UNSCORED:
        yield _("chưa tự chấm")
    if line.lack is Lack.UNPROVED:
        yield _("có điểm nhưng chưa có minh chứng, cũng chưa giải thích")
    for one in line.evidence:
        if one.dated and one.dated.year != year:
            shown = {"title": one.title, "day": format_date(one.dated), "year": year}
            yield _("«%(title)s» đề ngày %(day)s, ngoài năm %(year)d") % shown


def _words(one: ScoreEvidence) -> str:
    """A document without a file of its own, or a figure of the record."""
    lines = [one.title, one.locator]
    if one.document:
        lines += [f"{one.document.number}, {format_date(one.document.dated)}" if one.document.dated else "", ""]
        lines.append(one.document.text)
    elif one.claim:
        value = "" if one.claim.value is None else format_number(one.claim.value)
        lines.append(_("Số liệu của hệ thống: %(value)s %(unit)s") % {"value": value, "unit": one.claim.unit})
    return "\n".join(line for line in lines if line) + "\n"


def bundle(dossier: Dossier) -> IO[bytes]:
    """The zip, at its start; the caller closes. Large evidence goes through the disk, not through memory."""
    target = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - the answer to the request closes it
    sums = []
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (
            ("00-bang-tong-hop.xlsx", summary_workbook(dossier)),
            ("01-con-thieu.txt", _missing_text(dossier).encode()),
        ):
            archive.writestr(name, data)
            sums.append((hashlib.sha256(data).hexdigest(), name))
        for piece in (one for entry in dossier.entries for one in entry.pieces):
            sums.append((_put(archive, piece), piece.name))
        archive.writestr("MANIFEST.sha256", "".join(f"{digest}  {name}\n" for digest, name in sums))
    target.seek(0)
    return target


def _put(archive: zipfile.ZipFile, piece: Piece) -> str:
    if piece.stored is None:
        archive.writestr(piece.name, piece.words.encode())
        return hashlib.sha256(piece.words.encode()).hexdigest()
    with open_file(piece.stored) as source, archive.open(piece.name, "w") as target:
        while part := source.read(_PIECE):
            target.write(part)
    return piece.stored.digest


def _missing_text(dossier: Dossier) -> str:
    head = f"{dossier.participant.round.title}\n{dossier.participant.unit.name}\n\n"
    if not dossier.missing:
        return head + _("Không thiếu gì: mọi tiêu chí tự chấm đều có điểm, có minh chứng hoặc giải thích.") + "\n"
    lines = [f"{entry.line.node.code} {entry.line.node.name}: {word}" for entry, word in dossier.missing]
    return head + _("Còn thiếu %(count)d việc:") % {"count": len(lines)} + "\n" + "\n".join(lines) + "\n"
