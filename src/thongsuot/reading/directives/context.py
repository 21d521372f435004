"""What is in force at a point of the walk: the speaker, the mood, the owner of a list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from thongsuot.reading.directives.owners import addressee
from thongsuot.reading.directives.tables import Columns
from thongsuot.reading.markers import read_marker
from thongsuot.reading.model import Passage, PassageKind, Sentence
from thongsuot.reading.speakers import Turn

_INNERMOST = 99
_CONCLUDES = re.compile(
    r"(?:kết luận|chỉ đạo|ý kiến|thống nhất|giao nhiệm vụ|yêu cầu|đề nghị|triển khai|thực hiện)[^.]{0,160}:\s*$"
)
_RESOLVES = re.compile(r"QUYẾT (?:ĐỊNH|NGHỊ)\s*:\s*$")


@dataclass(slots=True)
class Context:
    official: bool = False  # a notice, plan or telegram, not an article
    speaker: str | None = None
    ordering: bool = False
    addressed: str | None = None  # the particular body last addressed in this passage
    list_owner: str | None = None
    list_level: int = _INNERMOST
    list_helpers: tuple[str, ...] = ()
    list_of_dashes: bool = False
    level: int = -1  # of the last numbered marker
    columns: Columns | None = None  # of the table being read
    told_here: bool = False  # somebody has been told to do something in this passage

    @classmethod
    def for_document(cls, passages: Sequence[Passage]) -> Context:
        ends = {PassageKind.RECIPIENTS, PassageKind.SIGNATURE}
        return cls(official=any(passage.kind in ends for passage in passages))

    @property
    def inherited_owner(self) -> str | None:
        return self.addressed or self.list_owner

    def enter(self, passage: Passage) -> None:
        """Move to the next passage: close lists that end here, open one under a heading that names a body."""
        self.addressed, self.told_here = None, False
        marker = read_marker(passage.text)
        dash = marker is not None and marker.label is None
        if marker is not None and not dash:
            self.level = marker.level
        if self._list_ends(passage, marker.level if marker and not dash else None, dash):
            self.list_owner, self.list_level, self.list_of_dashes, self.list_helpers = None, _INNERMOST, False, ()
        self.list_of_dashes = self.list_of_dashes or (dash and self.list_owner is not None)
        named = addressee(passage.text)
        if named and len(passage.sentences) <= 1:
            self.list_owner, self.list_level, self.list_helpers = named, marker.level if marker else self.level, ()

    def _list_ends(self, passage: Passage, level: int | None, dash: bool) -> bool:
        if self.list_owner is None:
            return False
        if level is not None:
            return level <= self.list_level
        return (self.list_of_dashes and not dash) or passage.kind is PassageKind.HEADING

    def hear(self, sentence: Sentence, turns: Iterable[Turn]) -> None:
        """Take note of who starts or stops speaking at this sentence."""
        for turn in turns:
            self.speaker, self.ordering = turn.speaker, turn.orders
        if _CONCLUDES.search(sentence.text) and (self.official or self.speaker):
            self.ordering = True
        if self.official and _RESOLVES.match(sentence.text):
            self.ordering = True

    def open_list(self, owner: str | None) -> None:
        """«… yêu cầu các sở thực hiện các nội dung sau:» addresses every item of the list that follows."""
        self.list_owner, self.list_level, self.list_of_dashes = owner, self.level, False
