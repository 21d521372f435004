"""The notice as one plain text, with the exact stretch of every part of it: what goes into the public record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
RECIPIENTS_TITLE = "Nơi nhận:"
END_MARK = "./."


@dataclass(frozen=True, slots=True)
class Line:
    """One printed paragraph. ``kind`` as a passage of the record names it; ``key`` is the caller's own handle."""

    kind: str
    text: str
    anchor: str
    role: str = ""
    section: str = ""
    lead: int = 0  # how many characters of a number («3.1. ») stand before the words themselves
    key: int | None = None
    gap: str = "\n\n"  # what stands before it


@dataclass(frozen=True, slots=True)
class Stretch:
    """A line in its place: ``text[start:end]`` is the line; ``words_start`` skips its number."""

    line: Line
    start: int
    end: int

    @property
    def words_start(self) -> int:
        return self.start + self.line.lead


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything printed besides the three parts."""

    superior: str
    issuer: str
    number: int | None
    symbol: str
    place: str
    dated: date | None
    month: int | None
    year: int
    kind_name: str
    subject: str
    opening: Sequence[str] = field(default=())
    closing: Sequence[str] = field(default=())
    recipients: Sequence[str] = field(default=())
    signature: Sequence[str] = field(default=())
    signer: str = ""


def number_text(number: int | None, symbol: str) -> str:
    """«Số: 12/TB-UBND»; blank while no number was given (Điều 15: from 01 each year, so two digits at least)."""
    return f"Số: {'' if number is None else f'{number:02d}'}/{symbol}"


def day_text(place: str, dated: date | None, month: int | None, year: int) -> str:
    """«Lạng Sơn, ngày 09 tháng 10 năm 2024»; blanks for what is not known. Days below 10, months 1–2 take a zero."""
    day = f"{dated.day:02d}" if dated else ""
    shown = dated.month if dated else month
    month_text = "" if shown is None else f"{shown:02d}" if shown < 3 else str(shown)
    return " ".join(f"{place}, ngày {day} tháng {month_text} năm {year}".split())


def lines(sheet: Sheet, body: Iterable[Line]) -> list[Line]:
    """All printed lines top to bottom, from the name of the body to the name of the signer."""
    head = [*_split(sheet.superior), *_split(sheet.issuer), number_text(sheet.number, sheet.symbol)]
    top = [*head, *MOTTO, day_text(sheet.place, sheet.dated, sheet.month, sheet.year)]
    titles = [*top, sheet.kind_name, sheet.subject]
    return [
        *(Line("title", text, f"dau-{at}", gap=_tight(at, text, len(head))) for at, text in enumerate(titles, 1)),
        *(Line("paragraph", text, f"mo-{at}") for at, text in enumerate(sheet.opening, 1)),
        *body,
        *(Line("paragraph", text, f"ket-{at}") for at, text in enumerate(sheet.closing, 1)),
        *_recipients(sheet.recipients),
        *(
            Line("signature", text, f"ky-{at}", gap="\n\n" if at == 1 else "\n")
            for at, text in enumerate(sheet.signature, 1)
        ),
        *([Line("signature", sheet.signer, "nguoi-ky")] if sheet.signer else []),
    ]


def _recipients(recipients: Sequence[str]) -> list[Line]:
    if not recipients:
        return []
    named = [Line("recipients", text, f"nhan-{at}", gap="\n") for at, text in enumerate(recipients, 1)]
    return [Line("recipients", RECIPIENTS_TITLE, "noi-nhan"), *named]


def _tight(at: int, text: str, head: int) -> str:
    """Lines of one block stand under each other; blocks are set apart."""
    if at == 1:
        return ""
    starts_block = at == head + 1 or at > head + len(MOTTO)
    return "\n\n" if starts_block else "\n"


def _split(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def lay_out(printed: Iterable[Line]) -> tuple[str, list[Stretch]]:
    """The text and where each line stands in it."""
    text, stretches = "", []
    for line in printed:
        text += line.gap if text else ""
        stretches.append(Stretch(line, len(text), len(text) + len(line.text)))
        text += line.text
    return text, stretches
