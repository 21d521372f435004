"""What the actions on notices take and give back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class NoticeKey:
    key: str


@dataclass(frozen=True)
class NewNotice:
    """A draft from a meeting's conclusions; without a meeting, an empty one of ``home_id``.

    ``claim_ids`` become results of part 1, ``limitation_ids`` limits of part 2; both may be added later.
    """

    meeting_key: str = ""
    home_id: int | None = None
    claim_ids: tuple[int, ...] = ()
    limitation_ids: tuple[int, ...] = ()
    is_sample: bool = False


@dataclass(frozen=True)
class FromDocument:
    """A notice read from outside, to be kept in the same parts; ``home_id`` where the text names no unit."""

    document_key: str
    home_id: int | None = None
    is_sample: bool = False


@dataclass(frozen=True)
class Head:
    """Everything but the three parts. ``seen`` is the stamp of what the person started from (§4.5)."""

    key: str
    superior: str
    issuer: str
    symbol: str
    place: str
    month: int | None
    year: int
    subject: str
    opening: str
    closing: str
    seen: str = ""


@dataclass(frozen=True)
class Signing:
    """``signer_id`` a position, ``form`` one of Điều 13; ``principal`` in whose name («Chủ tịch»)."""

    key: str
    form: str
    signer_id: int | None
    principal: str = ""
    signer_name: str = ""
    title: str = ""  # where the signer's position is not in the record


@dataclass(frozen=True)
class RecipientLines:
    key: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class NewParagraph:
    """``after_id`` the paragraph it follows; ``None`` puts it at the end of its part."""

    key: str
    role: str
    text: str
    depth: int = 1
    is_numbered: bool = False
    after_id: int | None = None


@dataclass(frozen=True)
class ParagraphId:
    id: int


@dataclass(frozen=True)
class ParagraphText:
    """``seen`` is the stamp of the text the person started from; empty skips the comparison."""

    id: int
    text: str
    depth: int
    is_numbered: bool
    seen: str = ""


@dataclass(frozen=True)
class Move:
    """``by`` −1 up, +1 down."""

    id: int
    by: int


@dataclass(frozen=True)
class Offers:
    """Proposals of the record a person takes over into the draft."""

    key: str
    claim_ids: tuple[int, ...] = ()
    limitation_ids: tuple[int, ...] = ()


@dataclass(frozen=True)
class Binding:
    """``shown`` are words already in the paragraph that the claim stands behind; empty adds the claim's own words."""

    paragraph_id: int
    claim_id: int
    shown: str = ""


@dataclass(frozen=True)
class FigureId:
    id: int


@dataclass(frozen=True)
class Keeping:
    id: int
    reason: str


@dataclass(frozen=True)
class Returned:
    key: str
    reason: str


@dataclass(frozen=True)
class Numbering:
    """``dated`` is the day of the paper; left out, today."""

    key: str
    dated: date | None = None


@dataclass(frozen=True)
class Numbered:
    number: int
    dated: date


@dataclass(frozen=True)
class Issued:
    """``document_key`` is the public paper: /van-ban/<document_key>."""

    document_key: str
    deliveries: int
    tasks: int
