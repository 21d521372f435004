"""What may be done with a criteria set: write a new one from another, edit it, issue it. Issued, it never changes."""

from thongsuot.measuring.criteria.actions.drafting import (
    CloneRelease,
    Cloning,
    DiscardDraft,
    Discarding,
    EditHead,
    Heading,
)
from thongsuot.measuring.criteria.actions.issuing import IssueRelease, Issuing
from thongsuot.measuring.criteria.actions.nodes import (
    Adding,
    AddNode,
    Editing,
    EditNode,
    MoveNode,
    Moving,
    RemoveNode,
    Removing,
)

__all__ = [
    "AddNode",
    "Adding",
    "CloneRelease",
    "Cloning",
    "DiscardDraft",
    "Discarding",
    "EditHead",
    "EditNode",
    "Editing",
    "Heading",
    "IssueRelease",
    "Issuing",
    "MoveNode",
    "Moving",
    "RemoveNode",
    "Removing",
]
