"""An official paper as data; how it looks is the layout's matter (``rules/documents/nd30.yaml``), not the caller's.

Labels («3.», «3.1.», «a)», «-») are written as given, never counted by Word: what the record calls «3.3» must read
«3.3» in every copy (product C07).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from thongsuot.kernel.formatting import Medium, format_count

_SHORT = 12  # characters


class Certainty(StrEnum):
    """How sure we are of a rule: read in the text of the law (or in several copies), or waiting to be looked up."""

    SOLID = "solid"
    TO_VERIFY = "to-verify"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style. ``figure`` is the key of the live claim the words were taken from."""

    text: str
    italic: bool = False
    bold: bool = False
    figure: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered or bare title of a part; its depth follows from the label: «3.» is 1, «3.1.» is 2."""

    label: str
    text: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text: either ``text`` or, where words are marked, ``runs``."""

    label: str = ""
    text: str = ""
    anchor: str = ""
    runs: tuple[Run, ...] = ()

    def __post_init__(self) -> None:
        _only_one(self.text, self.runs)

    @property
    def pieces(self) -> tuple[Run, ...]:
        return self.runs or (Run(self.text),)


@dataclass(frozen=True, slots=True)
class ListItem:
    """One line of a list: label «-», «+» or «a)»."""

    label: str = "-"
    text: str = ""
    anchor: str = ""
    runs: tuple[Run, ...] = ()

    def __post_init__(self) -> None:
        _only_one(self.text, self.runs)

    @property
    def pieces(self) -> tuple[Run, ...]:
        return self.runs or (Run(self.text),)


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table. ``widths`` are shares of the text width (any positive numbers); without them columns are equal.

    Every row has as many cells as the header. Raises ``ValueError`` otherwise.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        columns = len(self.header)
        if not columns or any(len(row) != columns for row in self.rows):
            raise ValueError("Mỗi hàng của bảng phải có đúng số ô như hàng tiêu đề.")
        if self.widths and (len(self.widths) != columns or min(self.widths) <= 0):
            raise ValueError("Bề rộng cột phải là số dương, mỗi cột một số.")

    @property
    def centred(self) -> tuple[bool, ...]:
        """Which columns hold nothing but short entries: numbers, units, marks."""
        return tuple(all(len(row[at].strip()) <= _SHORT for row in self.rows) for at in range(len(self.header)))

    @property
    def shares(self) -> tuple[float, ...]:
        """Widths of the columns as parts of 1."""
        widths = self.widths or (1.0,) * len(self.header)
        return tuple(width / sum(widths) for width in widths)


Block = Heading | Paragraph | ListItem | Table


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: the lines of his capacity in order («TL. CHỦ TỊCH», …), his name, and a note such as «(đã ký)»."""

    lines: tuple[str, ...]
    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class OfficialDocument:
    """One administrative paper (NĐ 30/2020/NĐ-CP, Điều 8).

    ``superior`` and ``issuer`` may hold line breaks. ``number`` and ``day`` are ``None`` until the paper is numbered:
    their places are printed blank, with ``month`` where it is known. Without ``kind`` the paper is a letter (công văn):
    its subject stands under the number as «V/v …». ``addressees`` are the lines of «Kính gửi:».
    Raises ``ValueError`` when day, month and year contradict each other.
    """

    issuer: str
    symbol: str  # «TB-UBND»
    place: str  # «Lạng Sơn»
    year: int
    subject: str
    signature: Signature
    superior: str = ""
    number: int | None = None
    day: date | None = None
    month: int | None = None
    kind: str = ""  # «Thông báo»
    blocks: tuple[Block, ...] = ()
    recipients: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    is_draft: bool = False
    is_sample: bool = False

    def __post_init__(self) -> None:
        if self.day and (self.day.year != self.year or self.month not in {None, self.day.month}):
            raise ValueError("Ngày ký không khớp với tháng, năm của văn bản.")
        if self.month is not None and not 1 <= self.month <= 12:
            raise ValueError("Tháng phải từ 1 đến 12.")

    @property
    def shown_month(self) -> int | None:
        return self.day.month if self.day else self.month


@dataclass(frozen=True, slots=True)
class Fault:
    """One departure from the layout rules, in words an official understands."""

    rule: str  # key in rules/documents/nd30.yaml: «margins.left»
    found: str
    wanted: str
    legal_ref: str
    certainty: Certainty

    def __str__(self) -> str:
        unsure = "" if self.certainty is Certainty.SOLID else "; chờ đối chiếu nguyên văn"
        return f"{self.found}; cần {self.wanted} ({self.legal_ref}{unsure})"


@dataclass(frozen=True, slots=True)
class SignatureReport:
    """What one signature of a PDF proves, read afresh from the file."""

    field: str
    signer: str  # common name of the certificate
    organisation: str
    signed_at: str  # ISO 8601 with Vietnam's offset; "" when the signature tells no time
    is_timestamped: bool  # the moment is vouched for by a trusted time-stamp authority
    intact: bool  # not one byte of what was signed has changed
    valid: bool  # the cryptography holds
    trusted: bool  # the certificate leads to one of the given roots
    covers_whole_file: bool  # nothing was added after it
    later_changes_allowed: bool  # what was added is only number, day and further signatures
    is_test: bool  # made by the test authority: proves nothing in law
    problems: tuple[str, ...] = ()  # Vietnamese sentences


def document_count(value: int) -> str:
    """A counted whole as documents write it: 4 → «04», 12 → «12» (product §3.5)."""
    return format_count(value, Medium.DOCUMENT)


def bookmark_name(anchor: str) -> str:
    """The name Word and PDF give an anchor: «3.3» → «muc_3_3» (letters, digits and «_» only, at most 40)."""
    return "muc_" + re.sub(r"[^0-9A-Za-z]+", "_", anchor).strip("_")[:36]


def _only_one(text: str, runs: tuple[Run, ...]) -> None:
    if text and runs and text != "".join(run.text for run in runs):
        raise ValueError("Đoạn văn chỉ nhận «text» hoặc «runs»; hai phần đang khác nhau.")
