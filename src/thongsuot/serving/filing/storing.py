"""Files on their way: pieces sealed in the database until the file is whole, so that a cut network costs one piece.

A piece is transport, not yet a paper of the draft: events are written when a file is whole (``actions``).
"""

from __future__ import annotations

import hashlib

from django.db import transaction
from django.utils.translation import gettext as _

from thongsuot.platform.files import FileRefused, open_file, put
from thongsuot.platform.files.domain import MEBIBYTE, PDF, too_large
from thongsuot.platform.files.models import StoredFile
from thongsuot.platform.private.sealing import seal, unseal
from thongsuot.serving.filing.domain.pictures import Readable, readable
from thongsuot.serving.filing.models import DraftFile, DraftPiece, FilingDraft

MOST_FILE = 20 * MEBIBYTE
MOST_DRAFT = 100 * MEBIBYTE
MOST_FILES = 40
MOST_PIECE = MEBIBYTE
_PURPOSE = "serving.filing.piece"


class WrongOffset(Exception):  # noqa: N818 - says where to go on
    """The piece does not follow what is here; ``received``: how many bytes are."""

    def __init__(self, received: int) -> None:
        self.received = received
        super().__init__(str(received))


def may_take(draft: FilingDraft, name: str, size: int) -> None:
    """Raise ``FileRefused`` when the file alone, or all of the draft together, would be too much."""
    if size > MOST_FILE:
        raise FileRefused(too_large(name, MOST_FILE))
    sizes = list(draft.files.values_list("size", flat=True))
    if sum(sizes) + size > MOST_DRAFT or len(sizes) >= MOST_FILES:
        raise FileRefused(_("Hồ sơ đã có quá nhiều tệp. Hãy bỏ bớt tệp không cần rồi gửi lại."))


@transaction.atomic
def add_piece(file: DraftFile, offset: int, body: bytes) -> int:
    """Keep a piece that begins at ``offset``; how many bytes are here now. A piece sent twice is kept once.

    Raises ``WrongOffset`` where it does not follow, ``FileRefused`` where it is more than was announced.
    """
    held = DraftFile.objects.select_for_update().get(pk=file.pk)
    if offset + len(body) == held.received and held.pieces.filter(offset=offset).exists():
        return held.received  # the answer to it was lost
    if offset != held.received:
        raise WrongOffset(held.received)
    if not body or len(body) > MOST_PIECE or offset + len(body) > held.size:
        raise FileRefused(_("Tệp gửi lên không khớp dung lượng đã báo. Hãy chọn lại tệp."))
    DraftPiece.objects.create(file=held, offset=offset, body=seal(body, _PURPOSE))
    held.received += len(body)
    held.save(update_fields=["received"])
    return held.received


def assembled(file: DraftFile) -> bytes:
    """All pieces in order."""
    return b"".join(unseal(bytes(one.body), _PURPOSE) for one in file.pieces.order_by("offset"))


def keep(data: bytes, name: str, sent_digest: str = "") -> tuple[StoredFile, Readable]:
    """The file as a sealed PDF. Raises ``FileRefused``: damaged on the way, or nothing an officer could read."""
    if sent_digest and hashlib.sha256(data).hexdigest() != sent_digest:
        raise FileRefused(_("Tệp «%(name)s» bị hỏng trên đường truyền. Hãy gửi lại.") % {"name": name})
    got = readable(data, name)
    return put([got.data], got.name, accepted=(PDF,), limit=MOST_FILE * 2, sealed=True), got


def is_whole(stored: StoredFile | None) -> bool:
    """Whether the bytes on the disk are the bytes that were given: opened, unsealed, counted again."""
    if stored is None:
        return False
    try:
        with open_file(stored) as stream:
            data = stream.read()
    except Exception:  # missing, damaged or sealed with another key: whichever, it is not here
        return False
    return len(data) == stored.size > 0 and hashlib.sha256(data).hexdigest() == stored.digest
