"""Results beside their targets, and goals still ahead."""

from __future__ import annotations

import re
from collections.abc import Iterator

from thongsuot.kernel.figures import Direction, Figure, Qualifier
from thongsuot.reading.checking.sentences import Line, figure

_TARGET = re.compile(
    r"(?:mục tiêu|chỉ tiêu|kế hoạch|yêu cầu|quy định|mức đề ra)(?:[^;.\d(]{0,50})$|\((?:mục tiêu|chỉ tiêu|"
    r"kế hoạch|KH)[^()\d]{0,40}$",
    re.IGNORECASE,
)
_MISSED = re.compile(
    r"chưa đạt|không đạt|chưa hoàn thành|(?<!không )\bchỉ (?:mới )?đạt|\bmới (?:chỉ )?đạt|còn thấp|"
    r"tỷ lệ thấp|đạt thấp|mức thấp|chưa bảo đảm|thấp hơn",
    re.I,
)
_BEATEN = re.compile(r"\bvượt\b(?! qua)|cao hơn|hoàn thành (?:và )?vượt", re.IGNORECASE)
_NEGATED = re.compile(r"(?:chưa|không|khó) vượt", re.IGNORECASE)
_AFTERWARDS = re.compile(r"^[^\d;.]{0,60}")
_AHEAD = re.compile(
    r"(?:đặt )?mục tiêu|phấn đấu|đến (?:hết |cuối )?năm 20\d\d|trong thời gian tới|quyết tâm|chỉ tiêu (?:đến )?năm",
    re.I,
)
_ACHIEVED = re.compile(
    r"đã đạt|đã hoàn thành|vượt|kết quả|hiện đạt|hiện nay|duy trì|giữ vững|so với (?:mục tiêu|chỉ tiêu)", re.I
)

# «thấp hơn chỉ tiêu được giao 12%»: a small number here is as likely the distance as the target.
_MARGIN = re.compile(
    r"(?:thấp hơn|vượt|thiếu|kém|cao hơn)\s[^(]*\b(?:giao|đề ra|kế hoạch|chỉ tiêu|mục tiêu)\s*$", re.IGNORECASE
)
_NEW_INDICATOR = re.compile(r"tỷ lệ|tỉ lệ|mức độ|hồ sơ|người dân|chỉ số|số hóa|thanh toán|dịch vụ", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]*\)?")


def read_goals(line: Line) -> Iterator[Figure]:
    """Figures whose target is stated in the same sentence, with what the words say of it."""
    for index in range(len(line.mentions) - 1):
        value = line.mentions[index]
        if value.unit != "%" or value.is_fraction or value.is_range or not value.exact:
            continue
        target = _target_after(line, index)
        if target is not None:
            yield _result(line, index, target)
        elif index + 1 < len(line.mentions) and _target_first(line, index):
            yield _outcome(line, index, index + 1)


def _target_after(line: Line, index: int) -> int | None:
    """The next number of the same unit whose lead words call it a target; a surplus between is stepped over."""
    for following in range(index + 1, min(index + 3, len(line.mentions))):
        mention = line.mentions[following]
        between = line.text[line.mentions[index].end : mention.start]
        if ";" in between or (mention.unit != "%" and following > index + 1):
            return None
        if mention.unit == "%" and not mention.is_fraction and _TARGET.search(line.before(following)):
            return None if mention.value <= 25 and _MARGIN.search(line.before(following)) else following
        if not re.search(r"(?:vượt|thiếu|thấp hơn|cao hơn|kém)\s*$", line.before(following)):
            return None
    return None


def _target_first(line: Line, index: int) -> bool:
    """«mục tiêu 80% nhưng mới đạt 62%»: the target, then what was reached."""
    reached = line.mentions[index + 1]
    gap = line.gap(index, index + 1)
    return (
        _TARGET.search(line.before(index)) is not None
        and reached.unit == line.mentions[index].unit
        and reached.exact
        and not reached.is_fraction
        and re.match(r"^[^;]{0,60}(?:đạt|thực hiện|kết quả)[^;]{0,15}$", gap, re.IGNORECASE) is not None
        and (_MISSED.search(gap) is not None or re.search(r"đã vượt|nhưng vượt", gap) is not None)
    )


