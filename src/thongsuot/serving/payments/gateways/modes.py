"""How the simulated bank may misbehave, on command. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

_SOON = timedelta(seconds=90)
SHORT_BY = 1_000  # đồng that «sai số tiền» keeps back


class Mode(StrEnum):
    PROMPT = "prompt"
    LATE = "late"
    TWICE = "twice"
    DISORDER = "disorder"
    LOST = "lost"
    BOTH_LOST = "both-lost"
    WRONG_AMOUNT = "wrong-amount"
    BAD_SIGNATURE = "bad-signature"
    REDIRECT_ONLY = "redirect-only"
    FAILED = "failed"


class Note(StrEnum):
    """What a notice says."""

    RESULT = "result"
    STARTED = "started"  # an older message, «đang xử lý», that overtook nobody
    FORGED = "forged"  # says paid, badly signed


@dataclass(frozen=True, slots=True)
class Plan:
    """``notices``: (after, what). ``known_after``: from when the bank answers a question; ``None``: never."""

    notices: tuple[tuple[timedelta, Note], ...]
    known_after: timedelta | None
    pays: bool = True
    short_by: int = 0


_NOW = timedelta(0)
PLANS: dict[Mode, Plan] = {
    Mode.PROMPT: Plan(((_NOW, Note.RESULT),), _NOW),
    Mode.LATE: Plan(((_SOON, Note.RESULT),), _SOON),
    Mode.TWICE: Plan(((_NOW, Note.RESULT), (_NOW, Note.RESULT), (_SOON, Note.RESULT)), _NOW),
    Mode.DISORDER: Plan(((_NOW, Note.RESULT), (_NOW, Note.STARTED)), _NOW),
    Mode.LOST: Plan((), _SOON),
    Mode.BOTH_LOST: Plan((), None),
    Mode.WRONG_AMOUNT: Plan(((_NOW, Note.RESULT),), _NOW, short_by=SHORT_BY),
    Mode.BAD_SIGNATURE: Plan(((_NOW, Note.FORGED),), _SOON),
    Mode.REDIRECT_ONLY: Plan((), _NOW),
    Mode.FAILED: Plan(((_NOW, Note.RESULT),), _NOW, pays=False),
}
