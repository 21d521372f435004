"""«Phòng họp sống» (product §5.11): ten conclusions become ten tasks taken on and a Word draft within 60 s of closing.

    THONGSUOT_DEMO=1 python bench/meeting.py

Plays one meeting on the demo data through the product's own actions, measures, and takes everything back.
"""

from __future__ import annotations

import os
import time
from datetime import timedelta
from io import BytesIO

import django

LIMIT = 60.0


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thongsuot.config.settings")
    django.setup()
    from django.db import transaction

    with transaction.atomic():
        rows = play()
        transaction.set_rollback(True)
    for name, value in rows:
        print(f"{name:<48} {value}")


def play() -> list[tuple[str, str]]:
    from django.utils import timezone
    from docx import Document as WordFile

    from thongsuot.platform.idempotency.store import new_key
    from thongsuot.registry.accounts.models import Account
    from thongsuot.registry.units.models import Unit
    from thongsuot.steering.committees.models import Committee
    from thongsuot.steering.meetings.actions import (
        AcknowledgeConclusion,
        CaptureConclusion,
        CloseMeeting,
        Closing,
        ConclusionId,
        MeetingKey,
        NewConclusion,
        NewMeeting,
        OpenMeeting,
        PlanMeeting,
    )
    from thongsuot.steering.meetings.models import Meeting
    from thongsuot.steering.meetings.proposals import propose
    from thongsuot.steering.notices.models import Notice
    from thongsuot.steering.notices.printed import paper_of
    from thongsuot.writing.word import write_word

    secretary, owner = Account.objects.get(username="thu-ky"), Account.objects.get(username="lanh-dao")
    body = Committee.objects.get(unit__key="bcd-cai-cach-hanh-chinh--lang-son")
    unit = Unit.objects.get(key="so-noi-vu--lang-son")
    new = NewMeeting(body.pk, timezone.now() + timedelta(seconds=1), is_sample=True)
    key = PlanMeeting.run(secretary, new, idempotency_key=new_key()).key
    OpenMeeting.run(secretary, MeetingKey(key))
    meeting = Meeting.objects.get(key=key)
    heard = taken = 0.0
    for number in range(1, 11):
        began = time.perf_counter()
        spoken = propose(
            meeting, f"Sở Nội vụ hoàn thành {number + 1} lớp bồi dưỡng trong tháng 12/{new.starts_at.year}"
        )
        heard += time.perf_counter() - began
        assert spoken.lead_id == unit.pk, spoken
        made = CaptureConclusion.run(secretary, NewConclusion(key, spoken), idempotency_key=new_key())
        began = time.perf_counter()
        AcknowledgeConclusion.run(owner, ConclusionId(made.id))
        taken += time.perf_counter() - began
    began = time.perf_counter()
    done = CloseMeeting.run(secretary, Closing(key))
    closed = time.perf_counter() - began
    data = write_word(paper_of(Notice.objects.get(key=done.notice_key)))
    drafted = time.perf_counter() - began
    words = "\n".join(one.text for one in WordFile(BytesIO(data)).paragraphs)
    assert (done.tasks, done.received) == (10, 10) and "lớp bồi dưỡng" in words
    assert drafted < LIMIT
    return [
        ("hearing a sentence, mean of ten", f"{heard * 100:.0f} ms"),
        ("taking a conclusion on, mean of ten", f"{taken * 100:.0f} ms"),
        ("closing: ten tasks given and received", f"{closed:.2f} s"),
        ("closing to a Word draft that opens", f"{drafted:.2f} s (limit {LIMIT:.0f} s)"),
        ("size of the draft", f"{len(data) / 1024:.0f} KB"),
    ]


if __name__ == "__main__":
    main()
