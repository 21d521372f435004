"""What for: the words that follow the meeting's name in the opening sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable

from thongsuot.reading.letters import plain

_MEETING = r"(?:[Pp]hiên họp|[Cc]uộc họp|[Hh]ội nghị|[Bb]uổi (?:làm việc|họp)|[Kk]ỳ họp|[Hh]ọp)"
_PURPOSE = re.compile(
    rf"{_MEETING}[^.:;]{{0,260}}?(?:,\s*|\s)(?P<what>(?:nhằm|để|về|đánh giá|sơ kết|tổng kết|triển khai|"
    rf"rà soát|công bố|bàn|nghe|cho ý kiến|quán triệt|"
    r"xem xét|kiểm điểm|thảo luận|thông qua)\s[^.]{8,600})"
)
_LEAD = re.compile(r"^(?:nhằm|để|về(?: việc)?)\s+")
_TAIL = re.compile(
    r"\s*(?:\.|,?\s*(?:do|dưới sự chủ trì|kết luận như sau|diễn ra|(?<!\w)đồng chí|(?<!\w)ông|(?<!\w)bà)\b.*)$"
)


def find_purpose(sentences: Iterable[str]) -> str | None:
    for sentence in sentences:
        match = _PURPOSE.search(sentence)
        if match:
            what = _TAIL.sub("", plain(match.group("what")))
            return _LEAD.sub("", what).strip(" .,;") or None
    return None
