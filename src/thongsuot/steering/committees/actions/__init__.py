"""Founding committees, issuing who sits on them, merging them."""

from thongsuot.steering.committees.actions.founding import CommitteeKey, FoundCommittee, NewCommittee
from thongsuot.steering.committees.actions.membership import (
    DraftVersion,
    DropVersion,
    NewVersion,
    ReissueMembership,
    VersionId,
)
from thongsuot.steering.committees.actions.merging import MergeCommittees, Merged, Merger
from thongsuot.steering.committees.actions.seats import AddMember, EditMember, NewSeat, RemoveMember, SeatEdit, SeatId

__all__ = [
    "AddMember",
    "CommitteeKey",
    "DraftVersion",
    "DropVersion",
    "EditMember",
    "FoundCommittee",
    "MergeCommittees",
    "Merged",
    "Merger",
    "NewCommittee",
    "NewSeat",
    "NewVersion",
    "ReissueMembership",
    "RemoveMember",
    "SeatEdit",
    "SeatId",
    "VersionId",
]
