"""``thongsuot lake count`` and ``pack``: measures of a period over a lake, or over the packed layer made from it."""

from __future__ import annotations

import argparse
import csv
import sys
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from thongsuot.cli.lake_telling import end_bar, refuse, told

if TYPE_CHECKING:
    from thongsuot.reporting.lake.counting import Line, Period, Row
    from thongsuot.reporting.lake.snapshots import Snapshot

_DONE = 0
_KEYS = {"tỉnh": "province", "đơn-vị": "unit", "thủ-tục": "procedure"}
_MONTH = "tháng"
_PLAIN = {"tinh": "tỉnh", "don-vi": "đơn-vị", "thu-tuc": "thủ-tục", "thang": _MONTH}
_DIMENSIONS = {"province": "units", "unit": "units", "procedure": "procedures"}
_SHOWN = ("on_time_766", "on_time_report", "online", "paid_online", "digitised")
_DERIVED = ("online", "kept_766", "all_766", "kept_report", "solved")  # above and below the line of the rates
_NAME_WIDTH = 44


class _CannotAnswerError(Exception):
    """What was asked for cannot be answered this way; the message says how to ask."""


def add_verbs(verbs: Any, root: argparse.ArgumentParser) -> None:
    count = verbs.add_parser("count", parents=[root], help="đếm hồ sơ, tỷ lệ đúng hạn, trực tuyến… trong một kỳ")
    count.add_argument("--from", dest="first", type=_day, required=True, metavar="NGÀY", help="ngày đầu: 2026-01-31")
    count.add_argument("--to", dest="last", type=_day, required=True, metavar="NGÀY", help="ngày cuối, tính cả ngày ấy")
    count.add_argument(
        "--by", type=_by, default=(), metavar="CHIA",
        help="tỉnh, đơn-vị hoặc thủ-tục; tháng; hoặc ghép với tháng: tỉnh,tháng",
    )  # fmt: skip
    count.add_argument("--csv", type=Path, metavar="TỆP", help="ghi mọi phép đếm ra bảng CSV thay vì in bảng ngắn")
    count.add_argument("--packs", type=Path, metavar="THƯ_MỤC", help="trả lời từ khối cộng sẵn của lake pack")
    count.add_argument("--recount", action="store_true", help="cùng --packs: đếm lại từng hồ sơ trong lớp nén")
    packed = verbs.add_parser("pack", parents=[root], help="nén kho theo tháng và cộng sẵn; chỉ làm lại tháng đã đổi")
    packed.add_argument("--to", type=Path, required=True, metavar="THƯ_MỤC", help="nơi giữ lớp nén")


def count(args: argparse.Namespace) -> int:
    from thongsuot.reporting.lake.counting import Period, lines_of

    period = Period(args.first, args.last, _MONTH in args.by)
    keys = tuple(_KEYS[word] for word in args.by if word in _KEYS)
    try:
        lake = _lake(args)
        lines = lines_of(_sums(args, lake, keys, period), keys, period)
        names = _names(lake, keys)
        if args.csv is None:
            _print(lines, names)
        else:
            _write(args.csv, lines, names)
    except _CannotAnswerError as cannot:
        return refuse(str(cannot))
    return _DONE


def pack(args: argparse.Namespace) -> int:
    from thongsuot.reporting.lake.snapshots import snapshot
    from thongsuot.reporting.scale.packing import pack_lake

    done = pack_lake(snapshot(args.root), args.to, told)
    end_bar()
    months = len(done.layer.months)
    print(f"Đã nén {done.anew} tháng, giữ nguyên {months - done.anew} tháng. Lớp nén có {done.layer.rows} hồ sơ.")
    return _DONE


def _lake(args: argparse.Namespace) -> Snapshot | None:
    """Packs answer without a lake; with one, names are known."""
    from thongsuot.reporting.lake.snapshots import snapshot

    return snapshot(args.root) if args.root else None


def _sums(args: argparse.Namespace, lake: Snapshot | None, keys: tuple[str, ...], period: Period) -> Sequence[Row]:
    if period.last < period.first:
        raise _CannotAnswerError("Ngày cuối kỳ (--to) đứng trước ngày đầu kỳ (--from). Hãy đổi lại.")
    if args.packs is not None:
        return _packed(args, lake, keys, period)
    if args.recount:
        raise _CannotAnswerError("--recount đếm lại lớp nén. Hãy thêm --packs THƯ_MỤC, hoặc bỏ --recount.")
    from thongsuot.reporting.lake.counting import sums_between
    from thongsuot.reporting.lake.engines import engine_of, facts
    from thongsuot.reporting.lake.snapshots import Ask

    assert lake is not None  # without a root and without packs the command was refused
    found = engine_of().run(sums_between(facts(), keys, period), lake, Ask(last=period.last))
    return list(found.to_pylist())


