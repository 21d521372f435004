"""Meetings of a committee: the calendar, who is called, what is prepared, what is concluded."""

from thongsuot.steering.meetings.models.conclusion import Conclusion
from thongsuot.steering.meetings.models.meeting import Meeting, MeetingForm, MeetingStatus
from thongsuot.steering.meetings.models.papers import Commendation, Opinion, OpinionOutcome, Paper, RoomSnapshot
from thongsuot.steering.meetings.models.people import MeetingSite, Participant, Presence, Reply

__all__ = [
    "Commendation",
    "Conclusion",
    "Meeting",
    "MeetingForm",
    "MeetingSite",
    "MeetingStatus",
    "Opinion",
    "OpinionOutcome",
    "Paper",
    "Participant",
    "Presence",
    "Reply",
    "RoomSnapshot",
]
