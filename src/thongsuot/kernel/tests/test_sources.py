"""Every printed figure of the five real documents is seen by the scanner, with its value and its bound."""

import csv
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pytest

from thongsuot.kernel.numbers import NumberToken, find_numbers

pytestmark = pytest.mark.sources
# Stated in words, a letter grade, or a range: not a printed number of their own.
WITHOUT_DIGITS = {"N020", "N060", "N077", "N109"}


def claims(sources_dir: Path) -> list[dict[str, str]]:
    with (sources_dir / "claims.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def tokens_of(sources_dir: Path, claim: dict[str, str]) -> list[NumberToken]:
    text = (sources_dir / claim["file"]).read_text(encoding="utf-8")
    start, end = int(claim["char_start"]), int(claim["char_end"])
    return [token for token in find_numbers(text) if token.full_span.start >= start - 5 and token.span.end <= end]


def matches(token: NumberToken, claim: dict[str, str]) -> bool:
    if claim["numerator"]:
        parts = Decimal(claim["numerator"]), Decimal(claim["denominator"])
        if (token.numerator, token.denominator) == parts:
            return True
    try:
        return token.value == Decimal(claim["value"])
    except InvalidOperation:
        return False


def test_every_figure_is_found(sources_dir: Path) -> None:
    wanted = [claim for claim in claims(sources_dir) if claim["id"] not in WITHOUT_DIGITS]
    missed = [c["id"] for c in wanted if not any(matches(token, c) for token in tokens_of(sources_dir, c))]
    assert len(wanted) > 70
    assert missed == []


def test_every_bound_is_kept(sources_dir: Path) -> None:
    bounded = [
        claim for claim in claims(sources_dir) if claim["qualifier"] != "=" and claim["id"] not in WITHOUT_DIGITS
    ]
    assert bounded
    for claim in bounded:
        found = [token for token in tokens_of(sources_dir, claim) if matches(token, claim)]
        assert [token.qualifier.value for token in found] == [claim["qualifier"]], claim["id"]