def _packed(args: argparse.Namespace, lake: Snapshot | None, keys: tuple[str, ...], period: Period) -> Sequence[Row]:
    from thongsuot.reporting.scale.answering import sums_of_cube, sums_of_packs
    from thongsuot.reporting.scale.packing import NoPacksError, read_layer
    from thongsuot.reporting.scale.packs import OutdatedPackError

    if not period.is_whole_months:
        raise _CannotAnswerError(
            "Lớp nén đếm theo tháng tròn: --from là ngày 1, --to là ngày cuối tháng. Kỳ lẻ ngày thì bỏ --packs."
        )
    if "procedure" in keys:
        raise _CannotAnswerError("Lớp nén không chia theo thủ tục. Hãy bỏ --packs để đếm từ kho.")
    again = f"Hãy chạy: thongsuot lake pack --root KHO --to {args.packs}"
    try:
        layer = read_layer(args.packs)
    except NoPacksError as absent:
        raise _CannotAnswerError(f"Chưa có lớp nén ở {args.packs}. {again}") from absent
    except OutdatedPackError as outdated:
        raise _CannotAnswerError(f"Lớp nén ở {args.packs} theo cách đếm cũ. {again}") from outdated
    if lake is not None and lake.manifest.number != layer.lake:
        print(
            f"Lưu ý: lớp nén của kho bản {layer.lake}, kho nay là bản {lake.manifest.number}. {again}", file=sys.stderr
        )
    sums = sums_of_packs if args.recount else sums_of_cube
    return sums(args.packs, layer, keys[0] if keys else "province", period)


def _names(lake: Snapshot | None, keys: tuple[str, ...]) -> Mapping[int, str]:
    """Number → name, of the key asked for; nothing for a lake that was taken in from files."""
    if lake is None or not keys or _DIMENSIONS[keys[0]] not in lake.manifest.dimensions:
        return {}
    rows = lake.dimension(_DIMENSIONS[keys[0]]).to_pylist()
    if keys[0] == "procedure":
        return {row["number"]: f"{row['code']} {row['title']}" for row in rows}
    return {row["number"]: row["name"] for row in rows}


def _named(line: Line, names: Mapping[int, str]) -> str:
    month = [] if line.month is None else [f"{line.month:%m/%Y}"]
    return ", ".join([*(names.get(key, str(key)) for key in line.keys), *month]) or "tất cả"


def _print(lines: Sequence[Line], names: Mapping[int, str]) -> None:
    """The counts of the report and the rates of index 766, a line each."""
    from thongsuot.serving.insight.domain.measures import BY_KEY, Key

    rates = [BY_KEY[Key(key)] for key in _SHOWN]
    titles = ("tiếp nhận", "đã giải quyết", "đúng hạn 766", "đúng hạn II.06a", "trực tuyến", "thanh toán", "số hóa")
    told_names = [_named(line, names) for line in lines]
    width = min(max(map(len, told_names), default=0), _NAME_WIDTH)
    print(" " * width, *titles, sep="  ")
    for name, line in zip(told_names, lines, strict=True):
        parts = [_percent(getattr(line.counts, one.part), getattr(line.counts, one.whole)) for one in rates]
        cells = [str(line.counts.received), str(line.counts.solved), *parts]
        shown = name if len(name) <= width else f"{name[: width - 1]}…"
        print(shown.ljust(width), *(one.rjust(len(title)) for one, title in zip(cells, titles, strict=True)), sep="  ")
    if not lines:
        print("Không có hồ sơ nào trong kỳ này.")


def _percent(part: int, whole: int) -> str:
    """Nothing counted is missing, not 0."""
    return f"{100 * part / whole:.1f} %".replace(".", ",") if whole else "–"


def _write(path: Path, lines: Sequence[Line], names: Mapping[int, str]) -> None:
    from dataclasses import fields

    from thongsuot.serving.facts.domain.measures import Counts

    counted = [*(one.name for one in fields(Counts)), *_DERIVED]
    with path.open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream)
        table.writerow(["number", "name", "month", *counted])
        for line in lines:
            number = line.keys[0] if line.keys else ""
            month = "" if line.month is None else f"{line.month:%Y-%m}"
            name = names.get(line.keys[0], "") if line.keys else ""
            table.writerow([number, name, month, *(getattr(line.counts, one) for one in counted)])
    print(f"Đã ghi {len(lines)} dòng ra {path}.")


def _day(text: str) -> date:
    readings: tuple[Callable[[], date], ...] = (
        lambda: date.fromisoformat(text),
        lambda: datetime.strptime(text, "%d/%m/%Y").date(),  # noqa: DTZ007 - a day of the calendar
    )
    for read in readings:
        try:
            return read()
        except ValueError:
            continue
    raise argparse.ArgumentTypeError(f"«{text}» không phải ngày; hãy ghi như 2026-01-31 hoặc 31/01/2026")


def _by(text: str) -> tuple[str, ...]:
    """One of the keys, the month, or both; typed with or without marks."""
    asked = [unicodedata.normalize("NFC", one.strip().lower()) for one in text.split(",")]
    words = tuple(_PLAIN.get(one, one) for one in asked)
    known = all(one in _KEYS or one == _MONTH for one in words)
    if not known or len(set(words)) < len(words) or sum(one in _KEYS for one in words) > 1:
        raise argparse.ArgumentTypeError(
            f"không chia được theo «{text}»; hãy chọn tỉnh, đơn-vị, thủ-tục, tháng, hoặc ghép như tỉnh,tháng"
        )
    return words
