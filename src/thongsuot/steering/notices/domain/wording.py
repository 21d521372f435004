"""The set sentences of a notice, put together from what is known of the meeting; what is not known is left out.

The order follows practice (TB 365/TB-VPCP; QĐ 45/2018/QĐ-TTg on meetings): who met, when, who chaired with all titles
in protocol order, in which form, who took part; what was heard; then «kết luận như sau:».
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from thongsuot.kernel.formatting import format_date

PART_TITLES = {
    "results": "Một số kết quả nổi bật",
    "limitations": "Tồn tại, hạn chế",
    "tasks": "Phương hướng, nhiệm vụ trọng tâm trong thời gian tới",
}


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """``titles`` of the chair in protocol order; ``form`` in words («trực tiếp kết hợp trực tuyến»)."""

    committee: str
    ordinal: int | None = None
    day: date | None = None
    chair: str = ""
    titles: Sequence[str] = ()
    period: str = ""
    title: str = ""
    form: str = ""
    sites: int = 0
    attended: str = ""


def subject(facts: MeetingFacts) -> str:
    """The «trích yếu»: whose conclusion, at which meeting."""
    return _join("Kết luận của", _chair(facts), "tại", _meeting(facts))


def opening(facts: MeetingFacts) -> list[str]:
    """The paragraphs before part 1."""
    when = f"Ngày {format_date(facts.day)}," if facts.day else ""
    met = _join(when, _chair(facts), "đã chủ trì", _meeting(facts)) + "."
    said = [_capital(met)]
    if facts.form:
        joined = f", kết nối với {facts.sites:02d} điểm cầu" if facts.sites else ""
        said.append(f"Phiên họp tổ chức theo hình thức {facts.form}{joined}.")
    if facts.attended:
        said.append(f"Tham dự phiên họp có {facts.attended}.")
    who = _join("Sau khi nghe báo cáo và ý kiến của các thành phần dự họp,", _chair(facts), "kết luận như sau:")
    return [" ".join(said), who]


def closing(issuer: str) -> list[str]:
    """The sentence after part 3, with the mark that ends the text (Phụ lục I NĐ 30/2020/NĐ-CP)."""
    return [f"{issuer} thông báo để các cơ quan, đơn vị liên quan biết, thực hiện./."]


def part_title(role: str, period: str) -> str:
    """Heading of a part; the first names the period reviewed."""
    title = PART_TITLES[role]
    return f"{title} {period}" if role == "results" and period else title


def result_sentence(name: str, figure: str, period: str) -> str:
    """A plain sentence to start from: «Tỷ lệ …: 33,8%.»; the drafter words it as it should be."""
    when = f" ({period})" if period else ""
    return f"{_capital(name.strip())}{when}: {figure}."


def as_sentence(text: str) -> str:
    """A conclusion as spoken becomes a sentence: capital first, full stop last, one space between words."""
    words = _capital(" ".join(text.split()))
    return words if not words or words[-1] in ".:;…" else f"{words}."


def _meeting(facts: MeetingFacts) -> str:
    order = f"phiên họp thứ {facts.ordinal}" if facts.ordinal else "phiên họp"
    return _join(order, f"của {facts.committee}" if facts.committee else "", facts.period)


def _chair(facts: MeetingFacts) -> str:
    known = [*([facts.chair] if facts.chair else []), *facts.titles]
    return f"đồng chí {', '.join(known)}" if known else "người chủ trì"


def _join(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
