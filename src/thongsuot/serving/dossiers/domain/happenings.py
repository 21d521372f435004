"""What can happen to a dossier, and the ten statuses the national portal knows.

A dossier is the fold of its happenings (``fold.py``). Each is one event of the log, named ``serving.dossier.<kind>``;
the event's ``changes`` are {column: (before, after)}, and ``data`` here is {column: after} with the same names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Any


class PortalStatus(IntEnum):
    """Catalogue of the national portal (domain/data/dossier_statuses.csv, verified). ``DRAFT`` never leaves us."""

    NEW = 1  # Mới đăng ký
    ACCEPTED = 2  # Được tiếp nhận
    NOT_ACCEPTED = 3  # Không được tiếp nhận
    PROCESSING = 4  # Đang xử lý
    SUPPLEMENT = 5  # Yêu cầu bổ sung giấy tờ
    FINANCIAL_DUTY = 6  # Yêu cầu thực hiện nghĩa vụ tài chính
    WITHDRAWN = 7  # Công dân yêu cầu rút hồ sơ
    STOPPED = 8  # Dừng xử lý
    FINISHED = 9  # Đã xử lý xong
    RETURNED = 10  # Đã trả kết quả


CLOSED = frozenset({PortalStatus.NOT_ACCEPTED, PortalStatus.WITHDRAWN, PortalStatus.STOPPED, PortalStatus.RETURNED})
PAUSED = frozenset({PortalStatus.SUPPLEMENT, PortalStatus.FINANCIAL_DUTY})


class Channel(IntEnum):
    """KenhThucHien of the sync data."""

    DIRECT = 1
    ONLINE = 2
    POST = 3


class FilingMode(StrEnum):
    """Who did the filing: counted apart (I06)."""

    SELF = "self"
    ASSISTED = "assisted"  # tổ công nghệ số, the desk's helper, on the citizen's behalf and beside him
    OFFICER = "officer"  # the officer filed it for the citizen


class Kind(StrEnum):
    """``data`` each carries, besides what the fold derives (see ``fold.py``)."""

    FILED = "filed"  # channel, mode
    RECEIVED = "received"  # receiving_unit, competent_unit, waits_for_arrival
    ARRIVED = "arrived"
    NOT_ACCEPTED = "not_accepted"  # reason code
    STEP_BEGUN = "step_begun"  # step (ordinal), unit, officer
    SUPPLEMENT_ASKED = "supplement_asked"  # number
    SUPPLEMENT_GIVEN = "supplement_given"
    DUTY_ASKED = "duty_asked"
    DUTY_DONE = "duty_done"
    EXTENDED = "extended"  # value, unit
    FINISHED = "finished"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"
    # These leave the clock alone.
    APOLOGISED = "apologised"  # reason_code, expected: late already, and when it is expected (Đ19.9 NĐ 61/2018)
    ASSIGNED = "assigned"
    OPINION_ASKED = "opinion_asked"
    OPINION_GIVEN = "opinion_given"
    SUPPLEMENT_PROPOSED = "supplement_proposed"  # a second one waits for the head
    SUPPLEMENT_DECLINED = "supplement_declined"
    SUB_OPENED = "sub_opened"  # code of the sub-dossier of another agency (H07)
    PART_ADDED = "part_added"
    PART_CHECKED = "part_checked"
    PAID = "paid"
    REFUNDED = "refunded"
    PAPER_ISSUED = "paper_issued"
    RESULT_SIGNED = "result_signed"
    HANDED_OVER = "handed_over"
    CORRECTED = "corrected"  # moment_of, moment: the time of an earlier happening was typed wrongly
    RATED = "rated"
    READ = "read"  # personal data was opened: who and why


EVENT_PREFIX = "serving.dossier."


@dataclass(frozen=True, slots=True)
class Happening:
    """``at``: when it took effect (aware)."""

    kind: Kind
    at: datetime
    data: Mapping[str, Any] = field(default_factory=dict)
