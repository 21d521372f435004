"""Places left open in a paper that goes to be signed: two digital signatures, number and day.

They are form fields of the PDF itself, so that filling them later is an addition the first signature allows
(ISO 32000-1, §12.7, §12.8.2.2), and so that any signing program finds its place.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.content import RawContent
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.sign.fields import FieldMDPAction, FieldMDPSpec, SigFieldSpec, append_signature_field

from thongsuot.writing.pdf.adding import Adding

LEADER, AGENCY = "chu_ky_nguoi_co_tham_quyen", "chu_ky_co_quan"
TEXT_FIELDS = {"number": "so_van_ban", "day": "ngay_ban_hanh", "month": "thang_ban_hanh"}
_TITLES = {"number": "Số văn bản", "day": "Ngày ban hành", "month": "Tháng ban hành"}
_SIGNATURE_WIDTH = 150.0  # pt; the image of a hand-written signature
_SEAL = 36 / 25.4 * 72  # pt, diameter of the round seal
_DESCENT, _ASCENT = 4.0, 12.0  # pt of a text field under and over its base line
_PRINT, _READ_ONLY = 4, 1
_N = generic.pdf_name

Box = tuple[float, float, float, float]


def prepare_fields(pdf: bytes, spots: Iterable[dict[str, Any]], data: dict[str, Any]) -> bytes:
    """``pdf`` with its open places; ``spots`` are those the layout marked, measured from the upper left corner."""
    writer = Adding(pdf)
    height = data["paper"][1] / 25.4 * 72
    for spot in spots:
        at = spot["at"]
        page, x, y = int(at["page"]) - 1, float(at["x"][:-2]), height - float(at["y"][:-2])
        if spot["name"] == "signature":
            _signature_fields(writer, page, x, y, float(data["signing_room"]))
        else:
            width = float(data[spot["name"]]["width"])
            _text_field(writer, page, spot["name"], (x, y - _DESCENT, x + width, y + _ASCENT))
    return writer.whole()


def _signature_fields(writer: Adding, page: int, middle: float, top: float, room: float) -> None:
    """The leader between capacity and name; the agency's seal over a third of it, from the left (II.7d, II.8a)."""
    left = middle - _SIGNATURE_WIDTH / 2
    leader: Box = (left, top - room + 4, left + _SIGNATURE_WIDTH, top - 4)
    right_of_seal = left + _SIGNATURE_WIDTH / 3
    centre = top - room / 2
    seal: Box = (right_of_seal - _SEAL, centre - _SEAL / 2, right_of_seal, centre + _SEAL / 2)
    everything = FieldMDPSpec(FieldMDPAction.ALL)  # once the agency has signed, no field may change
    for name, box, title, lock in (
        (LEADER, leader, "Chữ ký số của người có thẩm quyền", None),
        (AGENCY, seal, "Chữ ký số của cơ quan, tổ chức", everything),
    ):
        spec = SigFieldSpec(name, on_page=page, box=_whole_points(box), readable_field_name=title, field_mdp_spec=lock)
        append_signature_field(writer, spec)


def _whole_points(box: Box) -> tuple[int, int, int, int]:
    left, bottom, right, top = box
    return round(left), round(bottom), round(right), round(top)


def _text_field(writer: IncrementalPdfFileWriter, page: int, name: str, box: Box) -> None:
    empty = RawContent(b"", box=BoxConstraints(width=box[2] - box[0], height=box[3] - box[1])).as_form_xobject()
    field = generic.DictionaryObject({
        _N("/Type"): _N("/Annot"),
        _N("/Subtype"): _N("/Widget"),
        _N("/FT"): _N("/Tx"),
        _N("/T"): generic.TextStringObject(TEXT_FIELDS[name]),
        _N("/TU"): generic.TextStringObject(_TITLES[name]),
        _N("/Ff"): generic.NumberObject(_READ_ONLY),
        _N("/F"): generic.NumberObject(_PRINT),
        _N("/DA"): generic.TextStringObject("0 g"),
        _N("/Rect"): generic.ArrayObject(generic.FloatObject(round(value, 2)) for value in box),
        _N("/AP"): generic.DictionaryObject({_N("/N"): writer.add_object(empty)}),
    })  # fmt: skip
    reference = writer.add_object(field)
    page_reference, _ = writer.find_page_for_modification(page)
    writer.register_annotation(page_reference, reference)
    field[_N("/P")] = page_reference
    _form_fields(writer).append(reference)


def _form_fields(writer: IncrementalPdfFileWriter) -> generic.ArrayObject:
    root = writer.root
    if "/AcroForm" not in root:
        root[_N("/AcroForm")] = writer.add_object(generic.DictionaryObject({_N("/Fields"): generic.ArrayObject()}))
        writer.update_root()
    fields: generic.ArrayObject = root["/AcroForm"]["/Fields"]
    return fields
