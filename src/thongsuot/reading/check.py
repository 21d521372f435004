"""Text → figures side by side → findings (product §5.4, §5.13). Offline; raises nothing for any text."""

from __future__ import annotations

from collections.abc import Iterator

from thongsuot.kernel.consistency import Breakdown, Finding, examine, settle
from thongsuot.kernel.consistency.contradictions import contradiction
from thongsuot.kernel.consistency.targets import target_already_met
from thongsuot.kernel.figures import Span
from thongsuot.reading.checking.goals import read_aims, read_aims_after_results, read_goals
from thongsuot.reading.checking.indices import read_index_scores
from thongsuot.reading.checking.moves import read_moves
from thongsuot.reading.checking.parts import read_parts
from thongsuot.reading.checking.recalls import read_recalls
from thongsuot.reading.checking.repeats import repeated
from thongsuot.reading.checking.scores import read_scores
from thongsuot.reading.checking.sentences import Line, lines
from thongsuot.reading.checking.shares import read_shares
from thongsuot.reading.checking.standings import read_standings
from thongsuot.reading.checking.statements import named
from thongsuot.reading.checking.units import read_missing_units
from thongsuot.reading.checking.words import read_words
from thongsuot.reading.clean import find_noise, normalise
from thongsuot.reading.model import Noise, PassageKind, Reading
from thongsuot.reading.segment import segment
from thongsuot.reading.sentences import split_sentences

_NOT_PROSE = (PassageKind.RECIPIENTS, PassageKind.SIGNATURE)
_READERS = (
    read_standings,
    read_moves,
    read_scores,
    read_goals,
    read_aims,
    read_aims_after_results,
    read_missing_units,
    named,
    read_index_scores,
)
_CONTINUATIONS = ("trong đó", "cụ thể", "trong số đó", "cấp tỉnh", "cấp huyện", "cấp xã", "khối ")


def check_text(text: str) -> list[Finding]:
    """Findings about one pasted text, in reading order. Spans count characters of ``read_text(text).text``.

    Cleaning and cutting are enough here; orders, meetings and the rest of the reader are not waited for.
    """
    normal, changes = normalise(text)
    noise = (*changes, *(entry for entry in find_noise(normal) if not _may_state_figures(entry)))
    return check_reading(Reading(text=normal, noise=noise, passages=segment(normal, noise)))


def _may_state_figures(entry: Noise) -> bool:
    """A line taken for a caption or a byline is still looked at when it holds digits."""
    return entry.kind in ("caption", "byline") and any(letter.isdigit() for letter in entry.text)


def check_reading(reading: Reading) -> list[Finding]:
    """Findings about a text already read."""
    sequence = list(lines(reading.text, list(_sentences(reading))))
    joined = list(_joined(sequence))
    figures = [figure for line in sequence for reader in _READERS for figure in reader(line)]
    figures += [figure for line in joined for figure in read_shares(line)]
    figures += read_recalls(sequence)
    found = examine(figures, _wholes(reading.text, joined), (target_already_met,))
    found += contradiction(repeated(sequence, reading.place))
    found += read_words(sequence)
    return settle(found)


def _sentences(reading: Reading) -> Iterator[Span]:
    for passage in reading.passages:
        if passage.kind not in _NOT_PROSE:
            for sentence in passage.sentences or split_sentences(passage.text, passage.span.start):
                yield sentence.span


def _wholes(text: str, joined: list[Line]) -> Iterator[Breakdown]:
    has_districts = "cấp huyện" in text.lower()
    for line in joined:
        yield from read_parts(line, has_districts=has_districts)


def _continues(held: Line, line: Line) -> bool:
    words = line.words.lower()
    if "cao nhất" in words and "thấp nhất" in words and ("trung bình" in held.words or "bình quân" in held.words):
        return True
    return words.lstrip("-–+•* ").startswith(_CONTINUATIONS)


def _joined(sequence: list[Line]) -> Iterator[Line]:
    """A sentence that opens with «Trong đó» goes on with the one before."""
    held: Line | None = None
    for line in sequence:
        if held is not None and _continues(held, line):
            held = Line(
                held.text,
                Span(held.span.start, line.span.end),
                held.mentions + line.mentions,
                held.periods + line.periods,
            )
            continue
        if held is not None:
            yield held
        held = line
    if held is not None:
        yield held
