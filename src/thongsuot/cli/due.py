"""``thongsuot due CASES.jsonl --out RESULTS.jsonl``: when is it due, and why. Needs no database.

Exit codes: 0 done, 1 done but some lines are at fault (their answer is ``{id, error}``), 2 nothing written.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, TextIO

_DONE, _SOME_AT_FAULT, _REFUSED = 0, 1, 2
_SHOWN = 20


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "due",
        help="Tính ngày hẹn trả của từng trường hợp, có giải thích và căn cứ",
        description=(
            "Đọc mỗi dòng một trường hợp JSON: {id, received_at, accepted_at?, limit: {value, unit}, pauses: [{from, "
            "to?, reason}], extension?, calendar?}; unit là working_days, working_hours, calendar_days hoặc months. "
            "Ghi mỗi dòng {id, due_at, explain}; giờ Việt Nam. Xem docs/cach-tinh-han.md. Không cần cơ sở dữ liệu."
        ),
        epilog="Mã thoát: 0 xong; 1 xong nhưng có dòng sai (ghi {id, error}); 2 không ghi được gì.",
    )
    parser.add_argument("cases", metavar="TRƯỜNG_HỢP.jsonl", help="tệp trường hợp; «-» là đọc từ bàn phím, ống dẫn")
    parser.add_argument("--out", required=True, metavar="KẾT_QUẢ.jsonl", help="nơi ghi; «-» là in ra màn hình")


def run(args: argparse.Namespace) -> int:
    """Line by line, so that a million lines need no more memory than one."""
    from thongsuot.kernel.rules import RuleFileError

    if args.cases != "-" and args.out != "-" and Path(args.out).exists() and Path(args.out).samefile(args.cases):
        return _refuse("--out trùng với tệp trường hợp. Hãy chọn tên khác để không ghi đè.")
    try:
        with ExitStack() as stack:
            source = sys.stdin if args.cases == "-" else stack.enter_context(Path(args.cases).open("rb"))
            target = sys.stdout if args.out == "-" else stack.enter_context(Path(args.out).open("w", encoding="utf-8"))
            done, wrong = _answer(source, target)
    except OSError as problem:
        return _refuse(f"{problem.filename}: {problem.strerror}. Kiểm tra lại đường dẫn và quyền đọc, ghi.")
    except RuleFileError as problem:
        return _refuse(str(problem))
    said = f"{done} trường hợp, {wrong} dòng sai. Đã ghi {args.out}."
    print(said, file=sys.stderr if args.out == "-" else sys.stdout)
    return _SOME_AT_FAULT if wrong else _DONE


def _answer(source: Iterable[str | bytes], target: TextIO) -> tuple[int, int]:
    """How many lines were answered and how many of them are at fault; the first faults are told at once."""
    done = wrong = 0
    for number, answer in _answers(source):
        done += 1
        if "error" in answer:
            wrong += 1
            if wrong <= _SHOWN:
                print(f"Dòng {number}: {answer['error']}", file=sys.stderr)
        target.write(json.dumps(answer, ensure_ascii=False) + "\n")
    if wrong > _SHOWN:
        print(f"… còn {wrong - _SHOWN} dòng sai nữa, xem tệp kết quả.", file=sys.stderr)
    return done, wrong


def _answers(source: Iterable[str | bytes]) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(source, start=1):
        if line.strip():
            yield number, _one(line)


def _one(line: str | bytes) -> dict[str, Any]:
    from thongsuot.kernel.rules import NoRuleForDate
    from thongsuot.kernel.workdays import NoCalendar
    from thongsuot.serving.clock.domain.cases import BadCase, case_of, read_case, result_of
    from thongsuot.serving.clock.extra import calendar_for
    from thongsuot.serving.clock.rules import rules_on

    try:
        plain = json.loads(line.decode("utf-8-sig") if isinstance(line, bytes) else line)
    except (ValueError, RecursionError) as problem:
        return {"id": None, "error": f"Dòng này không phải JSON hợp lệ (UTF-8): {problem}."}
    try:
        case = case_of(plain)
        return result_of(case, read_case(case, calendar_for, rules_on))
    except (BadCase, NoCalendar, NoRuleForDate) as problem:
        return {"id": plain.get("id") if isinstance(plain, dict) else None, "error": str(problem)}
    except OverflowError:
        return {"id": plain.get("id"), "error": "Thời điểm ngoài khả năng tính; hãy kiểm tra lại năm."}


def _refuse(text: str) -> int:
    print(text, file=sys.stderr)
    return _REFUSED