def _outcome(line: Line, target: int, index: int) -> Figure:
    goal, gap = line.mentions[target], line.gap(target, index)
    return figure(
        line,
        line.before(target)[-80:].strip(),
        target,
        index,
        value=line.mentions[index].value,
        unit=goal.unit,
        target=goal.value,
        target_direction=Direction.AT_LEAST,
        status="chưa đạt" if _MISSED.search(gap) else "vượt",
    )


def _result(line: Line, index: int, target: int) -> Figure:
    goal = line.mentions[target]
    at_most = goal.token.qualifier in (Qualifier.LESS, Qualifier.AT_MOST)
    lead = line.before(index)[-60:]
    between = line.text[line.mentions[index].end : goal.start]
    after = _AFTERWARDS.match(line.after(target))
    return figure(
        line,
        line.before(index)[-80:].strip(),
        index,
        target,
        value=line.mentions[index].value,
        unit="%",
        target=goal.value,
        target_direction=Direction.AT_MOST if at_most else Direction.AT_LEAST,
        status=_status(lead, between, after[0] if after else ""),
    )


def _status(lead: str, between: str, after: str) -> str | None:
    if _MISSED.search(between) or _MISSED.search(lead[-30:]):
        return "chưa đạt"
    if _BEATEN.search(between) and not _NEGATED.search(between):
        return "vượt"
    if re.match(r"[\s,)]*(?:nhưng |nên |là )?(?:vẫn )?(?:chưa đạt|không đạt)", after):
        return "chưa đạt"
    if re.match(r"[\s,)]*(?:đã )?vượt", after):
        return "vượt"
    return None


def read_aims(line: Line) -> Iterator[Figure]:
    """Goals still ahead: «phấn đấu đến năm 2025 … đạt trên 80%»."""
    for index in range(len(line.mentions)):
        if _can_be_aim(line, index) and is_ahead(line, index):
            yield _aim(line, index, _aim_name(line.before(index)))


def is_ahead(line: Line, index: int) -> bool:
    """Does the sentence speak of what is to be reached, not of what has been?"""
    lead = _BRACKETS.sub(" ", line.text[line.span.start : line.mentions[index].start])
    return _AHEAD.search(lead) is not None and not _ACHIEVED.search(line.words)


def read_aims_after_results(line: Line) -> Iterator[Figure]:
    """«tỷ lệ … hiện đạt 72%, phấn đấu đến cuối năm đạt 60%»: result and goal of one indicator in one sentence."""
    for index in range(len(line.mentions) - 1):
        result, gap = line.mentions[index], line.gap(index, index + 1)
        reached = result.unit == "%" and result.exact and re.search(r"đạt\s*$", line.before(index), re.IGNORECASE)
        ahead = re.match(r"^[^;.%]{0,40}(?:phấn đấu|mục tiêu đến|quyết tâm)[^;.%]{0,60}$", gap, re.IGNORECASE)
        if reached and ahead and _can_be_aim(line, index + 1) and not _NEW_INDICATOR.search(gap):
            name = _aim_name(line.before(index))
            yield figure(line, name, index, value=result.value, unit="%")
            yield _aim(line, index + 1, name)


def _can_be_aim(line: Line, index: int) -> bool:
    mention = line.mentions[index]
    if mention.unit not in ("%", "điểm") or mention.is_fraction or mention.is_range or mention.is_rank:
        return False
    return not re.search(r"(?:tăng|giảm|vượt)\s*(?:thêm|ít nhất|tối thiểu|từ)?\s*$", line.before(index), re.IGNORECASE)


def _aim(line: Line, index: int, name: str) -> Figure:
    mention = line.mentions[index]
    at_most = mention.token.qualifier in (Qualifier.LESS, Qualifier.AT_MOST)
    return figure(
        line,
        name,
        index,
        target=mention.value,
        unit=mention.unit,
        status="mục tiêu",
        target_direction=Direction.AT_MOST if at_most else Direction.AT_LEAST,
    )


def _aim_name(lead: str) -> str:
    """From the last «tỷ lệ …», «mức độ …» on, else the last piece of the clause."""
    named = list(re.finditer(r"\b(?:tỷ lệ|tỉ lệ|mức độ|chỉ số|số lượng|số hồ sơ)\b", lead, re.IGNORECASE))
    piece = lead[named[-1].start() :] if named else re.split(r"[;,]", lead)[-1]
    return re.sub(r"\s+(?:phải |cần )?(?:đạt|lên|tới|đến)\b.*$", "", piece.strip()) or lead.strip()
