"""What each action on tasks takes. ``on`` is the day something happened, where that was not today; never to come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from thongsuot.steering.tasks.choices import Level, Programme, TaskSource, Urgency


@dataclass(frozen=True)
class TaskId:
    id: int


@dataclass(frozen=True)
class NewTask:
    """A task to be. ``assign`` gives it at once (needs one lead or «giao chung»), else it stays a proposal.

    ``deadline_text`` alone is enough where it means a day: «trong tháng 7/2022» becomes 31/07/2022.
    """

    title: str
    home_id: int
    detail: str = ""
    lead_id: int | None = None
    lead_text: str = ""
    lead_position_id: int | None = None
    partner_ids: tuple[int, ...] = ()
    partner_texts: tuple[str, ...] = ()
    is_common: bool = False
    result: str = ""
    measure: str = ""
    quantity: Decimal | None = None
    quantity_unit: str = ""
    deadline: date | None = None
    deadline_text: str = ""
    programme: str = Programme.REFORM.value
    field: str = ""
    level: str = Level.PROVINCE.value
    urgency: str = Urgency.ORDINARY.value
    committee_id: int | None = None
    plan_id: int | None = None
    goal_id: int | None = None
    parent_id: int | None = None
    follows_id: int | None = None
    directive_id: int | None = None
    source: str = TaskSource.ENTRY.value
    source_url: str = ""
    source_quote: str = ""
    source_locator: str = ""
    note: str = ""
    is_strategic: bool = False
    is_public: bool = False
    is_sample: bool = False
    assign: bool = False
    on: date | None = None  # the day it was given


@dataclass(frozen=True)
class Assignment:
    """One lead, or none and ``is_common``; ``None`` for lead and not common keeps the lead the task already names."""

    task_id: int
    lead_id: int | None = None
    is_common: bool = False
    lead_position_id: int | None = None
    on: date | None = None


@dataclass(frozen=True)
class OnDay:
    """For moves that need no words: receive."""

    task_id: int
    on: date | None = None


@dataclass(frozen=True)
class Reasoned:
    """For moves that need a reason (or, on acceptance, may carry a word): return, pause, resume, drop, accept."""

    task_id: int
    reason: str = ""
    on: date | None = None


@dataclass(frozen=True)
class Proof:
    """A file already stored (digest and name), a figure or a document of the record, or an address in the words."""

    note: str
    file_digest: str = ""
    file_name: str = ""
    claim_id: int | None = None
    document_id: int | None = None


@dataclass(frozen=True)
class ProgressReport:
    task_id: int
    text: str
    percent: int | None = None
    quantity_done: Decimal | None = None
    proofs: tuple[Proof, ...] = ()
    on: date | None = None


@dataclass(frozen=True)
class Submission:
    """The doer says it is done. Late ones carry a cause and words (B15)."""

    task_id: int
    text: str = ""
    quantity_done: Decimal | None = None
    late_cause: str = ""
    late_reason: str = ""
    proofs: tuple[Proof, ...] = ()
    on: date | None = None


@dataclass(frozen=True)
class ExtensionRequest:
    task_id: int
    new_deadline: date | None
    reason: str
    on: date | None = None


@dataclass(frozen=True)
class ExtensionId:
    id: int


@dataclass(frozen=True)
class ExtensionAnswer:
    """``new_deadline`` where the giver grants another day than was asked for."""

    extension_id: int
    granted: bool
    answer: str = ""
    new_deadline: date | None = None
    on: date | None = None


@dataclass(frozen=True)
class Passing:
    """To which competent body, and why it is the competent one (A13)."""

    task_id: int
    to_unit_id: int | None
    reason: str
    on: date | None = None


@dataclass(frozen=True)
class Edits:
    """All that may be changed before acceptance; partners, lead and the rest as a whole form."""

    task_id: int
    title: str
    detail: str = ""
    lead_text: str = ""
    lead_position_id: int | None = None
    partner_ids: tuple[int, ...] = ()
    partner_texts: tuple[str, ...] = ()
    result: str = ""
    measure: str = ""
    quantity: Decimal | None = None
    quantity_unit: str = ""
    deadline: date | None = None
    deadline_text: str = ""
    programme: str = Programme.REFORM.value
    field: str = ""
    level: str = Level.PROVINCE.value
    urgency: str = Urgency.ORDINARY.value
    committee_id: int | None = None
    plan_id: int | None = None
    goal_id: int | None = None
    parent_id: int | None = None
    follows_id: int | None = None
    note: str = ""
    is_strategic: bool = False
    is_public: bool = False
    reason: str = ""


class Handling(StrEnum):
    """What is done with one order of a document."""

    GIVE = "give"
    COMMON = "common"
    ASK = "ask"
    LATER = "later"


@dataclass(frozen=True)
class Choice:
    directive_id: int
    how: Handling
    lead_id: int | None = None
    deadline_text: str = ""
    result: str = ""
    question: str = ""


@dataclass(frozen=True)
class Giving:
    """``on`` is the day the work was given, as a rule the day of the notice."""

    document_key: str
    home_id: int
    choices: tuple[Choice, ...]
    committee_id: int | None = None
    on: date | None = None


@dataclass(frozen=True)
class Given:
    """New tasks in the order of the text; ``already`` had theirs before."""

    task_ids: tuple[int, ...]
    already: int
