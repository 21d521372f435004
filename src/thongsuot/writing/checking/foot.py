"""Capacity and name of who signs, «Nơi nhận» and its list."""

from __future__ import annotations

from collections.abc import Iterator

from thongsuot.writing.checking.faults import Inspection
from thongsuot.writing.checking.wording import capacity_wording, name_wording, recipients_wording
from thongsuot.writing.model import Fault

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
        yield from (inspection.fault("capacity", *pair) for pair in capacity_wording(line.text.strip(), forms))


def _name(inspection: Inspection) -> Iterator[Fault]:
    line = inspection.parts.signer_name
    if line is None:
        if inspection.parts.capacity:
            yield inspection.fault("signer_name", "không thấy", "dưới chức vụ, in thường, đậm")
        return
    yield from (inspection.fault("signer_name", *pair) for pair in name_wording(line.text.strip()))
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
    yield from (inspection.fault("recipients", *pair) for pair in recipients_wording(texts))
