"""Vietnamese numbers: reading one that was typed, and finding all of them in a text."""

from thongsuot.kernel.numbers.nonfigures import NonFigure, NonFigureKind
from thongsuot.kernel.numbers.parsing import AmbiguousNumber, parse_number, understand_input
from thongsuot.kernel.numbers.scanning import NumberToken, Scan, TokenKind, find_non_figures, find_numbers, scan

__all__ = [
    "AmbiguousNumber",
    "NonFigure",
    "NonFigureKind",
    "NumberToken",
    "Scan",
    "TokenKind",
    "find_non_figures",
    "find_numbers",
    "parse_number",
    "scan",
    "understand_input",
]
