"""«28/40 nhiệm vụ, đạt 70%», «85,37% (35/41 nhiệm vụ)», «28 trên tổng số 40», «tiếp nhận 900, trong đó 120 …»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from thongsuot.kernel.figures import Figure
from thongsuot.reading.checking.sentences import Line, Mention, figure, is_organisation, same_noun

_REACH = r"(?:đạt|chiếm|tương đương|tương ứng|bằng|hoàn thành|là|với|=|→|:)"
_RATE = r"(?:tỷ lệ|tỉ lệ|tỷ trọng|mức)"
# What may stand between the parts and their rate after the last comma or bracket: cue words, nothing that counts anew.
_OF_WORK = r"(?:hoàn thành|cắt giảm|thực hiện|giảm|rút ngắn)"
_TAIL = re.compile(
    rf"^\s*(?:và\s+)?(?:đã\s+)?(?:{_REACH}\s*)?(?:với\s+)?(?:{_RATE}(?:\s+{_OF_WORK})?\s*)?(?:{_REACH}\s*)?$",
    re.IGNORECASE,
)
_CUED_TAIL = re.compile(
    rf"^\s*(?:và\s+)?(?:đã\s+)?{_REACH}\s*(?:với\s+)?{_RATE}(?:\s+[^\W\d]+){{0,6}}\s*$", re.IGNORECASE
)
_DIRECT = re.compile(
    rf"^(?P<noun>[^,;.(]*?)\s+(?:đạt|chiếm|tương đương|tương ứng|bằng|=)\s*(?:{_RATE}\s*)?$", re.IGNORECASE
)
_NEW_SUBJECT = re.compile(
    r"trong đó|tăng|(?<!cắt )giảm|so với|vượt|còn lại|mục tiêu|chỉ tiêu (?:là|đề ra)|có tỷ lệ|có tỉ lệ|"
    r"bình quân|trung bình|"
    r"tỷ lệ (?:hồ sơ|số hóa|thanh toán|hài lòng)|trở lên",
    re.IGNORECASE,
)
_BRACKETED = re.compile(
    r"^[^;.,()]{0,60}(?:\(\s*|,\s*(?:tương ứng|tương đương)(?: với)?\s*)(?:đạt|hoàn thành|có|gồm|với|"
    r"tương ứng|tương đương|là)?\s*$",
    re.IGNORECASE,
)
_OUT_OF = re.compile(r"^[^,;.()%]{0,60}?(?:/|\btrên\b|\btrong\b)\s*(?:tổng\s*(?:số)?|số)?\s*$", re.IGNORECASE)
_ALL = re.compile(r"(?:trong số|tổng(?: cộng)?(?: số)?)\s*(?:là|:)?\s*$", re.IGNORECASE)
# «được giao 41 nhiệm vụ, đã hoàn thành 35 nhiệm vụ, đạt …»: what was done with the things just counted.
_ACTED = re.compile(
    r"^[^;]*[,;(]\s*(?:đến nay,?\s*)?(?:đã |có |tỉnh |được )*(?:hoàn thành|giải quyết|xử lý|thực hiện|"
    r"đúng hạn|trước hạn|trả kết quả|số hóa|thu về|thu được|phê duyệt|thành lập|ban hành|kiểm tra|trực tuyến|trực tiếp)"
    r"(?:\s+(?!và\b)[^\W\d]+){0,5}\s*$",
    re.IGNORECASE,
)
# Of what was handed out, sent out or assigned, no more can come back.
_GIVEN = re.compile(r"phát ra|phát hành|được giao|tổng số|phải (?:thực hiện|giải quyết)", re.IGNORECASE)
_OF_ALL = re.compile(r"^\s*(?:trong|trên|so với|của)?\s*tổng (?:số\s*)?$", re.IGNORECASE)
_AGAINST = re.compile(r"^\s*(?:so với|kế hoạch|chỉ tiêu|dự toán|mục tiêu|tổng số (?!hồ sơ))", re.IGNORECASE)
_OF_WHICH = re.compile(r"\btrong (?:đó|số (?:đó|này))\b", re.IGNORECASE)
_CONTINUES = re.compile(r"^[^;.]*$")
_GREW = re.compile(r"(?:tăng|giảm|vượt|cao hơn|thấp hơn|thêm)\s*(?:thêm|khoảng|gần|hơn)?\s*$", re.IGNORECASE)
_TIME_LEAD = re.compile(r"\b(?:đến|trước|từ|sau|hạn|nay|sáng|chiều|tối|hôm|dịp|lúc)\s*\(?$", re.IGNORECASE)
_REMOVED = re.compile(r"\b(?:giảm|tinh giản|cắt giảm|sắp xếp giảm)\s*(?:được\s*)?$", re.IGNORECASE)


def read_shares(line: Line) -> Iterator[Figure]:
    """Fractions with the rate printed beside them, or alone when no rate is."""
    for index, mention in enumerate(line.mentions):
        counted = mention.is_fraction and not mention.is_rank and mention.unit not in ("điểm", "điểm %")
        if counted and _plain(mention) and not _is_day(line, index):
            yield _share(line, index)
    yield from _shares_of_totals(line)
    yield from _shares_before_totals(line)
    yield from _parts_of_counts(line)
    yield from _shares_removed(line)


def _is_day(line: Line, index: int) -> bool:
    """«đến 15/11, …»: a day and a month without the word «ngày»."""
    token = line.mentions[index].token
    if token.numerator is None or token.denominator is None or token.numerator > 31 or token.denominator > 12:
        return False
    return (
        _TIME_LEAD.search(line.before(index)) is not None
        and re.match(r"\s*(?:[,;.)]|$)", line.after(index)) is not None
    )


def _plain(mention: Mention) -> bool:
    return mention.token.denominator is not None and mention.token.denominator > 0


def _share(line: Line, index: int) -> Figure:
    mention = line.mentions[index]
    rate = rate_beside(line, index)
    parts = {"numerator": mention.token.numerator, "denominator": mention.token.denominator}
    around = line.before(index)[-40:] + line.after(index)
    status = "vượt" if _beaten(mention, around) else None
    if rate is None:
        return figure(line, _name(line, index), index, **parts, status=status)
    stated = line.mentions[rate]
    return figure(
        line,
        _name(line, index),
        index,
        rate,
        **parts,
        status=status,
        value=stated.value,
        unit=stated.unit if stated.unit == "%" else None,
        qualifier=stated.token.qualifier,
    )


def _beaten(mention: Mention, around: str) -> bool:
    """«54/50 thủ tục, vượt kế hoạch»: a plan outdone, where the second number is no whole."""
    return bool(re.search(r"\bvượt\b", around)) and not re.search(r"chưa|không", around)


def _name(line: Line, index: int) -> str:
    return (line.before(index)[-60:] + " " + line.after(index)[:60]).strip()


def rate_beside(line: Line, index: int) -> int | None:
    """Index of the percentage that states the same share as the fraction or count at ``index``."""
    following = index + 1
    if following < len(line.mentions) and _may_be_rate(line, following):
        gap = line.gap(index, following)
        if _links(gap, line.mentions[index], line.mentions[following]) and _ends_like_rate(line, following):
            return following
    previous = index - 1
    if previous < 0 or line.mentions[previous].unit != "%" or _GREW.search(line.before(previous)):
        return None
    gap = line.gap(previous, index)
    return previous if _BRACKETED.match(gap) and not _NEW_SUBJECT.search(gap) else None


def _may_be_rate(line: Line, index: int) -> bool:
    mention = line.mentions[index]
    if mention.is_fraction or mention.is_range or mention.is_rank:
        return False
    if mention.unit == "%":
        return True
    bare = mention.unit is None or mention.unit in ("kế hoạch", "so với")
    return bare and re.search(r"(?:tỷ lệ|tỉ lệ|đạt)\s*(?:là|đạt)?\s*$", line.before(index)) is not None


def _ends_like_rate(line: Line, index: int) -> bool:
    """A bare «81» counts as the rate only where a percentage could end: before punctuation or «kế hoạch»."""
    if line.mentions[index].unit == "%":
        return True
    return re.match(r"\s*(?:$|[.,;)…]|(?:so với |theo )?kế hoạch)", line.after(index)) is not None


def _links(gap: str, part: Mention, rate: Mention) -> bool:
    if ";" in gap or _NEW_SUBJECT.search(gap) or len(gap) > 160:
        return False
    cut = max(gap.rfind(","), gap.rfind("("), gap.rfind("–"), gap.rfind(" - "))
    if cut >= 0:
        tail = gap[cut + 1 :].lstrip("-– ")
        return bool(_TAIL.match(tail) or _CUED_TAIL.match(tail))
    if not rate.exact or rate.value == 100:
        return False  # «12/15 chỉ tiêu đạt 100%» tells what the twelve reached
    direct = _DIRECT.match(gap)
    return direct is not None and not is_organisation(part.unit) and not is_organisation(direct["noun"].strip())


def _shares_of_totals(line: Line) -> Iterator[Figure]:
    """«28 nhiệm vụ trên tổng số 40» and «trong tổng số 40 nhiệm vụ, hoàn thành 28 nhiệm vụ, đạt 70%»."""
    for index in range(len(line.mentions) - 1):
        one, other = line.mentions[index], line.mentions[index + 1]
        if one.is_fraction or other.is_fraction or "%" in (one.unit, other.unit) or one.is_rank or other.is_rank:
            continue
        gap = line.gap(index, index + 1)
        if _OUT_OF.match(gap) and re.search(r"tổng|/|trong số", gap) and one.exact:
            yield from _of_total(line, index, index + 1)
        elif (
            _ALL.search(line.before(index))
            and same_noun(other.unit, one.unit)
            and one.counted
            and _CONTINUES.match(gap)
        ):
            yield from _of_total(line, index + 1, index)


def _shares_before_totals(line: Line) -> Iterator[Figure]:
    """«42 đơn vị, chiếm 12% trong tổng số 350 đơn vị»."""
    for part in range(len(line.mentions) - 2):
        rate, whole = part + 1, part + 2
        counts = line.mentions[part].counted and line.mentions[whole].counted and line.mentions[part].exact
        if counts and _OF_ALL.match(line.gap(rate, whole)) and rate_beside(line, part) == rate:
            stated = line.mentions[rate]
            parts = {"numerator": line.mentions[part].value, "denominator": line.mentions[whole].value}
            rated = {"value": stated.value, "unit": stated.unit, "qualifier": stated.token.qualifier}
            yield figure(line, _name(line, part), part, rate, whole, **parts, **rated)


def _of_total(line: Line, part: int, whole: int) -> Iterator[Figure]:
    rate = _rate_after(line, max(part, whole)) if part < whole else rate_beside(line, part)
    fields: dict[str, object] = {"numerator": line.mentions[part].value, "denominator": line.mentions[whole].value}
    if rate is not None:
        stated = line.mentions[rate]
        fields |= {"value": stated.value, "unit": stated.unit if stated.unit == "%" else None}
        fields["qualifier"] = stated.token.qualifier
    yield figure(line, _name(line, part), part, whole, *([] if rate is None else [rate]), **fields)


def _rate_after(line: Line, index: int) -> int | None:
    following = index + 1
    if following < len(line.mentions) and _may_be_rate(line, following):
        linked = _links(line.gap(index, following), line.mentions[index], line.mentions[following])
        return following if linked else None
    return None


def _parts_of_counts(line: Line) -> Iterator[Figure]:
    """«tiếp nhận 1.200 hồ sơ, trong đó 900 hồ sơ trực tuyến (75%)»: a part counted in the same noun as its whole."""
    for index in range(1, len(line.mentions)):
        part = line.mentions[index]
        whole = _whole_of(line, index)
        if whole is None or not part.counted or not part.exact:
            continue
        total = line.mentions[whole]
        rate = rate_beside(line, index)
        if rate is None and part.value <= total.value:
            continue
        if rate is not None and (_fits_another(line, index, rate, whole) or _AGAINST.match(line.after(rate))):
            continue
        fields: dict[str, object] = {"numerator": part.value, "denominator": total.value}
        if rate is not None:
            fields |= {"value": line.mentions[rate].value, "unit": line.mentions[rate].unit}
            fields["qualifier"] = line.mentions[rate].token.qualifier
        yield figure(line, _name(line, index), index, *([] if rate is None else [rate]), **fields)


def _whole_of(line: Line, index: int) -> int | None:
    """The count that «trong đó» opens, when the part is counted in the same noun and the clause goes on."""
    noun = line.mentions[index].unit
    opened = False
    for back in range(index - 1, -1, -1):
        gap = line.gap(back, back + 1)
        opened = opened or _OF_WHICH.search(gap) is not None
        if ";" in gap and not re.search(r";\s*(?:trong (?:đó|số)|đã |hoàn thành )", gap):
            return None
        whole = line.mentions[back]
        alike = whole.counted and whole.exact and same_noun(whole.unit, noun)
        if opened and alike:
            return _largest(line, back) if _after_list(line, back, index) else back
        if opened and whole.counted:
            return None
        given = whole.value >= line.mentions[index].value or _GIVEN.search(f"{line.before(back)[-30:]}#{gap[:30]}")
        if alike and given and _ACTED.search(line.before(index)):
            return back
    return None


def _after_list(line: Line, back: int, index: int) -> bool:
    """«2.268 thủ tục gồm 1.833 …, 301 … và 134 …; trong đó …» goes back to the whole, not to the last item."""
    opening = line.text[line.mentions[back].end : line.mentions[index].start]
    return ";" in opening or re.search(r"\bgồm\b", line.text[line.span.start : line.mentions[back].start]) is not None


def _largest(line: Line, back: int) -> int:
    noun = line.mentions[back].unit
    alike = [at for at in range(back + 1) if line.mentions[at].counted and line.mentions[at].unit == noun]
    return max(alike, key=lambda at: line.mentions[at].value)


def _fits_another(line: Line, part: int, rate: int, whole: int) -> bool:
    """The rate may be of an earlier, larger count of the same noun: received, not resolved."""
    stated, count = line.mentions[rate].value, line.mentions[part].value
    half = Decimal(1).scaleb(int(stated.as_tuple().exponent)) / 2
    counts = [each.value for index, each in enumerate(line.mentions[:part]) if index != whole and each.counted]
    carried = [one + line.mentions[whole].value for one in counts]  # received now and carried over
    return any(total >= count and abs(count / total * 100 - stated) <= half for total in (*counts, *carried) if total)


def _shares_removed(line: Line) -> Iterator[Figure]:
    """«giảm 123 đơn vị, đạt 13,7% so với năm 2015»: a count and its rate fix the base (L02)."""
    for index, mention in enumerate(line.mentions):
        if not mention.counted or not mention.exact or not _REMOVED.search(line.before(index)):
            continue
        rate = index + 1
        if rate >= len(line.mentions) or line.mentions[rate].unit != "%" or not line.mentions[rate].exact:
            continue
        linked = re.search(
            r"(?:đạt|tương ứng|tương đương|bằng|chiếm)\s*(?:với\s*)?(?:tỷ lệ\s*)?$", line.gap(index, rate)
        )
        if linked and re.match(r"[^;.,]{0,20}so với", line.after(rate)):
            yield figure(
                line,
                _name(line, index),
                index,
                rate,
                numerator=mention.value,
                value=line.mentions[rate].value,
                unit="%",
                change_word="giảm",
            )
