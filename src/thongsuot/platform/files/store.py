"""Takes files in, gives them back, sweeps what nobody names."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from io import BytesIO
from typing import BinaryIO

from thongsuot.platform.files import blobs
from thongsuot.platform.files.domain import (
    CSV,
    DEFAULT_LIMIT,
    DOCX,
    MEBIBYTE,
    PDF,
    TEXT,
    XLSX,
    FileRefused,
    Kind,
    clean_name,
    refusal,
    sniff,
    too_large,
)
from thongsuot.platform.files.models import StoredFile
from thongsuot.platform.private.sealing import seal, unseal

DOCUMENTS = (PDF, DOCX, TEXT)
TABLES = (CSV, XLSX, DOCX)
_PURPOSE = "platform.storedfile"
_ORPHAN_AGE = timedelta(hours=24)


def put(
    chunks: Iterable[bytes],
    name: str,
    *,
    accepted: tuple[Kind, ...] = DOCUMENTS,
    limit: int = DEFAULT_LIMIT,
    sealed: bool = False,
) -> StoredFile:
    """Keep a file: ``put(upload.chunks(), upload.name)``. The same bytes under the same name give the same row.

    ``sealed``: what a citizen gives is encrypted on the disk (platform/private); keep such files small, they are opened
    whole. The bytes are on disk before the row is written, so a committed row always has its file. Raises
    ``FileRefused`` (a Vietnamese sentence) for what is too large, empty, of a wrong kind or dressed as another kind,
    and ``blobs.StorageFull`` when the disk is.
    """
    shown = clean_name(name)
    try:
        with blobs.draft(chunks, limit) as draft:
            with draft.path.open("rb") as stream:
                kind = sniff(stream, shown)
            reason = refusal(shown, draft.size, kind, accepted)
            if reason:
                raise FileRefused(reason)
            blob = _keep_sealed(draft) if sealed else blobs.keep(draft)
    except blobs.TooLarge:
        raise FileRefused(too_large(shown, limit)) from None
    stored, _created = StoredFile.objects.get_or_create(
        digest=draft.digest,
        name=shown,
        is_sealed=sealed,
        defaults={"size": draft.size, "media_type": kind.media_type, "blob": blob},
    )
    return stored


def open_file(stored: StoredFile) -> BinaryIO:
    """The bytes, open for reading; the caller closes. ``FileNotFoundError`` means that the store was damaged."""
    path = blobs.path_of(stored.blob)
    return BytesIO(unseal(path.read_bytes(), _PURPOSE)) if stored.is_sealed else path.open("rb")


def sweep_orphans() -> int:
    """Delete bytes a day old that no row names (a roll-back, a killed upload); how many files."""
    count = 0
    for path in blobs.orphans(_named, _ORPHAN_AGE.total_seconds()):
        path.unlink(missing_ok=True)
        count += 1
    return count


def _named(digests: list[str]) -> set[str]:
    return set(StoredFile.objects.filter(blob__in=digests).values_list("blob", flat=True))


def _keep_sealed(plain: blobs.Draft) -> str:
    with blobs.draft([seal(plain.path.read_bytes(), _PURPOSE)], plain.size + MEBIBYTE) as draft:
        return blobs.keep(draft)
