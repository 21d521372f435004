"""Capacity and name of who signs, «Nơi nhận» and its list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from thongsuot.writing.checking.faults import Inspection
from thongsuot.writing.model import Fault

_ABBREVIATION = re.compile(r"^(T/?M|K/?T|T/?L|T/?U/?Q|TUQ|Q)(?P<dot>\.?)(?P<space>\s*)(?=[A-ZĐƯÂÊÔƠÀ-Ỹ])")
_DEGREE = re.compile(r"^(?:GS|PGS|TSKH|TS|ThS|CN|KS|BS|NGND|NGƯT)\.", re.I)
_RECIPIENTS_LABEL = "Nơi nhận:"


def foot_faults(inspection: Inspection) -> Iterator[Fault]:
    yield from _capacity(inspection)
    yield from _name(inspection)
    yield from _recipients(inspection)


def _capacity(inspection: Inspection) -> Iterator[Fault]:
    lines = inspection.parts.capacity
    if not lines:
        yield inspection.fault("capacity", "không thấy", "ngang hàng với «Nơi nhận», in hoa, đậm")
    yield from inspection.look("capacity", lines)
    forms = inspection.layout["capacity"].facts["forms"]
    for line in lines:
        found = _ABBREVIATION.match(line.text.strip())
        if not found:
            continue
        letters = found[1].replace("/", "")
        is_word = not found["dot"] and not found["space"] and "/" not in found[1]  # «QUYỀN …» is a word, «Q.» is not
        if not is_word and (letters not in forms or found[0] != f"{letters}. "):
            yield inspection.fault("capacity", f"ghi «{line.text.strip()}»", f"«{letters}. …», có dấu chấm và cách chữ")


def _name(inspection: Inspection) -> Iterator[Fault]:
    line = inspection.parts.signer_name
    if line is None:
        if inspection.parts.capacity:
            yield inspection.fault("signer_name", "không thấy", "dưới chức vụ, in thường, đậm")
        return
    if _DEGREE.match(line.text.strip()):
        wanted = "không ghi học hàm, học vị (trừ lực lượng vũ trang, đơn vị giáo dục, y tế, khoa học)"
        yield inspection.fault("signer_name", f"ghi «{line.text.strip()}»", wanted)
    yield from inspection.look("signer_name", [line])


def _recipients(inspection: Inspection) -> Iterator[Fault]:
    label, lines = inspection.parts.recipients_label, inspection.parts.recipients
    if label is None:
        yield inspection.fault("recipients_label", "không thấy", f"«{_RECIPIENTS_LABEL}» sát lề trái")
        return
    if label.text.strip() != _RECIPIENTS_LABEL:
        yield inspection.fault(
            "recipients_label", f"ghi «{label.text.strip()}»", f"«{_RECIPIENTS_LABEL}» trên một dòng riêng"
        )
    yield from inspection.look("recipients_label", [label])
    yield from inspection.look("recipients", lines)
    texts = [line.text.strip() for line in lines]
    wrong = [text for index, text in enumerate(texts) if not _is_item(text, is_last=index == len(texts) - 1)]
    if wrong:
        wanted = "gạch đầu dòng, cuối dòng «;», dòng cuối «.»"
        yield inspection.fault("recipients", f"có dòng «{wrong[0]}»", wanted)
    if not texts or not texts[-1].startswith("- Lưu:"):
        yield inspection.fault("recipients", "thiếu dòng lưu ở cuối", "dòng cuối «- Lưu: VT, ….»")


def _is_item(text: str, *, is_last: bool) -> bool:
    return text.startswith("- ") and text.endswith("." if is_last else ";")
