"""The meeting a document reports: body, session, chair, day, place, period, purpose, number, sites (C01–C10, A06)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from thongsuot.reading.letters import plain
from thongsuot.reading.meeting import chairs, committees, dates, places, purposes
from thongsuot.reading.model import Meeting, Noise, Passage, PassageKind

__all__ = ["Surroundings", "read_meeting"]

_OPENING = 7  # passages in which a report says who met, when and why
_NUMBER = re.compile(r"Số\s*:?\s*(\d[\d.]*\s*/\s*[A-ZĐ][\w-]*(?:[-/][\wĐ]+)*)")
_MEETS = re.compile(r"phiên họp|cuộc họp|hội nghị|buổi làm việc|buổi họp|kỳ họp|(?<!\w)họp(?!\w)|phiên toàn thể", re.I)
_HAPPENS = re.compile(
    r"diễn ra|tổ chức (?:phiên|cuộc|hội nghị|buổi|họp|kỳ)|chủ trì|khai mạc|tại (?:phiên|cuộc|hội nghị|buổi|"
    r"kỳ)|sau khi nghe|đã họp|làm việc với",
    re.I,
)
_SITES = re.compile(
    r"(?:kết nối|trực tuyến)[^.;]{0,60}?(?<![\d/])(?P<a>\d{1,4})\s+(?:điểm cầu|tỉnh|huyện|xã|phường|địa phương)|"
    r"(?<![\d/])(?P<b>\d{1,4})\s+điểm cầu"
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the rest of the reader needs of the whole document."""

    meeting: Meeting
    place: str | None
    national: bool
    day: date | None  # the best known day the words were said or written
    year: int | None


def read_meeting(passages: Sequence[Passage], noise: Sequence[Noise]) -> Surroundings:
    """Facts of the meeting; every one is ``None`` where the text does not give it."""
    titles = [plain(p.text) for p in passages if p.kind is PassageKind.TITLE]
    content = [p for p in passages if p.kind in {PassageKind.PARAGRAPH, PassageKind.LIST_ITEM}]
    opening = [plain(s.text) for p in content[:_OPENING] for s in p.sentences]
    captions = [plain(n.text) for n in noise if n.kind == "caption"]
    body = "\n".join(p.text for p in passages if p.kind not in {PassageKind.RECIPIENTS, PassageKind.SIGNATURE})
    published, signed = dates.publication_day(noise), dates.document_day(titles)
    held = dates.meeting_day([*titles, *opening], body, dates.Dated(published, signed))
    day = held.day or signed or published or held.suggestion
    year = day.year if day else dates.document_year(titles) or dates.year_of(body)[0]
    committee = committees.find_committee([*titles, *opening])
    place = places.find_place(committee, titles, body)
    national = places.is_central(titles) or places.is_national(committee, opening[:2])
    chairs_found = chairs.find_chairs([*opening, *titles, *captions])
    if not _reports_a_meeting([*titles, *opening], chairs_found):
        return Surroundings(Meeting(place=place, doc_number=_number(titles)), place, national, day, year)
    meeting = Meeting(
        committee=committee,
        session=committees.find_session([*titles, *opening]),
        chair=chairs_found,
        date=held.day,
        date_text=held.text,
        date_suggestion=held.suggestion,
        date_reason=held.reason,
        place=place,
        period=dates.reviewed_period([*titles, *opening[:6]], year, day),
        purpose=purposes.find_purpose([*opening, *titles]),
        doc_number=_number(titles),
        sites=next((int(m["a"] or m["b"]) for s in opening[:6] if _MEETS.search(s) and (m := _SITES.search(s))), None),
    )
    return Surroundings(meeting, place, national, day, year)


def _reports_a_meeting(sentences: Sequence[str], chair: Sequence[str]) -> bool:
    """A meeting is reported when it is named and somebody led it, or it is said to take place."""
    named = [sentence for sentence in sentences if _MEETS.search(sentence)]
    return bool(named) and (bool(chair) or any(_HAPPENS.search(sentence) for sentence in named))


def _number(titles: Sequence[str]) -> str | None:
    """The number of the document; a draft has a blank before the slash and therefore none (T9)."""
    return next((re.sub(r"\s", "", m[1]) for title in titles if (m := _NUMBER.search(title))), None)
