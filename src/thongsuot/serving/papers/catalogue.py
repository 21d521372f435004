"""Which forms hold on a day: ``rules/serving/papers.yaml``, dated by the reception of the dossier."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from thongsuot.kernel.rules import load_rule, load_yaml

_FILE = "serving/papers"


class PaperKind(StrEnum):
    """What a form is for; its number differs from one circular to the next."""

    RECEIPT = "receipt"
    SUPPLEMENT = "supplement"
    REFUSAL = "refusal"
    APOLOGY = "apology"
    STOP = "stop"
    CONTROL = "control"
    LOGBOOK = "logbook"


@dataclass(frozen=True, slots=True)
class FormType:
    """``symbol`` follows the number; ``no``: «01» … «07» in ``instrument``; ``paper``: A4 or A5.

    ``signer``: receive (who takes in), process (who works on it) or head (signs digitally).
    """

    kind: PaperKind
    symbol: str
    no: str
    title: str
    paper: str
    signer: str
    instrument: str
    feedback: bool = False


class NoSuchForm(ValueError):  # noqa: N818 - what it says to the officer
    """The circular of that day has no such form; ``str(error)`` is Vietnamese."""


def forms_on(day: date) -> tuple[FormType, ...]:
    """The forms of the circular in force. Raises ``NoRuleForDate`` before 06/01/2019."""
    value = load_rule(_FILE).on(day).value
    return tuple(
        FormType(
            PaperKind(one["kind"]),
            **{name: one[name] for name in one if name != "kind"},
            instrument=value["instrument"],
        )
        for one in value["forms"]
    )


def form_on(day: date, wanted: str) -> FormType:
    """By number («04») or kind («apology»). Raises ``NoSuchForm``."""
    found = next((one for one in forms_on(day) if wanted in (one.no, one.kind.value)), None)
    if found is None:
        raise NoSuchForm(f"Không có mẫu «{wanted}» trong thông tư áp dụng cho hồ sơ này.")
    return found


@cache
def texts() -> dict[str, str]:
    """Our own sentences, with blanks."""
    return {key: str(text) for key, text in load_yaml(_FILE)["texts"].items()}
