"""A reception written without a network: what it carries, and what the server makes of it when it arrives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from thongsuot.kernel.digests import digest

AHEAD = timedelta(minutes=10)  # a clock of the desk's machine may be this fast
KEPT = timedelta(days=7)  # later than that nobody remembers the person: it is entered by hand, with the head's word


class Verdict(StrEnum):
    NEW = "new"
    AGAIN = "again"  # the same reception once more: the first answer is given again
    CHANGED = "changed"  # the same key with other words: never written over
    TOO_OLD = "too_old"
    CLOCK_AHEAD = "clock_ahead"


@dataclass(frozen=True, slots=True)
class Envelope:
    """``key``: made by the browser, once for each reception. ``version``: of the procedure, as the kit held it.

    ``fields`` are the texts of the form. ``written_at``: by the clock of the desk's machine (aware).
    """

    key: str
    slip: str
    procedure: str
    version: int
    written_at: datetime
    fields: Mapping[str, str]

    @property
    def digest(self) -> str:
        return digest([self.key, self.procedure, self.version, self.written_at.isoformat(), dict(self.fields)])


@dataclass(frozen=True, slots=True)
class Known:
    """What the server already holds under the key."""

    digest: str
    dossier: str


def verdict(envelope: Envelope, known: Known | None, now: datetime) -> Verdict:
    """What is already held comes first: a reception stays received, however late it is sent again."""
    if known is not None:
        return Verdict.AGAIN if known.digest == envelope.digest else Verdict.CHANGED
    if envelope.written_at > now + AHEAD:
        return Verdict.CLOCK_AHEAD
    return Verdict.TOO_OLD if now - envelope.written_at > KEPT else Verdict.NEW


def version_conflict(envelope: Envelope, on_the_day: int, today: int) -> str:
    """What a person must be told of the procedure's versions; empty when nothing changed.

    The version in force on the day of reception holds (D21), whatever the kit or today say.
    """
    if envelope.version == on_the_day == today:
        return ""
    if on_the_day != today:
        return (
            f"Thủ tục đã đổi sang phiên bản {today} sau ngày tiếp nhận. "
            f"Hồ sơ giữ phiên bản {on_the_day} của ngày tiếp nhận."
        )
    return (
        f"Bộ ngoại tuyến của máy còn phiên bản {envelope.version}. Hồ sơ ghi theo phiên bản {on_the_day} "
        "đang có hiệu lực: hãy kiểm tra lại giấy tờ và ngày hẹn với người dân."
    )


def slip(device: str, ordinal: int) -> str:
    """The number shown to the citizen until the real code is there: «TAM-K3QD-007». ``ordinal`` ≥ 1."""
    return f"TAM-{device.upper()[:4]}-{ordinal:03d}"
