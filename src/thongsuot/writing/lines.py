"""The wording of each component as both writers print it: one place for blanks, leading zeros and the end mark."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from thongsuot.writing.model import (
    Block,
    Heading,
    ListItem,
    OfficialDocument,
    Paragraph,
    Run,
    Table,
)

END_MARK = "./."
BLANK_NUMBER = "\u00a0" * 6  # no-break: Word and PDF keep the room for the clerk's pen
BLANK_DAY = "\u00a0" * 4
_LABEL_NUMBER = re.compile(r"^\d+(?:\.\d+)*\.?$")


def clean(text: str) -> str:
    """NFC on one line, without the control characters that neither XML nor a font can hold."""
    kept = (" " if c.isspace() and c != "\u00a0" else c for c in unicodedata.normalize("NFC", text))
    return re.sub(r" {2,}", " ", "".join(c for c in kept if unicodedata.category(c) not in {"Cc", "Cs", "Co", "Cn"}))


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a name that may be broken by hand, in capitals as the law asks for names of agencies."""
    return tuple(clean(line).strip().upper() for line in text.split("\n") if line.strip())


def number_text(number: int | None) -> str:
    """«05», «123», or the blank room of a paper not yet numbered (Phụ lục I, II.3c)."""
    return BLANK_NUMBER if number is None else f"{number:02d}"


def number_line(document: OfficialDocument) -> str:
    """«Số: 05/TB-UBND»; «Số:      /TB-UBND» while blank."""
    blank = document.number is None
    return f"Số:{'' if blank else ' '}{number_text(document.number)}/{clean(document.symbol).strip()}"


def day_text(document: OfficialDocument) -> str:
    return f"{document.day.day:02d}" if document.day else BLANK_DAY


def month_text(document: OfficialDocument) -> str:
    """A zero before January and February only (Phụ lục I, II.4b)."""
    month = document.shown_month
    if month is None:
        return BLANK_DAY
    return f"{month:02d}" if month <= 2 else str(month)


def date_line(document: OfficialDocument) -> str:
    """«Lạng Sơn, ngày 09 tháng 01 năm 2024»; blanks stay blank."""
    parts = (day_text(document), month_text(document))
    day, month = (part if part.strip("\u00a0") else part[1:-1] for part in parts)
    return f"{clean(document.place).strip()}, ngày {day} tháng {month} năm {document.year}"


def issuer_of(document: OfficialDocument) -> str:
    """The agency on one line, as given."""
    return clean(document.issuer).strip()


def title_of(document: OfficialDocument) -> str:
    """«Thông báo: Kết luận của …», for the properties of the file."""
    subject = clean(document.subject).strip()
    return f"{clean(document.kind).strip()}: {subject}" if document.kind else subject


def depth_of(heading: Heading) -> int:
    """1 for «3.», «I.» or no label, 2 for «3.1.», at most 4."""
    label = heading.label.strip()
    if not _LABEL_NUMBER.match(label):
        return 1
    return min(4, label.rstrip(".").count(".") + 1)


def anchor_of(block: Heading | Paragraph | ListItem) -> str:
    """The anchor given, else the number in the label: «3.1.» → «3.1»."""
    label = block.label.strip()
    return block.anchor or (label.rstrip(".") if _LABEL_NUMBER.match(label) else "")


def with_end_mark(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks with «./.» after the last word; after a table it gets a line of its own (Phụ lục III, mẫu 1.4)."""
    if not blocks or isinstance(blocks[-1], Table):
        return (*blocks, Paragraph(text=END_MARK))
    last = blocks[-1]
    if isinstance(last, Heading):
        return (*blocks[:-1], replace(last, text=_ended(last.text)))
    runs = last.pieces
    closing = replace(runs[-1], text=_ended(runs[-1].text))
    return (*blocks[:-1], replace(last, text="", runs=(*runs[:-1], closing)))


def _ended(text: str) -> str:
    bare = text.rstrip()
    return bare if bare.endswith(END_MARK) else bare.rstrip(" .;,") + END_MARK


def recipient_lines(document: OfficialDocument) -> tuple[str, ...]:
    """«- Các Sở, Ban, ngành;» … «- Lưu: VT, NC.»: dash, semicolon, full stop at the last (Phụ lục I, II.9d)."""
    bare = [clean(line).strip().removeprefix("-").strip().rstrip(";.").strip() for line in document.recipients]
    bare = [line for line in bare if line]
    return tuple(f"- {line}{'.' if index == len(bare) - 1 else ';'}" for index, line in enumerate(bare))


def addressee_lines(document: OfficialDocument) -> tuple[str, ...]:
    """Names after «Kính gửi:»; dashes and stops only where there are several (Phụ lục I, II.9d)."""
    bare = [clean(line).strip().removeprefix("-").strip().rstrip(";.").strip() for line in document.addressees]
    bare = [line for line in bare if line]
    if len(bare) < 2:
        return tuple(bare)
    return tuple(f"- {line}{'.' if index == len(bare) - 1 else ';'}" for index, line in enumerate(bare))


def pieces_of(block: Heading | Paragraph | ListItem) -> tuple[Run, ...]:
    """Label and text as runs, cleaned; a heading is one run."""
    runs = (Run(block.text),) if isinstance(block, Heading) else block.pieces
    label = clean(block.label).strip()
    cleaned = [replace(run, text=clean(run.text)) for run in runs]
    if cleaned:
        cleaned[0] = replace(cleaned[0], text=cleaned[0].text.lstrip())
    return (*((Run(f"{label} "),) if label else ()), *(run for run in cleaned if run.text))
