"""Vietnamese numbers: reading one that was typed, and finding all of them in a text."""

from thongsuot.kernel.numbers.nonfigures import NonFigure, NonFigureKind
from thongsuot.kernel.numbers.parsing import AmbiguousNumber, parse_number, understand_input
from thongsuot.kernel.numbers.scanning import NumberToken, Scan, TokenKind, find_non_figures, find_numbers, scan
from thongsuot.kernel.numbers.words import (
    NotNumberWords,
    WordNumber,
    find_number_words,
    parse_number_words,
    parse_roman,
    to_roman,
)

__all__ = [
    "AmbiguousNumber",
    "NonFigure",
    "NonFigureKind",
    "NotNumberWords",
    "NumberToken",
    "Scan",
    "TokenKind",
    "WordNumber",
    "find_non_figures",
    "find_number_words",
    "find_numbers",
    "parse_number",
    "parse_number_words",
    "parse_roman",
    "scan",
    "to_roman",
    "understand_input",
]
