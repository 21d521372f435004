"""What the Typst layout is told: measures from the rules, words already cleaned. Plain JSON, no Typst code in it."""

from __future__ import annotations

from datetime import date
from typing import Any

from thongsuot.writing import lines
from thongsuot.writing.balance import balanced_width, longest_line
from thongsuot.writing.fonts import FAMILY, face, fit
from thongsuot.writing.layout import Layout
from thongsuot.writing.model import Block, Heading, OfficialDocument, Table, bookmark_name
from thongsuot.writing.word.foot import RECIPIENTS_SHARE, SIGNING_ROOM
from thongsuot.writing.word.head import LEFT_SHARE, SUBJECT_SIDES
from thongsuot.writing.word.styles import TABLE_SIZE

_LONG = 1200  # characters; a longer last paragraph may be broken over pages before the signature
_NUMBER_ROOM, _DAY_ROOM = 22.0, 17.0  # pt of a blank to be filled when the paper is numbered
_POINTS = 72 / 25.4
Data = dict[str, Any]


def layout_data(document: OfficialDocument, layout: Layout) -> Data:
    """Everything ``layout.typ`` reads; every text in it can be printed by Tinos."""
    data: Data = {
        **_measures(layout),
        **_head(document, layout),
        **_title(document, layout),
        **_foot(document),
        "blocks": _blocks(document),
        "draft": layout.draft_mark if document.is_draft else None,
        "sample": layout.sample_mark if document.is_sample else None,
    }
    fitted: Data = _fitted(data)
    return fitted


def _measures(layout: Layout) -> Data:
    paper = layout["paper"].facts
    return {
        "font": FAMILY,
        "paper": [paper["width"], paper["height"]],
        "margin": {side: layout[f"margin.{side}"].use for side in ("top", "bottom", "left", "right")},
        "sizes": {
            **{key: rule.use for key, rule in layout.rules.items() if "min" in rule.facts and "." not in key},
            "body": layout["body.size"].use,
            "table": TABLE_SIZE,
        },
        "indent": layout["body.indent"].use,
        "spacing": layout["body.spacing"].use,
        "line": layout["body.line"].use,
        "left_share": LEFT_SHARE,
        "recipients_share": RECIPIENTS_SHARE,
    }


def _head(document: OfficialDocument, layout: Layout) -> Data:
    issuer, motto = lines.lines_of(document.issuer), layout["motto"].facts["text"]
    bold = face(bold=True)
    longest = max((bold.width(line, layout["issuer"].use) for line in issuer), default=0.0)
    year = document.year
    return {
        "national_name": layout["national_name"].facts["text"],
        "motto": motto,
        "motto_line": bold.width(motto, layout["motto"].use),
        "superior": lines.lines_of(document.superior),
        "issuer": issuer,
        "issuer_line": longest * layout["issuer.line"].use,
        "number": {
            **_hole("number", lines.number_text(document.number), _NUMBER_ROOM),
            "before": "Số: ",
            "after": f"/{lines.clean(document.symbol).strip()}",
        },
        "place": {
            "before": f"{lines.clean(document.place).strip()}, ngày ",
            "middle": " tháng ",
            "after": f" năm {year}",
        },
        "day": _hole("day", lines.day_text(document), _DAY_ROOM),
        "month": _hole("month", lines.month_text(document), _DAY_ROOM),
    }


def _hole(name: str, text: str, width: float) -> Data:
    return {"name": name, "text": text, "blank": not text.strip("\u00a0"), "width": width}


def _title(document: OfficialDocument, layout: Layout) -> Data:
    subject, size = lines.clean(document.subject).strip(), layout["subject"].use
    paper = layout["paper"].facts["width"]
    whole = (paper - layout["margin.left"].use - layout["margin.right"].use - SUBJECT_SIDES) * _POINTS
    width = balanced_width(subject, size, whole)
    day = document.day or date(document.year, document.month or 1, 1)
    return {
        "title": lines.title_of(document),
        "author": lines.issuer_of(document),
        "keywords": [word for word in (lines.clean(document.symbol), lines.clean(document.kind)) if word],
        "date": [day.year, day.month, day.day],
        "kind": lines.clean(document.kind).strip().upper(),
        "subject": subject,
        "subject_width": width,
        "subject_line": longest_line(subject, size, width) * layout["subject.line"].use,
        "letter_subject": None if document.kind else f"V/v {subject}",
        "addressees": lines.addressee_lines(document),
    }


def _foot(document: OfficialDocument) -> Data:
    signature = document.signature
    return {
        "recipients": lines.recipient_lines(document),
        "capacity": [lines.clean(line).strip().upper() for line in signature.lines],
        "note": lines.clean(signature.note).strip(),
        "signer": lines.clean(signature.name).strip(),
        "signing_room": SIGNING_ROOM,
    }


def _blocks(document: OfficialDocument) -> list[Data]:
    taken: set[str] = set()
    return [_block(block, taken) for block in lines.with_end_mark(document.blocks)]


def _block(block: Block, taken: set[str]) -> Data:
    if isinstance(block, Table):
        return {
            "type": "table",
            "header": [lines.clean(text).strip() for text in block.header],
            "rows": [[lines.clean(text).strip() for text in row] for row in block.rows],
            "shares": block.shares,
            "centred": block.centred,
            "long": True,
        }
    pieces = lines.pieces_of(block)
    text = "".join(piece.text for piece in pieces)
    anchor = lines.anchor_of(block)
    name = bookmark_name(anchor) if anchor else ""
    name = "" if name in taken else name
    taken.add(name)
    shared = {"anchor": name, "long": len(text) > _LONG}
    if isinstance(block, Heading):
        return {**shared, "type": "heading", "depth": lines.depth_of(block), "text": text}
    runs = [{"text": piece.text, "bold": piece.bold, "italic": piece.italic} for piece in pieces]
    return {**shared, "type": "paragraph", "pieces": runs}


def _fitted(value: Any) -> Any:
    if isinstance(value, str):
        return fit(value)
    if isinstance(value, dict):
        return {key: _fitted(item) for key, item in value.items()}
    return [_fitted(item) for item in value] if isinstance(value, list | tuple) else value
