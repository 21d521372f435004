"""§5.11: a meeting of ten conclusions ends in ten tasks taken on and a Word draft, within 60 s of closing."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from io import BytesIO

from docx import Document as WordFile

from thongsuot.steering.conftest import Offices, Staff
from thongsuot.steering.meetings.actions import AcknowledgeConclusion, CloseMeeting, Closing, ConclusionId
from thongsuot.steering.meetings.models import Conclusion, Meeting
from thongsuot.steering.notices.models import Notice
from thongsuot.steering.notices.printed import paper_of
from thongsuot.steering.tasks.models import Task
from thongsuot.writing.word import write_word


def test_ten_conclusions_are_ten_tasks_taken_on_and_a_word_draft(
    live: Meeting, capture: Callable[..., Conclusion], offices: Offices, staff: Staff
) -> None:
    owners = ((offices.doing, staff.head), (offices.other, staff.stranger))
    for number in range(10):
        unit, owner = owners[number % 2]
        said = capture(f"{unit.short_name} hoàn thành việc số {number + 1}", unit, deadline=date(2024, 12, 31))
        AcknowledgeConclusion.run(owner, ConclusionId(said.pk))
    began = time.monotonic()
    done = CloseMeeting.run(staff.secretary, Closing(live.key))
    data = write_word(paper_of(Notice.objects.get(key=done.notice_key)))
    assert time.monotonic() - began < 60
    assert (done.tasks, done.received) == (10, 10)
    assert set(Task.objects.values_list("status", flat=True)) == {"received"}
    text = "\n".join(one.text for one in WordFile(BytesIO(data)).paragraphs)
    assert all(f"hoàn thành việc số {number}" in text for number in range(1, 11))
